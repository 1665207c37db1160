package scorecards

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"rater/internal/foundation/store"
)

// What the expected volume of an agent in a week rests on.
const (
	BasisRate    = "rate"    // the plan has a rate, nothing is expected
	BasisAgent   = "agent"   // the agent's last four weeks
	BasisTeam    = "team"    // those of the agent's team: the agent had nothing in them
	BasisAssumed = "assumed" // nobody had anything
)

const (
	lookedBack    = 28 // days from which a volume is expected
	assumedVolume = 50 // interactions of an agent in a week, where nothing tells it
)

// PlanPeriod is what holds for a plan and an agent in an ISO week of the site's zone: fixed with the agent's first
// interaction of the week, from what lies before the week, and never worked out again. The probability of each of the
// agent's interactions is π = min(1, quota ÷ expected volume), or the plan's rate (mathematics: Sampling). Expected is the
// mean of the last four weeks in scope, by the day, over the days on which plan and agent are both there.
//
// Once the week is over, Eligible counts the interactions that the plan decided about, N, Drawn the places in its sample
// and ToppedUp those of them that the end of the week added. Within agent and week each scored one stands for N ÷ n of
// them, n those that were scored, replacements included.
type PlanPeriod struct {
	PlanID      string     `gorm:"primaryKey"`
	AgentID     string     `gorm:"primaryKey"`
	Period      string     `gorm:"primaryKey"` // such as 2026-W10
	BeginsAt    time.Time  `gorm:"serializer:millis"`
	EndsAt      time.Time  `gorm:"serializer:millis"`
	Expected    float64    // interactions of the agent in scope
	Basis       string     //
	Quota       *int       //
	Probability float64    //
	Eligible    int        //
	Drawn       int        //
	ToppedUp    int        //
	ClosedAt    *time.Time `gorm:"serializer:millis"`
}

type periodKey struct{ plan, agent, period string }

func (k periodKey) compare(o periodKey) int {
	return cmp.Or(strings.Compare(k.plan, o.plan), strings.Compare(k.agent, o.agent), strings.Compare(k.period, o.period))
}

// periodOf names the ISO week of a time in a zone.
func periodOf(at time.Time, zone *time.Location) string {
	year, number := at.In(zone).ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, number)
}

// inclusion is the probability of each of the interactions that are expected.
func inclusion(quota int, expected float64) float64 {
	if expected <= float64(quota) {
		return 1
	}
	return float64(quota) / expected
}

// fixedPeriods remembers probabilities that are stored.
type fixedPeriods struct {
	mu    sync.Mutex
	known map[periodKey]float64
}

const mostFixed = 100_000

func (f *fixedPeriods) get(key periodKey) (float64, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	v, ok := f.known[key]
	return v, ok
}

func (f *fixedPeriods) add(more map[periodKey]float64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.known)+len(more) > mostFixed || f.known == nil {
		f.known = map[periodKey]float64{}
	}
	maps.Copy(f.known, more)
}

func (p *Plans) keyOf(l *lot) periodKey {
	return periodKey{l.plan.ID, l.of.Agent(), periodOf(*l.of.StartedAt, p.zone)}
}

// fix gives each lot the probability that holds for its plan, agent and week, and stores those that are new. What
// comes late, for a week that was counted, has it counted again.
func (p *Plans) fix(ctx context.Context, lots []lot) error {
	missing, late := map[periodKey]*lot{}, map[periodKey]bool{}
	for n := range lots {
		l := &lots[n]
		key := p.keyOf(l)
		probability, ok := p.fixed.get(key)
		if l.probability = probability; !ok {
			missing[key] = l
		}
		if !isoWeek(*l.of.StartedAt, p.zone).to.After(p.now()) {
			late[key] = true
		}
	}
	if len(late) > 0 {
		if err := p.reopen(ctx, slices.SortedFunc(maps.Keys(late), periodKey.compare)); err != nil {
			return err
		}
	}
	if len(missing) == 0 {
		return nil
	}
	stored, err := p.store(ctx, missing)
	if err != nil {
		return err
	}
	for n := range lots {
		if probability, ok := stored[p.keyOf(&lots[n])]; ok {
			lots[n].probability = probability
		}
	}
	p.db.AfterCommit(ctx, func() { p.fixed.add(stored) })
	return nil
}

// store reads what is fixed already and fixes the rest; where another server fixes the same at this moment, the first
// one holds.
func (p *Plans) store(ctx context.Context, missing map[periodKey]*lot) (map[periodKey]float64, error) {
	stored, err := p.periodsAt(ctx, slices.Collect(maps.Keys(missing)))
	if err != nil {
		return nil, err
	}
	rest := maps.Clone(missing)
	maps.DeleteFunc(rest, func(k periodKey, _ *lot) bool { _, ok := stored[k]; return ok })
	if len(rest) == 0 {
		return stored, nil
	}
	rows, err := p.expectAll(ctx, rest)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b PlanPeriod) int { return compareKeys(a.key(), b.key()) })
	if err := p.insertPeriods(ctx, rows); err != nil {
		return nil, err
	}
	fixed, err := p.periodsAt(ctx, slices.Collect(maps.Keys(rest)))
	maps.Copy(stored, fixed)
	return stored, err
}

func (r *PlanPeriod) key() periodKey { return periodKey{r.PlanID, r.AgentID, r.Period} }

// expectAll works the periods out, with a few queries for each plan and week.
func (p *Plans) expectAll(ctx context.Context, of map[periodKey]*lot) (rows []PlanPeriod, err error) {
	groups := map[[2]string][]*lot{}
	for key, l := range of {
		groups[[2]string{key.plan, key.period}] = append(groups[[2]string{key.plan, key.period}], l)
	}
	for _, group := range groups {
		plan, at := group[0].plan, *group[0].of.StartedAt
		w := isoWeek(at, p.zone)
		teams := map[string]string{}
		for _, l := range group {
			teams[l.of.Agent()] = l.of.Team()
		}
		expected := map[string]expectation{}
		if plan.Quota != nil {
			if expected, err = p.expect(ctx, plan, w, teams); err != nil {
				return nil, err
			}
		}
		for agent := range teams {
			row := PlanPeriod{PlanID: plan.ID, AgentID: agent, Period: periodOf(at, p.zone), BeginsAt: w.from, EndsAt: w.to, Basis: BasisRate, Probability: plan.Rate}
			if e, ok := expected[agent]; ok {
				row.Expected, row.Basis, row.Quota, row.Probability = e.volume, e.basis, plan.Quota, inclusion(*plan.Quota, e.volume)
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

type expectation struct {
	volume float64
	basis  string
}

// expect is what a plan expects of agents, who are in these teams, in a week.
func (p *Plans) expect(ctx context.Context, plan *Plan, w week, teams map[string]string) (map[string]expectation, error) {
	agents := slices.Sorted(maps.Keys(teams))
	from := w.from.AddDate(0, 0, -lookedBack)
	own, err := p.volumes(ctx, plan.Scope, from, w.from, agents)
	if err != nil {
		return nil, err
	}
	entered, err := p.entered(ctx, agents)
	if err != nil {
		return nil, err
	}
	away, err := p.awayDays(ctx, agents, from, w.to)
	if err != nil {
		return nil, err
	}
	daily := map[string]float64{} // of a team's agents
	if slices.ContainsFunc(agents, func(id string) bool { return own[id].N == 0 }) {
		if daily, err = p.teamVolumes(ctx, plan.Scope, from, w.from, slices.Sorted(maps.Values(teams))); err != nil {
			return nil, err
		}
	}
	out := make(map[string]expectation, len(agents))
	for _, id := range agents {
		begin := from
		if v := own[id]; v.N > 0 && entered[id].After(from) && v.FirstAt >= store.Millis(entered[id]) {
			begin = entered[id] // was not there before
		}
		there := float64(p.daysThere(begin, w.from, away[id]))
		coming := float64(p.daysThere(later(w.from, p.firstDay(plan)), w.to, away[id]))
		e := expectation{assumedVolume / 7.0 * coming, BasisAssumed}
		if own[id].N > 0 {
			e = expectation{float64(own[id].N) / there * coming, BasisAgent}
		} else if perDay := daily[teams[id]]; perDay > 0 {
			e = expectation{perDay * coming, BasisTeam}
		}
		out[id] = e
	}
	return out, nil
}

// firstDay is the beginning of the day from which on a plan draws.
func (p *Plans) firstDay(plan *Plan) time.Time {
	y, m, d := plan.CreatedAt.In(p.zone).Date()
	first := time.Date(y, m, d, 0, 0, 0, 0, p.zone)
	if start, err := time.ParseInLocation(time.DateOnly, plan.StartsOn, p.zone); err == nil {
		return later(first, start)
	}
	return first
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// daysThere counts the days from one time to before another on which somebody is there, at least one.
func (p *Plans) daysThere(from, to time.Time, away map[string]bool) (n int) {
	y, m, d := from.In(p.zone).Date()
	for day := time.Date(y, m, d, 0, 0, 0, 0, p.zone); day.Before(to); day = day.AddDate(0, 0, 1) {
		if !away[day.Format(time.DateOnly)] {
			n++
		}
	}
	return max(n, 1)
}
