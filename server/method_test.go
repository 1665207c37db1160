package server_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestAMethodOfNobodys holds that a method which HTTP does not have is answered as a problem that says so.
func TestAMethodOfNobodys(t *testing.T) {
	t.Parallel()
	s := small(t)
	for _, method := range []string{"BREW", "get", "GETS"} {
		r, err := http.NewRequestWithContext(t.Context(), method, s.base+"/api/v1/about", nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		said, _ := io.ReadAll(got.Body)
		_ = got.Body.Close()
		if got.StatusCode != http.StatusBadRequest || got.Header.Get("Content-Type") != "application/problem+json" || !strings.Contains(string(said), "no such method") {
			t.Errorf("%s: %d %s %s", method, got.StatusCode, got.Header.Get("Content-Type"), said)
		}
	}
}
