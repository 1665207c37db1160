//go:build torture

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"rater/internal/foundation/testkit"
)

const (
	tortureReconnects = 1000
	tortureFollowers  = 20
	tortureServers    = 20 // begun one after another meanwhile
	betweenTries      = 50 * time.Millisecond
)

// TestTortureReconnects lets clients come and go a thousand times while servers are killed and asked to end in turn:
// each hears every utterance once and in order.
func TestTortureReconnects(t *testing.T) {
	onEach(t, reconnects)
}

func reconnects(t *testing.T, db testkit.Database) {
	t.Helper()
	addDesk(t, db)
	s := serveOn(t, db)
	f := newFeed(t, db, s.base)
	v := &visitors{base: s.base, cookie: signIn(t, s.base), ids: interactionsOf(t, s.base)}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var following sync.WaitGroup
	for range tortureFollowers {
		one := &visitor{visitors: v, last: map[string]int64{}}
		v.all = append(v.all, one)
		following.Go(func() { one.comeAndGo(ctx) })
	}
	due := 0
	o := endure(t, f, tortureServers, func() time.Time {
		due += tortureReconnects / tortureServers
		f.until(t, "the clients came often enough", func() bool { return v.count() >= due })
		if due%100 == 0 {
			s.kill()
		} else {
			s.end()
		}
		gone := time.Now()
		s = serveOn(t, db)
		f.address(s.base)
		v.address(s.base)
		return gone
	})
	f.until(t, "everybody has heard everything", func() bool { return v.heard(f.count()) })
	stop()
	following.Wait()
	s.kill()
	o.check(t)
	t.Logf("%d clients came back %d times over %d servers; %v", tortureFollowers, v.visits, tortureServers, v.closed)
	if err := errors.Join(v.wrong...); err != nil {
		t.Error(err)
	}
}

// addDesk adds a supervisor and the agent whom the feed speaks of.
func addDesk(t *testing.T, db testkit.Database) {
	t.Helper()
	output(t, db, "a password of tests", "user", "add", "--email", "sue@example.com", "--name", "Sue", "--role", "supervisor", "--team", "billing", "--password-stdin")
	output(t, db, "", "user", "add", "--email", "ana@example.com", "--name", "Ana", "--role", "agent", "--team", "billing")
}

func asSue(t *testing.T, method, address, cookie, body string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", address[:strings.Index(address, "/api/")])
	r.Header.Set("Cookie", cookie)
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = got.Body.Close() })
	return got
}

func signIn(t *testing.T, base string) string {
	t.Helper()
	got := asSue(t, http.MethodPost, base+"/api/v1/session", "", `{"email":"sue@example.com","password":"a password of tests"}`)
	if len(got.Cookies()) == 0 {
		t.Fatalf("signing in is answered %s", got.Status)
	}
	return got.Cookies()[0].Name + "=" + got.Cookies()[0].Value
}

func interactionsOf(t *testing.T, base string) (ids []string) {
	t.Helper()
	var list struct{ Items []struct{ ID string } }
	if err := json.NewDecoder(asSue(t, http.MethodGet, base+"/api/v1/interactions", signIn(t, base), "").Body).Decode(&list); err != nil || len(list.Items) != spokenIn {
		t.Fatalf("the supervisor sees %d of %d interactions: %v", len(list.Items), spokenIn, err)
	}
	for _, one := range list.Items {
		ids = append(ids, one.ID)
	}
	return ids
}

// visitors are clients that come and go.
type visitors struct {
	cookie string
	ids    []string
	all    []*visitor

	mu     sync.Mutex
	base   string
	visits int
	wrong  []error
	closed map[int]int // how often the server closed a socket with each code
}

func (v *visitors) address(base string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.base = base
}

func (v *visitors) count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.visits
}

// heard reports whether everybody has heard so many utterances, or somebody something wrong.
func (v *visitors) heard(said int) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, one := range v.all {
		sum := 0
		for _, last := range one.last {
			sum += int(last)
		}
		if sum < said && len(v.wrong) == 0 {
			return false
		}
	}
	return true
}

// visitor remembers how far it has heard each interaction.
type visitor struct {
	*visitors
	last map[string]int64
}

func (v *visitor) comeAndGo(ctx context.Context) {
	for ctx.Err() == nil {
		v.mu.Lock()
		base := v.base
		v.mu.Unlock()
		header := http.Header{"Origin": {base}, "Cookie": {v.cookie}}
		ws, answer, err := (&websocket.Dialer{Subprotocols: []string{"rater.live.v1"}}).DialContext(ctx, strings.Replace(base, "http", "ws", 1)+"/api/v1/live", header)
		if err != nil { // between two servers
			select {
			case <-ctx.Done():
			case <-time.After(betweenTries):
			}
			continue
		}
		_ = answer.Body.Close()
		v.visit(ctx, ws)
		_ = ws.Close()
	}
}

// visit stays for some messages, or until the server goes.
func (v *visitor) visit(ctx context.Context, ws *websocket.Conn) {
	defer context.AfterFunc(ctx, func() { _ = ws.Close() })()
	v.mu.Lock()
	v.visits++
	for _, id := range v.ids {
		_ = ws.WriteJSON(map[string]any{"type": "watch", "interaction": id, "after": v.last[id]})
	}
	v.mu.Unlock()
	_ = ws.SetReadDeadline(time.Now().Add(30 * time.Second))
	for stay := rand.IntN(600); stay >= 0; stay-- { //nolint:gosec // no secret
		var m struct {
			Type, Interaction, Detail string
			Pos                       int64
		}
		if err := ws.ReadJSON(&m); err != nil {
			v.closedBy(err)
			return
		}
		v.take(m.Type, m.Interaction, m.Detail, m.Pos)
	}
}

func (v *visitor) closedBy(err error) {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.closed == nil {
			v.closed = map[int]int{}
		}
		v.closed[closed.Code]++
	}
}

func (v *visitor) take(kind, id, detail string, pos int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case kind == "utterance" && pos == v.last[id]+1:
		v.last[id] = pos
	case kind == "utterance":
		v.wrong = append(v.wrong, fmt.Errorf("pos %d behind %d of %s", pos, v.last[id], id))
	case kind == "error":
		v.wrong = append(v.wrong, errors.New(detail))
	}
}
