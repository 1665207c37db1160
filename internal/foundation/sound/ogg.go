package sound

import (
	"bytes"
	"encoding/binary"
	"io"
	"time"
)

// Ogg pages (RFC 3533): a header of 27 bytes, then how long each of its segments is, then these.
const (
	pageHeader  = 27
	longestPage = pageHeader + 255 + 255*255
	opusRate    = 48_000
)

// readOgg reads the first and the last page: what codec it is, how many channels, and how long. Rater decodes none of
// it, so that there are neither peaks nor talk.
func readOgg(from io.ReadSeeker, size int64) (Facts, error) {
	head := make([]byte, min(size, longestPage))
	if _, err := io.ReadFull(from, head); err != nil {
		return Facts{}, err
	}
	body, ok := page(head)
	if !ok {
		return Facts{}, cutOff("its first page is not whole")
	}
	channels, rate, skip, err := oggCodec(body)
	if err != nil {
		return Facts{}, err
	}
	if err := checkShape(channels, rate); err != nil {
		return Facts{}, err
	}
	granules, err := lastGranule(from, size)
	if err != nil {
		return Facts{}, err
	}
	if granules <= skip {
		return Facts{}, wrong("it holds no sound")
	}
	return Facts{Channels: channels, Duration: min(length(granules-skip, rate), longest)}, nil
}

// longest is what a recording that tells of more is taken to last.
const longest = 48 * time.Hour

// oggCodec reads the codec's first packet: of Vorbis or of Opus (RFC 7845), whose samples are counted 48,000 a second,
// skip of them before the sound.
func oggCodec(packet []byte) (channels, rate int, skip int64, err error) {
	switch {
	case bytes.HasPrefix(packet, []byte("\x01vorbis")) && len(packet) >= 16:
		return int(packet[11]), int(min(binary.LittleEndian.Uint32(packet[12:]), 1<<30)), 0, nil
	case bytes.HasPrefix(packet, []byte("OpusHead")) && len(packet) >= 12:
		return int(packet[9]), opusRate, int64(binary.LittleEndian.Uint16(packet[10:])), nil
	}
	return 0, 0, 0, wrong("what is in the Ogg is neither Vorbis nor Opus")
}

// page is the body of the page that begins here, if it is all there.
func page(b []byte) (body []byte, ok bool) {
	if len(b) < pageHeader || string(b[:4]) != "OggS" {
		return nil, false
	}
	segments := int(b[26])
	if len(b) < pageHeader+segments {
		return nil, false
	}
	size := 0
	for _, s := range b[pageHeader : pageHeader+segments] {
		size += int(s)
	}
	begin := pageHeader + segments
	if len(b) < begin+size {
		return nil, false
	}
	return b[begin : begin+size], true
}

// lastGranule is how many samples there are up to the end of the last page, which has to be whole.
func lastGranule(from io.ReadSeeker, size int64) (int64, error) {
	tail := make([]byte, min(size, 2*longestPage))
	if _, err := from.Seek(size-int64(len(tail)), io.SeekStart); err != nil {
		return 0, err
	}
	if _, err := io.ReadFull(from, tail); err != nil {
		return 0, err
	}
	at := bytes.LastIndex(tail, []byte("OggS\x00"))
	if at < 0 {
		return 0, cutOff("its last page can't be found")
	}
	if _, ok := page(tail[at:]); !ok {
		return 0, cutOff("its last page is not whole")
	}
	return int64(binary.LittleEndian.Uint64(tail[at+6:])), nil
}
