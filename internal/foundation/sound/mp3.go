package sound

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/hajimehoshi/go-mp3"
)

// mostDecoded is up to how many bytes an MP3 is decoded for its peaks, which takes some seconds then.
const mostDecoded = 8 << 20

func readMP3(from io.ReadSeeker, bytes int64) (Facts, error) {
	channels, err := mp3Channels(from, bytes)
	if err != nil {
		return Facts{}, err
	}
	facts := Facts{Channels: channels}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return facts, err
	}
	if measured, err := decodeMP3(from, bytes, channels); err == nil && measured.Duration > 0 {
		return measured, nil
	}
	return facts, nil // MPEG 2.5, which the decoder does not read: browsers do
}

// decoded is an MP3's sound, which the decoder gives as two channels of 16 bits, whatever they were.
type decoded struct {
	from     io.Reader
	channels int
	raw      []byte
}

// decodeMP3 measures all of the sound, or of what is large how long it is. The decoder may panic over what is broken; that is an error here.
func decodeMP3(from io.ReadSeeker, bytes int64, channels int) (f Facts, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the MP3 can't be decoded: %v", broken)
		}
	}()
	d, err := mp3.NewDecoder(from)
	if err != nil {
		return f, err
	}
	if err := checkShape(channels, d.SampleRate()); err != nil {
		return f, err
	}
	if bytes > mostDecoded {
		return Facts{Channels: channels, Duration: length(d.Length()/4, d.SampleRate())}, nil
	}
	m := newMeasure(channels, d.SampleRate(), d.Length()/4)
	if err := m.all(&decoded{from: d, channels: channels}); err != nil {
		return f, err
	}
	return m.facts(), nil
}

func (d *decoded) next(into []float32) (int, error) {
	n := len(into) / d.channels
	if len(d.raw) < 4*n {
		d.raw = make([]byte, 4*n)
	}
	got, err := io.ReadFull(d.from, d.raw[:4*n])
	if got < 4 {
		return 0, io.EOF
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, err
	}
	for i := range got / 4 {
		for c := range d.channels {
			into[i*d.channels+c] = float32(int16(binary.LittleEndian.Uint16(d.raw[4*i+2*c:]))) / (1 << 15)
		}
	}
	return got / 4, nil
}

// mp3Channels finds the first frame, behind a tag, and the one behind it: two in a row are no chance.
func mp3Channels(from io.ReadSeeker, bytes int64) (int, error) {
	at, err := behindTag(from)
	if err != nil {
		return 0, err
	}
	window := make([]byte, min(64<<10, max(0, bytes-at)))
	if _, err := from.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	if _, err := io.ReadFull(from, window); err != nil {
		return 0, err
	}
	for i := 0; i+4 <= len(window); i++ {
		size := frameSize(window[i:])
		if size > 0 && (i+size+4 > len(window) && int64(i+size)+at >= bytes || i+size+4 <= len(window) && frameSize(window[i+size:]) > 0) {
			if window[i+3]>>6 == 3 {
				return 1, nil
			}
			return 2, nil
		}
	}
	return 0, wrong("no frame of MPEG audio, layer III, is to be found in it")
}

// behindTag is where an ID3v2 tag ends, 0 where there is none.
func behindTag(from io.ReadSeeker) (int64, error) {
	var head [10]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return 0, cutOff("it ends within its header")
	}
	if string(head[:3]) != "ID3" {
		return 0, nil
	}
	size := int64(head[6]&0x7f)<<21 | int64(head[7]&0x7f)<<14 | int64(head[8]&0x7f)<<7 | int64(head[9]&0x7f)
	return 10 + size, nil
}

// The rates of layer III by ISO/IEC 11172-3 and 13818-3: kbit/s of version 1 and of 2 and 2.5, and samples a second of version 1.
var (
	bitRates = [2][16]int{{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0}, {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0}}
	rates    = [3]int{44100, 48000, 32000}
)

// frameSize is the size in bytes of the frame that begins here, 0 where none does.
func frameSize(b []byte) int {
	if b[0] != 0xff || b[1]&0xe6 != 0xe2 {
		return 0
	}
	version, bits, rate := b[1]>>3&3, int(b[2]>>4), int(b[2]>>2&3)
	if version == 1 || rate == 3 {
		return 0
	}
	perSecond, row, words := rates[rate], 0, 144
	if version != 3 {
		row, words, perSecond = 1, 72, perSecond/2
	}
	if version == 0 {
		perSecond /= 2
	}
	kbits := bitRates[row][bits]
	if kbits == 0 {
		return 0
	}
	return words*kbits*1000/perSecond + int(b[2]>>1&1)
}
