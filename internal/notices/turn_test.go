package notices_test

import (
	"fmt"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/internal/notices"
)

// TestATurnGoesThroughAllAndRoundAgain reminds of more than one look takes, of each once, and of what came in between when
// the turn comes round.
func TestATurnGoesThroughAllAndRoundAgain(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		o := newOffice(t, db, "")
		ana := o.person(t, "ana")
		ids := []string{}
		for n := range 1100 {
			ids = append(ids, fmt.Sprintf("row-%04d", n))
		}
		var turn notices.Turn
		remind := func() {
			t.Helper()
			must(t, notices.Remind(t.Context(), &o.Outbox, &turn, func(after string, limit int) (rows []string, err error) {
				for _, id := range ids {
					if id > after && len(rows) < limit {
						rows = append(rows, id)
					}
				}
				return rows, nil
			}, func(id *string) (string, []notices.Notice) {
				if *id == "row-0001" { // of which there is nothing to say
					return *id, nil
				}
				return *id, []notices.Notice{notices.To(ana.ID, notices.SampleDue, "sample", *id, "")}
			}))
		}
		told := func(want int64) {
			t.Helper()
			var n int64
			must(t, db.Conn(t.Context()).Table("notices").Where("user_id = ?", ana.ID).Count(&n).Error)
			if n != want {
				t.Errorf("%d notices, not %d", n, want)
			}
		}
		for _, want := range []int64{499, 999, 1099} {
			remind()
			told(want)
		}
		ids = append([]string{"row-"}, ids...)
		remind()
		told(1100)
	})
}
