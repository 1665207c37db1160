package demo

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// Spoken is who speaks when, from the beginning of a call, and what they say.
type Spoken struct {
	Agent bool
	At    time.Duration
	Words string
}

const (
	soundRate   = 8000
	syllable    = 0.21 // seconds
	perWord     = 1.45 // syllables
	breath      = 0.25 // seconds before the next one speaks
	lineNoise   = 0.0015
	loudness    = 0.32
	soundHeader = 58
)

// Sound is a made recording of a call, as a WAV of µ-law with the customer on the first channel and the agent on the
// second: nobody's voice, but tones with the rhythm and pitch of speech, each utterance where it was said.
func Sound(said []Spoken, length time.Duration, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 7)) //nolint:gosec // chance, no secret
	samples := int(length.Seconds() * soundRate)
	channels := [2][]float64{make([]float64, samples), make([]float64, samples)}
	for _, channel := range channels {
		for i := range channel {
			channel[i] = lineNoise * (2*r.Float64() - 1)
		}
	}
	pitches := [2]float64{165 + 50*r.Float64(), 105 + 40*r.Float64()}
	for n, s := range said {
		end := length
		if n+1 < len(said) {
			end = said[n+1].At
		}
		who := 0
		if s.Agent {
			who = 1
		}
		long := min(float64(len(strings.Fields(s.Words)))*perWord*syllable, (end-s.At).Seconds()-breath)
		speak(channels[who], s.At.Seconds(), long, pitches[who], r)
	}
	return asWAV(channels)
}

// speak puts syllables into a channel: a fundamental with its harmonics, louder about a vowel's two formants, falling
// towards the end.
func speak(channel []float64, from, long, pitch float64, r *rand.Rand) {
	for at := 0.0; at+syllable <= long; at += syllable {
		vowel := [][2]float64{{700, 1200}, {400, 2000}, {300, 870}, {550, 1800}}[r.IntN(4)]
		f := pitch * (1.1 - 0.2*at/long + 0.06*r.NormFloat64())
		voiced := syllable * (0.6 + 0.3*r.Float64())
		for i := range int(voiced * soundRate) {
			place := int((from+at)*soundRate) + i
			if place < 0 || place >= len(channel) {
				continue
			}
			t := float64(i) / soundRate
			sum := 0.0
			for k := 1.0; k*f < 2600; k++ {
				near := bell((k*f-vowel[0])/250) + 0.5*bell((k*f-vowel[1])/350) + 0.15/k
				sum += near * math.Sin(2*math.Pi*k*f*t)
			}
			channel[place] += loudness * math.Sin(math.Pi*t/voiced) * sum / 2
		}
	}
}

func bell(x float64) float64 { return math.Exp(-x * x) }

func asWAV(channels [2][]float64) []byte {
	n := len(channels[0])
	var b bytes.Buffer
	b.Grow(soundHeader + 2*n)
	b.WriteString("RIFF")
	for _, v := range []any{uint32(soundHeader - 8 + 2*n), []byte("WAVEfmt "), uint32(18), uint16(7), uint16(2), uint32(soundRate), uint32(2 * soundRate), uint16(2), uint16(8), uint16(0),
		[]byte("fact"), uint32(4), uint32(n), []byte("data"), uint32(2 * n)} {
		_ = binary.Write(&b, binary.LittleEndian, v) // to memory
	}
	for i := range n {
		b.WriteByte(muLaw(channels[0][i]))
		b.WriteByte(muLaw(channels[1][i]))
	}
	return b.Bytes()
}

// muLaw encodes a sample of -1 to 1 by ITU-T G.711.
func muLaw(v float64) byte {
	const clip, bias = 32635, 132
	level := min(clip, int(math.Abs(v)*(1<<15))) + bias
	power := 7
	for mask := 0x4000; power > 0 && level&mask == 0; mask >>= 1 {
		power--
	}
	b := byte(power<<4) | byte(level>>(power+3)&0x0f)
	if v < 0 {
		b |= 0x80
	}
	return ^b
}
