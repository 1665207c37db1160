package main

import (
	"context"
	"slices"
	"time"

	"rater/cmd/rater/demo"
	"rater/internal/people"
	"rater/scorecards"
)

const (
	markedReason  = "I have read the levels again. I think that what I said here is the next one up; please look at the words that are marked, and at what comes after them."
	levelReason   = "I have read the levels again. I think that what I did here is the next one up; please read it from the beginning."
	upheldReason  = "I have read it from beginning to end. What was said is what this level describes; I found nothing in it that goes further."
	changedReason = "I have read it from beginning to end. Together with what comes after the marked words, it is what the next level describes."
	withdrawal    = "I scored this late in the evening and was too quick; somebody else should look at it afresh."
)

var thanks = []string{"", "", "", "", "Thank you. I see what you mean.", "Fair. I'll try it the other way.", "Thanks, that helps.", "I had not noticed that, thank you."}

// read is what becomes of an evaluation that was released.
func (f *fate) read(by people.Actor, answers []scorecards.Answer) {
	agent := f.actors[f.Agent]
	released := f.at
	switch kind := f.r.Float64(); {
	case kind < 0.012:
		f.wait(time.Hour, 20*time.Hour)
		f.step(scorecards.PastStep{By: by, What: scorecards.StepWithdrawn, Words: withdrawal})
		return
	case kind < 0.05, f.Agent == demo.OfferedAgent && f.stage.past.Until.Sub(released) < recent:
		return
	}
	f.wait(time.Hour, 30*time.Hour)
	if !f.step(scorecards.PastStep{By: agent, What: scorecards.StepAcknowledged, Words: thanks[f.r.IntN(len(thanks))]}) || !f.chance(0.06) {
		return
	}
	f.after(time.Hour, 20*time.Hour)
	if f.at.Sub(released) < scorecards.StandardDueProcess.Contest {
		f.contest(by, agent, answers)
	}
}

// contest disputes a marked answer that lost points, and has it decided.
func (f *fate) contest(by, agent people.Actor, answers []scorecards.Answer) {
	for _, a := range answers {
		q, _, _ := f.card.Version.Definition.Question(a.QuestionID)
		at := slices.IndexFunc(q.Options, func(o scorecards.Option) bool { return o.Key == a.Option })
		if len(a.Evidence) == 0 || at < 0 || at == len(q.Options)-1 {
			continue
		}
		arbiter := f.arbiter(by)
		if !f.step(scorecards.PastStep{By: agent, To: arbiter, What: scorecards.StepDisputed, Question: a.QuestionID, Words: markedReason}) {
			return
		}
		decision := scorecards.Decision{Outcome: scorecards.Upheld, Reason: upheldReason}
		if f.chance(0.35) {
			decision = scorecards.Decision{Outcome: scorecards.Changed, Option: q.Options[at+1].Key, Reason: changedReason}
		}
		f.wait(5*time.Hour, 60*time.Hour)
		f.step(scorecards.PastStep{By: arbiter, What: scorecards.StepDecided, Decision: decision})
		return
	}
}

// arbiter is an evaluator, or the lead of another team, who is no party.
func (f *fate) arbiter(by people.Actor) people.Actor {
	able := slices.Clone(f.judges)
	for _, team := range demo.Teams {
		able = append(able, f.leads[team.Name])
	}
	able = slices.DeleteFunc(able, func(a people.Actor) bool { return a.ID == by.ID || a.ID == f.lead().ID })
	return able[f.r.IntN(len(able))]
}

// dispute has agent@ and somebody of another team dispute an answer; an earlier dispute of agent@ has been decided.
func (s *stage) dispute(ctx context.Context) error {
	now := s.past.Until
	s.clock.set(now.Add(-20 * time.Hour))
	decided, err := s.contest(ctx, s.actors[demo.OfferedAgent])
	if err != nil {
		return err
	}
	if decided.ArbiterID != nil {
		s.clock.set(now.Add(-9 * time.Hour))
		upheld := scorecards.Decision{Outcome: scorecards.Upheld, Reason: upheldReason}
		if _, err := s.Evaluations.Resolve(ctx, s.person(*decided.ArbiterID), decided.ID, decided.Evaluation.Revision, upheld); err != nil {
			return err
		}
	}
	s.clock.set(now.Add(-7 * time.Hour))
	if _, err := s.contest(ctx, s.actors[demo.OfferedAgent]); err != nil {
		return err
	}
	for _, p := range demo.People() {
		if p.Role != demo.Agent || p.Team != demo.Teams[1].Name {
			continue
		}
		if c, err := s.contest(ctx, s.actors[p.Email]); err != nil || c.ID != "" {
			return err
		}
	}
	return nil
}

func (s *stage) person(id string) people.Actor {
	for _, a := range s.actors {
		if a.ID == id {
			return a
		}
	}
	return people.Actor{}
}

// contest has the agent dispute an answer that lost points, one with evidence where there is any; the dispute is empty
// where there is none.
func (s *stage) contest(ctx context.Context, agent people.Actor) (scorecards.Case, error) {
	whole, err := s.undisputed(ctx, agent)
	if err != nil {
		return scorecards.Case{}, err
	}
	for _, kind := range []struct {
		marked bool
		reason string
	}{{true, markedReason}, {false, levelReason}} {
		for _, e := range whole {
			at := slices.IndexFunc(e.Answers, func(a scorecards.Answer) bool {
				return a.Points != nil && *a.Points < 1 && (len(a.Evidence) > 0) == kind.marked
			})
			if at >= 0 {
				return s.Evaluations.Dispute(ctx, agent, e.ID, e.Revision, scorecards.Contention{Question: e.Answers[at].QuestionID, Reason: kind.reason})
			}
		}
	}
	return scorecards.Case{}, nil
}

// undisputed are the agent's evaluations, whole, that can be disputed and have not been.
func (s *stage) undisputed(ctx context.Context, agent people.Actor) (whole []scorecards.Evaluation, err error) {
	list, err := s.Evaluations.List(ctx, agent, scorecards.Filter{Agent: agent.ID, Limit: 20})
	if err != nil {
		return nil, err
	}
	for _, row := range list {
		disputes, err := s.Evaluations.DisputesOf(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		if now := s.clock.Now(); len(disputes) > 0 || !s.Evaluations.Disputable(&row) || row.UpdatedAt.After(now) {
			continue
		}
		e, err := s.Evaluations.Get(ctx, agent, row.ID)
		if err != nil {
			return nil, err
		}
		whole = append(whole, e)
	}
	return whole, nil
}
