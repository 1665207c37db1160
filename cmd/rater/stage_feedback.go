package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"rater/cmd/rater/demo"
	"rater/coaching"
	"rater/internal/people"
	"rater/scorecards"
)

// What the people of the demonstration say of each other's work, around the agent who signs in: a formal review and a
// session that comes again, a peer session, a round that is closed and one that waits for an answer, requests,
// recognitions and suggestions.

const dayLong = 24 * time.Hour

// say makes it all, as of now; it needs a team of six.
func (s *stage) say(ctx context.Context, now time.Time) error {
	agent := s.actors[demo.OfferedAgent]
	mates := s.matesOf(agent)
	if len(mates) < len(spoken) {
		return nil
	}
	lead := s.leadOf(agent)
	for _, step := range []func() error{
		func() error { return s.meetPeer(ctx, agent, mates[0], now.Add(-6*dayLong)) },
		func() error { return s.askAround(ctx, lead, agent, mates, now.Add(-20*dayLong)) },
		func() error { return s.suggest(ctx, lead, mates, now.Add(-4*dayLong)) },
		func() error { return s.recognise(ctx, lead, agent, mates, now.Add(-2*dayLong)) },
		func() error { return s.wish(ctx, lead, agent, mates[1], now.Add(-dayLong)) },
		func() error { return s.review(ctx, lead, mates[2], now) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	s.clock.set(now)
	_, err := s.Rounds.Open(ctx, lead, coaching.NewRound{Agent: mates[0].ID, ClosesOn: now.Add(12 * dayLong).Format(time.DateOnly), Peers: append(idsOf(mates[1:]), agent.ID), Self: true})
	return err
}

// matesOf are the agents of somebody's team, by address.
func (s *stage) matesOf(agent people.Actor) (mates []people.Actor) {
	for _, a := range s.actors {
		if a.Team == agent.Team && a.ID != agent.ID && a.Is(people.Agent) {
			mates = append(mates, a)
		}
	}
	slices.SortFunc(mates, func(a, b people.Actor) int { return strings.Compare(a.Email, b.Email) })
	return mates
}

func idsOf(list []people.Actor) []string {
	ids := make([]string, len(list))
	for n, a := range list {
		ids[n] = a.ID
	}
	return ids
}

// at is ten o'clock, and some hours, of a day.
func at(day time.Time, hours int) time.Time {
	return day.Truncate(dayLong).Add(time.Duration(10+hours) * time.Hour)
}

func (s *stage) meetPeer(ctx context.Context, agent, peer people.Actor, day time.Time) error {
	s.clock.set(day.Add(-2 * dayLong))
	session, err := s.Coaching.Ask(ctx, agent, coaching.NewPeerSession{Peer: peer.ID, StartsAt: at(day, 5), Minutes: 20, Focus: "How I begin when somebody is upset already"})
	if err != nil {
		return err
	}
	s.clock.set(at(day, 5).Add(20 * time.Minute))
	words := coaching.PeerWords{Observed: "You let them finish, then said back what you had understood.", Worked: "The pause before the first question.",
		Try: "Name what you will do before you put them on hold.", Unsure: "I only heard the first minutes; the end may have been different."}
	if session, err = s.Coaching.Note(ctx, peer, session.ID, session.Revision, coaching.Notes{Answers: &words}); err != nil {
		return err
	}
	for _, by := range []people.Actor{peer, agent} {
		if session, err = s.Coaching.Sign(ctx, by, session.ID, session.Revision); err != nil {
			return err
		}
	}
	_, err = s.Feedback.Give(ctx, agent, coaching.NewFeedback{Session: session.ID, Useful: 5, Words: "Concrete, and kind."})
	return err
}

// spoken is what the raters of the demonstration say in the closed round, each a line: enough to show what is to be kept, and too
// few of what could be tried.
var spoken = []struct {
	scores    [5]int
	keep, try string
}{
	{[5]int{4, 4, 3, 5, 4}, "Takes the time to listen, also when the queue is long.", "Write the next step into the note, not only the answer."},
	{[5]int{3, 4, 3, 4, 4}, "Asks when something is unclear.", "Hand over with one sentence more."},
	{[5]int{4, 5, 4, 5, 3}, "Stays calm.", "Say sooner that a call back will be needed."},
	{[5]int{0, 3, 3, 4, 4}, "Helps new colleagues without being asked.", ""},
	{[5]int{5, 4, 0, 5, 0}, "Explains bills so that people understand them.", "Keep the notes shorter."},
}

func (s *stage) askAround(ctx context.Context, lead, agent people.Actor, mates []people.Actor, day time.Time) error {
	s.clock.set(day)
	round, err := s.Rounds.Open(ctx, lead, coaching.NewRound{Agent: agent.ID, ClosesOn: day.Add(14 * dayLong).Format(time.DateOnly), Peers: idsOf(mates[:len(spoken)]), Self: true})
	if err != nil {
		return err
	}
	s.clock.set(day.Add(3 * dayLong))
	for n, said := range spoken {
		if err := s.Rounds.Answer(ctx, mates[n], round.ID, saying(said.scores, said.keep, said.try)); err != nil {
			return err
		}
	}
	if err := s.Rounds.Answer(ctx, agent, round.ID, saying([5]int{4, 4, 4, 4, 5}, "I like to explain.", "I could write less.")); err != nil {
		return err
	}
	if _, err := s.Rounds.KeepTime(ctx); err != nil {
		return err
	}
	s.clock.set(day.Add(6 * dayLong))
	if round, err = s.Rounds.Read(ctx, lead, round.ID); err != nil {
		return err
	}
	_, err = s.Rounds.Release(ctx, lead, round.ID, round.Revision)
	return err
}

func saying(scores [5]int, keep, try string) coaching.Answers {
	a := coaching.Answers{Scores: map[string]int{}, Comments: map[string]string{"keep": keep, "try": try}}
	for n, p := range coaching.Prompts {
		a.Scores[p.Key] = scores[n]
	}
	return a
}

func (s *stage) suggest(ctx context.Context, lead people.Actor, mates []people.Actor, day time.Time) error {
	s.clock.set(day)
	for n, words := range []string{"A quiet corner for calls that take long.", "Let us see the tariff changes a day before the customers do.", "Swap lunch breaks without asking three people."} {
		if _, err := s.Suggestions.Give(ctx, mates[n], words); err != nil {
			return err
		}
	}
	s.clock.set(day.Add(dayLong))
	if err := s.Suggestions.KeepTime(ctx); err != nil {
		return err
	}
	list, err := s.Suggestions.List(ctx, lead, "", "", 3)
	if err != nil || len(list) < 3 {
		return err
	}
	if list[0], err = s.Suggestions.Reply(ctx, lead, list[0].ID, list[0].Revision, "Thank you. I take it to the meeting on Thursday."); err != nil {
		return err
	}
	_, err = s.Suggestions.Become(ctx, lead, list[0].ID, list[0].Revision, coaching.Planned, "")
	return err
}

func (s *stage) recognise(ctx context.Context, lead, agent people.Actor, mates []people.Actor, day time.Time) error {
	s.clock.set(day)
	thanks, err := s.Recognitions.Write(ctx, lead, agent.ID, "", "You stayed with the customer until the refund was booked, and told them so. That is how it should be.")
	if err != nil {
		return err
	}
	if _, err = s.Recognitions.Move(ctx, agent, thanks.ID, thanks.Revision, coaching.Published); err != nil {
		return err
	}
	_, err = s.Recognitions.Write(ctx, mates[3], agent.ID, "", "Thank you for taking over my call when the fire alarm went off.")
	return err
}

func (s *stage) wish(ctx context.Context, lead, agent, mate people.Actor, day time.Time) error {
	s.clock.set(day)
	if _, err := s.Requests.Make(ctx, agent, scorecards.Ref{}, "I would like to practise saying no without losing the customer."); err != nil {
		return err
	}
	declined, err := s.Requests.Make(ctx, mate, scorecards.Ref{}, "Could somebody show me the new search?")
	if err != nil {
		return err
	}
	_, err = s.Requests.Decline(ctx, lead, declined.ID, declined.Revision, "It is shown to all of us on Monday at nine; come there first.")
	return err
}

// review is a formal review to come, drawn from the last three months, and a one-to-one every second week.
func (s *stage) review(ctx context.Context, lead, agent people.Actor, now time.Time) error {
	s.clock.set(now)
	from, to := now.Add(-90*dayLong).Format(time.DateOnly), now.Format(time.DateOnly)
	strong, weak, err := s.Coaching.Draft(ctx, lead, agent.ID, from, to)
	if err != nil {
		return err
	}
	r := coaching.Review{From: from, To: to, Goals: []coaching.Goal{{Text: "Every case ends with who does what by when", DueOn: now.Add(60 * dayLong).Format(time.DateOnly)}}}
	for _, w := range strong[:min(3, len(strong))] {
		r.Strengths = append(r.Strengths, coaching.Finding{Question: w.Question})
	}
	for _, w := range weak[:min(3, len(weak))] {
		r.Weaknesses = append(r.Weaknesses, coaching.Finding{Question: w.Question})
	}
	if _, err = s.Coaching.Plan(ctx, lead, coaching.NewSession{Agent: agent.ID, Method: coaching.FormalReview, StartsAt: at(now.Add(5*dayLong), 3), Minutes: 60, Review: &r}); err != nil {
		return err
	}
	_, err = s.CoachingPlans.Make(ctx, lead, agent.ID, coaching.Rhythm{Method: coaching.OneToOne, EveryWeeks: 2, Weekday: time.Tuesday, AtTime: "14:30", Minutes: 30})
	return err
}
