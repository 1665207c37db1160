package scorecards

import (
	"strings"
	"testing"
)

// TestWhatIsEvidence goes through what an answer may point at, and what it is told where it may not.
func TestWhatIsEvidence(t *testing.T) {
	at := func(ms int64) *int64 { return &ms }
	known, unknown := Heard{LastPos: 3, LengthMS: at(60_000)}, Heard{LastPos: 3}
	for name, one := range map[string]struct {
		e  Evidence
		of Heard
		at string
	}{
		"an utterance":        {Evidence{Pos: 3}, known, ""},
		"a span":              {Evidence{FromMS: at(0), ToMS: at(60_000)}, known, ""},
		"a moment":            {Evidence{FromMS: at(7), ToMS: at(7)}, known, ""},
		"of unknown length":   {Evidence{FromMS: at(0), ToMS: at(3_600_000)}, unknown, ""},
		"nothing":             {Evidence{}, known, ".pos"},
		"beyond the words":    {Evidence{Pos: 4}, known, ".pos"},
		"below the words":     {Evidence{Pos: -1}, known, ".pos"},
		"both":                {Evidence{Pos: 1, FromMS: at(0), ToMS: at(1)}, known, "evidence[0]"},
		"no end":              {Evidence{FromMS: at(0)}, known, "evidence[0]"},
		"no beginning":        {Evidence{ToMS: at(1)}, known, "evidence[0]"},
		"an end before":       {Evidence{FromMS: at(9), ToMS: at(8)}, known, ".to_ms"},
		"beyond the sound":    {Evidence{FromMS: at(60_001), ToMS: at(60_002)}, known, ".from_ms"},
		"an end beyond":       {Evidence{FromMS: at(0), ToMS: at(60_001)}, known, ".to_ms"},
		"before the sound":    {Evidence{FromMS: at(-1), ToMS: at(5)}, known, ".from_ms"},
		"longer than any one": {Evidence{FromMS: at(0), ToMS: at(longestMS + 1)}, unknown, ".to_ms"},
	} {
		faults := checkEvidence("body", []Evidence{one.e}, one.of)
		if (one.at == "") != (len(faults) == 0) || (one.at != "" && !strings.HasSuffix(faults[0].Location, one.at)) {
			t.Errorf("%s: %v, want %q", name, faults, one.at)
		}
	}
}
