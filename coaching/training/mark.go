package training

import (
	"context"
	"fmt"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
	"rater/scorecards"
)

func checkComment(comment string) error {
	if length(comment) > maxReason {
		return fault.In("body.comment", "must be at most %d characters", maxReason)
	}
	return nil
}

func byMarker(actor people.Actor, w *Whole) error {
	if !people.MayMark(actor, w.AgentID) {
		return fault.New(fault.Forbidden, "only a trainer marks this, and nobody their own")
	}
	return nil
}

// Mark gives the texts of an attempt their points.
func (a *Assignments) Mark(ctx context.Context, actor people.Actor, id string, revision int64, marks []Marking, comment string) (Tried, error) {
	var t Attempt
	var w Whole
	err := a.db.InTx(ctx, func(ctx context.Context) (err error) {
		if t, err = a.attempt(ctx, id); err != nil {
			return err
		}
		if w, err = a.Get(ctx, actor, t.AssignmentID); err != nil {
			return err
		}
		if t.Revision != revision {
			return fault.StaleAt(t.Revision)
		}
		if err := byMarker(actor, &w); err != nil {
			return err
		}
		if err := checkComment(comment); err != nil {
			return err
		}
		part, err := w.part(t.PartID)
		if err != nil {
			return err
		}
		if err := t.Mark(part.Quiz, marks); err != nil {
			return err
		}
		return a.keepMarks(ctx, actor, &w, w.Progress[part.ID], &t, comment)
	})
	return Tried{t, w}, err
}

func (a *Assignments) keepMarks(ctx context.Context, actor people.Actor, w *Whole, p Progress, t *Attempt, comment string) error {
	now := a.now()
	t.Comment, t.MarkedBy, t.MarkedAt = cleanText(comment), &actor.ID, &now
	t.Revision++
	if err := a.saveAttempt(ctx, t, t.Revision-1); err != nil {
		return err
	}
	p = w.reach(p.after(t), 0, now)
	if err := a.keepProgress(ctx, &p); err != nil {
		return err
	}
	return a.commit(ctx, actor, &w.Assignment, "marked")
}

// Seen is what a marker answers to one question of a scorecard.
type Seen struct{ Question, Option string }

// Assess notes how a role play went: each question of its scorecard answered, and the score that gives.
func (a *Assignments) Assess(ctx context.Context, actor people.Actor, id, part string, revision int64, seen []Seen, comment string) (Tried, error) {
	var t Attempt
	w, err := a.change(ctx, actor, id, revision, "assessed", func(ctx context.Context, w *Whole) error {
		if err := byMarker(actor, w); err != nil {
			return err
		}
		found, err := w.part(part)
		if err != nil {
			return err
		}
		if err := found.is(RolePlayPart); err != nil {
			return err
		}
		p := w.Progress[found.ID]
		if p.Status == PartDone {
			return fault.New(fault.Conflict, "this role play is passed already")
		}
		if err := checkComment(comment); err != nil {
			return err
		}
		if t, err = a.assessed(ctx, found.RolePlay, seen); err != nil {
			return err
		}
		now := a.now()
		t.ID, t.Revision, t.AssignmentID, t.PartID, t.Number, t.SubmittedAt = store.NewID(), 1, w.ID, found.ID, p.Attempts+1, now
		t.Comment, t.MarkedBy, t.MarkedAt = cleanText(comment), &actor.ID, &now
		return a.keepAttempt(ctx, w, p, &t, 0)
	})
	return Tried{t, w}, err
}

// assessed is the attempt that a marker's answers make, scored by the role play's version of its scorecard.
func (a *Assignments) assessed(ctx context.Context, play *RolePlay, seen []Seen) (Attempt, error) {
	card, err := a.cards.Version(ctx, play.ScorecardVersion)
	if err != nil {
		return Attempt{}, err
	}
	form := card.Version.Definition
	var f faults
	options, answers := map[string]string{}, make([]Given, len(seen))
	for n, s := range seen {
		place := fmt.Sprintf("body.answers[%d]", n)
		q, _, ok := form.Question(s.Question)
		if !ok {
			f.add(place+".question", "is no question of the scorecard")
			continue
		}
		if _, known := q.Option(s.Option); !known && (s.Option != scorecards.NA || !q.NA) {
			f.add(place+".option", "is no option of this question")
		}
		if options[s.Question] != "" {
			f.add(place+".question", "is answered twice")
		}
		options[s.Question], answers[n] = s.Option, Given{Question: s.Question, Options: []string{s.Option}}
	}
	for _, q := range form.Open(options) {
		f.add("body.answers", "«%s» is still open", q.Text)
	}
	score := form.Score(options).Overall
	if score == nil && len(f) == 0 {
		f.add("body.answers", "answer at least one question with more than N/A")
	}
	if err := f.err("the role play can't be marked like this"); err != nil {
		return Attempt{}, err
	}
	passed := *score >= play.Pass-rounding
	return Attempt{Status: Graded, Kind: RolePlayPart, Answers: answers, Results: []Result{}, Score: score, Passed: &passed}, nil
}

// SignOff notes that a task was done or a workshop attended, or not yet. A quiz of which all attempts are used can be
// signed off too, as done, by who marks.
func (a *Assignments) SignOff(ctx context.Context, actor people.Actor, id, part string, revision int64, done bool, comment string) (Whole, error) {
	return a.change(ctx, actor, id, revision, "signed_off", func(ctx context.Context, w *Whole) error {
		found, err := w.part(part)
		if err != nil {
			return err
		}
		if err := a.maySign(ctx, actor, w, found); err != nil {
			return err
		}
		p := w.Progress[found.ID]
		if err := found.signable(p, done, a.now()); err != nil {
			return err
		}
		if err := checkComment(comment); err != nil {
			return err
		}
		p.Status, p.Comment, p.ByID = NotYet, cleanText(comment), &actor.ID
		if done {
			p.Status = PartDone
		}
		p = w.reach(p, 0, a.now())
		return a.keepProgress(ctx, &p)
	})
}

// maySign holds that the actor may sign the part off: a task also who leads the agent's team.
func (a *Assignments) maySign(ctx context.Context, actor people.Actor, w *Whole, p *ModulePart) error {
	if p.Kind != TaskPart {
		return byMarker(actor, w)
	}
	team, err := a.users.TeamNow(ctx, w.AgentID)
	if err == nil && !people.MaySignOff(actor, w.AgentID, team) {
		return fault.New(fault.Forbidden, "only a trainer, or who leads the agent's team, signs this off, and nobody their own")
	}
	return err
}

// signable holds that there is something to sign off.
func (p *ModulePart) signable(at Progress, done bool, now time.Time) error {
	if at.Status == PartDone {
		return fault.New(fault.Conflict, "this part is done already")
	}
	switch p.Kind {
	case TaskPart:
		return nil
	case WorkshopPart:
		if done && now.Before(p.Workshop.StartsAt) {
			return fault.New(fault.Conflict, "the workshop begins only at %s", p.Workshop.StartsAt.Format(time.RFC3339))
		}
		return nil
	case QuizPart:
		if done && at.Status == PartFailed && p.Quiz.Attempts > 0 && at.Attempts >= p.Quiz.Attempts {
			return nil
		}
		return fault.New(fault.Conflict, "a quiz is signed off only as done, and once all its attempts are used")
	}
	return p.is(TaskPart, WorkshopPart, QuizPart)
}

// Scores are the answers of random samples of the last 90 days to the question that an assignment is to help with: for
// the trainer who assigned it, while it is open; noted as a reading.
func (a *Assignments) Scores(ctx context.Context, actor people.Actor, id string) (Assignment, scorecards.Tally, error) {
	row, err := a.one(ctx, actor, id)
	if err != nil {
		return row, scorecards.Tally{}, err
	}
	switch {
	case row.AssignedBy != actor.ID || !actor.Is(people.Trainer):
		err = fault.New(fault.Forbidden, "only the trainer who assigned it may see these scores")
	case !row.Open():
		err = fault.New(fault.Conflict, "the scores can be seen while the assignment is open; this one is %s", row.Status)
	case row.QuestionID == "":
		err = fault.New(fault.Conflict, "the assignment is about no question of a scorecard")
	}
	if err != nil {
		return row, scorecards.Tally{}, err
	}
	tallies, err := a.answers.Fresh(ctx, []scorecards.Want{{Agent: row.AgentID, Question: row.QuestionID, Since: a.now().Add(-scorecards.WeakWindow)}})
	if err != nil {
		return row, scorecards.Tally{}, err
	}
	return row, tallies[0], a.audit.Read(ctx, actor, "answers.assigned", "agent", row.AgentID, map[string]any{"found": tallies[0].N})
}
