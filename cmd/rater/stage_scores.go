package main

import (
	"context"
	"slices"
	"time"

	"rater/cmd/rater/demo"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

const (
	assignedOnceIn = 5                  // samples of the past that a lead gave to an evaluator
	leftOnceIn     = 3                  // recent ones that are still to score
	givenOnceIn    = 2                  // and of all that are still to score, given to an evaluator
	recent         = 6 * 24 * time.Hour // released since then, and not yet read by everybody
	fresh          = 4 * 24 * time.Hour
	chosenAtMost   = 4 // evaluations of agent@ that were chosen by hand, so that some can still be disputed
	worthChoosing  = 2 // moments
	mainAgent      = "agent@example.com"
)

// evaluate has each team's supervisor score what was drawn of the stories, or give it to an evaluator who does.
func (s *stage) evaluate(ctx context.Context, byID map[string]demo.Story, until time.Time) error {
	definition, err := scorecards.Standard()
	if err != nil {
		return err
	}
	for _, team := range demo.Teams {
		lead := s.leads[team.Name]
		offers, err := s.Offers.Queue(ctx, lead, "", 200)
		if err != nil {
			return err
		}
		for _, o := range offers {
			i, err := s.Record.ByID(ctx, o.Interaction)
			if err != nil {
				return err
			}
			story, ok := byID[i.ExternalID]
			if !ok {
				continue
			}
			delete(byID, i.ExternalID)
			if s.left(until) {
				continue
			}
			if err := s.scoreSample(ctx, lead, o, story, &definition, until); err != nil {
				return err
			}
		}
	}
	return s.choose(ctx, byID, &definition, until)
}

// left says whether nobody has come to score a sample yet: one in some of what is recent.
func (s *stage) left(until time.Time) bool {
	s.drawn++
	return until.Sub(s.clock.Now()) < recent && s.drawn%leftOnceIn == 0
}

func (s *stage) scoreSample(ctx context.Context, lead people.Actor, o scorecards.Offer, story demo.Story, d *scorecards.Definition, until time.Time) error {
	by := lead
	s.scored++
	if s.scored%assignedOnceIn == 0 {
		by = s.judges[s.scored/assignedOnceIn%len(s.judges)]
		if _, err := s.Offers.Assign(ctx, lead, o.ID, by.ID); err != nil {
			return err
		}
	}
	return s.score(ctx, by, o.Interaction, o.Scorecard, o.Agent, demo.Answers(story, d, by.Email), until)
}

// choose has the lead of agent@ score one of the recent stories that no plan drew.
func (s *stage) choose(ctx context.Context, byID map[string]demo.Story, d *scorecards.Definition, until time.Time) error {
	if s.chosen >= chosenAtMost || until.Sub(s.clock.Now()) > fresh {
		return nil
	}
	card, err := s.Catalogue.Ensure(ctx)
	if err != nil {
		return err
	}
	agent, lead := s.actors[mainAgent], s.leads[demo.Teams[0].Name]
	told, err := s.Record.List(ctx, agent, interactions.Query{Agent: agent.ID, Limit: 50})
	if err != nil {
		return err
	}
	for _, i := range told {
		story, ok := byID[i.ExternalID]
		if !ok || len(story.Moments) < worthChoosing {
			continue
		}
		s.chosen++
		return s.score(ctx, lead, i.ID, card, agent.ID, demo.Answers(story, d, lead.Email), until)
	}
	return nil
}

func (s *stage) score(ctx context.Context, by people.Actor, interaction, card, agent string, answers []scorecards.Answer, until time.Time) error {
	v := s.Evaluations
	e, _, err := v.Start(ctx, by, interaction, card, agent)
	if err != nil {
		return err
	}
	if e, err = v.Answer(ctx, by, e.ID, e.Revision, answers); err != nil {
		return err
	}
	if e, err = v.Submit(ctx, by, e.ID, e.Revision); err != nil {
		return err
	}
	if e, err = v.Release(ctx, by, e.ID, e.Revision); err != nil || s.waits(agent, until) {
		return err
	}
	_, err = v.Acknowledge(ctx, s.person(agent), e.ID, e.Revision, "")
	return err
}

// waits says whether the agent has not come to read it yet: what is new, and now and then something older.
func (s *stage) waits(agent string, until time.Time) bool {
	age := until.Sub(s.clock.Now())
	if agent == s.actors[mainAgent].ID {
		return age < recent
	}
	return s.scored%9 == 0 || (age < recent && s.scored%2 == 0)
}

func (s *stage) person(id string) people.Actor {
	for _, a := range s.actors {
		if a.ID == id {
			return a
		}
	}
	return people.Actor{}
}

const (
	markedReason = "I have read the levels again. I think that what I said here is the next one up; please look at the words that are marked, and at what comes after them."
	levelReason  = "I have read the levels again. I think that what I did here is the next one up; please read it from the beginning."
	upheldReason = "I have read it from beginning to end. What was said is what this level describes; I found nothing in it that goes further."
)

// dispute has agent@ and somebody of another team dispute an answer; an earlier dispute of agent@ has been decided.
func (s *stage) dispute(ctx context.Context, now time.Time) error {
	s.clock.set(now.Add(-20 * time.Hour))
	decided, err := s.contest(ctx, s.actors[mainAgent])
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
	if _, err := s.contest(ctx, s.actors[mainAgent]); err != nil {
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
				return s.Evaluations.Dispute(ctx, agent, e.ID, e.Revision, e.Answers[at].QuestionID, kind.reason)
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
		if len(disputes) > 0 || !row.Disputable(s.clock.Now()) {
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

// assignRest gives some of what waits in the queues to the evaluators, in turn.
func (s *stage) assignRest(ctx context.Context) error {
	given := 0
	for _, team := range demo.Teams {
		lead := s.leads[team.Name]
		offers, err := s.Offers.Queue(ctx, lead, "", 200)
		if err != nil {
			return err
		}
		for n, o := range offers {
			if n%givenOnceIn != 0 {
				continue
			}
			if _, err := s.Offers.Assign(ctx, lead, o.ID, s.judges[given%len(s.judges)].ID); err != nil {
				return err
			}
			given++
		}
	}
	return nil
}
