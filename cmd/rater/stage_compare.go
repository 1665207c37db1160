package main

import (
	"context"
	"time"

	"rater/cmd/rater/demo"
	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/scorecards"
)

const (
	doubledWeeks = 8
	doubledEach  = 2 // of each team in a week
	selvesMade   = 2

	soonDoubled = 3 * time.Hour // after the last that became of the first
)

// compare has some evaluations of each week scored a second time, and agent@ evaluate interactions of their own before
// others' evaluations of them are released.
func (s *stage) compare(ctx context.Context) error {
	for week := doubledWeeks; week > 0; week-- {
		from := s.past.Until.AddDate(0, 0, -7*week)
		for _, team := range demo.Teams {
			if err := s.DB.InTx(ctx, func(ctx context.Context) error { return s.doubleSome(ctx, s.leads[team.Name], from) }); err != nil {
				return err
			}
		}
	}
	s.clock.set(s.past.Until.Add(-2 * time.Hour))
	agent := s.actors[demo.OfferedAgent]
	return s.reflect(ctx, s.leadOf(agent), agent)
}

// doubleSome has some of what a team's evaluators released within a week scored a second time.
func (s *stage) doubleSome(ctx context.Context, lead people.Actor, from time.Time) error {
	released := scorecards.Filter{Team: lead.Leads[0], Counted: from, CountedTo: from.AddDate(0, 0, 7), Limit: 3 * doubledEach}
	list, err := s.Evaluations.List(ctx, lead, released)
	if err != nil {
		return err
	}
	made := 0
	for _, e := range list {
		at := e.UpdatedAt.Add(soonDoubled)
		if made == doubledEach || at.After(s.past.Until.Add(-time.Hour)) {
			continue
		}
		s.clock.set(at)
		ok, err := s.double(ctx, lead, e)
		if err != nil {
			return err
		}
		if ok {
			made++
		}
	}
	return nil
}

// double has one of those who can score the interaction a second time do so, where there is somebody.
func (s *stage) double(ctx context.Context, lead people.Actor, e scorecards.Evaluation) (bool, error) {
	story, known := s.kept[e.InteractionID]
	able, err := s.Evaluations.SecondEvaluators(ctx, lead, e.ID)
	if err != nil || !known || len(able) == 0 {
		return false, err
	}
	by := able[s.random("double "+e.ID).IntN(len(able))]
	second, err := s.Evaluations.Double(ctx, lead, e.ID, by.ID)
	if err != nil {
		return false, err
	}
	return true, s.fillIn(ctx, s.person(by.ID), second, story)
}

// fillIn answers and submits a draft some minutes on.
func (s *stage) fillIn(ctx context.Context, by people.Actor, e scorecards.Evaluation, story keptStory) error {
	const took = 8 * time.Minute
	s.clock.set(s.clock.Now().Add(took))
	answers := demo.Answers(story.Story, &s.card.Version.Definition, by.Email)
	e, err := s.Evaluations.Answer(ctx, by, e.ID, e.Revision, answers, scorecards.Words{Active: took - time.Minute})
	if err != nil {
		return err
	}
	_, err = s.Evaluations.Submit(ctx, by, e.ID, e.Revision)
	return err
}

// reflect has the agent evaluate what waits to be released, and it is released then.
func (s *stage) reflect(ctx context.Context, lead, agent people.Actor) error {
	waiting, err := s.Evaluations.List(ctx, lead, scorecards.Filter{Agent: agent.ID, Status: scorecards.Submitted, Purpose: scorecards.Review, Limit: selvesMade})
	if err != nil {
		return err
	}
	for _, e := range waiting {
		self, _, err := s.Evaluations.Reflect(ctx, agent, e.InteractionID, s.card.ID)
		if fault.Is(err, fault.Conflict) { // which was read of another evaluation of it
			continue
		}
		if err != nil {
			return err
		}
		if err := s.fillIn(ctx, agent, self, s.kept[e.InteractionID]); err != nil {
			return err
		}
		if _, err := s.Evaluations.Release(ctx, s.person(e.EvaluatorID), e.ID, e.Revision); err != nil {
			return err
		}
	}
	return nil
}
