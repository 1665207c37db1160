package redact

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
)

// TestPlainSentencesStay counts what is taken out of bank customers' questions (banking77), which hold no values.
func TestPlainSentencesStay(t *testing.T) {
	root := os.Getenv("RATER_SHARED")
	if root == "" {
		root = "../../../../shared"
	}
	f, err := os.Open(filepath.Join(root, "data", "banking77", "train.csv"))
	if err != nil {
		t.Skipf("data/banking77 is not below %s; set RATER_SHARED to the folder that holds it", root)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	touched := 0
	for _, row := range rows {
		if clean, spans := Text(row[0]); len(spans) > 0 {
			touched++
			t.Logf("%q became %q", row[0], clean)
		}
	}
	t.Logf("%d of %d sentences touched", touched, len(rows))
	if touched*100 > len(rows) {
		t.Errorf("%d of %d sentences touched, want at most 1 %%", touched, len(rows))
	}
}
