package server

import (
	"context"
	"fmt"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/insights"
	"rater/internal/notices"
	"rater/internal/people"
)

func (a *API) attaches() bool { return a.d.Config.ReportFiles == "on" }

// Enclose gives the table of a report to the e-mail that tells of it, where the site allows that and its reader may still
// read it. What it tells is on record as read once the e-mail has left.
func (a *API) Enclose(ctx context.Context, n notices.Notice) (*notices.Enclosure, error) {
	if n.Kind != notices.ReportReady || !a.attaches() {
		return nil, nil
	}
	actor, of, err := a.d.Schedules.Ready(ctx, n.UserID, n.SubjectID)
	if err != nil {
		return nil, unlessGone(err)
	}
	ctx, held := people.Hold(ctx)
	sheet, err := a.sheetOf(ctx, actor, of.Question, n.At)
	if err != nil {
		return nil, unlessGone(err)
	}
	f, err := fileOf(sheet, of.Format)
	if err != nil {
		return nil, err
	}
	detail := map[string]any{"name": sheet.Name, "found": len(sheet.Rows)}
	if err := a.d.Audit.Read(ctx, actor, "report.mailed", "report_schedule", of.ID, detail); err != nil {
		return nil, err
	}
	return &notices.Enclosure{File: f, Left: func(ctx context.Context) error { return a.d.Audit.WriteHeld(ctx, held) }}, nil
}

// unlessGone lets a letter go without what is not its reader's any more.
func unlessGone(err error) error {
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Forbidden) || fault.Is(err, fault.Invalid) {
		return nil
	}
	return err
}

// sheetOf is the report that a question asks for, of a plan up to a moment.
func (a *API) sheetOf(ctx context.Context, actor people.Actor, q insights.Question, at time.Time) (insights.Sheet, error) {
	ask := AskIn{Version: q.VersionID, Dimension: q.Dimension, Weeks: q.Counted()}
	of := TeamAskIn{ask, q.TeamID}
	switch q.Report {
	case insights.TeamReport:
		return a.teamSheet(ctx, actor, &of)
	case insights.AgentReport:
		return a.agentSheet(ctx, actor, &AgentAskIn{of, q.SubjectID})
	case insights.EvaluatorsReport:
		return a.evaluatorsSheet(ctx, actor, &ask)
	case insights.AgreementReport:
		return a.agreementSheet(ctx, actor, &ask)
	case insights.EffectsReport:
		return a.effectsSheet(ctx, actor, &EffectsIn{Kind: q.Kind, Team: q.TeamID, On: q.Measured, Weeks: q.Counted()})
	case insights.PlanReport:
		from, to := q.Days(at, a.d.Config.Location())
		return a.planSheet(ctx, actor, &SamplingFiguresIn{IDIn{q.SubjectID}, from, to})
	}
	return insights.Sheet{}, fmt.Errorf("there is no report %q", q.Report)
}
