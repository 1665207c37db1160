// Package media tells what bytes are, and which of them a Range asks for.
package media

import (
	"fmt"
	"net/http"
	"strings"

	"rater/internal/foundation/fault"
)

// Sniffed is what the first bytes, up to 512, say that something is: audio/wav, audio/mpeg, audio/ogg, a picture, a film,
// or words for what it seems to be.
func Sniffed(head []byte) string {
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	switch {
	case kind == "audio/wave":
		return "audio/wav"
	case kind == "application/ogg":
		return "audio/ogg"
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		return "video/mp4"
	case kind == "application/octet-stream" && len(head) > 2 && head[0] == 0xff && head[1]&0xe6 == 0xe2:
		return "audio/mpeg" // a frame of MPEG audio, layer III, without a tag before it
	case kind == "text/xml" || strings.Contains(strings.ToLower(string(head[:min(len(head), 512)])), "<svg"):
		return "a text with marks, such as SVG"
	}
	return kind
}

// Piece is a part of bytes: from first to last, both within.
type Piece struct{ First, Last int64 }

// PieceOf reads a Range header of one range (RFC 9110, 14.1.2) of so many bytes. whole says that there is none to be heeded; a range that
// lies outside is an Invalid fault.
func PieceOf(header string, bytes int64) (p Piece, whole bool, err error) {
	all := Piece{0, bytes - 1}
	spec, ok := strings.CutPrefix(header, "bytes=")
	if !ok || strings.Contains(spec, ",") {
		return all, true, nil
	}
	from, to, ok := strings.Cut(strings.TrimSpace(spec), "-")
	first, firstErr := number(from)
	last, lastErr := number(to)
	switch {
	case !ok || firstErr != nil || lastErr != nil || (from == "" && to == "") || (from != "" && to != "" && last < first):
		return all, true, nil // not a range as HTTP writes it, which is passed over
	case from == "":
		p = Piece{max(0, bytes-last), bytes - 1}
	case to == "":
		p = Piece{first, bytes - 1}
	default:
		p = Piece{first, min(last, bytes-1)}
	}
	if p.First >= bytes || (from == "" && last == 0) {
		return p, false, fault.In("header.Range", "must lie within the %d bytes that there are", bytes)
	}
	return p, false, nil
}

func number(digits string) (n int64, err error) {
	if len(digits) > 18 || strings.Trim(digits, "0123456789") != "" {
		return 0, fmt.Errorf("%q is no number", digits)
	}
	for _, d := range digits {
		n = 10*n + int64(d-'0')
	}
	return n, nil
}
