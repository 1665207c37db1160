package scorecards

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Plans draws samples as interactions begin; it is the interactions' Drawer.
type Plans struct {
	db     *store.DB
	users  *people.Users
	audit  *people.Audit
	bus    *events.Bus
	sealer *store.Sealer
	now    func() time.Time
	zone   *time.Location

	fixed fixedPeriods
}

// NewPlans makes the sampling plans of a database; zone is that of the site, whose days and weeks count.
func NewPlans(db *store.DB, users *people.Users, audit *people.Audit, bus *events.Bus, sealer *store.Sealer, now func() time.Time, zone *time.Location) *Plans {
	return &Plans{db: db, users: users, audit: audit, bus: bus, sealer: sealer, now: now, zone: zone}
}

const (
	offerSeconds = 15 * 60
	daysToScore  = 7
)

const defaultName = "Every interaction alike"

// Ensure makes the default plan, which draws each interaction with this probability for a scorecard; where it has
// another rate, it ends, and one of this rate begins. Plans that somebody made, or changed, are left alone. A plan whose seed was
// sealed with another secret is an error.
func (p *Plans) Ensure(ctx context.Context, scorecard string, rate float64) error {
	return p.db.InTx(ctx, func(ctx context.Context) error {
		if err := p.db.Lock(ctx, "plans"); err != nil {
			return err
		}
		plans, err := p.activePlans(ctx)
		if err != nil {
			return err
		}
		for _, plan := range plans {
			if _, err := p.seed(plan); err != nil {
				return err
			}
		}
		n, err := p.countPlans(ctx)
		if err != nil || n > 0 && (len(plans) != 1 || !plans[0].Standard || plans[0].Rate == rate) {
			return err
		}
		if n == 0 {
			return p.add(ctx, defaultName, scorecard, rate, newSeed())
		}
		return p.Replace(ctx, fmt.Sprintf("%s, %g from %s on", defaultName, rate, p.now().Format("2006-01-02 15:04:05")), scorecard, rate)
	})
}

func (p *Plans) seed(plan Plan) ([]byte, error) {
	opened, err := p.sealer.Open(plan.Seed)
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(opened)
}

// Replace ends all plans and begins one under a new name; what was drawn keeps its plan and probability.
func (p *Plans) Replace(ctx context.Context, name, scorecard string, rate float64) error {
	return p.ReplaceSeeded(ctx, name, scorecard, rate, newSeed())
}

// ReplaceSeeded is Replace with a seed that is known beforehand, by which the same interactions are drawn again. The
// demonstration alone calls it, for its past; a plan of a site has a seed that nobody knows.
func (p *Plans) ReplaceSeeded(ctx context.Context, name, scorecard string, rate float64, seed []byte) error {
	return p.db.InTx(ctx, func(ctx context.Context) error {
		if err := p.db.Lock(ctx, "plans"); err != nil {
			return err
		}
		if err := p.endPlans(ctx); err != nil {
			return err
		}
		return p.add(ctx, name, scorecard, rate, seed)
	})
}

func newSeed() []byte {
	seed := make([]byte, 32)
	rand.Read(seed)
	return seed
}

func (p *Plans) add(ctx context.Context, name, scorecard string, rate float64, seed []byte) error {
	if err := inUse(ctx, p.db, scorecard); err != nil {
		return err
	}
	plan := p.fresh()
	plan.Name, plan.ScorecardID, plan.Rate, plan.Seed = name, scorecard, rate, p.sealer.Seal(hex.EncodeToString(seed))
	plan.Standard = strings.HasPrefix(name, defaultName)
	return p.insertPlan(ctx, &plan)
}

// fresh is a plan that begins now, with a seed of its own.
func (p *Plans) fresh() Plan {
	return Plan{ID: store.NewID(), Revision: 1, Purpose: ForBoth, Seed: p.sealer.Seal(hex.EncodeToString(newSeed())), OfferSeconds: offerSeconds,
		DaysToScore: daysToScore, Active: true, CreatedAt: p.now(), UpdatedAt: p.now()}
}

func agentsOf(samples []Sample) []string {
	ids := make([]string, len(samples))
	for n, s := range samples {
		ids[n] = s.AgentID
	}
	return ids
}

// offersOf tells of samples. Where the agent leads a team somebody of it may listen, who may not take it: all then read
// what is offered to them anew.
func offersOf(drawn []Sample, shown []Offer, leads map[string][]string) (list []events.Event) {
	for n, s := range drawn {
		if s.TeamID == nil {
			continue
		}
		var message any = interactions.Changed("queue", s.ID)
		if s.Status == Offered && len(leads[s.AgentID]) == 0 {
			message = OfferMessage{"offer", shown[n]}
		}
		list = append(list, events.Event{Topic: events.Team(*s.TeamID), Message: message, Except: s.AgentID})
	}
	return list
}
