package scorecards_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/notices"
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
	bus                             *events.Bus
	offers                          *scorecards.Offers
	evaluations                     *scorecards.Evaluations
	catalogue                       *scorecards.Catalogue
	plans                           *scorecards.Plans
	card                            scorecards.Published
	lead, agent, evaluator, arbiter people.Actor
	analyst, admin                  people.Actor
}

func newFloor(t *testing.T, db testkit.Database) *floor {
	f := &floor{t: t, db: db, clock: testkit.NewClock(), bus: events.NewBus()}
	now, bus := f.clock.Now, f.bus
	sealer, err := store.NewSealer([32]byte{7})
	must(t, err)
	audit := people.NewAudit(db.DB, nil, now)
	users, record := people.NewUsers(db.DB, audit, now), interactions.NewRecord(db.DB, sealer, now)
	f.catalogue, f.plans = scorecards.NewCatalogue(db.DB, audit, bus, now), scorecards.NewPlans(db.DB, users, audit, bus, sealer, now, time.UTC)
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
	f.analyst, f.admin = add("analyst", people.Analyst, people.NewPerson{}), add("admin", people.Admin, people.NewPerson{})
	id, err := f.catalogue.Ensure(t.Context())
	must(t, err)
	f.card, err = f.catalogue.Get(t.Context(), id)
	must(t, err)
	must(t, f.plans.ReplaceSeeded(t.Context(), "all", id, 1, []byte("seed")))
	outbox := notices.NewOutbox(db.DB, users, audit, bus, now, notices.Site{Zone: time.UTC})
	f.offers = scorecards.NewOffers(db.DB, f.plans, record, audit, outbox, bus, now)
	f.evaluations = scorecards.NewEvaluations(db.DB, record, users, audit, outbox, bus, scorecards.StandardDueProcess, now, time.UTC)
	f.log = interactions.NewLog(interactions.Options{DB: db.DB, Users: users, Drawer: f.plans, Bus: bus, Sealer: sealer, Now: now})
	t.Cleanup(f.log.Close)
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// told is an interaction of the agent, in which something is said.
func (f *floor) told(name string) interactions.Delivery {
	phone, who := "phone", f.agent.Email
	return interactions.Delivery{Source: "crm", Events: []interactions.Event{
		{ID: "a", Type: interactions.Started, Interaction: name, At: f.clock.Now(), Channel: &phone, Agent: &who},
		{ID: "b", Type: interactions.UtteranceAdded, Interaction: name, At: f.clock.Now(), Speaker: "agent", Text: "Good morning."}}}
}

// live begins an interaction and returns its sample.
func (f *floor) live(name string) scorecards.Offer {
	f.t.Helper()
	r, err := f.log.Append(f.t.Context(), f.told(name))
	must(f.t, err)
	open, err := f.offers.Open(f.t.Context(), f.lead, "", 10)
	if err != nil || len(open) != 1 || r.Accepted != 2 {
		f.t.Fatal(r, open, err)
	}
	return open[0]
}

// undrawn begins an interaction that is no sample; the offer has no id.
func (f *floor) undrawn(name string) (o scorecards.Offer) {
	f.t.Helper()
	told := f.told(name)
	told.NoDraw = true
	_, err := f.log.Append(f.t.Context(), told)
	must(f.t, err)
	must(f.t, f.db.Conn(f.t.Context()).Raw("SELECT id FROM interactions WHERE external_id = ?", name).Scan(&o.Interaction).Error)
	o.Scorecard = f.card.ID
	return o
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
			"a party decides": {func(l []scorecards.PastStep) []scorecards.PastStep { l[8].By = f.evaluator; return l }, fault.Forbidden},
			"skipped once it's gone": {func(l []scorecards.PastStep) []scorecards.PastStep {
				l = append(l, l[0])
				l[9].At = l[8].At
				return l
			}, fault.Conflict},
			"a stranger skips":       {func(l []scorecards.PastStep) []scorecards.PastStep { l[0].By = f.arbiter; return l }, fault.Forbidden},
			"skipped without a word": {func(l []scorecards.PastStep) []scorecards.PastStep { l[0].Words = " "; return l }, fault.Invalid},
			"somebody ends an offer": {func(l []scorecards.PastStep) []scorecards.PastStep { l[0].What = scorecards.StepEnded; return l }, fault.Forbidden},
			"an evaluator claims": {func(l []scorecards.PastStep) []scorecards.PastStep {
				l[1].What, l[1].By = scorecards.StepClaimed, f.evaluator
				return l
			}, fault.Forbidden},
			"the agent claims": {func(l []scorecards.PastStep) []scorecards.PastStep {
				l[1].What, l[1].By = scorecards.StepClaimed, f.agent
				return l
			}, fault.Forbidden},
			"an evaluator assigns":     {func(l []scorecards.PastStep) []scorecards.PastStep { l[1].By = f.evaluator; return l }, fault.Forbidden},
			"assigned to no evaluator": {func(l []scorecards.PastStep) []scorecards.PastStep { l[1].To = f.lead; return l }, fault.Invalid},
			"assigned to its agent":    {func(l []scorecards.PastStep) []scorecards.PastStep { l[1].To = f.agent; return l }, fault.Invalid},
			"assigned once it's begun": {func(l []scorecards.PastStep) []scorecards.PastStep {
				l[3] = scorecards.PastStep{At: l[3].At, By: f.lead, What: scorecards.StepAssigned, To: f.arbiter}
				return l
			}, fault.Conflict},
			"nobody took the sample": {func(l []scorecards.PastStep) []scorecards.PastStep { l[2].By = f.lead; return append(l[:1], l[2:]...) }, fault.Conflict},
			"started twice":          {func(l []scorecards.PastStep) []scorecards.PastStep { l[3] = l[2]; return l }, fault.Conflict},
			"a party is to decide":   {func(l []scorecards.PastStep) []scorecards.PastStep { l[7].To = f.lead; return l }, fault.Forbidden},
			"disputed twice": {func(l []scorecards.PastStep) []scorecards.PastStep {
				at := l[8].At
				l[8] = l[7]
				l[8].At = at
				return l
			}, fault.Conflict},
			"told backwards": {func(l []scorecards.PastStep) []scorecards.PastStep { l[4].At = l[2].At; return l }, fault.Invalid},
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
