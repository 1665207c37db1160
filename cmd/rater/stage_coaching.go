package main

import (
	"context"
	"time"

	"rater/cmd/rater/demo"
	"rater/coaching"
	"rater/internal/people"
)

// The coaching of the demonstration: one session that both signed for each of those of whom the story tells, and for
// the agent who signs in one that is to come, with what was agreed before.

const (
	heldMinutes = 30
	agreedFor   = 14 * 24 * time.Hour
)

func (s *stage) coach(ctx context.Context, now time.Time) error {
	for n, email := range demo.Coachees() {
		at := s.past.Coached().Truncate(24 * time.Hour).Add(time.Duration(10+n) * time.Hour)
		if err := s.heldWith(ctx, s.actors[email], at); err != nil {
			return err
		}
	}
	return s.comingWith(ctx, s.actors[demo.OfferedAgent], now)
}

// heldWith is a session of the past, from its planning to both signatures.
func (s *stage) heldWith(ctx context.Context, agent people.Actor, at time.Time) error {
	lead := s.leadOf(agent)
	s.clock.set(at.AddDate(0, 0, -3))
	session, err := s.Coaching.Plan(ctx, lead, coaching.NewSession{Agent: agent.ID, StartsAt: at, Minutes: heldMinutes,
		Agenda: []coaching.Item{{Note: "What was promised, and what became of it"}, {Note: "How a customer hears that we listen"}}})
	if err != nil {
		return err
	}
	s.clock.set(at.Add(heldMinutes * time.Minute))
	shared, private := "We listened to two calls together. The step after the call is named from now on: who, what, by when.", "Ready to learn; give it time."
	if session, err = s.Coaching.Note(ctx, lead, session.ID, session.Revision, coaching.Notes{Shared: &shared, Private: &private}); err != nil {
		return err
	}
	if _, err = s.Actions.Agree(ctx, lead, coaching.NewAction{Agent: agent.ID, Kind: coaching.Strength, Text: "Name the next step, its owner and its time in every call",
		RootCause: "Habit: the call ends when the problem is solved", DueOn: at.Add(agreedFor).Format(time.DateOnly), Session: session.ID}); err != nil {
		return err
	}
	for _, by := range []people.Actor{lead, agent} {
		if session, err = s.Coaching.Sign(ctx, by, session.ID, session.Revision); err != nil {
			return err
		}
	}
	return s.finish(ctx, agent, session.ID, at.Add(agreedFor/2))
}

// finish lets the agent finish what was agreed in a session.
func (s *stage) finish(ctx context.Context, agent people.Actor, session string, at time.Time) error {
	s.clock.set(at)
	agreed, err := s.Actions.Of(ctx, session)
	for _, a := range agreed {
		if _, err := s.Actions.Finish(ctx, agent, a.ID, a.Revision, "I say it at the end of each call, and write it down.", nil); err != nil {
			return err
		}
	}
	return err
}

// comingWith is a session of the day after tomorrow, with an agenda from the agent's evaluations, and one action that is
// due and one that is overdue.
func (s *stage) comingWith(ctx context.Context, agent people.Actor, now time.Time) error {
	lead := s.leadOf(agent)
	s.clock.set(now.Add(-agreedFor))
	if _, err := s.Actions.Agree(ctx, lead, coaching.NewAction{Agent: agent.ID, Kind: coaching.Strength, Text: "Show a colleague how you explain a bill line by line",
		DueOn: now.AddDate(0, 0, -2).Format(time.DateOnly)}); err != nil {
		return err
	}
	s.clock.set(now)
	weak, err := s.Coaching.Suggest(ctx, lead, agent.ID)
	if err != nil {
		return err
	}
	var agenda []coaching.Item
	for _, w := range weak[:min(3, len(weak))] {
		agenda = append(agenda, coaching.Item{Ref: w.Ref})
	}
	at := now.Truncate(24*time.Hour).AddDate(0, 0, 2).Add(10 * time.Hour)
	session, err := s.Coaching.Plan(ctx, lead, coaching.NewSession{Agent: agent.ID, StartsAt: at, Minutes: heldMinutes, Agenda: agenda})
	if err != nil || len(weak) == 0 {
		return err
	}
	_, err = s.Actions.Agree(ctx, lead, coaching.NewAction{Agent: agent.ID, Kind: coaching.Weakness, Text: "Say what can't be done before saying what can",
		RootCause: "Afraid of the customer's answer", DueOn: now.Add(agreedFor).Format(time.DateOnly), Session: session.ID, About: weak[0].Ref})
	return err
}

// leadOf is who leads the agent's team.
func (s *stage) leadOf(agent people.Actor) people.Actor {
	for _, lead := range s.leads {
		if lead.LeadsTeam(agent.Team) {
			return lead
		}
	}
	return people.Actor{}
}
