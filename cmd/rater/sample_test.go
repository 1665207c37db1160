package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// drawnDesk is a desk whose plan drew some of sixty interactions of an agent, closed again.
func drawnDesk(t *testing.T, db testkit.Database, plan string) {
	t.Helper()
	a, err := New(t.Context(), settingsFor(t, db.URL, db.Dir, backupSecret), clock)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	ana, err := a.Users.Add(t.Context(), people.System(), people.NewPerson{Name: "Ana", Email: "ana@example.com", Roles: []people.Role{people.Agent}})
	if err != nil {
		t.Fatal(err)
	}
	card, err := a.Catalogue.Ensure(t.Context())
	if err == nil {
		_, err = a.Plans.Make(t.Context(), people.System(), scorecards.PlanChanges{Name: &plan, Scorecard: &card, Rate: new(0.3)})
	}
	var list []interactions.Event
	for n := range 60 {
		list = append(list, interactions.Event{ID: "s", Type: interactions.Started, Interaction: fmt.Sprint("i-", n), At: clock(), Channel: new("phone"), Agent: &ana.Email})
	}
	if err == nil {
		_, err = a.Log.Append(t.Context(), interactions.Delivery{Source: "crm", Events: list})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestSampleVerify draws a plan again by the command, before and after somebody has put a sample in by hand.
func TestSampleVerify(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		drawnDesk(t, db, "A third")
		environ := []string{"RATER_DATABASE_URL=" + db.URL, "RATER_DATA_DIR=" + db.Dir, "RATER_SECRET=" + backupSecret, "RATER_SAMPLE_RATE=1"}
		verify := func(want int, args ...string) scorecards.Verification {
			t.Helper()
			var out, errOut bytes.Buffer
			if code := run(t.Context(), append([]string{"sample", "verify", "--json"}, args...), environ, strings.NewReader(""), &out, &errOut); code != want {
				t.Fatalf("%v: exit %d, %s%s", args, code, &out, &errOut)
			}
			var v scorecards.Verification
			if out.Len() > 0 {
				if err := json.Unmarshal(out.Bytes(), &v); err != nil {
					t.Fatal(err)
				}
			}
			return v
		}
		if v := verify(0, "--plan", "A third"); v.Decided != 60 || v.Drawn == 0 || v.Drawn == 60 || len(v.Deviations) != 0 {
			t.Errorf("%+v", v)
		}
		if v := verify(0, "--plan", "A third", "--period", "1999-W01"); v.Decided != 0 {
			t.Errorf("%+v", v)
		}
		verify(2)
		verify(1, "--plan", "none")
		verify(1, "--plan", "A third", "--period", "last week")
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			return db.Conn(ctx).Exec(`UPDATE draws SET sample_id = (SELECT sample_id FROM draws WHERE sample_id IS NOT NULL LIMIT 1)
				WHERE interaction_id = (SELECT min(interaction_id) FROM draws WHERE sample_id IS NULL)`).Error
		})
		if err != nil {
			t.Fatal(err)
		}
		if v := verify(1, "--plan", "A third"); len(v.Deviations) != 1 || !strings.Contains(v.Deviations[0].Detail, "has the sample of another interaction") || v.Deviations[0].U < v.Deviations[0].Probability {
			t.Errorf("%+v", v)
		}
	})
}

// TestTheDemonstrationsPastVerifies draws the past of a demonstration again.
func TestTheDemonstrationsPastVerifies(t *testing.T) {
	a := made(t, 7, demoSize{12, 40, 0.3})
	v, err := a.Plans.Verify(t.Context(), "Ninety days", "")
	if err != nil || v.Decided < 100 || v.Drawn == 0 || len(v.Deviations) != 0 {
		t.Errorf("%+v, %v", v, err)
	}
}
