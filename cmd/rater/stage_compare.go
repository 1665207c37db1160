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
	doublesMade = 24
	selvesMade  = 2
)

// compare has some evaluations of agent@'s team scored a second time, and agent@ evaluate interactions of their own before
// others' evaluations of them are released.
func (s *stage) compare(ctx context.Context) error {
	agent := s.actors[demo.OfferedAgent]
	lead := s.leadOf(agent)
	s.clock.set(s.past.Until.Add(-5 * time.Hour))
	done, err := s.Evaluations.List(ctx, lead, scorecards.Filter{Status: scorecards.Acknowledged, Limit: 200})
	if err != nil {
		return err
	}
	made := 0
	for _, e := range done {
		if made == doublesMade {
			break
		}
		if !lead.LeadsTeam(e.Team()) {
			continue
		}
		ok, err := s.double(ctx, lead, e)
		if err != nil {
			return err
		}
		if ok {
			made++
		}
	}
	return s.reflect(ctx, lead, agent)
}

// double has the first who can score the interaction a second time, where there is somebody.
func (s *stage) double(ctx context.Context, lead people.Actor, e scorecards.Evaluation) (bool, error) {
	story, known := s.kept[e.InteractionID]
	able, err := s.Evaluations.SecondEvaluators(ctx, lead, e.ID)
	if err != nil || !known || len(able) == 0 {
		return false, err
	}
	second, err := s.Evaluations.Double(ctx, lead, e.ID, able[0].ID)
	if err != nil {
		return false, err
	}
	return true, s.fillIn(ctx, s.person(able[0].ID), second, story)
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
