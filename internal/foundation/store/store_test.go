package store_test

import (
	"context"
	"errors"
	"os"
	"testing"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

func TestMain(m *testing.M) { os.Exit(testkit.Run(m)) }

func countTeams(t *testing.T, db testkit.Database) (n int64) {
	t.Helper()
	if err := db.Conn(t.Context()).Table("teams").Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

func addTeam(ctx context.Context, db testkit.Database, name string) error {
	return db.Conn(ctx).Table("teams").Create(map[string]any{"id": store.NewID(), "name": name, "name_key": name, "created_at": 1}).Error
}

func TestInTxJoinsAndAnnouncesAfterTheCommit(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		announced := false
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			inner := db.InTx(ctx, func(ctx context.Context) error {
				db.AfterCommit(ctx, func() { announced = countTeams(t, db) == 1 })
				return addTeam(ctx, db, "billing")
			})
			if announced || countTeams(t, db) != 0 {
				t.Error("announced or visible before the outer commit")
			}
			return inner
		})
		if err != nil || !announced {
			t.Fatalf("err %v, announced with the row visible: %v", err, announced)
		}
	})
}

func TestInTxUndoesEverything(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		announced := false
		wanted := errors.New("no")
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			if err := db.InTx(ctx, func(ctx context.Context) error { return addTeam(ctx, db, "billing") }); err != nil {
				t.Error(err)
			}
			db.AfterCommit(ctx, func() { announced = true })
			return wanted
		})
		if !errors.Is(err, wanted) || announced || countTeams(t, db) != 0 {
			t.Fatalf("err %v, announced %v, teams %d", err, announced, countTeams(t, db))
		}
	})
}

func TestDuplicatesAndMissingRowsAreFaults(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		add := func() error {
			return db.InTx(t.Context(), func(ctx context.Context) error { return addTeam(ctx, db, "billing") })
		}
		if err := add(); err != nil {
			t.Fatal(err)
		}
		if err := add(); !store.Duplicate(err) {
			t.Errorf("a duplicate is %v", err)
		}
		var row map[string]any
		err := store.Fault(db.Conn(t.Context()).Table("teams").Where("id = 'x'").Take(&row).Error)
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("a missing row is %v", err)
		}
	})
}

func TestSealerOpensItsOwnAlone(t *testing.T) {
	a, _ := store.NewSealer([32]byte{1})
	b, _ := store.NewSealer([32]byte{2})
	sealed := a.Seal("1 Main Street")
	if plain, err := a.Open(sealed); err != nil || plain != "1 Main Street" {
		t.Fatalf("%q, %v", plain, err)
	}
	if _, err := b.Open(sealed); err == nil {
		t.Fatal("another key opens it")
	}
	if first, second := a.Seal("x"), a.Seal("x"); first == second {
		t.Fatal("the same text gives the same result")
	}
}
