package sound_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/sound"
)

const rate = 8000

// wave writes a WAV of 16 bits: data may be told as longer or shorter than it is.
func wave(channels int, samples []int16, told int) []byte {
	var b bytes.Buffer
	data := 2 * len(samples)
	put := func(values ...any) {
		for _, v := range values {
			if s, ok := v.(string); ok {
				b.WriteString(s)
				continue
			}
			_ = binary.Write(&b, binary.LittleEndian, v)
		}
	}
	put("RIFF", uint32(36+data), "WAVE", "fmt ", uint32(16), uint16(1), uint16(channels), uint32(rate), uint32(2*channels*rate), uint16(2*channels), uint16(16), "data", uint32(told), samples)
	return b.Bytes()
}

// spell is from when to when, in milliseconds, a channel talks.
type spell struct{ from, to int }

// signal is two channels of a duration in which each talks in its spells, a voice-like tone over noise.
func signal(ms int, noise float64, first, second []spell) []int16 {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]int16, 2*ms*rate/1000)
	for i := range len(out) / 2 {
		at := i * 1000 / rate
		for c, spells := range [][]spell{first, second} {
			v := noise * (2*r.Float64() - 1)
			for _, s := range spells {
				if at >= s.from && at < s.to {
					v += 0.3 * math.Sin(2*math.Pi*float64(180+90*c)*float64(i)/rate)
				}
			}
			out[2*i+c] = int16(32767 * v)
		}
	}
	return out
}

func read(t testing.TB, raw []byte) sound.Facts {
	t.Helper()
	f, err := sound.Read(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func near(got time.Duration, ms int) bool {
	return (got - time.Duration(ms)*time.Millisecond).Abs() <= 60*time.Millisecond
}

// TestTalkIsCounted makes calls of which it is known who talks when, quiet and noisy, and holds what is heard against it.
func TestTalkIsCounted(t *testing.T) {
	for _, noise := range []float64{0, 0.0005, 0.01} {
		for name, one := range map[string]struct {
			first, second                     []spell
			talk, other, silence, overlapping int
		}{
			"in turn":        {[]spell{{1000, 4000}}, []spell{{5000, 9000}}, 3000, 4000, 3000, 0},
			"over another":   {[]spell{{1000, 6000}}, []spell{{4000, 8000}}, 5000, 4000, 3000, 2000},
			"a short stop":   {[]spell{{1000, 2000}, {2150, 4000}}, nil, 3000, 0, 7000, 0},
			"a long stop":    {[]spell{{1000, 2000}, {3000, 4000}}, nil, 2000, 0, 8000, 0},
			"nobody":         {nil, nil, 0, 0, 10000, 0},
			"without a stop": {[]spell{{0, 10000}}, []spell{{0, 10000}}, 10000, 10000, 0, 10000},
			"a click":        {[]spell{{2000, 2015}}, nil, 0, 0, 10000, 0},
		} {
			got := read(t, wave(2, signal(10_000, noise, one.first, one.second), 2*2*rate*10)).Talk
			if got == nil || !near(got.First, one.talk) || !near(got.Second, one.other) || !near(got.Silence, one.silence) || !near(got.Overlap, one.overlapping) {
				t.Errorf("%s, noise %v: %+v, want %+v", name, noise, got, one)
			}
		}
	}
}

// TestTalkAddsUp holds, for whatever two people do, that talk and silence less overlap are the duration, and that nobody
// talks longer than they were heard.
func TestTalkAddsUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ms := rapid.IntRange(100, 5000).Draw(rt, "ms")
		spells := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) spell {
			from := rapid.IntRange(0, ms).Draw(rt, "from")
			return spell{from, rapid.IntRange(from, ms).Draw(rt, "to")}
		}), 0, 4)
		raw := wave(2, signal(ms, rapid.Float64Range(0, 0.02).Draw(rt, "noise"), spells.Draw(rt, "first"), spells.Draw(rt, "second")), 0)
		f, err := sound.Read(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			rt.Fatal(err)
		}
		k := f.Talk
		if k.First+k.Second+k.Silence-k.Overlap != f.Duration || min(k.First, k.Second, k.Silence, k.Overlap) < 0 || max(k.First, k.Second, k.Silence) > f.Duration || k.Overlap > min(k.First, k.Second) {
			rt.Fatalf("%+v of %v", k, f.Duration)
		}
	})
}

// TestPeaksAreWhereItIsLoud looks for the second half of a recording in its peaks, of which there are never too many.
func TestPeaksAreWhereItIsLoud(t *testing.T) {
	f := read(t, wave(2, signal(20_000, 0, []spell{{10_000, 20_000}}, nil), 2*2*rate*20))
	if f.Duration != 20*time.Second || f.Channels != 2 || f.Type != "audio/wav" || len(f.Peaks) != 2 || len(f.Peaks[0]) != sound.MostPeaks {
		t.Fatalf("%v, %d channels, %s, %d peaks", f.Duration, f.Channels, f.Type, len(f.Peaks[0]))
	}
	for i, p := range f.Peaks[0] {
		if loud := i >= sound.MostPeaks/2; (p > 25) != loud || p > 100 || f.Peaks[1][i] != 0 {
			t.Fatalf("peak %d is %d beside %d", i, p, f.Peaks[1][i])
		}
	}
	if short := read(t, wave(1, []int16{1, -32768, 3}, 6)); len(short.Peaks[0]) != 3 || short.Peaks[0][1] != 100 || short.Talk != nil {
		t.Errorf("%+v", short)
	}
}

// TestEncodings reads the same tone in each encoding of a WAV that is taken.
func TestEncodings(t *testing.T) {
	encode := map[string]struct {
		format, bits int
		of           func(v float64) []byte
	}{
		"8 bits":  {1, 8, func(v float64) []byte { return []byte{byte(128 + 127*v)} }},
		"16 bits": {1, 16, func(v float64) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(int16(32767*v))) }},
		"24 bits": {1, 24, func(v float64) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(int32(8388607*v)))[:3] }},
		"32 bits": {1, 32, func(v float64) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(int32(2147483647*v))) }},
		"float":   {3, 32, func(v float64) []byte { return binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(v))) }},
		"A-law":   {6, 8, func(v float64) []byte { return []byte{map[bool]byte{true: 0xaa, false: 0x2a}[v > 0]} }},
		"µ-law":   {7, 8, func(v float64) []byte { return []byte{map[bool]byte{true: 0x80, false: 0x00}[v > 0]} }},
	}
	for name, one := range encode {
		var data []byte
		for i := range rate {
			data = append(data, one.of(0.98*math.Sin(float64(i)))...)
		}
		raw := wave(1, make([]int16, len(data)/2), len(data))
		copy(raw[44:], data)
		binary.LittleEndian.PutUint16(raw[20:], uint16(one.format))
		binary.LittleEndian.PutUint16(raw[34:], uint16(one.bits))
		if f := read(t, raw); f.Duration != time.Second || f.Peaks[0][500] < 90 {
			t.Errorf("%s: %v, peak %d", name, f.Duration, f.Peaks[0][500])
		}
	}
}

// TestWhatIsNoRecording goes through what is refused, and what it is told.
func TestWhatIsNoRecording(t *testing.T) {
	good := wave(1, make([]int16, 800), 1600)
	with := func(at int, value ...byte) []byte { b := bytes.Clone(good); copy(b[at:], value); return b }
	for name, one := range map[string]struct {
		raw  []byte
		kind fault.Kind
		says string
	}{
		"nothing":                  {nil, fault.Unsupported, "nothing at all"},
		"a picture":                {append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 100)...), fault.Unsupported, "image/png"},
		"a page":                   {[]byte("<html><script>alert(1)</script>"), fault.Unsupported, "text/html"},
		"a text":                   {[]byte("RIFFraff is no sound"), fault.Unsupported, "WAV, MP3 or Ogg"},
		"no channel":               {with(22, 0, 0), fault.Invalid, "0 channels"},
		"64 channels":              {with(22, 64, 0), fault.Invalid, "64 channels"},
		"no samples a second":      {with(24, 0, 0, 0, 0), fault.Invalid, "0 samples a second"},
		"4 milliard a second":      {with(24, 255, 255, 255, 255), fault.Invalid, "samples a second"},
		"12 bits":                  {with(34, 12, 0), fault.Invalid, "12 bits"},
		"ADPCM":                    {with(20, 2, 0), fault.Invalid, "encoded as 2"},
		"longer than it is":        {with(40, 0, 0, 1, 0), fault.Invalid, "cut off"},
		"cut off in its sound":     {good[:700], fault.Invalid, "cut off"},
		"cut off in its header":    {good[:30], fault.Invalid, "cut off"},
		"a header alone":           {with(40, 0, 0, 0, 0)[:44], fault.Invalid, "no sound"},
		"an endless format":        {with(16, 255, 255, 255, 127), fault.Invalid, "format"},
		"an MP3 that is none":      {append([]byte("ID3\x03\x00\x00\x00\x00\x00\x00"), make([]byte, 3000)...), fault.Invalid, "no frame"},
		"a single frame's mark":    {append([]byte{0xff, 0xfb, 0x90, 0x64}, make([]byte, 3000)...), fault.Invalid, "no frame"},
		"a tag that tells of more": {[]byte("ID3\x03\x00\x00\x7f\x7f\x7f\x7f..."), fault.Invalid, "no frame"},
		"an Ogg without a codec":   {oggOf([]byte("\x80theora..........")), fault.Invalid, "neither Vorbis nor Opus"},
		"an Ogg of 9 channels":     {oggOf([]byte("OpusHead\x01\x09\x00\x00\x80\xbb\x00\x00\x00\x00\x00")), fault.Invalid, "9 channels"},
		"an Ogg cut off":           {oggOf([]byte("OpusHead\x01\x02\x00\x00\x80\xbb\x00\x00\x00\x00\x00"))[:60], fault.Invalid, "cut off"},
	} {
		_, err := sound.Read(bytes.NewReader(one.raw), int64(len(one.raw)))
		if !fault.Is(err, one.kind) || !strings.Contains(err.Error(), one.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, raw := range map[string][]byte{"told as 0": with(40, 0, 0, 0, 0), "told as endless": with(40, 255, 255, 255, 255), "chunks behind": append(bytes.Clone(good), "LIST\x04\x00\x00\x00abcd"...)} {
		if f := read(t, raw); f.Duration.Round(100*time.Millisecond) != 100*time.Millisecond {
			t.Errorf("%s: %v", name, f.Duration)
		}
	}
}

// oggOf is two pages: the packet, and one of the last granule 96,000.
func oggOf(packet []byte) []byte {
	page := func(granule uint64, body []byte) []byte {
		b := append([]byte("OggS\x00\x02"), binary.LittleEndian.AppendUint64(nil, granule)...)
		return append(append(append(b, make([]byte, 12)...), 1, byte(len(body))), body...)
	}
	return append(page(0, packet), page(96_000, make([]byte, 200))...)
}

// TestOggAndMP3 reads how long they are and how many channels they have.
func TestOggAndMP3(t *testing.T) {
	if f := read(t, oggOf([]byte("OpusHead\x01\x02\x00\x00\x80\xbb\x00\x00\x00\x00\x00"))); f.Type != "audio/ogg" || f.Channels != 2 || f.Duration != 2*time.Second || f.Peaks != nil {
		t.Errorf("Opus: %+v", f)
	}
	if f := read(t, oggOf([]byte("\x01vorbis\x00\x00\x00\x00\x01\x80\xbb\x00\x00..........."))); f.Channels != 1 || f.Duration != 2*time.Second {
		t.Errorf("Vorbis: %+v", f)
	}
	for _, one := range []struct {
		mode     byte
		channels int
		head     string
	}{{0x04, 2, ""}, {0xc4, 1, ""}, {0xc4, 1, "ID3\x03\x00\x00\x00\x00\x00\x0a0123456789"}} {
		frame := append([]byte{0xff, 0xfb, 0x90, one.mode}, make([]byte, 413)...)
		f := read(t, append([]byte(one.head), bytes.Repeat(frame, 100)...))
		if seconds := f.Duration.Seconds(); f.Type != "audio/mpeg" || f.Channels != one.channels || math.Abs(seconds-2.6) > 0.1 || len(f.Peaks) != one.channels {
			t.Errorf("%v: %s, %d channels, %v", one, f.Type, f.Channels, f.Duration)
		}
	}
}

// TestReadingNeverPanics reads what is broken in whatever place.
func TestReadingNeverPanics(t *testing.T) {
	frame := append([]byte{0xff, 0xfb, 0x90, 0x64}, make([]byte, 413)...)
	seeds := [][]byte{wave(2, make([]int16, 400), 800), bytes.Repeat(frame, 5), oggOf([]byte("OpusHead\x01\x02\x00\x00\x80\xbb\x00\x00\x00\x00\x00"))}
	rapid.Check(t, func(rt *rapid.T) {
		raw := bytes.Clone(rapid.SampledFrom(seeds).Draw(rt, "seed"))
		for range rapid.IntRange(1, 8).Draw(rt, "times") {
			raw[rapid.IntRange(0, len(raw)-1).Draw(rt, "at")] = rapid.Byte().Draw(rt, "to")
		}
		raw = raw[:rapid.IntRange(0, len(raw)).Draw(rt, "length")]
		f, err := sound.Read(bytes.NewReader(raw), int64(len(raw)))
		if err == nil && (f.Channels < 1 || f.Channels > 2 || f.Duration < 0) {
			rt.Fatalf("%+v", f)
		}
		if err != nil && !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Unsupported) {
			rt.Fatal(fmt.Errorf("a fault of another kind: %w", err))
		}
	})
}
