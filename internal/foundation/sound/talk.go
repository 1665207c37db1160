package sound

import (
	"slices"
	"time"
)

// Talk is for how long each of two channels talks, for how long neither, and for how long both do. Talk of the first and
// of the second, and silence, less overlap, are the duration.
type Talk struct {
	First, Second, Silence, Overlap time.Duration
}

// How a frame is heard as talk. The method is ours and simple on purpose: energy against a threshold that follows the
// channel's own noise and loudness, with the hangover of ITU-T P.56 (0.2 s), by which the short stops between syllables
// belong to what is said. It knows nothing of words: music and ringing are talk to it.
const (
	frameTime   = time.Second / framesPerSecond
	aboveNoise  = 10  // dB by which talk is louder than the noise, which is the 10th percentile of frames
	belowLoud   = 16  // dB below the loud frames, the 95th percentile, at which talk is still talk
	neverTalk   = -50 // dBFS, at or below which nothing is
	steadyTalk  = -35 // dBFS, the same where noise and loud frames lie less than aboveNoise apart
	hangover    = 10  // frames that belong to the talk before them: 0.2 s
	shortest    = 3   // frames: what is shorter is a click
	noisePart   = 0.10
	loudestPart = 0.95
)

// talking says of each frame whether somebody talks, by its level in dBFS.
func talking(levels []float32) []bool {
	limit := threshold(levels)
	out := make([]bool, len(levels))
	for at := 0; at < len(levels); {
		end := at
		for end < len(levels) && levels[end] > limit {
			end++
		}
		if end-at >= shortest {
			for i := at; i < min(end+hangover, len(levels)); i++ {
				out[i] = true
			}
		}
		at = max(end, at+1)
	}
	return trimmed(out, levels, limit)
}

// trimmed takes the hangover off again where no talk follows it: it joins, and does not lengthen.
func trimmed(out []bool, levels []float32, limit float32) []bool {
	for at := len(out) - 1; at >= 0; at-- {
		last := at == len(out)-1 || !out[at+1]
		if out[at] && last && levels[at] <= limit {
			out[at] = false
		}
	}
	return out
}

// threshold is the level in dBFS above which a frame is talk.
func threshold(levels []float32) float32 {
	sorted := slices.Sorted(slices.Values(levels))
	if len(sorted) == 0 {
		return neverTalk
	}
	at := func(part float64) float32 { return sorted[int(part*float64(len(sorted)-1))] }
	heard := sorted
	if n, _ := slices.BinarySearch(sorted, neverTalk); n < len(sorted) {
		heard = sorted[n:]
	}
	noise, loud := at(noisePart), heard[int(loudestPart*float64(len(heard)-1))]
	if loud-noise < aboveNoise {
		return steadyTalk
	}
	return max(neverTalk, min(noise+aboveNoise, loud-belowLoud))
}

// talkOf counts the frames of two channels; what is left of the duration beside whole frames is silence.
func talkOf(first, second []float32, whole time.Duration) *Talk {
	a, b := talking(first), talking(second)
	var t Talk
	for i := range a {
		if a[i] {
			t.First += frameTime
		}
		if b[i] {
			t.Second += frameTime
		}
		if a[i] && b[i] {
			t.Overlap += frameTime
		}
	}
	for _, d := range []*time.Duration{&t.First, &t.Second} {
		*d = min(*d, whole)
	}
	t.Overlap = max(t.First+t.Second-whole, min(t.Overlap, t.First, t.Second))
	t.Silence = whole - t.First - t.Second + t.Overlap
	return &t
}
