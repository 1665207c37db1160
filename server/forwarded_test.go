package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// forged are what a proxy would tell, from a client that is none.
func forged(n int) header {
	address := "203.0.113." + strconv.Itoa(n%250+1)
	return header{"X-Forwarded-For": address, "X-Real-Ip": address, "Forwarded": "for=" + address + ";proto=https;host=evil.example", "True-Client-Ip": address,
		"Cf-Connecting-Ip": address, "X-Client-Ip": address, "X-Forwarded-Proto": "https", "X-Forwarded-Protocol": "https", "X-Forwarded-Ssl": "on", "X-Url-Scheme": "https",
		"X-Forwarded-Host": "evil.example", "X-Host": "evil.example", "X-Original-Url": "/api/v1/users", "X-Rewrite-Url": "/api/v1/users",
		"X-Http-Method-Override": "DELETE", "X-Remote-User": "ada@example.com"}
}

// TestForwardingHeadersChangeNothing holds that what a client claims of itself is not believed: not for slowing guesses
// down, the cookie, the origin, the address or the method asked for, and that none of it is kept.
func TestForwardingHeadersChangeNothing(t *testing.T) {
	t.Parallel()
	s := small(t)
	signIn := credentials("ana@example.com", password)
	plain, claimed := s.anonymous().must(204, http.MethodPost, "/session", signIn), s.anonymous().must(204, http.MethodPost, "/session", signIn, forged(1))
	if strings.Contains(claimed.header.Get("Set-Cookie"), "Secure") || strings.Contains(claimed.header.Get("Set-Cookie"), "__Host-") {
		t.Errorf("the cookie believes the client: %s", claimed.header.Get("Set-Cookie"))
	}
	plain.header.Del("Set-Cookie")
	claimed.header.Del("Set-Cookie")
	if !sameHeaders(plain.header, claimed.header) {
		t.Errorf("headers %v, without the claims %v", claimed.header, plain.header)
	}

	ana := s.as("ana")
	ana.must(200, http.MethodPut, "/me/preferences", fields{"preferences": fields{}}, forged(2))
	ana.must(403, http.MethodGet, "/users", nil, forged(3))
	ana.must(200, http.MethodGet, "/session", nil, forged(4))
	for _, origin := range []string{"https://evil.example", "http://evil.example", "null"} {
		ana.must(403, http.MethodPut, "/me/preferences", fields{"preferences": fields{}}, forged(5), header{"Origin": origin})
		if _, status, _ := ana.knock(forged(6), header{"Origin": origin}); status != 403 {
			t.Errorf("a socket from %s: %d", origin, status)
		}
	}
	s.as("ada").must(200, http.MethodPatch, "/users/"+s.users["ana"].ID, fields{"name": "Ana"}, forged(7))

	slowed := 0
	for n := range 20 {
		if s.anonymous().call(http.MethodPost, "/session", credentials("ana@example.com", "guess"), forged(n)).status == http.StatusTooManyRequests {
			slowed++
		}
	}
	if slowed != 10 {
		t.Errorf("%d of 20 guesses under ever new addresses were slowed down, not 10", slowed)
	}
	if all := s.dump(); strings.Contains(all, "203.0.113.") || strings.Contains(all, "evil.example") || strings.Contains(all, "X-Forwarded") {
		t.Error("what a client claims of itself is stored")
	}
}
