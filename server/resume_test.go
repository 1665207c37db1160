package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
)

// voyage is what happens in one run of TestResume: all of it is drawn beforehand.
type voyage struct {
	Contacts  int
	Said      int
	Batches   []int // how many utterances writers send at once, in turn
	Followers int
	Stays     []int // how many messages a follower reads before it goes away, in turn
	Restarts  int
}

func drawVoyage(t *rapid.T) voyage {
	some := func(name string, low, high int) []int {
		return rapid.SliceOfN(rapid.IntRange(low, high), 3, 8).Draw(t, name)
	}
	return voyage{
		Contacts: rapid.IntRange(1, 3).Draw(t, "contacts"), Said: rapid.IntRange(20, 120).Draw(t, "said"), Batches: some("batches", 1, 9),
		Followers: rapid.IntRange(1, 4).Draw(t, "followers"), Stays: some("stays", 0, 60), Restarts: rapid.IntRange(1, 3).Draw(t, "restarts"),
	}
}

// TestResume holds that whoever comes back by after hears each utterance once and in order, while writers go on,
// clients come and go and the server restarts.
func TestResume(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, sue, _ := desk1(t, db)
		runs := 0
		rapid.Check(t, func(rt *rapid.T) {
			runs++
			if err := sail(s, sue, drawVoyage(rt), fmt.Sprintf("run-%d", runs)); err != nil {
				rt.Fatal(err)
			}
		})
	})
}

// sail runs a voyage and returns what a follower found wrong.
func sail(s *site, sue *client, v voyage, run string) error {
	names := make([]string, v.Contacts)
	ids := make([]string, v.Contacts)
	for n := range names {
		names[n] = fmt.Sprintf("%s-%d", run, n)
		s.append(s.started(names[n], "ana"))
		ids[n] = s.idOf(names[n])
	}
	h := &harbour{s: s, cookie: sue.cookie}
	results := make(chan error, v.Followers)
	for n := range v.Followers {
		f := &follower{h: h, stays: append(v.Stays[n%len(v.Stays):], v.Stays...), last: map[string]int64{}}
		go func() { results <- f.follow(ids, int64(v.Said)) }()
	}
	var writers sync.WaitGroup
	for _, name := range names {
		writers.Go(func() { s.write(name, v) })
	}
	for range v.Restarts {
		h.restart()
	}
	writers.Wait()
	var errs []error
	for range v.Followers {
		errs = append(errs, <-results)
	}
	return errors.Join(errs...)
}

func (s *site) append(events ...fields) {
	raw := make([]json.RawMessage, len(events))
	for n, e := range events {
		raw[n], _ = json.Marshal(e)
	}
	if got, err := s.desk.Log.Append(context.Background(), interactions.Read("crm", raw)); err != nil || len(got.Rejected) > 0 {
		s.t.Errorf("append: %+v, %v", got, err)
	}
}

func (s *site) write(name string, v voyage) {
	for n, turn := 1, 0; n <= v.Said; turn++ {
		var batch []fields
		for size := v.Batches[turn%len(v.Batches)]; size > 0 && n <= v.Said; size-- {
			batch = append(batch, s.said(name, n, "agent", "word"))
			n++
		}
		s.append(batch...)
	}
}

// harbour is where the server is now.
type harbour struct {
	mu     sync.Mutex
	s      *site
	cookie string
}

func (h *harbour) client() *client {
	h.mu.Lock()
	defer h.mu.Unlock()
	return &client{s: &site{t: h.s.t, base: h.s.base}, cookie: h.cookie}
}

func (h *harbour) restart() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.s.api.Close(); err != nil {
		h.s.t.Error(err)
	}
	h.s.serve()
}

// follower is a client that comes and goes.
type follower struct {
	h     *harbour
	stays []int
	last  map[string]int64
}

func (f *follower) done(ids []string, want int64) bool {
	for _, id := range ids {
		if f.last[id] < want {
			return false
		}
	}
	return true
}

// follow comes back until it has heard everything, or something wrong.
func (f *follower) follow(ids []string, want int64) error {
	late := time.Now().Add(4 * patience)
	for visit := 0; !f.done(ids, want); visit++ {
		if time.Now().After(late) {
			return fmt.Errorf("not everything was heard: %v of %d", f.last, want)
		}
		if err := f.visit(ids, want, f.stays[visit%len(f.stays)]+visit); err != nil {
			return err
		}
	}
	return nil
}

func (f *follower) visit(ids []string, want int64, stay int) error {
	ws, _, err := f.h.client().knock()
	if err != nil {
		return nil // between two servers
	}
	defer ws.Close()
	_ = ws.SetReadDeadline(time.Now().Add(patience))
	for _, id := range ids {
		if ws.WriteJSON(fields{"type": "watch", "interaction": id, "after": f.last[id]}) != nil {
			return nil
		}
	}
	for ; stay >= 0 && !f.done(ids, want); stay-- {
		var m message
		if ws.ReadJSON(&m) != nil {
			return nil
		}
		if err := f.take(m); err != nil {
			return err
		}
	}
	return nil
}

func (f *follower) take(m message) error {
	switch {
	case m.Type == "utterance" && m.Pos == f.last[m.Interaction]+1:
		f.last[m.Interaction] = m.Pos
	case m.Type == "utterance":
		return fmt.Errorf("pos %d behind %d of %s", m.Pos, f.last[m.Interaction], m.Interaction)
	case m.Type == "caught_up" && m.Pos != f.last[m.Interaction]:
		return fmt.Errorf("caught up at %d behind %d", m.Pos, f.last[m.Interaction])
	case m.Type == "error":
		return fmt.Errorf("error %s: %s", m.Code, m.Detail)
	}
	return nil
}

// TestManyWritersManyReaders is TestResume's plain case: nobody goes away, several write to one interaction.
func TestManyWritersManyReaders(t *testing.T) {
	t.Parallel()
	s, sue, _ := desk1(t, testkit.Open(t, store.SQLite))
	s.append(s.started("busy", "ana"))
	h, id := &harbour{s: s, cookie: sue.cookie}, s.idOf("busy")
	const writers, each = 4, 50
	results := make(chan error, 6)
	for range cap(results) {
		f := &follower{h: h, stays: []int{1 << 20}, last: map[string]int64{}}
		go func() { results <- f.follow([]string{id}, writers*each) }()
	}
	together(writers, func(n int) bool {
		for m := range each {
			s.append(s.said("busy", n*each+m+1, "agent", "word"))
		}
		return true
	})
	for range cap(results) {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
}
