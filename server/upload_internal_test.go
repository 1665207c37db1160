package server

import (
	"net/http"
	"testing"

	"github.com/valyala/fasthttp"
)

// TestAHeaderIsTakenByItsAddressAlone holds which requests lose their body, after which their connection ends, and which
// have the time of a download.
func TestAHeaderIsTakenByItsAddressAlone(t *testing.T) {
	t.Parallel()
	a := &API{uploads: newUploads()}
	a.uploads.paths = [][]string{{"", "api", "v1", "ingest", "recordings", "{interaction}"}}
	for _, one := range []struct {
		method, uri     string
		taken, download bool
	}{
		{http.MethodPost, "/api/v1/ingest/recordings/a", true, false}, {http.MethodPost, "/api/v1/ingest/recordings/a?b", true, false},
		{http.MethodGet, "/api/v1/ingest/recordings/a", false, false}, {http.MethodPost, "/api/v1/ingest/recordings/", false, false},
		{http.MethodPost, "/api/v1/ingest/recordings/#a", false, false}, {http.MethodPost, "/api/v1/ingest/recordings/a#b", false, false}, {http.MethodPost, "/api/v1/ingest/recordings/a?b#c", false, false},
		{http.MethodGet, "/api/v1/interactions/a/recording/bytes", false, true}, {http.MethodGet, "/api/v1/interactions/a/recording/bytes?b", false, true},
		{http.MethodGet, "/api/v1/interactions?/recording/bytes", false, false}, {http.MethodGet, "/recording/bytes", false, false}, {http.MethodGet, "/api/v1/interactions//recording/bytes", false, false},
		{http.MethodGet, "/api/v1/interactions#/a/recording/bytes", false, false}, {http.MethodPost, "/api/v1/interactions/a/recording/bytes", false, false},
	} {
		var h fasthttp.RequestHeader
		h.SetMethod(one.method)
		h.SetRequestURI(one.uri)
		h.SetContentLength(5)
		c := a.headerReceived(&h)
		if got := len(h.Peek(bodyHeader)) > 0; got != one.taken || h.ConnectionClose() != one.taken || (c.WriteTimeout > 0) != one.download {
			t.Errorf("%s %s: taken %v, closed %v, %s to write", one.method, one.uri, got, h.ConnectionClose(), c.WriteTimeout)
		}
	}
}
