package server_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// TestMediaOverHTTP sends and reads media as a browser does.
func TestMediaOverHTTP(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		_, tom, sue, ana := school(t, db)
		film := append([]byte("\x1a\x45\xdf\xa3"), bytes.Repeat([]byte("0123456789"), 120_000)...)
		tom.must(422, http.MethodPost, "/media", fields{"name": "film.webm", "type": "video/webm", "bytes": 2 << 30})
		tom.must(422, http.MethodPost, "/media", fields{"name": "../../film.webm", "type": "video/webm", "bytes": 10})
		medium := read[struct {
			ID     string
			Chunks int
		}](t, tom.must(201, http.MethodPost, "/media", fields{"name": "film.webm", "type": "video/webm", "bytes": len(film)}))
		path, bytesOf := "/media/"+medium.ID, header{"Content-Type": "application/octet-stream"}
		if medium.Chunks != 2 {
			t.Fatalf("%d chunks", medium.Chunks)
		}
		for n, part := range store.Chunks(film, 1<<20) {
			at := fmt.Sprintf("%s/chunks/%d", path, n)
			tom.must(403, http.MethodPut, at, part, bytesOf, header{"Origin": "https://evil.example"})
			tom.must(403, http.MethodPut, at, part, bytesOf, header{"Origin": ""})
			tom.must(415, http.MethodPut, at, part, header{"Content-Type": "text/plain"})
			tom.must(415, http.MethodPut, at, part, bytesOf, header{"Content-Encoding": "gzip"})
			tom.must(422, http.MethodPut, at, part[1:], bytesOf)
			tom.must(204, http.MethodPut, at, part, bytesOf)
		}
		tom.must(422, http.MethodPut, path+"/chunks/x", film[:1], bytesOf)
		tom.must(422, http.MethodPut, path+"/chunks/-1", film[:1], bytesOf)
		tom.must(404, http.MethodGet, path, nil)
		tom.must(200, http.MethodPost, path+"/complete", nil)
		tom.must(409, http.MethodPut, path+"/chunks/0", film[:1<<20], bytesOf)
		sue.must(404, http.MethodGet, path, nil)
		ana.must(404, http.MethodGet, path, nil)
		tom.given(tom.written("Film", []fields{{"kind": "lesson", "title": "See", "lesson": fields{"text": "media:" + medium.ID}}}), "ana")
		whole := ana.must(200, http.MethodGet, path, nil)
		if !bytes.Equal(whole.raw, film) || whole.header.Get("Content-Type") != "video/webm" || whole.header.Get("Content-Disposition") != "inline" ||
			!strings.Contains(whole.header.Get("Content-Security-Policy"), "sandbox") || whole.header.Get("Accept-Ranges") != "bytes" || lacking(whole.header) != nil {
			t.Errorf("%d bytes, %v, lacks %q", len(whole.raw), whole.header, lacking(whole.header))
		}
		piece := ana.must(206, http.MethodGet, path, nil, header{"Range": "bytes=1048570-1048585"})
		if !bytes.Equal(piece.raw, film[1048570:1048586]) || piece.header.Get("Content-Range") != fmt.Sprintf("bytes 1048570-1048585/%d", len(film)) {
			t.Errorf("%q, %v", piece.raw, piece.header)
		}
		if beyond := ana.must(416, http.MethodGet, path, nil, header{"Range": "bytes=9999999-"}); beyond.header.Get("Content-Range") != fmt.Sprintf("bytes */%d", len(film)) {
			t.Errorf("%v", beyond.header)
		}
		sue.must(200, http.MethodGet, path, nil)
		s := ana.s
		s.once("cam").must(404, http.MethodGet, path, nil)
	})
}
