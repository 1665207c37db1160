// Package sound reads recordings of speech: what they are by their bytes, how long, how loud, and who talks when.
package sound

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/media"
)

// Types are the types that are read.
var Types = []string{"audio/wav", "audio/mpeg", "audio/ogg"}

const (
	mostChannels = 2
	lowestRate   = 4_000
	highestRate  = 192_000

	// MostPeaks is how many peaks a channel has at most.
	MostPeaks = 1000
)

// Facts are what the bytes of a recording tell of it.
type Facts struct {
	Type     string
	Channels int
	Duration time.Duration // 0 where it is not known
	Peaks    [][]int       // of each channel the loudest of up to MostPeaks equal parts, 0 to 100; nil where Rater can't decode it
	Talk     *Talk         // of two channels that Rater can decode
}

// Read reads a recording of so many bytes. What is not one of Types is Unsupported; what is one of them, and is cut off,
// or of no sound, or of more than two channels, is Invalid.
func Read(from io.ReadSeeker, bytes int64) (Facts, error) {
	head := make([]byte, min(bytes, 512))
	if _, err := io.ReadFull(from, head); err != nil {
		return Facts{}, err
	}
	kind := media.Sniffed(head)
	if !slices.Contains(Types, kind) {
		if bytes == 0 {
			kind = "nothing at all"
		}
		return Facts{}, fault.New(fault.Unsupported, "this is no recording that Rater takes, but %s; send WAV, MP3 or Ogg (Vorbis or Opus)", kind)
	}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return Facts{}, err
	}
	facts, err := map[string]func(io.ReadSeeker, int64) (Facts, error){"audio/wav": readWAV, "audio/mpeg": readMP3, "audio/ogg": readOgg}[kind](from, bytes)
	facts.Type = kind
	return facts, err
}

// wrong is a recording that can't be taken, and why.
func wrong(format string, args ...any) error {
	return fault.New(fault.Invalid, "the recording can't be taken: %s", fmt.Sprintf(format, args...))
}

func checkShape(channels, rate int) error {
	switch {
	case channels < 1 || channels > mostChannels:
		return wrong("it has %d channels; mix it down to 1 or 2", channels)
	case rate < lowestRate || rate > highestRate:
		return wrong("it has %d samples a second; %d to %d are read", rate, lowestRate, highestRate)
	}
	return nil
}

// cutOff is a recording whose end did not come.
func cutOff(what string) error {
	return wrong("%s; it was cut off on its way, or its header is wrong: send it again", strings.TrimSpace(what))
}

// length is how long so many samples of a channel take.
func length(samples int64, rate int) time.Duration {
	return time.Duration(float64(samples) / float64(rate) * float64(time.Second)).Round(time.Millisecond)
}
