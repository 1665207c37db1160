package server

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"rater/internal/insights"
	"rater/internal/notices"
	"rater/internal/people"
)

// FormatIn is the form in which a report is wanted.
type FormatIn struct {
	Format string `query:"format" enum:"csv,xlsx" doc:"csv without"`
}

const (
	csvType  = "text/csv; charset=utf-8"
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// spreadsheet describes a route that answers a table for spreadsheets.
func spreadsheet(op *huma.Operation) {
	text := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	op.Responses = map[string]*huma.Response{strconv.Itoa(http.StatusOK): {Description: "A table; cells that a program could take for a formula begin with an apostrophe",
		Content: map[string]*huma.MediaType{"text/csv": text, xlsxType: text}}}
}

type sheetOut struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

// fileOf is a report as a file.
func fileOf(s insights.Sheet, format string) (f notices.File, err error) {
	if format == "xlsx" {
		f = notices.File{Name: s.Name + ".xlsx", Type: xlsxType}
		f.Bytes, err = s.XLSX()
		return f, err
	}
	f = notices.File{Name: s.Name + ".csv", Type: csvType}
	f.Bytes, err = s.CSV()
	return f, err
}

// export answers a report as a file, and notes that it left.
func (a *API) export(ctx context.Context, actor people.Actor, s insights.Sheet, format string, failed error) (*sheetOut, error) {
	if failed != nil {
		return nil, failed
	}
	f, err := fileOf(s, format)
	if err != nil {
		return nil, err
	}
	return &sheetOut{f.Type, `attachment; filename="` + f.Name + `"`, f.Bytes}, a.d.Audit.Read(ctx, actor, "report.exported", "", "", map[string]any{"name": s.Name, "found": len(s.Rows)})
}

// askedAbout is what a report of figures rests on.
func askedAbout(v AskView) [][2]string {
	about := [][2]string{{"From", string(v.From[:len(time.DateOnly)])}, {"Weeks", insights.SaidWeeks(v.Weeks)}, {"Dimension", v.Dimension},
		{"What counts", "final scores of random samples that were released; intervals are of 95 %"}}
	if v.Version != nil {
		about = append([][2]string{{"Scorecard", v.Version.Name + ", version " + strconv.Itoa(v.Version.Number)}}, about...)
	}
	return about
}

type teamReportIn struct {
	TeamAskIn
	FormatIn
}

var standingHead = []string{"Agent", "Figure", "n", "Mean", "Low", "High", "Against the team", "Difference", "Standard error", "More needed", "Without strictness", "Fair score", "Its error", "Drawn", "Scored", "Waiting", "At worst", "At best"}

func (a *API) teamReport(ctx context.Context, actor people.Actor, in *teamReportIn) (*sheetOut, error) {
	s, err := a.teamSheet(ctx, actor, &in.TeamAskIn)
	return a.export(ctx, actor, s, in.Format, err)
}

func (a *API) teamSheet(ctx context.Context, actor people.Actor, in *TeamAskIn) (insights.Sheet, error) {
	v, err := a.standings(ctx, actor, in)
	if err != nil {
		return insights.Sheet{}, err
	}
	s := insights.Sheet{Name: "team", About: askedAbout(v.Body.AskView), Head: standingHead}
	for _, r := range v.Body.Agents {
		s.Rows = append(s.Rows, standingRows(r)...)
	}
	return s, nil
}

// standingRows are an agent's figures, one row each.
func standingRows(r StandingRow) (rows [][]any) {
	for _, f := range r.Figures {
		row := []any{r.AgentName, f.Key}
		if f.Own == nil {
			row = append(row, 0, nil, nil, nil)
		} else {
			row = append(row, f.Own.N, f.Own.Mean, f.Own.Low, f.Own.High)
		}
		row = append(row, f.Band, f.Difference, f.SE, f.More)
		if f.Fair == nil {
			row = append(row, nil, nil, nil)
		} else {
			row = append(row, f.Fair.Adjusted, f.Fair.Value, f.Fair.SE)
		}
		rows = append(rows, append(row, r.Drawn, r.Scored, r.Waiting, r.WorstLow, r.WorstHigh))
	}
	return rows
}

// AgentReportIn is of which agent a report is, and in what form.
type AgentReportIn struct {
	AgentAskIn
	FormatIn
}

func (a *API) agentReport(ctx context.Context, actor people.Actor, in *AgentReportIn) (*sheetOut, error) {
	s, err := a.agentSheet(ctx, actor, &in.AgentAskIn)
	return a.export(ctx, actor, s, in.Format, err)
}

func (a *API) agentSheet(ctx context.Context, actor people.Actor, in *AgentAskIn) (insights.Sheet, error) {
	v, err := a.agentFigures(ctx, actor, in)
	if err != nil {
		return insights.Sheet{}, err
	}
	s := insights.Sheet{Name: "agent", About: append([][2]string{{"Agent", v.Body.AgentName}}, askedAbout(v.Body.AskView)...),
		Head: append(append([]string{}, standingHead[:6]...), "Week")}
	for _, r := range standingRows(v.Body.StandingRow) {
		s.Rows = append(s.Rows, append(r[:6:6], "all"))
	}
	for _, w := range v.Body.Trend {
		s.Rows = append(s.Rows, []any{v.Body.AgentName, w.Key, w.N, w.Mean, w.Low, w.High, string(w.Week[:len(time.DateOnly)])})
	}
	return s, nil
}
