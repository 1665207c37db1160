package server

import (
	"context"

	"rater/internal/insights"
	"rater/internal/interactions"
	"rater/internal/people"
)

// ReportQuestion is which report is to be sent and what it is to tell.
type ReportQuestion struct {
	Report    string `json:"report" enum:"team,agents,evaluators,agreement,effects,plans"`
	Subject   string `json:"subject,omitempty" maxLength:"100" doc:"the agent or the plan"`
	Team      string `json:"team,omitempty" maxLength:"100"`
	Version   string `json:"version,omitempty" maxLength:"100" doc:"of a scorecard; the one with the newest scores without"`
	Dimension string `json:"dimension,omitempty" enum:"overall,reliability,assurance,tangibility,empathy,responsiveness" doc:"overall without"`
	Weeks     int    `json:"weeks,omitempty" doc:"whole ISO weeks back from when it is sent: 4, 13, 26 or 52; 13 without; figures and effects have the present one beside them"`
	Kind      string `json:"kind,omitempty" enum:"module,coach,method,action" doc:"of effects; module without"`
	On        string `json:"on,omitempty" enum:"question,overall,reliability,assurance,tangibility,empathy,responsiveness" doc:"of effects; question without"`
}

func (q ReportQuestion) plain() insights.Question {
	return insights.Question{Report: insights.Report(q.Report), SubjectID: q.Subject, TeamID: q.Team, VersionID: q.Version, Dimension: q.Dimension, Weeks: q.Weeks, Kind: q.Kind, Measured: q.On}
}

func viewQuestion(q insights.Question) ReportQuestion {
	return ReportQuestion{string(q.Report), q.SubjectID, q.TeamID, q.VersionID, q.Dimension, q.Weeks, q.Kind, q.Measured}
}

type scheduleView struct {
	ID string `json:"id"`
	ReportQuestion
	SubjectName string              `json:"subject_name,omitempty"`
	TeamName    string              `json:"team_name,omitempty"`
	From        string              `json:"from,omitempty" format:"date" doc:"of a plan: the first day of the site's zone that it tells of, as it was last sent or would be now"`
	To          string              `json:"to,omitempty" format:"date" doc:"the last"`
	Every       string              `json:"every" enum:"week,month"`
	Format      string              `json:"format" enum:"csv,xlsx"`
	Paused      bool                `json:"paused"`
	NextAt      interactions.Stamp  `json:"next_at" format:"date-time" doc:"when it is due, unless it is paused"`
	SentAt      *interactions.Stamp `json:"sent_at,omitempty" format:"date-time" doc:"when it was last"`
}

type schedulesView struct {
	Schedules []scheduleView `json:"schedules" nullable:"false"`
	Most      int            `json:"most" doc:"how many there can be"`
	Mails     bool           `json:"mails" doc:"whether this site sends e-mail; without, reports are told of in the application alone"`
	Attaches  bool           `json:"attaches" doc:"whether that e-mail carries the table"`
}

func (a *API) schedules(ctx context.Context, actor people.Actor, _ *empty) (*body[schedulesView], error) {
	rows, err := a.d.Schedules.Of(ctx, actor)
	if err != nil {
		return nil, err
	}
	list, err := a.viewSchedules(ctx, actor, rows...)
	return &body[schedulesView]{schedulesView{Schedules: list, Most: insights.MostSchedules, Mails: a.d.Notices.Mails(), Attaches: a.attaches()}}, err
}

func (a *API) schedule(ctx context.Context, actor people.Actor, in *IDIn) (*body[scheduleView], error) {
	s, err := a.d.Schedules.Get(ctx, actor, in.ID)
	return a.viewSchedule(ctx, actor, s, err)
}

// viewSchedule is what became of one, unless it failed.
func (a *API) viewSchedule(ctx context.Context, actor people.Actor, s insights.Schedule, failed error) (*body[scheduleView], error) {
	if failed != nil {
		return nil, failed
	}
	list, err := a.viewSchedules(ctx, actor, s)
	if err != nil {
		return nil, err
	}
	return &body[scheduleView]{list[0]}, nil
}

// viewSchedules names what schedules are of, as far as the actor may read that now.
func (a *API) viewSchedules(ctx context.Context, actor people.Actor, list ...insights.Schedule) ([]scheduleView, error) {
	shown, err := a.d.Schedules.Show(ctx, actor, list...)
	if err != nil {
		return nil, err
	}
	var agents, teams []string
	for _, s := range shown {
		if s.Readable && s.Report == insights.AgentReport {
			agents = append(agents, s.SubjectID)
		}
		if s.Readable && s.TeamID != "" {
			teams = append(teams, s.TeamID)
		}
	}
	names, err := a.names(ctx, actor, agents, teams)
	views := make([]scheduleView, len(shown))
	for n, s := range shown {
		v := scheduleView{ID: s.ID, ReportQuestion: viewQuestion(s.Question), SubjectName: s.Plan, From: s.From, To: s.To, Every: string(s.Every), Format: s.Format, Paused: s.Paused, NextAt: interactions.At(s.NextAt), SentAt: stamp(s.SentAt)}
		if s.Readable {
			v.TeamName = names.teams[s.TeamID]
		}
		if s.Readable && s.Report == insights.AgentReport {
			v.SubjectName = names.agent(s.SubjectID, s.TeamID)
		}
		views[n] = v
	}
	return views, err
}

type scheduleReportIn struct {
	Body struct {
		ReportQuestion
		Every  string `json:"every" enum:"week,month" doc:"on Mondays, or on the first of the month"`
		Format string `json:"format" enum:"csv,xlsx"`
	}
}

func (a *API) scheduleReport(ctx context.Context, actor people.Actor, in *scheduleReportIn) (*body[scheduleView], error) {
	made, err := a.d.Schedules.Add(ctx, actor, insights.Schedule{Question: in.Body.plain(), Every: insights.Every(in.Body.Every), Format: in.Body.Format})
	return a.viewSchedule(ctx, actor, made, inBody(err))
}

type pauseReportIn struct {
	IDIn
	Body struct {
		Paused bool `json:"paused"`
	}
}

func (a *API) pauseReport(ctx context.Context, actor people.Actor, in *pauseReportIn) (*body[scheduleView], error) {
	s, err := a.d.Schedules.Pause(ctx, actor, in.ID, in.Body.Paused)
	return a.viewSchedule(ctx, actor, s, err)
}

func (a *API) unscheduleReport(ctx context.Context, actor people.Actor, in *IDIn) (*empty, error) {
	return nil, a.d.Schedules.Remove(ctx, actor, in.ID)
}
