package scorecards_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type course struct {
	name   string
	chosen bool // an interaction that is no sample
	steps  []scorecards.PastStep
}

// courses are the ways that a sample, an evaluation and its disputes can go, each step of every kind among them.
func (f *floor) courses() []course {
	type steps = []scorecards.PastStep
	claimed := scorecards.PastStep{By: f.lead, What: scorecards.StepClaimed}
	given := scorecards.PastStep{By: f.lead, What: scorecards.StepAssigned, To: f.evaluator}
	scored := func(by people.Actor, more ...scorecards.PastStep) steps {
		return append(steps{{By: by, What: scorecards.StepStarted}, {By: by, What: scorecards.StepAnswered, Answers: f.answers()}, {By: by, What: scorecards.StepSubmitted}}, more...)
	}
	released := func(by people.Actor, more ...scorecards.PastStep) steps {
		return scored(by, append(steps{{By: by, What: scorecards.StepReleased}}, more...)...)
	}
	with := func(first scorecards.PastStep, more steps) steps { return append(steps{first}, more...) }
	disputed := scorecards.PastStep{By: f.agent, What: scorecards.StepDisputed, To: f.arbiter, Question: f.answers()[0].QuestionID, Words: "Please look again."}
	upheld := scorecards.Decision{Outcome: scorecards.Upheld, Reason: "It stands."}
	withdrawn := func(by people.Actor) scorecards.PastStep {
		return scorecards.PastStep{By: by, What: scorecards.StepWithdrawn, Words: "A mistake."}
	}
	return []course{
		{"skipped, assigned, disputed and changed", false, f.steps(time.Time{})},
		{"claimed by the lead", false, steps{claimed}},
		{"watched, claimed and watched again", false, steps{{By: f.lead, What: scorecards.StepWatched}, claimed, {By: f.lead, What: scorecards.StepWatched}}},
		{"claimed and begun", false, steps{claimed, {By: f.lead, What: scorecards.StepStarted}}},
		{"claimed and scored", false, with(claimed, scored(f.lead))},
		{"claimed, released and withdrawn", false, with(claimed, released(f.lead, withdrawn(f.lead)))},
		{"withdrawn, and given to somebody else", false, with(claimed, scored(f.lead, withdrawn(f.lead), given))},
		{"assigned", false, steps{given}},
		{"assigned, then to another", false, steps{given, {By: f.lead, What: scorecards.StepAssigned, To: f.arbiter}}},
		{"claimed, then assigned", false, steps{claimed, given}},
		{"assigned and begun", false, steps{given, {By: f.evaluator, What: scorecards.StepStarted}}},
		{"assigned and scored", false, with(given, scored(f.evaluator))},
		{"expired", false, steps{{By: people.System(), What: scorecards.StepExpired}}},
		{"expired, claimed and scored", false, with(scorecards.PastStep{By: people.System(), What: scorecards.StepExpired}, with(claimed, scored(f.lead)))},
		{"ended", false, steps{{By: people.System(), What: scorecards.StepEnded}}},
		{"disputed, and open", false, with(given, released(f.evaluator, disputed))},
		{"acknowledged behind the dispute", false, with(given, released(f.evaluator, disputed, scorecards.PastStep{By: f.agent, What: scorecards.StepAcknowledged}))},
		{"upheld", false, with(given, released(f.evaluator, disputed, scorecards.PastStep{By: f.arbiter, What: scorecards.StepDecided, Decision: upheld}))},
		{"chosen", true, released(f.lead, scorecards.PastStep{By: f.agent, What: scorecards.StepAcknowledged, Words: "Fine."})},
		{"chosen and withdrawn", true, scored(f.lead, withdrawn(f.lead))},
	}
}

// timed gives the steps a minute each, and an offer the time to expire.
func timed(list []scorecards.PastStep, from time.Time) (out []scorecards.PastStep) {
	for _, s := range list {
		if from = from.Add(time.Minute); s.What == scorecards.StepExpired {
			from = from.Add(15 * time.Minute)
		}
		s.At = from
		out = append(out, s)
	}
	return out
}

// operate takes a course by the operations and returns its evaluation, empty for none.
func (f *floor) operate(name string, o scorecards.Offer, list []scorecards.PastStep) string {
	f.t.Helper()
	var e scorecards.Evaluation
	var c scorecards.Case
	for _, s := range list {
		f.clock.Advance(s.At.Sub(f.clock.Now()))
		if err := f.take(name, o, s, &e, &c); err != nil {
			f.t.Fatalf("%s, %s: %v", name, s.What, err)
		}
	}
	return e.ID
}

func (f *floor) take(name string, o scorecards.Offer, s scorecards.PastStep, e *scorecards.Evaluation, c *scorecards.Case) (err error) {
	ctx, v := f.t.Context(), f.evaluations
	switch s.What {
	case scorecards.StepClaimed:
		_, err = f.offers.Claim(ctx, s.By, o.ID)
	case scorecards.StepAssigned:
		_, err = f.offers.Assign(ctx, s.By, o.ID, scorecards.Giving{Evaluator: s.To.ID})
	case scorecards.StepWatched:
		err = f.offers.Watched(ctx, s.By, o.Interaction)
	case scorecards.StepSkipped:
		err = f.offers.Skip(ctx, s.By, o.ID, s.Words)
	case scorecards.StepEnded, scorecards.StepExpired:
		err = f.over(name, s)
	case scorecards.StepStarted:
		*e, _, err = v.Start(ctx, s.By, o.Interaction, o.Scorecard, f.agent.ID)
	case scorecards.StepAnswered:
		*e, err = v.Answer(ctx, s.By, e.ID, e.Revision, s.Answers, scorecards.Words{})
	case scorecards.StepSubmitted:
		*e, err = v.Submit(ctx, s.By, e.ID, e.Revision)
	case scorecards.StepReleased:
		*e, err = v.Release(ctx, s.By, e.ID, e.Revision)
	case scorecards.StepWithdrawn:
		*e, err = v.Withdraw(ctx, s.By, e.ID, e.Revision, s.Words)
	case scorecards.StepAcknowledged:
		*e, err = v.Acknowledge(ctx, s.By, e.ID, e.Revision, s.Words)
	case scorecards.StepDisputed:
		*c, err = v.Dispute(ctx, s.By, e.ID, e.Revision, scorecards.Contention{Question: s.Question, Reason: s.Words})
		*e = c.Evaluation
	case scorecards.StepDecided:
		*c, err = v.Resolve(ctx, s.By, c.ID, e.Revision, s.Decision)
		*e = c.Evaluation
	}
	return err
}

// over is the end of an offer, by its time or by its interaction's.
func (f *floor) over(name string, s scorecards.PastStep) error {
	if s.What == scorecards.StepEnded {
		if _, err := f.log.Append(f.t.Context(), interactions.Delivery{Source: "crm", Events: []interactions.Event{
			{ID: "z", Type: interactions.Ended, Interaction: name, At: s.At}}}); err != nil {
			return err
		}
	}
	n, err := f.offers.Expire(f.t.Context())
	if err == nil && n != 1 {
		err = fmt.Errorf("%d offers came to their end", n)
	}
	return err
}

// rows are all that lies of an evaluation and its sample, without what is each one's own.
func (f *floor) rows(evaluation string, o scorecards.Offer) string {
	f.t.Helper()
	out := ""
	for _, query := range []string{
		"SELECT * FROM evaluations WHERE id = @e", "SELECT * FROM evaluation_answers WHERE evaluation_id = @e ORDER BY question_id",
		"SELECT * FROM evaluation_scores WHERE evaluation_id = @e ORDER BY dimension", "SELECT * FROM evaluation_history WHERE evaluation_id = @e ORDER BY revision",
		"SELECT * FROM audit WHERE subject_id = @e ORDER BY at", "SELECT * FROM samples WHERE id = @s", "SELECT * FROM sample_log WHERE sample_id = @s ORDER BY at",
		"SELECT * FROM disputes WHERE evaluation_id = @e", "SELECT * FROM interaction_grants WHERE interaction_id = @i ORDER BY user_id, why",
	} {
		var found []map[string]any
		must(f.t, f.db.Conn(f.t.Context()).Raw(query, map[string]any{"e": evaluation, "s": o.ID, "i": o.Interaction}).Scan(&found).Error)
		for _, row := range found {
			delete(row, "id")
		}
		line, err := json.MarshalIndent(found, "", " ")
		must(f.t, err)
		out += fmt.Sprintf("%s\n%s\n", query, line)
	}
	disputes, err := f.evaluations.DisputesOf(f.t.Context(), evaluation)
	must(f.t, err)
	own := []string{evaluation, "the evaluation", o.ID, "the sample", o.Interaction, "the interaction"}
	for _, d := range disputes {
		own = append(own, d.ID, "the dispute")
	}
	for n := 0; n < len(own); n += 2 {
		if own[n] != "" {
			out = strings.ReplaceAll(out, own[n], own[n+1])
		}
	}
	return out
}

// TestLoadLeavesWhatTheOperationsWould takes each course by the operations and by Load, from the same time on.
func TestLoadLeavesWhatTheOperationsWould(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		for _, c := range f.courses() {
			begin := f.live
			if c.chosen {
				begin = f.undrawn
			}
			begun := f.clock.Now()
			steps := timed(c.steps, begun)
			operated := begin(c.name)
			done := f.operate(c.name, operated, steps)
			want := f.rows(done, operated)
			f.clock.Advance(begun.Sub(f.clock.Now()))
			loaded, id := begin("loaded, "+c.name), ""
			if done != "" {
				id = store.NewID()
			}
			must(t, f.evaluations.Load(t.Context(), []scorecards.Past{{Interaction: loaded.Interaction, Sample: loaded.ID, Agent: f.agent.ID, Version: f.card.Version,
				Evaluation: id, Steps: steps}}))
			got := f.rows(id, loaded)
			if unmarked := strings.ReplaceAll(got, `,\"`+people.TakenOver+`\":true`, ""); unmarked != want || (id != "" && unmarked == got) {
				t.Errorf("%s: loaded\n%s\nby the operations\n%s", c.name, got, want)
			}
			for _, s := range steps {
				if s.What == scorecards.StepStarted {
					f.compareScores(c.name, s.By, id, done)
				}
			}
		}
		f.sumsHold("after all courses")
	})
}

func (f *floor) compareScores(name string, evaluator people.Actor, loaded, operated string) {
	f.t.Helper()
	a, err := f.evaluations.Get(f.t.Context(), evaluator, loaded)
	must(f.t, err)
	b, err := f.evaluations.Get(f.t.Context(), evaluator, operated)
	must(f.t, err)
	if !reflect.DeepEqual(a.Score, b.Score) {
		f.t.Errorf("%s: %+v, want %+v", name, a.Score, b.Score)
	}
}

// TestNobodyHearsOfWhatIsTakenOver loads an interaction, which a plan draws.
func TestNobodyHearsOfWhatIsTakenOver(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		heard := 0
		f.bus.Subscribe(func(list []events.Event) { heard += len(list) })
		loading, err := f.log.Load(t.Context(), f.told("past"), func(string) string { return store.NewID() })
		must(t, err)
		_, err = loading.Store(t.Context())
		must(t, err)
		if open, err := f.offers.Open(t.Context(), f.lead, "", 10); err != nil || len(open) != 1 || heard != 0 {
			t.Errorf("%d samples, of which %d messages told; %v", len(open), heard, err)
		}
		if f.clock.Advance(time.Minute); f.undrawn("present").Interaction == "" || heard == 0 {
			t.Error("the test does not hear what it listens for")
		}
	})
}
