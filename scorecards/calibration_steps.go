package scorecards

import (
	"context"
	"fmt"

	"rater/internal/foundation/fault"
	"rater/internal/notices"
	"rater/internal/people"
)

// Calibrated is a calibration as those may see it who are part of it: while it is being scored one's own drafts and how far
// all are; from the meeting on also what was answered, and once it is settled how each stands beside the reference.
type Calibrated struct {
	Calibration
	Own      []Evaluation // one's own, in the order of its interactions, without their answers
	Done     map[string]int
	Spread   []InteractionSpread
	Results  []CalibrationResult
	Withheld bool // what others answered, until the meeting
}

// Of returns one calibration: to an analyst, and to those whom it asks, else NotFound.
func (c *Calibrations) Of(ctx context.Context, actor people.Actor, id string) (out Calibrated, err error) {
	if out.Calibration, err = c.calibration(ctx, actor, id); err != nil {
		return out, err
	}
	all, err := c.scoresIn(ctx, id)
	if err != nil {
		return out, err
	}
	out.Done = map[string]int{}
	var submitted []Evaluation
	for _, e := range all {
		if e.EvaluatorID == actor.ID {
			out.Own = append(out.Own, e)
		}
		if e.Status == Submitted {
			out.Done[e.EvaluatorID]++
			submitted = append(submitted, e)
		}
	}
	if out.Withheld = out.MetAt == nil; out.Withheld {
		return out, nil
	}
	if err := c.show(ctx, &out, submitted); err != nil {
		return out, err
	}
	return out, c.scores.audit.Read(ctx, actor, "calibration.read", "calibration", id, nil)
}

// show adds what was answered, and what came of it.
func (c *Calibrations) show(ctx context.Context, out *Calibrated, submitted []Evaluation) error {
	version, err := c.scores.versionByID(ctx, out.VersionID)
	if err != nil {
		return err
	}
	if out.Spread, err = c.spreadIn(ctx, &out.Calibration, &version.Definition, submitted); err != nil || out.SettledAt == nil {
		return err
	}
	options, _ := settleOn(&version.Definition, out.Spread)
	for n := range out.Spread {
		out.Spread[n].Score = version.Definition.Score(options[n]).Overall
	}
	out.Results, err = c.resultsOf(ctx, []string{out.ID})
	return err
}

func (c *Calibrations) spreadIn(ctx context.Context, of *Calibration, d *Definition, submitted []Evaluation) ([]InteractionSpread, error) {
	list := make([]*Evaluation, len(submitted))
	for n := range submitted {
		list[n] = &submitted[n]
	}
	if err := c.scores.loadAnswers(ctx, list); err != nil {
		return nil, err
	}
	references, err := c.referencesOf(ctx, of.ID)
	return of.spread(d, submitted, references), err
}

// List returns the calibrations that the actor may see, the newest first, behind the one with an id.
func (c *Calibrations) List(ctx context.Context, actor people.Actor, status, after string, limit int) ([]Calibration, error) {
	return c.calibrations(ctx, actor, status, after, limit)
}

// calibrationStep changes a calibration at a revision by a rule, with its audit row.
func (c *Calibrations) step(ctx context.Context, actor people.Actor, id string, revision int64, action string, rule func(ctx context.Context, of *Calibration) (map[string]any, notices.Kind, error)) (Calibrated, error) {
	err := c.scores.db.InTx(ctx, func(ctx context.Context) error {
		of, err := c.calibration(ctx, actor, id)
		if err != nil {
			return err
		}
		if of.Revision != revision {
			return staleAt(of.Revision)
		}
		detail, kind, err := rule(ctx, &of)
		if err != nil {
			return err
		}
		of.Revision, of.UpdatedAt = revision+1, c.now()
		if err := c.updateCalibration(ctx, &of, revision); err != nil {
			return err
		}
		if err := c.scores.audit.Write(ctx, actor, "calibration."+action, "calibration", id, detail); err != nil {
			return err
		}
		return c.tell(ctx, actor, &of, kind)
	})
	if err != nil {
		return Calibrated{}, err
	}
	return c.Of(ctx, actor, id)
}

// Meet ends the scoring: drafts that were not submitted are left out, and those who took part see what all answered.
func (c *Calibrations) Meet(ctx context.Context, actor people.Actor, id string, revision int64) (Calibrated, error) {
	return c.step(ctx, actor, id, revision, "met", func(ctx context.Context, of *Calibration) (map[string]any, notices.Kind, error) {
		left, err := c.endDrafts(ctx, actor, id, "the meeting began before it was submitted")
		if err != nil {
			return nil, "", err
		}
		all, err := c.scoresIn(ctx, id)
		if err != nil {
			return nil, "", err
		}
		return map[string]any{"left_out": left}, notices.CalibrationMeets, of.Meet(judgedTwice(all), c.now())
	})
}

func judgedTwice(all []Evaluation) bool {
	seen := map[string]bool{}
	for _, e := range all {
		if e.Status == Submitted && seen[e.InteractionID] {
			return true
		}
		seen[e.InteractionID] = seen[e.InteractionID] || e.Status == Submitted
	}
	return false
}

// Refer settles one question of an interaction in the meeting; a reason is needed unless all answered just that.
func (c *Calibrations) Refer(ctx context.Context, actor people.Actor, id string, revision int64, r Reference) (Calibrated, error) {
	return c.step(ctx, actor, id, revision, "referred", func(ctx context.Context, of *Calibration) (map[string]any, notices.Kind, error) {
		if of.Status != Meeting {
			return nil, "", fault.New(fault.Conflict, "a reference is settled in the meeting; this calibration is %s", of.Status)
		}
		spreads, version, err := c.spreads(ctx, of)
		if err != nil {
			return nil, "", err
		}
		if err := c.checkReference(ctx, of, spreads, &version.Definition, r); err != nil {
			return nil, "", err
		}
		r.CalibrationID, r.Reason, r.ByID, r.At = id, clean(r.Reason), actor.ID, c.now()
		return map[string]any{"interaction": r.InteractionID, "question": r.QuestionID}, "", c.saveReference(ctx, &r)
	})
}

func (c *Calibrations) spreads(ctx context.Context, of *Calibration) ([]InteractionSpread, Version, error) {
	version, err := c.scores.versionByID(ctx, of.VersionID)
	if err != nil {
		return nil, version, err
	}
	all, err := c.scoresIn(ctx, of.ID)
	if err != nil {
		return nil, version, err
	}
	var submitted []Evaluation
	for _, e := range all {
		if e.Status == Submitted {
			submitted = append(submitted, e)
		}
	}
	spreads, err := c.spreadIn(ctx, of, &version.Definition, submitted)
	return spreads, version, err
}

func (c *Calibrations) checkReference(ctx context.Context, of *Calibration, spreads []InteractionSpread, d *Definition, r Reference) error {
	at := of.place(r.InteractionID)
	if at < 0 {
		return fault.In("body.interaction", "is not one of the calibration's")
	}
	q, _, known := d.Question(r.QuestionID)
	if !known {
		return fault.In("body.question", "is no question of the calibration's version of the scorecard")
	}
	i, err := c.scores.record.ByID(ctx, r.InteractionID)
	if err != nil {
		return err
	}
	if f := q.allow("body.option", r.Option, i.Channel); f != nil || r.Option == "" {
		if f == nil {
			return fault.In("body.option", "is empty; name the answer that is right")
		}
		return fault.Fields("the reference can't be kept", *f)
	}
	if n := len([]rune(r.Reason)); n > maxComment {
		return fault.In("body.reason", "must be at most %d characters", maxComment)
	}
	for _, s := range spreads[at].Questions {
		if s.Question == q.ID && s.Agreed() && s.Usual == r.Option {
			return nil
		}
	}
	return checkReason(r.Reason)
}

// Settle ends the meeting once each question has a reference, and measures each evaluator against it.
func (c *Calibrations) Settle(ctx context.Context, actor people.Actor, id string, revision int64) (Calibrated, error) {
	return c.step(ctx, actor, id, revision, "settled", func(ctx context.Context, of *Calibration) (map[string]any, notices.Kind, error) {
		if err := of.Settle(c.now()); err != nil {
			return nil, "", err
		}
		spreads, version, err := c.spreads(ctx, of)
		if err != nil {
			return nil, "", err
		}
		options, open := settleOn(&version.Definition, spreads)
		if open > 0 {
			return nil, "", fault.New(fault.Conflict, "%s still without a reference; settle each on which not all agree", questionsAre(open))
		}
		if err := c.insertResults(ctx, of.measure(&version.Definition, spreads, options)); err != nil {
			return nil, "", err
		}
		return nil, notices.CalibrationSettled, c.scores.record.RevokeAll(ctx, of.about(), grantCalibration+id)
	})
}

func questionsAre(n int) string {
	if n == 1 {
		return "one question is"
	}
	return fmt.Sprintf("%d questions are", n)
}

// Cancel ends a calibration without a reference, with a reason.
func (c *Calibrations) Cancel(ctx context.Context, actor people.Actor, id string, revision int64, reason string) (Calibrated, error) {
	return c.step(ctx, actor, id, revision, "cancelled", func(ctx context.Context, of *Calibration) (map[string]any, notices.Kind, error) {
		if err := of.Cancel(reason, c.now()); err != nil {
			return nil, "", err
		}
		if _, err := c.endDrafts(ctx, actor, id, "the calibration was cancelled"); err != nil {
			return nil, "", err
		}
		return nil, "", c.scores.record.RevokeAll(ctx, of.about(), grantCalibration+id)
	})
}
