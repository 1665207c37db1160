package scorecards_test

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

func TestMain(m *testing.M) { os.Exit(testkit.Run(m)) }

// floor is a team with its lead and agent, an evaluator and an arbiter, and a plan that draws everything.
type floor struct {
	t                               *testing.T
	db                              testkit.Database
	clock                           *testkit.Clock
	log                             *interactions.Log
	offers                          *scorecards.Offers
	evaluations                     *scorecards.Evaluations
	card                            scorecards.Published
	lead, agent, evaluator, arbiter people.Actor
}

func newFloor(t *testing.T, db testkit.Database) *floor {
	f := &floor{t: t, db: db, clock: testkit.NewClock()}
	now, bus := f.clock.Now, events.NewBus()
	sealer, err := store.NewSealer([32]byte{7})
	must(t, err)
	audit := people.NewAudit(db.DB, nil, now)
	users, record := people.NewUsers(db.DB, audit, now), interactions.NewRecord(db.DB, sealer, now)
	catalogue, plans := scorecards.NewCatalogue(db.DB, now), scorecards.NewPlans(db.DB, users, bus, sealer, now)
	team, err := people.NewTeams(db.DB, audit, now).Named(t.Context(), people.System(), "billing")
	must(t, err)
	add := func(name string, role people.Role, n people.NewPerson) people.Actor {
		n.Name, n.Email, n.Roles = name, name+"@example.com", []people.Role{role}
		p, err := users.Add(t.Context(), people.System(), n)
		must(t, err)
		return people.ActorOf(p)
	}
	f.lead = add("lead", people.Supervisor, people.NewPerson{Leads: []string{team.ID}})
	f.agent = add("agent", people.Agent, people.NewPerson{MemberOf: team.ID})
	f.evaluator, f.arbiter = add("evaluator", people.Evaluator, people.NewPerson{}), add("arbiter", people.Evaluator, people.NewPerson{})
	id, err := catalogue.Ensure(t.Context())
	must(t, err)
	f.card, err = catalogue.Get(t.Context(), id)
	must(t, err)
	must(t, plans.ReplaceSeeded(t.Context(), "all", id, 1, []byte("seed")))
	f.offers = scorecards.NewOffers(db.DB, plans, record, bus, now)
	f.evaluations = scorecards.NewEvaluations(db.DB, record, users, audit, bus, now)
	f.log = interactions.NewLog(interactions.Options{DB: db.DB, Users: users, Drawer: plans, Bus: bus, Sealer: sealer, Now: now})
	t.Cleanup(f.log.Close)
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// live begins an interaction of the agent, in which something is said, and returns its sample.
func (f *floor) live(name string) scorecards.Offer {
	f.t.Helper()
	phone, who := "phone", f.agent.Email
	r, err := f.log.Append(f.t.Context(), interactions.Delivery{Source: "crm", Events: []interactions.Event{
		{ID: "a", Type: interactions.Started, Interaction: name, At: f.clock.Now(), Channel: &phone, Agent: &who},
		{ID: "b", Type: interactions.UtteranceAdded, Interaction: name, At: f.clock.Now(), Speaker: "agent", Text: "Good morning."}}})
	must(f.t, err)
	open, err := f.offers.Open(f.t.Context(), f.lead, "", 10)
	if err != nil || len(open) != 1 || r.Accepted != 2 {
		f.t.Fatal(r, open, err)
	}
	return open[0]
}

// answers are the best ones but for the first, which is the worst.
func (f *floor) answers() (list []scorecards.Answer) {
	for _, dim := range f.card.Version.Definition.Dimensions {
		for _, q := range dim.Questions {
			list = append(list, scorecards.Answer{QuestionID: q.ID, Option: q.Options[len(q.Options)-1].Key})
		}
	}
	list[0].Option, list[0].Comment = f.card.Version.Definition.Dimensions[0].Questions[0].Options[0].Key, "Call me on 4111 1111 1111 1111."
	list[0].Evidence = []scorecards.Evidence{{Pos: 1}}
	return list
}

func (f *floor) decision() scorecards.Decision {
	return scorecards.Decision{Outcome: scorecards.Changed, Option: f.card.Version.Definition.Dimensions[0].Questions[0].Options[1].Key, Reason: "It is better."}
}

// steps are a whole course of a sample, a minute each.
func (f *floor) steps(from time.Time) (list []scorecards.PastStep) {
	question := f.answers()[0].QuestionID
	for _, s := range []scorecards.PastStep{
		{By: f.lead, What: scorecards.StepSkipped, Words: "busy"},
		{By: f.lead, What: scorecards.StepAssigned, To: f.evaluator},
		{By: f.evaluator, What: scorecards.StepStarted},
		{By: f.evaluator, What: scorecards.StepAnswered, Answers: f.answers()},
		{By: f.evaluator, What: scorecards.StepSubmitted},
		{By: f.evaluator, What: scorecards.StepReleased},
		{By: f.agent, What: scorecards.StepAcknowledged, Words: " Thank you. "},
		{By: f.agent, What: scorecards.StepDisputed, To: f.arbiter, Question: question, Words: "Please look again."},
		{By: f.arbiter, What: scorecards.StepDecided, Decision: f.decision()},
	} {
		from = from.Add(time.Minute)
		s.At = from
		list = append(list, s)
	}
	return list
}

// operate takes the same course by the operations.
func (f *floor) operate(o scorecards.Offer) string {
	t, v, ctx := f.t, f.evaluations, f.t.Context()
	next := func() { f.clock.Advance(time.Minute) }
	next()
	must(t, f.offers.Skip(ctx, f.lead, o.ID, "busy"))
	next()
	_, err := f.offers.Assign(ctx, f.lead, o.ID, f.evaluator.ID)
	must(t, err)
	next()
	e, _, err := v.Start(ctx, f.evaluator, o.Interaction, o.Scorecard, f.agent.ID)
	must(t, err)
	for _, do := range []func() (scorecards.Evaluation, error){
		func() (scorecards.Evaluation, error) {
			return v.Answer(ctx, f.evaluator, e.ID, e.Revision, f.answers())
		},
		func() (scorecards.Evaluation, error) { return v.Submit(ctx, f.evaluator, e.ID, e.Revision) },
		func() (scorecards.Evaluation, error) { return v.Release(ctx, f.evaluator, e.ID, e.Revision) },
		func() (scorecards.Evaluation, error) {
			return v.Acknowledge(ctx, f.agent, e.ID, e.Revision, " Thank you. ")
		},
	} {
		next()
		e, err = do()
		must(t, err)
	}
	next()
	c, err := v.Dispute(ctx, f.agent, e.ID, e.Revision, f.answers()[0].QuestionID, "Please look again.")
	must(t, err)
	next()
	c, err = v.Resolve(ctx, f.arbiter, c.ID, c.Evaluation.Revision, f.decision())
	must(t, err)
	return c.Evaluation.ID
}

// rows are all that lies of an evaluation and its sample, without what is each one's own.
func (f *floor) rows(evaluation string, o scorecards.Offer) string {
	f.t.Helper()
	out := ""
	for _, query := range []string{
		"SELECT * FROM evaluations WHERE id = @e", "SELECT * FROM evaluation_answers WHERE evaluation_id = @e ORDER BY question_id",
		"SELECT * FROM evaluation_scores WHERE evaluation_id = @e ORDER BY dimension", "SELECT * FROM evaluation_history WHERE evaluation_id = @e ORDER BY revision",
		"SELECT * FROM audit WHERE subject_id = @e ORDER BY at", "SELECT * FROM samples WHERE id = @s", "SELECT * FROM sample_log WHERE sample_id = @s ORDER BY at",
		"SELECT * FROM disputes WHERE evaluation_id = @e", "SELECT * FROM interaction_grants WHERE interaction_id = @i",
	} {
		var found []map[string]any
		must(f.t, f.db.Conn(f.t.Context()).Raw(query, map[string]any{"e": evaluation, "s": o.ID, "i": o.Interaction}).Scan(&found).Error)
		dispute := ""
		for _, row := range found {
			for _, own := range []string{"id", "evaluation_id", "sample_id", "interaction_id", "subject_id"} {
				delete(row, own)
			}
			detail, _ := row["detail"].(string)
			if _, after, ok := strings.Cut(detail, `"dispute":"`); ok {
				dispute = after[:36]
				row["detail"] = strings.Replace(detail, dispute, "the dispute", 1)
			}
		}
		line, err := json.MarshalIndent(found, "", " ")
		must(f.t, err)
		out += fmt.Sprintf("%s\n%s\n", query, line)
	}
	return out
}

// TestLoadLeavesWhatTheOperationsWould takes one course by the operations and by Load, from the same time on.
func TestLoadLeavesWhatTheOperationsWould(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		begun := f.clock.Now()
		operated := f.live("operated")
		done := f.operate(operated)
		want := f.rows(done, operated)
		f.clock.Advance(begun.Sub(f.clock.Now()))
		loaded := f.live("loaded")
		id := store.NewID()
		must(t, f.evaluations.Load(t.Context(), []scorecards.Past{{Interaction: loaded.Interaction, Sample: loaded.ID, Agent: f.agent.ID, Version: f.card.Version,
			Evaluation: id, Steps: f.steps(begun)}}))
		if got := f.rows(id, loaded); got != want {
			t.Errorf("loaded\n%s\nby the operations\n%s", got, want)
		}
		a, err := f.evaluations.Get(t.Context(), f.lead, id)
		b, _ := f.evaluations.Get(t.Context(), f.lead, done)
		if err != nil || !reflect.DeepEqual(a.Score, b.Score) {
			t.Errorf("%+v, want %+v, %v", a.Score, b.Score, err)
		}
	})
}

func TestLoadHoldsToTheRules(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		o := f.live("one")
		for name, change := range map[string]struct {
			with func([]scorecards.PastStep) []scorecards.PastStep
			kind fault.Kind
		}{
			"a stranger starts":    {func(l []scorecards.PastStep) []scorecards.PastStep { l[2].By = f.arbiter; return l }, fault.Forbidden},
			"a question is open":   {func(l []scorecards.PastStep) []scorecards.PastStep { l[3].Answers = l[3].Answers[1:]; return l }, fault.Invalid},
			"evidence of nothing":  {func(l []scorecards.PastStep) []scorecards.PastStep { l[3].Answers[0].Evidence[0].Pos = 2; return l }, fault.Invalid},
			"released as a draft":  {func(l []scorecards.PastStep) []scorecards.PastStep { return append(l[:4], l[5:]...) }, fault.Conflict},
			"another acknowledges": {func(l []scorecards.PastStep) []scorecards.PastStep { l[6].By = f.lead; return l }, fault.Forbidden},
			"disputed too late": {func(l []scorecards.PastStep) []scorecards.PastStep {
				l[7].At = l[7].At.Add(8 * 24 * time.Hour)
				return l
			}, fault.Conflict},
			"a party decides":        {func(l []scorecards.PastStep) []scorecards.PastStep { l[8].By = f.evaluator; return l }, fault.Forbidden},
			"skipped once it's gone": {func(l []scorecards.PastStep) []scorecards.PastStep { return append(l, l[0]) }, fault.Conflict},
		} {
			steps := change.with(f.steps(f.clock.Now()))
			err := f.evaluations.Load(t.Context(), []scorecards.Past{{Interaction: o.Interaction, Sample: o.ID, Agent: f.agent.ID, Version: f.card.Version, Evaluation: store.NewID(), Steps: steps}})
			if !fault.Is(err, change.kind) || !strings.Contains(err.Error(), "step ") {
				t.Errorf("%s: %v", name, err)
			}
		}
		var n int64
		must(t, f.db.Conn(t.Context()).Raw("SELECT count(*) FROM evaluations").Scan(&n).Error)
		if open, err := f.offers.Open(t.Context(), f.lead, "", 10); err != nil || len(open) != 1 || n != 0 {
			t.Errorf("something was stored: %d evaluations, %d offers, %v", n, len(open), err)
		}
	})
}
