package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rater/cmd/rater/demo"
	"rater/coaching/training"
	"rater/internal/people"
)

// The training of the demonstration: both modules that Rater brings along, published, and assignments in every state,
// with enough attempts at one quiz for its figures to say something.

const (
	taughtDays = 35 // ago
	learners   = 14
)

func (s *stage) teach(ctx context.Context, now time.Time) error {
	trainer, begin := s.actors[demo.TrainerEmail], now.AddDate(0, 0, -taughtDays)
	s.clock.set(begin)
	modules := map[string]training.Module{}
	for _, key := range []string{"active-listening", "de-escalation"} {
		m, err := s.Modules.Take(ctx, trainer, key)
		if err != nil {
			return err
		}
		if modules[key], err = s.Modules.Publish(ctx, trainer, m.ID, m.Revision); err != nil {
			return err
		}
	}
	listening, calming := modules["active-listening"].ID, modules["de-escalation"].ID
	named := append(demo.Coachees(), demo.OfferedAgent)
	for n, email := range demo.Agents(learners, named...) {
		p := pupil{s, trainer, s.actors[email], n, begin.AddDate(0, 0, 1+n)}
		if err := p.take(ctx, listening, n%3 != 2); err != nil {
			return err
		}
	}
	for n, step := range []func(pupil) error{
		func(p pupil) error { return p.take(ctx, listening, true) },
		func(p pupil) error { _, err := p.given(ctx, calming, 5); return err }, // which is overdue
		func(p pupil) error { return p.handsIn(ctx, listening) },
		func(p pupil) error { return p.readsOn(ctx, listening) },
		func(p pupil) error { _, err := p.given(ctx, calming, 40); return err },
	} {
		who := []string{named[0], named[0], named[1], demo.OfferedAgent, demo.OfferedAgent}[n]
		if err := step(pupil{s, trainer, s.actors[who], n, now.AddDate(0, 0, n-12)}); err != nil {
			return fmt.Errorf("%s: %w", who, err)
		}
	}
	return nil
}

// pupil is an agent of the demonstration who learns, from a time on; n makes one differ from the other.
type pupil struct {
	*stage
	trainer people.Actor
	agent   people.Actor
	n       int
	at      time.Time
}

// given assigns a module, due some days later.
func (p pupil) given(ctx context.Context, module string, days int) (training.Whole, error) {
	p.clock.set(p.at)
	made, _, err := p.Assignments.Assign(ctx, p.trainer, training.NewAssignment{Module: module, Agents: []string{p.agent.ID},
		DueOn: p.at.AddDate(0, 0, days).Format(time.DateOnly), Reason: "So that customers feel heard"})
	if err != nil {
		return training.Whole{}, err
	}
	return p.Assignments.Get(ctx, p.trainer, made[0].ID)
}

// reads reads lessons and excerpts, as many as stand before the quiz, or limit.
func (p pupil) reads(ctx context.Context, w training.Whole, limit int) (training.Whole, error) {
	for n, part := range w.Content.Parts {
		if n == limit || (part.Kind != training.LessonPart && part.Kind != training.ExcerptPart) {
			break
		}
		p.clock.set(p.at.Add(time.Duration(n+1) * time.Hour))
		var err error
		if w, err = p.Assignments.Read(ctx, p.agent, w.ID, part.ID, w.Revision, int64(240+37*((p.n+n)%7))); err != nil {
			return w, err
		}
	}
	return w, nil
}

// readsOn is an assignment that is in progress.
func (p pupil) readsOn(ctx context.Context, module string) error {
	w, err := p.given(ctx, module, 20)
	if err == nil {
		_, err = p.reads(ctx, w, 2)
	}
	return err
}

// handsIn is an assignment whose quiz waits to be marked.
func (p pupil) handsIn(ctx context.Context, module string) error {
	w, err := p.given(ctx, module, 20)
	if err != nil {
		return err
	}
	if w, err = p.reads(ctx, w, len(w.Content.Parts)); err != nil {
		return err
	}
	_, err = p.tries(ctx, w, 0)
	return err
}

// quizOf is the part of a module that is a quiz.
func quizOf(w training.Whole) training.ModulePart {
	return w.Content.Parts[slices.IndexFunc(w.Content.Parts, func(p training.ModulePart) bool { return p.Kind == training.QuizPart })]
}

// tries answers the quiz: at the first go some answers are wrong, by what differs the pupils.
func (p pupil) tries(ctx context.Context, w training.Whole, round int) (training.Tried, error) {
	part := quizOf(w)
	var answers []training.Given
	for n, q := range part.Quiz.Questions {
		answers = append(answers, answerTo(q, round > 0 || (p.n*5+n*3)%7 < 2+p.n%5))
	}
	p.clock.set(p.at.Add(time.Duration(10+round) * time.Hour))
	return p.Assignments.Try(ctx, p.agent, w.ID, part.ID, w.Revision, int64(300+41*(p.n%5)), answers)
}

func answerTo(q training.QuizQuestion, rightly bool) training.Given {
	g := training.Given{Question: q.ID}
	for _, o := range q.Options {
		if o.Right == rightly || q.Kind == training.Order {
			g.Options = append(g.Options, o.ID)
		}
	}
	switch {
	case q.Kind == training.Text:
		g.Text = "You cancelled in May and were charged a second time; I can hear how that annoys you. I am stopping the charge now, and then I see to it that the money comes back."
	case q.Kind == training.Order && !rightly:
		slices.Reverse(g.Options)
	case q.Kind != training.Multiple && q.Kind != training.Order:
		g.Options = g.Options[:1]
	}
	return g
}

// take learns a module to its end, or, where it is not to be finished, up to the quiz, which the trainer marks.
func (p pupil) take(ctx context.Context, module string, finish bool) error {
	w, err := p.given(ctx, module, taughtDays)
	if err != nil {
		return err
	}
	if w, err = p.reads(ctx, w, len(w.Content.Parts)); err != nil {
		return err
	}
	for round := 0; w.Progress[quizOf(w).ID].Status != training.PartDone && round < 2; round++ {
		tried, err := p.tries(ctx, w, round)
		if err != nil {
			return err
		}
		if w, err = p.marked(ctx, tried, round); err != nil {
			return err
		}
	}
	if !finish {
		return nil
	}
	return p.shows(ctx, w)
}

func (p pupil) marked(ctx context.Context, t training.Tried, round int) (training.Whole, error) {
	q := quizOf(t.Whole).Quiz.Questions
	text := q[len(q)-1]
	p.clock.set(p.at.Add(time.Duration(20+round) * time.Hour))
	points := float64(text.Points - (p.n+1)%2*(1-round))
	marked, err := p.Assignments.Mark(ctx, p.trainer, t.ID, t.Revision, []training.Marking{{Question: text.ID, Points: points}}, "The first sentence says it back well.")
	return marked.Whole, err
}

// shows plays the role play and has the task signed off, both at the second day.
func (p pupil) shows(ctx context.Context, w training.Whole) error {
	p.clock.set(p.at.Add(30 * time.Hour))
	for _, part := range w.Content.Parts {
		switch part.Kind {
		case training.RolePlayPart:
			tried, err := p.Assignments.Assess(ctx, p.trainer, w.ID, part.ID, w.Revision, p.seen(), "Calm, and the need was found early.")
			if err != nil {
				return err
			}
			w = tried.Whole
		case training.TaskPart:
			var err error
			if w, err = p.Assignments.SignOff(ctx, p.leadOf(p.agent), w.ID, part.ID, w.Revision, true, "Two of three ended with “yes, exactly”."); err != nil {
				return err
			}
		}
	}
	return nil
}

// seen are the marker's answers to a role play: the best, but for one question.
func (p pupil) seen() (list []training.Seen) {
	for _, d := range p.card.Version.Definition.Dimensions {
		for n, q := range d.Questions {
			option := q.Options[len(q.Options)-1]
			if n == p.n%4 && q.Critical == "none" {
				option = q.Options[len(q.Options)-2]
			}
			list = append(list, training.Seen{Question: q.ID, Option: option.Key})
		}
	}
	return list
}
