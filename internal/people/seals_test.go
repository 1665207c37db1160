package people_test

import (
	"context"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestTamperingIsFound seals a log in three parts and changes it in each way that there is.
func TestTamperingIsFound(t *testing.T) {
	for name, tamper := range map[string]string{
		"nothing":                 "",
		"an edit":                 "UPDATE audit SET detail = '{}' WHERE subject_id = 'e-4'",
		"another actor":           "UPDATE audit SET actor_id = 'ben' WHERE subject_id = 'e-4'",
		"another time":            "UPDATE audit SET at = at + 1 WHERE subject_id = 'e-4'",
		"a deletion":              "DELETE FROM audit WHERE subject_id = 'e-4'",
		"a swap":                  "UPDATE audit SET subject_id = CASE subject_id WHEN 'e-4' THEN 'e-5' ELSE 'e-4' END WHERE subject_id IN ('e-4', 'e-5')",
		"a move to another seal":  "UPDATE audit SET seal = 2 WHERE subject_id = 'e-1'",
		"an entry put in":         "INSERT INTO audit SELECT 'x', at, actor_id, action, subject, subject_id, detail, seal FROM audit WHERE subject_id = 'e-4'",
		"a seal taken away":       "DELETE FROM audit_seals WHERE n = 2",
		"a seal changed":          "UPDATE audit_seals SET at = at + 1 WHERE n = 1",
		"the end cut off":         "DELETE FROM audit WHERE seal = 3; DELETE FROM audit_seals WHERE n = 3",
		"the last seal alone":     "DELETE FROM audit_seals WHERE n = 3",
		"all of it":               "DELETE FROM audit; DELETE FROM audit_seals",
		"sealed entries unsealed": "UPDATE audit SET seal = NULL WHERE seal = 3; DELETE FROM audit_seals WHERE n = 3",
	} {
		t.Run(name, func(t *testing.T) {
			testkit.Each(t, func(t *testing.T, db testkit.Database) {
				audit := people.NewAudit(db.DB, []byte("a key"), testkit.NewClock().Now)
				head := sealThree(t, db, audit)
				if tamper != "" {
					if _, err := db.SQL().Exec(tamper); err != nil {
						t.Fatal(err)
					}
				}
				v, err := audit.Verify(t.Context(), head)
				if err != nil || (v.Broken == "") != (tamper == "") {
					t.Errorf("%+v, %v", v, err)
				}
			})
		})
	}
}

func sealThree(t *testing.T, db testkit.Database, audit *people.Audit) (head string) {
	t.Helper()
	actor := people.Actor{ID: "ana"}
	n := 0
	for range 3 {
		for range 3 {
			n++
			id := "e-" + string(rune('0'+n))
			err := db.InTx(t.Context(), func(ctx context.Context) error {
				return audit.Write(ctx, actor, "evaluation.released", "evaluation", id, map[string]any{"revision": n})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		s, made, err := audit.Seal(t.Context())
		if err != nil || !made || s.Lines != 3 {
			t.Fatalf("%+v, %v", s, err)
		}
		head = s.Head()
	}
	if _, made, err := audit.Seal(t.Context()); made || err != nil {
		t.Fatalf("nothing was sealed: %v", err)
	}
	return head
}

// TestAnotherKeyBreaksEverySeal holds that nobody without the key can make seals that fit.
func TestAnotherKeyBreaksEverySeal(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		sealThree(t, db, people.NewAudit(db.DB, []byte("a key"), testkit.NewClock().Now))
		v, err := people.NewAudit(db.DB, []byte("another"), testkit.NewClock().Now).Verify(t.Context(), "")
		if err != nil || v.Broken == "" {
			t.Errorf("%+v, %v", v, err)
		}
	})
}

// TestReadingsAtOnceAreAllOnRecord reads from many goroutines.
func TestReadingsAtOnceAreAllOnRecord(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		audit := people.NewAudit(db.DB, nil, testkit.NewClock().Now)
		const readers = 40
		done := make(chan error, readers)
		for range readers {
			go func() {
				done <- audit.Read(t.Context(), people.Actor{ID: "sue"}, "evaluation.read", "agent", "ana", nil)
			}()
		}
		for range readers {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		rows, err := audit.Looks(t.Context(), "ana", "", 100)
		if err != nil || len(rows) != readers {
			t.Errorf("%d of %d are on record, %v", len(rows), readers, err)
		}
	})
}
