package scorecards_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// BenchmarkAppendDrawn stores deliveries in which ten interactions of as many agents begin, with forty utterances, under a
// plan that draws next to nothing, several at once: what the draw costs on the way in.
func BenchmarkAppendDrawn(b *testing.B) {
	for _, dialect := range []string{store.SQLite, store.Postgres} {
		b.Run(dialect, func(b *testing.B) {
			db, clock := testkit.Open(b, dialect), testkit.NewClock()
			sealer, _ := store.NewSealer([32]byte{7})
			bus, audit := events.NewBus(), people.NewAudit(db.DB, nil, clock.Now)
			users := people.NewUsers(db.DB, audit, clock.Now)
			plans := scorecards.NewPlans(db.DB, users, audit, bus, sealer, clock.Now, time.UTC)
			card, err := scorecards.NewCatalogue(db.DB, audit, bus, clock.Now).Ensure(b.Context())
			if err == nil {
				err = plans.Ensure(b.Context(), card, 1e-9)
			}
			for n := 0; err == nil && n < 10; n++ {
				_, err = users.Add(b.Context(), people.System(), people.NewPerson{Name: "agent", Email: fmt.Sprintf("a%d@example.com", n), Roles: []people.Role{people.Agent}})
			}
			if err != nil {
				b.Fatal(err)
			}
			log := interactions.NewLog(interactions.Options{DB: db.DB, Users: users, Drawer: plans, Bus: bus, Sealer: sealer, Now: clock.Now})
			defer log.Close()
			var n atomic.Int64
			b.SetParallelism(8)
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					first := n.Add(1)
					list := make([]interactions.Event, 0, 50)
					for k := range 10 {
						name := fmt.Sprint("i", first, "-", k)
						list = append(list, interactions.Event{ID: "s", Type: interactions.Started, Interaction: name, At: clock.Now(), Channel: new("phone"), Agent: new(fmt.Sprintf("a%d@example.com", k))})
						for u := range 4 {
							list = append(list, interactions.Event{ID: fmt.Sprint("u", u), Type: interactions.UtteranceAdded, Interaction: name, At: clock.Now(), Speaker: "customer", Text: "I was charged twice."})
						}
					}
					if _, err := log.Append(b.Context(), interactions.Delivery{Source: "crm", Events: list}); err != nil {
						b.Error(err)
					}
				}
			})
			b.ReportMetric(float64(50*n.Load())/b.Elapsed().Seconds(), "events/s")
		})
	}
}
