package interactions_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"rater/internal/foundation/events"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
)

// BenchmarkAppend stores deliveries of fifty utterances of as many live interactions, several at once.
func BenchmarkAppend(b *testing.B) {
	for _, dialect := range []string{store.SQLite, store.Postgres} {
		b.Run(dialect, func(b *testing.B) {
			db, clock := testkit.Open(b, dialect), testkit.NewClock()
			sealer, _ := store.NewSealer([32]byte{7})
			log := interactions.NewLog(interactions.Options{DB: db.DB, Users: people.NewUsers(db.DB, people.NewAudit(db.DB, nil, clock.Now), clock.Now), Bus: events.NewBus(), Sealer: sealer, Now: clock.Now})
			defer log.Close()
			var n atomic.Int64
			b.SetParallelism(8)
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					list := make([]interactions.Event, 50)
					for i := range list {
						k := int(n.Add(1))
						list[i] = said(fmt.Sprint("i", k%400), k, "customer", "I was charged twice for order 1182, can you look into that please?")
					}
					if _, err := log.Append(b.Context(), interactions.Delivery{Source: "crm", Events: list}); err != nil {
						b.Error(err)
					}
				}
			})
			b.ReportMetric(float64(n.Load())/b.Elapsed().Seconds(), "utterances/s")
		})
	}
}
