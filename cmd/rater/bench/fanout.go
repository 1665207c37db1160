package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"github.com/gorilla/websocket"

	"rater/internal/foundation/events"
	"rater/internal/interactions"
	"rater/internal/people"
)

const (
	saturateFor = 2 * time.Second
	outstanding = 200 // messages that a client may be behind, so that nobody is cut
)

// fanOut measures messages that every socket gets, as fast as they are taken: deliveries for each second of the
// server's CPU time, clients in a process of their own, against a hub of gorilla as one writes it first. On the way it
// weighs a socket.
func fanOut(ctx context.Context, o Options) (all []Figure, err error) {
	for _, sockets := range []int{1000, 5000} {
		figures, err := fanOutTo(ctx, o, sockets)
		if err != nil {
			return all, err
		}
		all = append(all, figures...)
	}
	return all, nil
}

func fanOutTo(ctx context.Context, o Options, sockets int) ([]Figure, error) {
	s, err := open(ctx, "")
	if err != nil {
		return nil, err
	}
	defer s.close()
	id, cookie, err := s.oneLive(ctx)
	if err != nil {
		return nil, err
	}
	before := resident()
	ours, err := gather(ctx, Crowd{URL: s.socketURL(), Origin: s.origin(), Cookie: cookie, Watches: everyone(sockets, id)})
	if err != nil {
		return nil, err
	}
	defer ours.leave()
	weight := float64(resident()-before) / float64(sockets) / 1024
	n, err := newNaive()
	if err != nil {
		return nil, err
	}
	defer n.close()
	theirs, err := gather(ctx, Crowd{URL: n.url, Watches: everyone(sockets)})
	if err != nil {
		return nil, err
	}
	defer theirs.leave()
	n.wait(sockets)
	var mine, naive, mineRate, naiveRate []float64
	pos := int64(0)
	for range o.Rounds {
		perCPU, rate := saturate(sockets, ours, func(m interactions.UtteranceMessage) {
			pos++
			m.Interaction, m.Pos = id, pos
			s.desk.Bus.Publish(events.Event{Topic: events.Interaction(id), Pos: pos, Message: m})
		})
		mine, mineRate = append(mine, perCPU), append(mineRate, rate)
		perCPU, rate = saturate(sockets, theirs, n.broadcast)
		naive, naiveRate = append(naive, perCPU), append(naiveRate, rate)
	}
	return []Figure{
		against(fmt.Sprintf("fan-out to %d sockets", sockets), "deliveries per CPU second", "naive gorilla hub", 5, false, mine, naive),
		against(fmt.Sprintf("fan-out to %d sockets", sockets), "deliveries/s", "naive gorilla hub", 1, false, mineRate, naiveRate),
		atMost(fmt.Sprintf("memory of one of %d sockets", sockets), "KB", 20, weight),
	}, nil
}

// everyone lets each socket watch the same.
func everyone(sockets int, ids ...string) [][]string {
	list := make([][]string, sockets)
	for i := range list {
		list[i] = ids
	}
	return list
}

// oneLive begins one live interaction and signs in who leads its team.
func (s *site) oneLive(ctx context.Context) (id, cookie string, err error) {
	if _, err = s.person(ctx, "sue", people.Supervisor, "billing"); err != nil {
		return "", "", err
	}
	if _, err = s.beginInteractions(ctx); err != nil {
		return "", "", err
	}
	list, err := s.desk.Record.List(ctx, people.Actor{ID: "bench", Roles: []people.Role{people.Analyst}}, interactions.Query{Limit: 1})
	if err != nil || len(list) == 0 {
		return "", "", fmt.Errorf("nothing is live: %w", err)
	}
	cookie, err = s.cookie(ctx, "sue")
	return list[0].ID, cookie, err
}

// saturate publishes for a while as fast as the clients take it.
func saturate(sockets int, c *crowd, publish func(interactions.UtteranceMessage)) (perCPU, rate float64) {
	from, cpu, begun := c.count.Load(), cpuTime(), time.Now()
	for n := int64(1); time.Since(begun) < saturateFor; n++ {
		publish(interactions.UtteranceMessage{Type: "utterance", At: interactions.At(begun), Speaker: "customer", Text: sentences[n%int64(len(sentences))]})
		for (n-outstanding)*int64(sockets) > c.count.Load()-from && time.Since(begun) < saturateFor {
			time.Sleep(time.Millisecond)
		}
	}
	delivered := float64(c.count.Load() - from)
	perCPU, rate = delivered/(cpuTime()-cpu).Seconds(), delivered/time.Since(begun).Seconds()
	for last := int64(-1); last != c.count.Load(); time.Sleep(50 * time.Millisecond) { // let the rest arrive
		last = c.count.Load()
	}
	return perCPU, rate
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resident is the memory that the process holds, in bytes.
func resident() int64 {
	debug.FreeOSMemory()
	raw, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var size, pages int64
	_, _ = fmt.Sscan(string(raw), &size, &pages)
	return pages * int64(os.Getpagesize())
}

// naive is a hub as one writes it first: one WriteMessage for each client and message.
type naive struct {
	url      string
	server   *http.Server
	mu       sync.Mutex
	clients  []*websocket.Conn
	upgrader websocket.Upgrader
}

func newNaive() (*naive, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	n := &naive{url: "ws://" + l.Addr().String(), upgrader: websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}}
	n.server = &http.Server{Handler: n, ReadHeaderTimeout: time.Minute}
	go func() { _ = n.server.Serve(l) }()
	return n, nil
}

func (n *naive) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ws, err := n.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	n.mu.Lock()
	n.clients = append(n.clients, ws)
	n.mu.Unlock()
	for {
		if _, _, err := ws.ReadMessage(); err != nil {
			return
		}
	}
}

func (n *naive) wait(sockets int) {
	for have := 0; have < sockets; time.Sleep(10 * time.Millisecond) {
		n.mu.Lock()
		have = len(n.clients)
		n.mu.Unlock()
	}
}

func (n *naive) broadcast(m interactions.UtteranceMessage) {
	body, err := json.Marshal(m)
	if err != nil {
		return
	}
	half := len(n.clients) / 2
	var done sync.WaitGroup
	for _, part := range [][]*websocket.Conn{n.clients[:half], n.clients[half:]} {
		done.Go(func() {
			for _, ws := range part {
				_ = ws.WriteMessage(websocket.TextMessage, body)
			}
		})
	}
	done.Wait()
}

func (n *naive) close() {
	_ = n.server.Close()
	for _, ws := range n.clients {
		_ = ws.Close()
	}
}
