package vcon

import (
	"io"
	"strings"
	"testing"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
)

// endless gives a beginning and then the same byte for ever, up to far more than a vCon may have.
type endless struct {
	begins io.Reader
	given  int
}

func (e *endless) Read(p []byte) (int, error) {
	if n, _ := e.begins.Read(p); n > 0 {
		return n, nil
	}
	if e.given > 16*largest {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = 'x'
	}
	e.given += len(p)
	return len(p), nil
}

// TestEndlessFilesEnd holds that a file which goes on for ever is left once it is larger than a vCon may be, in each of
// the shapes that files have.
func TestEndlessFilesEnd(t *testing.T) {
	for name, begins := range map[string]string{
		"one over several lines": "{\n  \"uuid\": \"",
		"an array":               "[{\"uuid\":\"",
		"a deep array":           strings.Repeat("[", 1000),
	} {
		from := &endless{begins: strings.NewReader(begins)}
		var faults []error
		err := Parse(from, "x", func(_ string, _ []interactions.Event, err error) bool {
			faults = append(faults, err)
			return true
		})
		if name == "a deep array" {
			if err == nil && len(faults) == 0 {
				t.Errorf("%s: nothing is said", name)
			}
		} else if len(faults) != 1 || !fault.Is(faults[0], fault.TooLarge) {
			t.Errorf("%s: %v, %v", name, err, faults)
		}
		if from.given > largest+largest/8 {
			t.Errorf("%s: %d MiB were read", name, from.given>>20)
		}
	}
}
