package demo

import (
	"bytes"
	"testing"
	"time"

	"rater/internal/foundation/sound"
)

// TestMadeRecordingsAreInStep holds a made recording to who speaks when in what it was made of.
func TestMadeRecordingsAreInStep(t *testing.T) {
	words := "one two three four five six seven eight nine ten"
	raw := Sound([]Spoken{{false, time.Second, words}, {true, 6 * time.Second, words}, {false, 12 * time.Second, "yes"}}, 15*time.Second, 3)
	f, err := sound.Read(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	near := func(d time.Duration, seconds float64) bool {
		return d.Seconds() > seconds-0.7 && d.Seconds() < seconds+0.7
	}
	if f.Duration != 15*time.Second || f.Channels != 2 || !near(f.Talk.First, 3.2) || !near(f.Talk.Second, 2.9) || f.Talk.Overlap > 200*time.Millisecond {
		t.Errorf("%v, %+v", f.Duration, f.Talk)
	}
	loud := func(channel int, from, to float64) (most int) {
		for i := int(from / 15 * sound.MostPeaks); i < int(to/15*sound.MostPeaks); i++ {
			most = max(most, f.Peaks[channel][i])
		}
		return most
	}
	if loud(0, 1, 4) < 10 || loud(1, 0, 5.9) > 2 || loud(1, 6, 9) < 10 || loud(0, 6.2, 11.9) > 2 {
		t.Error("somebody is heard where another speaks")
	}
}
