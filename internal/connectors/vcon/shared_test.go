package vcon

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"rater/internal/interactions"
)

// TestSharedVCons reads the vCons that others published and that lie beside the project, never in it.
func TestSharedVCons(t *testing.T) {
	root := os.Getenv("RATER_SHARED")
	if root == "" {
		root = "../../../../shared"
	}
	for _, tc := range []struct {
		folder             string
		imported, rejected int
	}{{"vcon_fake", 301, 0}, {"vcon_ietf", 8, 3}} {
		t.Run(tc.folder, func(t *testing.T) {
			files, _ := filepath.Glob(filepath.Join(root, "data", tc.folder, "*.vcon*"))
			if len(files) == 0 {
				t.Skipf("data/%s is not below %s; set RATER_SHARED to the folder that holds it", tc.folder, root)
			}
			imported, rejected, said := 0, 0, 0
			for _, file := range files {
				f, err := os.Open(file)
				if err != nil {
					t.Fatal(err)
				}
				err = Parse(f, filepath.Base(file), func(place string, events []interactions.Event, err error) bool {
					if err != nil {
						rejected++
						t.Logf("%s %v", place, err)
						return true
					}
					imported++
					for _, e := range events {
						if err := e.Check(time.Now()); err != nil {
							t.Errorf("%s: event %s: %v", place, e.ID, err)
						}
						if e.Type == interactions.UtteranceAdded {
							said++
						}
					}
					return true
				})
				if _ = f.Close(); err != nil {
					t.Errorf("%s: %v", file, err)
				}
			}
			t.Logf("%s: %d imported, %d rejected, %d utterances", tc.folder, imported, rejected, said)
			if imported != tc.imported || rejected != tc.rejected {
				t.Errorf("imported %d, rejected %d; want %d and %d", imported, rejected, tc.imported, tc.rejected)
			}
		})
	}
}
