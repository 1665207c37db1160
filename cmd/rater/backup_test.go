package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/migrations"
)

var backupSecret = strings.Repeat("backup ", 6)

// settingsFor are those of a database under a secret.
func settingsFor(t *testing.T, url, dir, secret string) config.Config {
	t.Helper()
	c, err := config.Read([]string{"RATER_DATABASE_URL=" + url, "RATER_DATA_DIR=" + dir, "RATER_SECRET=" + secret, "RATER_SAMPLE_RATE=1"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func keysOf(t *testing.T, secret string) config.Keys {
	t.Helper()
	k, err := config.Config{Secret: secret}.Keys()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func untold(string, int64) {}

// fillUp stores interactions until ctx ends, and returns how many events were acknowledged before until was called.
func fillUp(ctx context.Context, t *testing.T, a *App, senders int) (acknowledged func() map[string]bool, wait func()) {
	var mu sync.Mutex
	known := map[string]bool{}
	var done sync.WaitGroup
	for s := range senders {
		done.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				id := fmt.Sprintf("i-%d-%d", s, n)
				channel, agent, subject := "chat", "ana@example.com", "tab\tnew\nline \\ quote\" 日本 ü"
				list := []interactions.Event{
					{ID: "s", Type: interactions.Started, Interaction: id, At: clock(), Channel: &channel, Agent: &agent, Subject: &subject},
					{ID: "u", Type: interactions.UtteranceAdded, Interaction: id, At: clock(), Speaker: "customer", Text: "A zebra\twalked in. \\N \\. ü 日本 😀 Card 4111 1111 1111 1111"},
				}
				if _, err := a.Log.Append(context.Background(), interactions.Delivery{Source: "crm", Events: list}); err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				known[id] = true
				mu.Unlock()
			}
		})
	}
	return func() map[string]bool {
		mu.Lock()
		defer mu.Unlock()
		copied := map[string]bool{}
		for id := range known {
			copied[id] = true
		}
		return copied
	}, done.Wait
}

// TestBackupUnderLoad backs up a desk that is being written to, restores it into either database, and looks for every
// event that was acknowledged before.
func TestBackupUnderLoad(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		file := filepath.Join(t.TempDir(), "rater.zip")
		before := backUpBusyDesk(t, db, file)
		checkNothingRaw(t, file)
		for _, into := range []string{store.SQLite, store.Postgres} {
			t.Run("into "+into, func(t *testing.T) {
				restored := testkit.Open(t, into)
				m, err := restoreFrom(t.Context(), restored.DB, keysOf(t, backupSecret), file, untold)
				if err != nil {
					t.Fatal(err)
				}
				if len(m.Tables) < 20 {
					t.Errorf("%d tables were restored", len(m.Tables))
				}
				checkRestored(t, restored, before)
			})
		}
	})
}

// checkNothingRaw looks for what was taken out of the words in each file of a backup.
func checkNothingRaw(t *testing.T, file string) {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	taken := 0
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "1111 1111") {
			t.Errorf("%s holds a card", f.Name)
		}
		taken += strings.Count(string(raw), "Card [card]")
	}
	if taken == 0 {
		t.Error("the words are not in the backup")
	}
}

func backUpBusyDesk(t *testing.T, db testkit.Database, file string) (before map[string]bool) {
	t.Helper()
	a, err := New(t.Context(), settingsFor(t, db.URL, db.Dir, backupSecret), clock)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	team, err := a.Teams.Named(t.Context(), people.System(), "billing")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Users.Add(t.Context(), people.System(), people.NewPerson{Name: "ana", Email: "ana@example.com", Roles: []people.Role{people.Agent}, MemberOf: team.ID}); err != nil {
		t.Fatal(err)
	}
	if err := a.KeepHouse(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	known, wait := fillUp(ctx, t, a, 4)
	for len(known()) < 40 && !t.Failed() {
		runtime.Gosched()
	}
	before = known()
	if _, err := backupTo(t.Context(), db.DB, keysOf(t, backupSecret), file, untold); err != nil {
		t.Error(err)
	}
	stop()
	wait()
	return before
}

func checkRestored(t *testing.T, db testkit.Database, before map[string]bool) {
	t.Helper()
	a, err := New(t.Context(), settingsFor(t, db.URL, db.Dir, backupSecret), clock)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	var rows []struct{ ExternalID, Subject, Text string }
	err = db.Conn(t.Context()).Raw("SELECT i.external_id, i.subject, u.text FROM interactions i JOIN utterances u ON u.interaction_id = i.id").Scan(&rows).Error
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, r := range rows {
		found[r.ExternalID] = true
		if r.Subject != "tab\tnew\nline \\ quote\" 日本 ü" || r.Text != "A zebra\twalked in. \\N \\. ü 日本 😀 Card [card]" {
			t.Fatalf("%q and %q were restored", r.Subject, r.Text)
		}
	}
	for id := range before {
		if !found[id] {
			t.Errorf("%s was acknowledged before the backup and is not in it", id)
		}
	}
	if err := a.KeepHouse(t.Context(), true); err != nil {
		t.Error(err)
	}
	if v, err := a.Audit.Verify(t.Context(), ""); err != nil || v.Broken != "" || v.Seals == 0 {
		t.Errorf("the audit log: %+v, %v", v, err)
	}
}

// TestWhatRestoreRefuses goes through backups and databases that it must not touch.
// TestABackupLeavesTheDatabaseAsItIs holds that the newer program can back up what the older one still serves.
func TestABackupLeavesTheDatabaseAsItIs(t *testing.T) {
	for _, dialect := range []string{store.SQLite, store.Postgres} {
		t.Run(dialect, func(t *testing.T) {
			schemaBefore := schemasBefore[0]
			old, file := testkit.Bare(t, dialect), filepath.Join(t.TempDir(), "rater.zip")
			if _, err := backupTo(t.Context(), old.DB, keysOf(t, backupSecret), file, untold); err == nil || !strings.Contains(err.Error(), "RATER_DATABASE_URL") {
				t.Errorf("nothing was backed up: %v", err)
			}
			if err := migrations.To(t.Context(), old.DB, schemaBefore); err != nil {
				t.Fatal(err)
			}
			fillOld(t, old)
			m, err := backupTo(t.Context(), old.DB, keysOf(t, backupSecret), file, untold)
			if err != nil || m.Schema != schemaBefore {
				t.Fatalf("%+v, %v", m, err)
			}
			if now, _, err := migrations.Status(t.Context(), old.DB); err != nil || now != schemaBefore {
				t.Errorf("the database is of version %d now, %v", now, err)
			}
			if _, err := restoreFrom(t.Context(), testkit.Bare(t, dialect).DB, keysOf(t, backupSecret), file, untold); err != nil {
				t.Errorf("it can't be restored: %v", err)
			}
		})
	}
}

func TestWhatRestoreRefuses(t *testing.T) {
	from := testkit.Open(t, store.SQLite)
	dir := t.TempDir()
	file := filepath.Join(dir, "rater.zip")
	backUpBusyDesk(t, from, file)
	if _, err := backupTo(t.Context(), from.DB, keysOf(t, backupSecret), file, untold); err == nil || !strings.Contains(err.Error(), "there already") {
		t.Errorf("a backup was written over: %v", err)
	}
	for name, one := range map[string]struct {
		file, secret, says string
		full               bool
	}{
		"another secret":    {file, strings.Repeat("other ", 8), "another RATER_SECRET", false},
		"a full database":   {file, backupSecret, "not empty", true},
		"a broken-off file": {cutOff(t, file), backupSecret, "can't be read as a backup", false},
		"a changed row":     {rewritten(t, file, "users", func(s string) string { return strings.Replace(s, "ana@", "bob@", 1) }), backupSecret, "not as it was backed up", false},
		"a lost row":        {rewritten(t, file, "segments", func(s string) string { return s[:strings.LastIndex(strings.TrimSpace(s), "\n")+1] }), backupSecret, "not as it was backed up", false},
		"a newer one":       {rewritten(t, file, "", func(s string) string { return strings.Replace(s, `"schema":`, `"schema":9`, 1) }), backupSecret, "newer program", false},
	} {
		t.Run(name, func(t *testing.T) {
			testkit.Each(t, func(t *testing.T, db testkit.Database) {
				if one.full {
					a, err := New(t.Context(), settingsFor(t, db.URL, db.Dir, backupSecret), clock)
					if err := errors.Join(err, a.DB.Close()); err != nil {
						t.Fatal(err)
					}
					db = reopened(t, db)
				}
				_, err := restoreFrom(t.Context(), db.DB, keysOf(t, one.secret), one.file, untold)
				if err == nil || !strings.Contains(err.Error(), one.says) {
					t.Fatalf("%v does not say %q", err, one.says)
				}
				var n int64
				if err := db.Conn(t.Context()).Table("users").Count(&n).Error; err != nil || n != 0 {
					t.Errorf("%d people are there, %v", n, err)
				}
			})
		})
	}
}

func reopened(t *testing.T, db testkit.Database) testkit.Database {
	t.Helper()
	again, err := store.Open(t.Context(), db.URL, db.Dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	db.DB = again
	return db
}

func cutOff(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "cut.zip")
	if err := os.WriteFile(path, raw[:len(raw)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// rewritten is the archive with one table's text changed, or the manifest's when table is "".
func rewritten(t *testing.T, file, table string, change func(string) string) string {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	path := filepath.Join(t.TempDir(), "changed.zip")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(out)
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "tables/"+table+".jsonl" || table == "" && f.Name == manifestName {
			raw = []byte(change(string(raw)))
		}
		entry, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write(raw); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}
