package scorecards

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/notices"
	"rater/internal/people"
)

// Calibrations has evaluators score the same interactions blind, meet, and settle what is right.
type Calibrations struct {
	scores *Evaluations
	due    notices.Turn
}

// NewCalibrations makes the calibrations of a database.
func NewCalibrations(v *Evaluations) *Calibrations { return &Calibrations{scores: v} }

func (c *Calibrations) now() time.Time { return c.scores.now() }

const grantCalibration = "calibration:" // and its id

// Begin has evaluators score interactions that none of them knows an evaluation of: each gets drafts by the scorecard's
// published version, and sees the interactions until the calibration is over. Invalid names what is wrong with whom or which.
func (c *Calibrations) Begin(ctx context.Context, actor people.Actor, w CalibrationWish) (made Calibration, err error) {
	if err := w.check(c.now()); err != nil {
		return made, err
	}
	err = c.scores.db.InTx(ctx, func(ctx context.Context) error {
		version, err := c.scores.publishedVersion(ctx, w.Scorecard)
		if fault.Is(err, fault.NotFound) {
			return noScorecard()
		}
		if err != nil {
			return err
		}
		if err := inUse(ctx, c.scores.db, w.Scorecard); err != nil {
			return err
		}
		made = Calibration{ID: store.NewID(), Revision: 1, Name: w.Name, Status: Scoring, ScorecardID: w.Scorecard, VersionID: version.ID, MadeBy: actor.ID,
			ScoreBy: w.ScoreBy, CreatedAt: c.now(), UpdatedAt: c.now(), Evaluators: w.Evaluators}
		found, err := c.choose(ctx, actor, &made, w.Interactions)
		if err != nil {
			return err
		}
		return c.begun(ctx, actor, &made, version, found)
	})
	return made, err
}

// choose takes what it is about into a calibration, where all whom it asks may judge it.
func (c *Calibrations) choose(ctx context.Context, actor people.Actor, made *Calibration, ids []string) (map[string]interactions.Interaction, error) {
	persons, err := c.scores.users.Persons(ctx, made.Evaluators)
	if err != nil {
		return nil, err
	}
	var f faults
	for n, id := range made.Evaluators {
		if p, known := persons[id]; !known || p.DisabledAt != nil || !people.ActorOf(p).May(people.EvaluationsWrite) {
			f.add(fmt.Sprintf("body.evaluators[%d]", n), "must be somebody who evaluates")
		}
	}
	found, err := c.scores.record.Visible(ctx, actor, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range distinct(ids) { // in one order, so that two that begin wait for each other
		if err := lockSamples(ctx, c.scores.db, id); err != nil {
			return nil, err
		}
	}
	for n, id := range ids {
		item, why, err := c.item(ctx, made, found[id], persons)
		if err != nil {
			return nil, err
		}
		if why != "" {
			f.add(fmt.Sprintf("body.interactions[%d]", n), "%s", why)
		}
		item.Place = n
		made.Interactions = append(made.Interactions, item)
	}
	if len(f) > 0 {
		return nil, fault.Fields("the calibration can't be begun; nothing was stored", f...)
	}
	return found, nil
}

// item is an interaction as what a calibration is about, or why it can't be.
func (c *Calibrations) item(ctx context.Context, of *Calibration, i interactions.Interaction, persons map[string]people.Person) (item CalibrationItem, why string, err error) {
	item = CalibrationItem{CalibrationID: of.ID, InteractionID: i.ID}
	switch {
	case i.ID == "":
		return item, "there is no such interaction", nil
	case i.Status != interactions.Over:
		return item, "is not over yet", nil
	}
	if item.AgentID, err = c.scores.record.MainAgent(ctx, i.ID); fault.Is(err, fault.NotFound) {
		return item, "nobody knows its agent yet", nil
	} else if err != nil {
		return item, "", err
	}
	open, err := c.sampled(ctx, i.ID)
	if err != nil {
		return item, "", err
	}
	if open {
		return item, "is still to be scored for a plan; choose one that is not, or that was scored by others", nil
	}
	known, err := c.scores.acquainted(ctx, &Evaluation{InteractionID: i.ID, AgentID: item.AgentID})
	if err != nil {
		return item, "", err
	}
	leads, err := c.scores.users.LedBy(ctx, []string{item.AgentID})
	for _, id := range of.Evaluators {
		if p := people.ActorOf(persons[id]); people.BarFrom(p.ID, p.Team, item.AgentID, leads[item.AgentID]) != people.NoBar {
			return item, persons[id].Name + " can't judge its agent: nobody evaluates themselves, or who leads them", err
		}
		if slices.Contains(known, id) {
			return item, persons[id].Name + " has judged it already, or was an arbiter over it", err
		}
	}
	return item, "", err
}

// begun stores a calibration with the drafts that it asks for, and tells those whom it asks.
func (c *Calibrations) begun(ctx context.Context, actor people.Actor, made *Calibration, version Version, found map[string]interactions.Interaction) error {
	if err := c.insertCalibration(ctx, made); err != nil {
		return err
	}
	var drafts []Evaluation
	var entries []HistoryEntry
	for _, item := range made.Interactions {
		for _, user := range made.Evaluators {
			e := newDraft(store.NewID(), people.Actor{ID: user}, found[item.InteractionID], version, item.AgentID, c.now())
			e.Purpose, e.Reason, e.CalibrationID, e.AskedBy, e.DueAt = Calibrating, "", &made.ID, actor.ID, &made.ScoreBy
			e.score(&version.Definition)
			drafts, entries = append(drafts, e), append(entries, e.entry(actor, "calibration_asked", nil, c.now()))
		}
	}
	if err := store.InsertAll(ctx, c.scores.db, drafts); err != nil {
		return err
	}
	if err := c.noteAll(ctx, entries); err != nil {
		return err
	}
	if err := c.scores.record.GrantAll(ctx, made.about(), made.Evaluators, grantCalibration+made.ID); err != nil {
		return err
	}
	if err := c.scores.audit.Write(ctx, actor, "calibration.begun", "calibration", made.ID, map[string]any{"name": made.Name, "interactions": len(made.Interactions), "evaluators": len(made.Evaluators)}); err != nil {
		return err
	}
	return c.tell(ctx, actor, made, notices.CalibrationAsked)
}

// noteAll writes the history and the audit rows of many changes.
func (c *Calibrations) noteAll(ctx context.Context, entries []HistoryEntry) error {
	if err := store.InsertAll(ctx, c.scores.db, entries); err != nil {
		return err
	}
	audited := make([]people.Entry, len(entries))
	for n := range entries {
		audited[n] = entries[n].audited()
	}
	return c.scores.audit.WriteMany(ctx, audited)
}

// about are the ids of its interactions.
func (c *Calibration) about() []string {
	ids := make([]string, len(c.Interactions))
	for n, i := range c.Interactions {
		ids[n] = i.InteractionID
	}
	return ids
}

// tell has those whom a calibration asks hear of it, and the pages that show it be read again.
func (c *Calibrations) tell(ctx context.Context, actor people.Actor, of *Calibration, kind notices.Kind) error {
	c.scores.db.AfterCommit(ctx, func() {
		c.scores.bus.Tell(interactions.Changed("calibrations", of.ID), append([]string{of.MadeBy, actor.ID}, of.Evaluators...)...)
	})
	if kind == "" {
		return nil
	}
	list := make([]notices.Notice, 0, len(of.Evaluators))
	for _, user := range of.Evaluators {
		list = append(list, notices.To(user, kind, "calibration", of.ID, ""))
	}
	return c.scores.outbox.Put(ctx, actor, list...)
}

// Remind tells those who have drafts of a calibration open that it is due soon.
func (c *Calibrations) Remind(ctx context.Context) error {
	now := c.now()
	return notices.Remind(ctx, c.scores.outbox, &c.due, func(after string, limit int) ([]Evaluation, error) {
		return c.dueCalibrating(ctx, now, now.Add(scoreAhead), after, limit)
	}, func(e *Evaluation) (string, []notices.Notice) {
		return e.ID, []notices.Notice{notices.To(e.EvaluatorID, notices.CalibrationDue, "calibration", *e.CalibrationID, "")}
	})
}
