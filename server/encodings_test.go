package server_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
)

// bombs are 64 MiB of spaces, made small in each way that a server may be asked to undo.
func bombs(t *testing.T) map[string][]byte {
	t.Helper()
	pack := func(to func(io.Writer) io.WriteCloser) []byte {
		var b bytes.Buffer
		w := to(&b)
		for range 64 {
			if _, err := w.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
				t.Fatal(err)
			}
		}
		_ = w.Close()
		return b.Bytes()
	}
	gz := pack(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	return map[string][]byte{
		"gzip": gz, "x-gzip": gz, "GZIP": gz, "gzip, gzip": zipped(string(gz)), "identity, gzip": gz, "gzip;q=1": gz,
		"deflate":  pack(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }),
		"compress": pack(func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 9); return f }),
		"br":       []byte("\x1b\xff\xff\x03\x00\xe2\xb1\x40\x20\xf0\x7f"), "zstd": []byte("\x28\xb5\x2f\xfd\x04\x00"), "unheard of": []byte("{}"),
	}
}

// everyBodyIsTakenPlain sends packed bodies to every route that takes one: none is unpacked.
func everyBodyIsTakenPlain(t *testing.T, c *company) {
	packed := bombs(t)
	for _, name := range columns {
		c.called(name)
	}
	before := c.dump()
	for _, d := range c.described() {
		if d.method == http.MethodGet || d.method == http.MethodDelete {
			continue
		}
		for encoding, body := range packed {
			got := c.called(c.callers(d)[0]).call(d.method, d.at(unknownID), body, header{"Content-Encoding": encoding, "Content-Type": "application/json"}, ifMatch(1))
			if got.status != http.StatusUnsupportedMediaType || !strings.Contains(string(got.raw), "send it plain") {
				t.Errorf("%s %s with Content-Encoding %s: %s", d.method, d.path, encoding, got)
			}
		}
	}
	if c.dump() != before {
		t.Error("a packed body changed something")
	}
}

// TestPackedBodiesAreNotUnpacked counts what is allocated, which is all of the process: it runs beside no other test.
func TestPackedBodiesAreNotUnpacked(t *testing.T) {
	s := small(t)
	crm, ana, packed := s.source("crm"), s.as("ana"), bombs(t)
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	for encoding, body := range packed {
		head := header{"Content-Encoding": encoding, "Content-Type": "application/json"}
		crm.must(http.StatusUnsupportedMediaType, http.MethodPost, "/ingest/events", body, head)
		ana.must(http.StatusUnsupportedMediaType, http.MethodPut, "/me/preferences", body, head)
	}
	if runtime.ReadMemStats(&end); end.TotalAlloc > start.TotalAlloc+16<<20 {
		t.Errorf("%d MiB were allocated", (end.TotalAlloc-start.TotalAlloc)>>20)
	}
}
