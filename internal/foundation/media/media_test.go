package media_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rater/internal/foundation/media"
)

// TestRangesAreThoseOfHTTP compares each answer to a Range with what the standard library would serve of the same bytes.
func TestRangesAreThoseOfHTTP(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		data := make([]byte, rapid.IntRange(1, 300).Draw(rt, "bytes"))
		for n := range data {
			data[n] = byte(n)
		}
		header := rapid.OneOf(rapid.StringMatching(`bytes=[0-9]{0,3}-[0-9]{0,3}`), rapid.SampledFrom([]string{"", "bytes=-", "bytes=--1", "items=0-1"})).Draw(rt, "range")
		if last, ok := strings.CutPrefix(header, "bytes=-"); ok && last != "" && strings.Trim(last, "0") == "" {
			if p, whole, err := media.PieceOf(header, int64(len(data))); err == nil { // RFC 9110: they can't be served; the standard library serves them
				rt.Fatalf("of the last 0 bytes: %+v, whole %v", p, whole)
			}
			return
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Range", header)
		w := httptest.NewRecorder()
		http.ServeContent(w, r, "x.bin", time.Time{}, bytes.NewReader(data))
		p, whole, err := media.PieceOf(header, int64(len(data)))
		switch w.Code {
		case http.StatusPartialContent:
			if err != nil || whole || !bytes.Equal(data[p.First:p.Last+1], w.Body.Bytes()) {
				rt.Fatalf("%q of %d bytes: %+v, whole %v, %v; want %d bytes", header, len(data), p, whole, err, w.Body.Len())
			}
		case http.StatusOK:
			if err != nil || p.First != 0 || p.Last != int64(len(data))-1 {
				rt.Fatalf("%q of %d bytes: %+v, whole %v, %v; want all", header, len(data), p, whole, err)
			}
		default: // the standard library refuses what is no range too, which RFC 9110 lets one pass over
			if err == nil && !whole {
				rt.Fatalf("%q of %d bytes: %+v; want %d", header, len(data), p, w.Code)
			}
		}
	})
}
