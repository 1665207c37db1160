package sound

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// The encodings of samples in a WAV that are read (RFC 2361).
const (
	encodedPCM    = 1
	encodedFloat  = 3
	encodedALaw   = 6
	encodedMuLaw  = 7
	encodedExtend = 0xfffe
)

// wav is the sound of a RIFF/WAVE file, at the first of its samples.
type wav struct {
	from     io.Reader
	encoding int
	bits     int
	channels int
	rate     int
	samples  int64 // of each channel
	left     int64
	raw      []byte
}

func readWAV(from io.ReadSeeker, bytes int64) (Facts, error) {
	w, err := openWAV(from, bytes)
	if err != nil {
		return Facts{}, err
	}
	m := newMeasure(w.channels, w.rate, w.samples)
	if err := m.all(w); err != nil {
		return Facts{}, err
	}
	return m.facts(), nil
}

// openWAV reads chunks up to the samples.
func openWAV(from io.ReadSeeker, bytes int64) (*wav, error) {
	w := &wav{from: from}
	at := int64(12)
	if _, err := from.Seek(at, io.SeekStart); err != nil {
		return nil, err
	}
	for {
		var head [8]byte
		if _, err := io.ReadFull(from, head[:]); err != nil {
			return nil, cutOff("it has no samples (no data chunk)")
		}
		id, size := string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:]))
		at += 8
		switch id {
		case "fmt ":
			if err := w.format(from, size); err != nil {
				return nil, err
			}
		case "data":
			return w, w.begin(size, bytes-at)
		}
		at += size + size%2
		if at >= bytes {
			return nil, cutOff("it has no samples (no data chunk)")
		}
		if _, err := from.Seek(at, io.SeekStart); err != nil {
			return nil, err
		}
	}
}

const shortestFormat = 16

func (w *wav) format(from io.Reader, size int64) error {
	if size < shortestFormat || size > 4096 {
		return wrong("its format can't be read (a chunk of %d bytes)", size)
	}
	raw := make([]byte, size)
	if _, err := io.ReadFull(from, raw); err != nil {
		return cutOff("it ends within its header")
	}
	u16 := func(at int) int { return int(binary.LittleEndian.Uint16(raw[at:])) }
	w.encoding, w.channels, w.bits = u16(0), u16(2), u16(14)
	w.rate = int(min(int64(binary.LittleEndian.Uint32(raw[4:])), math.MaxInt32))
	if w.encoding == encodedExtend && size >= 26 {
		w.encoding = u16(24)
	}
	if err := checkShape(w.channels, w.rate); err != nil {
		return err
	}
	known := map[int][]int{encodedPCM: {8, 16, 24, 32}, encodedFloat: {32}, encodedALaw: {8}, encodedMuLaw: {8}}
	for _, bits := range known[w.encoding] {
		if bits == w.bits {
			return nil
		}
	}
	return wrong("its samples are encoded as %d with %d bits; PCM of 8 to 32 bits, float of 32, A-law and µ-law are read", w.encoding, w.bits)
}

// begin goes to the samples, of which the header says that they are declared bytes, and of which so many are there. Who
// writes a WAV as it comes leaves 0 or the largest number there.
func (w *wav) begin(declared, there int64) error {
	if w.channels == 0 {
		return wrong("its samples come before its format")
	}
	if declared == 0 || declared == math.MaxUint32 {
		declared = there
	}
	if declared > there {
		return cutOff(fmt.Sprintf("its header tells of %d bytes of sound, and %d are there", declared, there))
	}
	if w.samples = declared / int64(w.width()); w.samples == 0 {
		return wrong("it holds no sound")
	}
	w.left = w.samples
	return nil
}

// width is the size of one sample of all channels.
func (w *wav) width() int { return w.channels * w.bits / 8 }

// next reads whole samples of all channels, one channel after the other, each from -1 to 1; io.EOF at the end.
func (w *wav) next(into []float32) (int, error) {
	if w.left == 0 {
		return 0, io.EOF
	}
	n := min(w.left, int64(len(into)/w.channels))
	if size := int(n) * w.width(); len(w.raw) < size {
		w.raw = make([]byte, size)
	}
	raw := w.raw[:int(n)*w.width()]
	if _, err := io.ReadFull(w.from, raw); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			err = cutOff("it ends before its sound does")
		}
		return 0, err
	}
	w.left -= n
	step := w.bits / 8
	for i := range int(n) * w.channels {
		into[i] = w.sample(raw[i*step:])
	}
	return int(n), nil
}

func (w *wav) sample(raw []byte) float32 {
	switch {
	case w.encoding == encodedALaw:
		return aLaw[raw[0]]
	case w.encoding == encodedMuLaw:
		return muLaw[raw[0]]
	case w.encoding == encodedFloat:
		v := math.Float32frombits(binary.LittleEndian.Uint32(raw))
		if v != v {
			return 0
		}
		return max(-1, min(1, v))
	case w.bits == 8:
		return (float32(raw[0]) - 128) / 128
	case w.bits == 16:
		return float32(int16(binary.LittleEndian.Uint16(raw))) / (1 << 15)
	case w.bits == 24:
		return float32(int32(raw[0])<<8|int32(raw[1])<<16|int32(raw[2])<<24) / (1 << 31)
	}
	return float32(int32(binary.LittleEndian.Uint32(raw))) / (1 << 31)
}

// aLaw and muLaw are what the bytes of telephony mean, by ITU-T G.711.
var aLaw, muLaw = func() (a, mu [256]float32) {
	for n := range 256 {
		a[n], mu[n] = float32(fromALaw(byte(n)))/(1<<15), float32(fromMuLaw(byte(n)))/(1<<15)
	}
	return a, mu
}()

func fromALaw(b byte) int {
	b ^= 0x55
	level, power := int(b&0x0f)<<4, int(b&0x70)>>4
	if power > 0 {
		level += 0x100
	}
	level += 8
	if power > 1 {
		level <<= power - 1
	}
	if b&0x80 == 0 {
		return -level
	}
	return level
}

func fromMuLaw(b byte) int {
	b = ^b
	level := ((int(b&0x0f)<<3 + 0x84) << (int(b&0x70) >> 4)) - 0x84
	if b&0x80 != 0 {
		return -level
	}
	return level
}
