package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rater/internal/foundation/testkit"
)

const lines4 = `{"id":"1","type":"interaction.started","interaction":"a","at":"2026-03-01T09:00:00Z","channel":"chat"}
{"id":"2","type":"utterance.added","interaction":"a","at":"2026-03-01T09:00:05Z","speaker":"customer","text":"hello"}
{"id":"3","type":"interaction.started","interaction":"b","at":"2026-03-01T09:00:00Z","channel":"fax"}
{"id":"4","type":"interaction.started","interaction":"c","at":"9999-03-01T09:00:00Z","channel":"sms"}
rubbish
`

func TestImportReportsAndGoesOn(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		file := filepath.Join(t.TempDir(), "events.jsonl")
		if err := os.WriteFile(file, []byte(lines4), 0o600); err != nil {
			t.Fatal(err)
		}
		for n, want := range []importReport{{Imported: 1}, {Duplicate: 2}} {
			var got importReport
			code, out, errOut := called(t, db, nil, "import", "--from", "jsonl", "--json", file, file+"x")
			if err := json.Unmarshal([]byte(out), &got); err != nil || code != 1 || !strings.Contains(errOut, "can't be opened") {
				t.Fatalf("%d, %v, %s", code, err, errOut)
			}
			if got.Imported != want.Imported || got.Updated != want.Updated || got.Duplicate != want.Duplicate || len(got.Rejected) != 4 {
				t.Errorf("import %d: %+v", n, got)
			}
		}
	})
}

// TestSharedVCons imports published vCons; it is skipped where they are not at hand.
func TestSharedVCons(t *testing.T) {
	folder := os.Getenv("RATER_SHARED")
	if folder == "" {
		folder = "../../../shared"
	}
	fake, _ := filepath.Glob(filepath.Join(folder, "data/vcon_fake/*.json"))
	ietf, _ := filepath.Glob(filepath.Join(folder, "data/vcon_ietf/*.vcon"))
	if len(fake)+len(ietf) == 0 {
		t.Skip("the published vCons are not at hand")
	}
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		var got importReport
		args := append([]string{"import", "--from", "vcon", "--json"}, append(fake, ietf...)...)
		if err := json.Unmarshal([]byte(output(t, db, "", args...)), &got); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d files: %d imported, %d updated, %d rejected", len(fake)+len(ietf), got.Imported, got.Updated, len(got.Rejected))
		if got.Imported < len(fake) || len(got.Rejected) > len(ietf) {
			t.Errorf("%+v", got)
		}
	})
}
