package sound

import (
	"errors"
	"io"
	"math"
)

// pcm gives samples: of all channels in turn, each from -1 to 1; n counts those of one channel, and io.EOF is the end.
type pcm interface {
	next(into []float32) (n int, err error)
}

// measure takes in samples once, whatever their number, and keeps peaks and the energy of frames alone.
type measure struct {
	channels int
	rate     int
	total    int64 // samples of a channel that are expected
	seen     int64
	peaks    [][]float32
	frame    int // samples in a frame
	energy   [][]float32
	sums     []float64
	inFrame  int
}

const framesPerSecond = 50 // frames of 20 ms

func newMeasure(channels, rate int, total int64) *measure {
	m := &measure{channels: channels, rate: rate, total: max(1, total), frame: rate / framesPerSecond, sums: make([]float64, channels)}
	for range channels {
		m.peaks = append(m.peaks, make([]float32, min(MostPeaks, m.total)))
		m.energy = append(m.energy, nil)
	}
	return m
}

const samplesAtOnce = 8192

func (m *measure) all(from pcm) error {
	buffer := make([]float32, samplesAtOnce*m.channels)
	for {
		n, err := from.next(buffer)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		m.take(buffer[:n*m.channels])
	}
}

func (m *measure) take(samples []float32) {
	for at := 0; at < len(samples); at += m.channels {
		part := min(m.seen, m.total-1) * int64(len(m.peaks[0])) / m.total
		for c := range m.channels {
			v := samples[at+c]
			m.sums[c] += float64(v) * float64(v)
			if v = max(v, -v); v > m.peaks[c][part] {
				m.peaks[c][part] = v
			}
		}
		m.seen++
		if m.inFrame++; m.inFrame == m.frame {
			m.endFrame()
		}
	}
}

func (m *measure) endFrame() {
	for c := range m.channels {
		m.energy[c] = append(m.energy[c], decibels(m.sums[c]/float64(m.inFrame)))
		m.sums[c] = 0
	}
	m.inFrame = 0
}

const quietest = -100 // dB, of nothing at all

// decibels is the level of a mean square beside full scale.
func decibels(square float64) float32 {
	if square <= 0 {
		return quietest
	}
	return float32(max(quietest, 10*math.Log10(square)))
}

func (m *measure) facts() Facts {
	if m.inFrame > 0 {
		m.endFrame()
	}
	f := Facts{Channels: m.channels, Duration: length(m.seen, m.rate)}
	for c := range m.channels {
		whole := make([]int, len(m.peaks[c]))
		for i, p := range m.peaks[c] {
			whole[i] = int(math.Round(100 * float64(min(1, p))))
		}
		f.Peaks = append(f.Peaks, whole)
	}
	if m.channels == 2 {
		f.Talk = talkOf(m.energy[0], m.energy[1], f.Duration)
	}
	return f
}
