package coaching_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"rater/coaching"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// circle is a floor with five more agents in billing and two supervisors of nothing, who are asked.
type circle struct {
	*floor
	rounds      *coaching.Rounds
	peers       []people.Actor
	supervisors []people.Actor
}

func newCircle(t *testing.T, db testkit.Database) *circle {
	t.Helper()
	f := newFloor(t, db)
	sealer, err := store.NewSealer([32]byte{7})
	must(t, err)
	c := &circle{floor: f, rounds: coaching.NewRounds(f.sessions, sealer, coaching.Floors{Scores: 3, Comments: 5})}
	for _, name := range []string{"pia", "per", "pam", "pol", "pip"} {
		c.peers = append(c.peers, f.person(name, people.Agent, "billing"))
	}
	c.supervisors = []people.Actor{f.sol, f.sid}
	return c
}

func idsOf(list []people.Actor) (ids []string) {
	for _, a := range list {
		ids = append(ids, a.ID)
	}
	return ids
}

// about is a round about ana whom five peers are asked about.
func (c *circle) about() coaching.NewRound {
	return coaching.NewRound{Agent: c.ana.ID, ClosesOn: "2026-03-20", Peers: idsOf(c.peers)}
}

func (c *circle) open(n coaching.NewRound) coaching.Round {
	c.t.Helper()
	r, err := c.rounds.Open(c.t.Context(), c.sue, n)
	must(c.t, err)
	return r
}

// says are answers of one score to each prompt, and words.
func says(score int, words string) coaching.Answers {
	a := coaching.Answers{Scores: map[string]int{}, Comments: map[string]string{"keep": words}}
	for _, p := range coaching.Prompts {
		a.Scores[p.Key] = score
	}
	return a
}

func (c *circle) answer(r coaching.Round, who people.Actor, a coaching.Answers) {
	c.t.Helper()
	must(c.t, c.rounds.Answer(c.t.Context(), who, r.ID, a))
}

func (c *circle) keepTime() {
	c.t.Helper()
	_, err := c.rounds.KeepTime(c.t.Context())
	must(c.t, err)
}

func (c *circle) read(who people.Actor, r coaching.Round) coaching.Round {
	c.t.Helper()
	got, err := c.rounds.Read(c.t.Context(), who, r.ID)
	must(c.t, err)
	return got
}

// TestARoundGoesThrough is a round from its opening to what its agent reads.
func TestARoundGoesThrough(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		c := newCircle(t, db)
		n := c.about()
		n.Self = true
		r := c.open(n)
		c.answer(r, c.ana, says(5, "Myself"))
		for at, peer := range c.peers {
			if got := c.read(c.sue, r); got.Answered != at+1 || got.Asked != 6 || got.Revision != 1 || len(got.Report.Views) != 0 {
				t.Fatalf("after %d answers: %+v", at+1, got)
			}
			c.answer(r, peer, says(2+at%2, fmt.Sprintf("Words %d, mail x@example.org", at)))
			c.keepTime()
		}
		got := c.read(c.sue, r)
		view := got.Report.Views[0]
		if got.Status != coaching.Closed || got.ClosedWhy != "answered" || view.Cohort != coaching.Peers || view.Scores[0].N != 5 || view.Scores[0].Mean != 2.4 || len(view.Comments[0].Words) != 5 ||
			!view.Comments[1].TooFew || got.Report.Self.Scores[0].Score != 5 {
			t.Fatalf("closed: %+v", got)
		}
		if all := strings.Join(view.Comments[0].Words, " "); strings.Contains(all, "example.org") || !strings.Contains(all, "[email]") {
			t.Errorf("not redacted: %s", all)
		}
		if boxes := c.count("round_boxes"); boxes != 0 {
			t.Errorf("%d boxes are left", boxes)
		}
		if mine := c.read(c.ana, r); len(mine.Report.Views) != 0 {
			t.Errorf("the agent reads what was not released: %+v", mine)
		}
		if _, err := c.rounds.Read(t.Context(), c.sid, r.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("another team's lead: %v", err)
		}
		if _, err := c.rounds.Read(t.Context(), c.peers[0], r.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("a rater: %v", err)
		}
		_, err := c.rounds.Release(t.Context(), c.sol, r.ID, got.Revision)
		must(t, err)
		if mine := c.read(c.ana, r); len(mine.Report.Views) != 1 {
			t.Errorf("released: %+v", mine)
		}
	})
}

func (c *circle) count(table string) (n int64) {
	c.t.Helper()
	must(c.t, c.db.Conn(c.t.Context()).Table(table).Count(&n).Error)
	return n
}

// TestRoundsKeepTime holds that a round closes after its last day in the site's zone, that too few is all it then says,
// and that its agent reads it two weeks later in any case.
func TestRoundsKeepTime(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		c := newCircle(t, db)
		r := c.open(c.about())
		for _, peer := range c.peers[:2] {
			c.answer(r, peer, says(4, "Few"))
		}
		c.clock.Advance(18*day + 14*hour + 59*minute) // 20 March, 23:59
		c.keepTime()
		if c.read(c.sue, r).Status != coaching.Open {
			t.Error("it closed on its last day")
		}
		c.clock.Advance(minute)
		if err := c.rounds.Answer(t.Context(), c.peers[2], r.ID, says(4, "")); !fault.Is(err, fault.Conflict) {
			t.Errorf("the day after: %v", err)
		}
		c.keepTime()
		got := c.read(c.sue, r)
		if got.ClosedWhy != "date" || !got.Report.TooFew || len(got.Report.Views) != 0 {
			t.Errorf("too few: %+v", got)
		}
		c.clock.Advance(14*day - minute)
		c.keepTime()
		if c.read(c.ana, r).ReleasedAt != nil {
			t.Error("it was released early")
		}
		c.clock.Advance(minute)
		c.keepTime()
		if mine := c.read(c.ana, r); mine.ReleasedAt == nil || !mine.Report.TooFew {
			t.Errorf("after two weeks: %+v", mine)
		}
	})
}

// TestAnAnswerIsGivenOnce goes through who answers when, also at once.
func TestAnAnswerIsGivenOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		c := newCircle(t, db)
		r := c.open(c.about())
		var wait sync.WaitGroup
		errs := make([]error, 12)
		for n := range errs {
			wait.Go(func() { errs[n] = c.rounds.Answer(t.Context(), c.peers[n%4], r.ID, says(3, "Once")) })
		}
		wait.Wait()
		taken := 0
		for _, err := range errs {
			if err == nil {
				taken++
			} else if !fault.Is(err, fault.Conflict) {
				t.Error(err)
			}
		}
		if taken != 4 || c.read(c.sue, r).Answered != 4 {
			t.Errorf("%d of 4 were taken", taken)
		}
		for who, want := range map[*people.Actor]fault.Kind{&c.cam: fault.NotFound, &c.ana: fault.NotFound, &c.sue: fault.NotFound, &c.peers[0]: fault.Conflict} {
			if err := c.rounds.Answer(t.Context(), *who, r.ID, says(3, "")); !fault.Is(err, want) {
				t.Errorf("%s: %v", who.Name, err)
			}
		}
		c.change(c.peers[0], people.Changes{Disabled: ptr(true)})
		c.change(c.peers[4], people.Changes{Disabled: ptr(true)}) // who did not answer: nobody else is waited for
		c.keepTime()
		if got := c.read(c.sue, r); got.Status != coaching.Closed || got.Report.Views[0].Scores[0].N != 4 {
			t.Errorf("%+v", got)
		}
	})
}

// TestWrongRounds holds that each wrong part of a round is refused by its place, and nothing is stored.
func TestWrongRounds(t *testing.T) {
	t.Parallel()
	c := newCircle(t, testkit.Open(t, store.SQLite))
	left := c.change(c.person("ron", people.Agent, "billing"), people.Changes{Disabled: ptr(true)})
	gone := c.change(c.person("rea", people.Supervisor, "billing"), people.Changes{Disabled: ptr(true)})
	for place, wrong := range map[string]func(*coaching.NewRound){
		"body.closes_on":      func(n *coaching.NewRound) { n.ClosesOn = "2026-03-01" },
		"body.closes_on ":     func(n *coaching.NewRound) { n.ClosesOn = "2026-03-04" },
		"body.closes_on  ":    func(n *coaching.NewRound) { n.ClosesOn = "2026-05-02" },
		"body.closes_on   ":   func(n *coaching.NewRound) { n.ClosesOn = "2026-02-30" },
		"body.peers":          func(n *coaching.NewRound) { n.Peers = n.Peers[:4] },
		"body.peers[5]":       func(n *coaching.NewRound) { n.Peers = append(n.Peers, n.Peers[0]) },
		"body.peers[5] ":      func(n *coaching.NewRound) { n.Peers = append(n.Peers, n.Agent) },
		"body.peers[5]  ":     func(n *coaching.NewRound) { n.Peers = append(n.Peers, left.ID) },
		"body.peers[5]   ":    func(n *coaching.NewRound) { n.Peers = append(n.Peers, c.ben.ID) },
		"body.peers[5]    ":   func(n *coaching.NewRound) { n.Peers = append(n.Peers, "nobody") },
		"body.peers[5]     ":  func(n *coaching.NewRound) { n.Peers = append(n.Peers, c.sol.ID) },
		"body.supervisors[0]": func(n *coaching.NewRound) { n.Supervisors = []string{c.cam.ID} },
		"body.supervisors[1]": func(n *coaching.NewRound) { n.Supervisors = []string{c.sol.ID, gone.ID} },
		"body.supervisors[0] ": func(n *coaching.NewRound) {
			n.Supervisors = []string{n.Peers[1]}
		},
	} {
		n := c.about()
		n.Peers = slices.Clone(n.Peers)
		wrong(&n)
		_, err := c.rounds.Open(t.Context(), c.sue, n)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), strings.TrimSpace(place)+": ") {
			t.Errorf("%s: %v", place, err)
		}
	}
	if c.count("rounds") != 0 || c.count("round_raters") != 0 {
		t.Error("something was stored")
	}
	for who, want := range map[*people.Actor]fault.Kind{&c.sid: fault.NotFound} {
		if _, err := c.rounds.Open(t.Context(), *who, c.about()); !fault.Is(err, want) {
			t.Errorf("%s: %v", who.Name, err)
		}
	}
	r := c.open(c.about())
	if _, err := c.rounds.Open(t.Context(), c.sol, c.about()); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second round at once: %v", err)
	}
	for place, wrong := range map[string]func(*coaching.Answers){
		"body.scores":        func(a *coaching.Answers) { delete(a.Scores, "empathy") },
		"body.scores ":       func(a *coaching.Answers) { a.Scores["empathy"] = 6 },
		"body.comments.keep": func(a *coaching.Answers) { a.Comments["keep"] = strings.Repeat("x", 1001) },
	} {
		a := says(3, "")
		wrong(&a)
		if err := c.rounds.Answer(t.Context(), c.peers[0], r.ID, a); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), strings.TrimSpace(place)) {
			t.Errorf("%s: %v", place, err)
		}
	}
	if c.read(c.sue, r).Answered != 0 {
		t.Error("a wrong answer was taken")
	}
}

// TestFewSupervisorsAreCountedWithTheOthers holds that what one supervisor says is nowhere apart.
func TestFewSupervisorsAreCountedWithTheOthers(t *testing.T) {
	t.Parallel()
	c := newCircle(t, testkit.Open(t, store.SQLite))
	n := c.about()
	n.Supervisors = idsOf(c.supervisors)
	r := c.open(n)
	if mine, err := c.rounds.Mine(t.Context(), c.sol, "", 10); err != nil || len(mine) != 1 || mine[0].Cohort != coaching.Others {
		t.Errorf("what a supervisor is told: %+v, %v", mine, err)
	}
	for _, who := range slices.Concat(c.peers, c.supervisors) {
		c.answer(r, who, says(4, ""))
	}
	c.keepTime()
	if got := c.read(c.sue, r).Report; len(got.Views) != 1 || got.Views[0].Cohort != coaching.Others || got.Views[0].Scores[0].N != 7 {
		t.Errorf("%+v", got)
	}
}
