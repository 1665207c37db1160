package training

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/notices"
	"rater/internal/people"
)

const longestRead = 24 * time.Hour

// part finds a part of an assignment that is open and may be begun.
func (w *Whole) part(id string) (*ModulePart, error) {
	p, _, ok := w.Content.Part(id)
	if !ok {
		return nil, fault.Missing()
	}
	if !w.Open() {
		return nil, fault.New(fault.Conflict, "this assignment is %s; there is nothing to do in it", w.Status)
	}
	if len(w.WaitsFor) > 0 {
		return nil, fault.New(fault.Conflict, "other modules are to be completed before this one; waits_for names them")
	}
	return p, nil
}

// next finds a part that the agent may do now: those before it are done, or wait for a marker.
func (w *Whole) next(id string, kinds ...string) (*ModulePart, Progress, error) {
	p, err := w.part(id)
	if err != nil {
		return nil, Progress{}, err
	}
	for _, before := range w.Content.Parts {
		if before.ID == id {
			break
		}
		if status := w.Progress[before.ID].Status; status != PartDone && status != ToMark {
			return nil, Progress{}, fault.New(fault.Conflict, "first comes «%s»", before.Title)
		}
	}
	return p, w.Progress[id], p.is(kinds...)
}

// is holds that a part is of one of these kinds.
func (p *ModulePart) is(kinds ...string) error {
	for _, kind := range kinds {
		if p.Kind == kind {
			return nil
		}
	}
	return fault.New(fault.Conflict, "this can't be done with a part of the kind %s", p.Kind)
}

// reach takes a part to where it is now, and the assignment with it: begun, and completed once all parts are done.
func (w *Whole) reach(p Progress, seconds int64, now time.Time) Progress {
	p.Seconds, p.UpdatedAt = p.Seconds+seconds, now
	w.Progress[p.PartID] = p
	w.Seconds += seconds
	if w.Status == Assigned {
		w.Status, w.BegunAt = InProgress, &now
	}
	w.Done = 0
	for _, have := range w.Progress {
		if have.Status == PartDone {
			w.Done++
		}
	}
	if w.Done == w.Parts {
		w.Status, w.CompletedAt = Completed, &now
	}
	return p
}

func checkSeconds(seconds int64) error {
	if seconds < 0 || seconds > int64(longestRead/time.Second) {
		return fault.In("body.seconds", "must be 0 to %d, a day", int64(longestRead/time.Second))
	}
	return nil
}

func byAgent(actor people.Actor, w *Whole) error {
	if actor.ID != w.AgentID {
		return fault.New(fault.Forbidden, "only its agent may do this")
	}
	return nil
}

// Read notes that the agent has read a lesson or an excerpt, and the seconds it took as the browser counted them.
func (a *Assignments) Read(ctx context.Context, actor people.Actor, id, part string, revision, seconds int64) (Whole, error) {
	return a.change(ctx, actor, id, revision, "read", func(ctx context.Context, w *Whole) error {
		if err := byAgent(actor, w); err != nil {
			return err
		}
		_, p, err := w.next(part, LessonPart, ExcerptPart)
		if err != nil {
			return err
		}
		if err := checkSeconds(seconds); err != nil {
			return err
		}
		if p.Status == PartDone {
			return fault.New(fault.Conflict, "this part is done already")
		}
		p.Status = PartDone
		p = w.reach(p, seconds, a.now())
		return a.keepProgress(ctx, &p)
	})
}

// Try grades the agent's answers to a quiz; those that are texts wait for a marker.
func (a *Assignments) Try(ctx context.Context, actor people.Actor, id, part string, revision, seconds int64, answers []Given) (Tried, error) {
	var t Attempt
	w, err := a.change(ctx, actor, id, revision, "tried", func(ctx context.Context, w *Whole) error {
		if err := byAgent(actor, w); err != nil {
			return err
		}
		part, p, err := w.next(part, QuizPart)
		if err != nil {
			return err
		}
		if err := mayTry(part.Quiz, p); err != nil {
			return err
		}
		if err := checkSeconds(seconds); err != nil {
			return err
		}
		t = Attempt{ID: store.NewID(), Revision: 1, Kind: QuizPart, AssignmentID: w.ID, PartID: part.ID, Number: p.Attempts + 1, SubmittedAt: a.now()}
		if err := t.Grade(part.Quiz, answers); err != nil {
			return err
		}
		if err := a.keepAttempt(ctx, w, p, &t, seconds); err != nil || t.Status != ToMark {
			return err
		}
		return a.outbox.Put(ctx, actor, notices.To(w.AssignedBy, notices.ModuleToMark, "assignment_to_mark", w.ID, t.ID))
	})
	return Tried{t, w}, err
}

// Tried is an attempt with what it belongs to.
type Tried struct {
	Attempt
	Whole Whole
}

func mayTry(q *Quiz, p Progress) error {
	switch {
	case p.Status == PartDone:
		return fault.New(fault.Conflict, "this quiz is passed already")
	case p.Status == ToMark:
		return fault.New(fault.Conflict, "your last attempt is still to be marked")
	case q.Attempts > 0 && p.Attempts >= q.Attempts:
		return fault.New(fault.Conflict, "all %d attempts are used; ask your trainer", q.Attempts)
	}
	return nil
}

// keepAttempt stores a new attempt and takes its part where it leads.
func (a *Assignments) keepAttempt(ctx context.Context, w *Whole, p Progress, t *Attempt, seconds int64) error {
	if err := a.insertAttempt(ctx, t); err != nil {
		return err
	}
	p.Attempts = t.Number
	p = w.reach(p.after(t), seconds, a.now())
	return a.keepProgress(ctx, &p)
}

// after is a part's progress once an attempt came to what it did.
func (p Progress) after(t *Attempt) Progress {
	p.Comment, p.ByID = t.Comment, t.MarkedBy
	switch {
	case t.Status == ToMark:
		p.Status = ToMark
		return p
	case *t.Passed:
		p.Status = PartDone
	default:
		p.Status = PartFailed
	}
	if p.Score == nil || *t.Score > *p.Score {
		p.Score = t.Score
	}
	return p
}

// Attempts returns the attempts of an assignment in the actor's reach, the first first.
func (a *Assignments) Attempts(ctx context.Context, actor people.Actor, id, after string, limit int) (Whole, []Attempt, error) {
	w, err := a.Get(ctx, actor, id)
	if err != nil {
		return w, nil, err
	}
	rows, err := a.attempts(ctx, id, after, limit)
	return w, rows, err
}

// Attempt returns one attempt of an assignment in the actor's reach, or NotFound.
func (a *Assignments) Attempt(ctx context.Context, actor people.Actor, id string) (Tried, error) {
	t, err := a.attempt(ctx, id)
	if err != nil {
		return Tried{}, err
	}
	w, err := a.Get(ctx, actor, t.AssignmentID)
	return Tried{t, w}, err
}

// Revealed is an answer with what it came to: what is right only once the quiz is passed, or no attempt is left, or to
// who marks.
type Revealed struct {
	Given
	Points      *float64
	Of          int
	Explanation string
	Right       []string
}

// Reveal shows the answers of an attempt as the actor may see them.
func (w *Whole) Reveal(actor people.Actor, t *Attempt) []Revealed {
	part, _, ok := w.Content.Part(t.PartID)
	if !ok || part.Quiz == nil {
		return w.given(t)
	}
	p := w.Progress[t.PartID]
	over := p.Status == PartDone || (p.Status == PartFailed && part.Quiz.Attempts > 0 && p.Attempts >= part.Quiz.Attempts)
	out := make([]Revealed, len(t.Answers))
	for n, g := range t.Answers {
		q, _ := part.Quiz.Question(g.Question)
		out[n] = Revealed{Given: g, Points: t.Results[n].Points, Of: t.Results[n].Of, Explanation: q.Explanation}
		if over || actor.ID != w.AgentID {
			out[n].Right = q.right()
		}
	}
	return out
}

func (w *Whole) given(t *Attempt) []Revealed {
	out := make([]Revealed, len(t.Answers))
	for n, g := range t.Answers {
		out[n] = Revealed{Given: g}
	}
	return out
}
