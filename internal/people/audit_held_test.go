package people_test

import (
	"context"
	"testing"
	"time"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestWhatIsHeldIsOnRecordOnceItIsWritten, with that moment, and nothing else is held with it.
func TestWhatIsHeldIsOnRecordOnceItIsWritten(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		clock := testkit.NewClock()
		audit := people.NewAudit(db.DB, nil, clock.Now)
		sue := people.Actor{ID: "sue"}
		read := func(ctx context.Context, team string) {
			t.Helper()
			if err := audit.Read(ctx, sue, "standings.read", "team", team, nil); err != nil {
				t.Fatal(err)
			}
		}
		onRecord := func(want ...string) (list []people.Entry) {
			t.Helper()
			list, err := audit.List(t.Context(), people.AuditFilter{Action: "standings.read", Limit: 10})
			if err != nil || len(list) != len(want) {
				t.Fatalf("%+v, %v", list, err)
			}
			for n, e := range list {
				if e.SubjectID != want[n] || e.ActorID != "sue" {
					t.Errorf("%+v, not of %s", e, want[n])
				}
			}
			return list
		}
		holding, held := people.Hold(t.Context())
		read(holding, "billing")
		read(t.Context(), "sales")
		onRecord("sales")
		clock.Advance(time.Hour)
		if err := db.InTx(t.Context(), func(ctx context.Context) error { return audit.WriteHeld(ctx, held) }); err != nil {
			t.Fatal(err)
		}
		if list := onRecord("billing", "sales"); !list[0].At.Equal(clock.Now()) {
			t.Errorf("written %s, not %s", list[0].At, clock.Now())
		}
	})
}
