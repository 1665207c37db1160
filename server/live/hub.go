package live

import (
	"encoding/json"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"rater/internal/foundation/events"
)

// PingEvery is how often each client is pinged.
const PingEvery = 20 * time.Second

const restarting = "the server restarts"

// Hub knows which connections listen to which topics.
type Hub struct {
	mu      sync.RWMutex
	topics  map[string]map[*Conn]*subscription
	conns   map[*Conn]struct{}
	closed  bool
	writers []*writer
	next    atomic.Uint32
	turns   atomic.Uint64
	stop    chan struct{}
	done    sync.WaitGroup
}

// NewHub makes a hub and starts its pings and a writer for each core; Close ends it.
func NewHub() *Hub {
	h := &Hub{topics: map[string]map[*Conn]*subscription{}, conns: map[*Conn]struct{}{}, stop: make(chan struct{})}
	for range runtime.GOMAXPROCS(0) {
		h.writers = append(h.writers, newWriter())
	}
	h.done.Add(1)
	go h.ping()
	return h
}

// Open takes in the connection of a user; a hub that is closed closes it. onGap is called, in a goroutine of its own,
// when a topic's numbered messages skip: the caller then reads what is missing and calls Live.
func (h *Hub) Open(socket net.Conn, owner string, onGap func(topic string, turn uint64)) *Conn {
	c := newConn(h.writers[int(h.next.Add(1))%len(h.writers)], socket, owner, onGap)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.conns[c] = struct{}{}
	if h.closed {
		c.Close(CodeRestart, restarting)
	}
	return c
}

// Deliver encodes each event once and gives it to everyone who listens to its topic.
func (h *Hub) Deliver(list []events.Event) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for _, e := range list {
		listeners := h.topics[e.Topic]
		if len(listeners) == 0 {
			continue
		}
		body, err := json.Marshal(e.Message)
		if err != nil {
			continue
		}
		f := Text(body)
		for c, s := range listeners {
			if e.Except == "" || e.Except != c.owner {
				c.deliver(e.Topic, s, e.Pos, f)
			}
		}
	}
}

// Behind tells the listeners of a topic that its log goes up to pos, without what stands there: they read it.
func (h *Hub) Behind(topic string, pos int64) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for c, s := range h.topics[topic] {
		c.behind(topic, s, pos)
	}
}

// Heard says whether anybody listens to a topic.
func (h *Hub) Heard(topic string) bool {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return len(h.topics[topic]) > 0
}

// Renew closes every connection, so that the clients come back and read what they may have missed.
func (h *Hub) Renew() {
	for _, c := range h.all() {
		c.Close(CodeRestart, "read again from where you are")
	}
}

// Leave removes a connection from every topic.
func (h *Hub) Leave(c *Conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.conns, c)
	c.mu.Lock()
	defer c.mu.Unlock()
	for topic := range c.subs {
		h.forget(c, topic)
	}
	c.subs = map[string]*subscription{}
}

func (h *Hub) forget(c *Conn, topic string) {
	delete(h.topics[topic], c)
	if len(h.topics[topic]) == 0 {
		delete(h.topics, topic)
	}
}

// Subscribe makes the connection a listener of a topic and returns the turn of its catching up, with which its
// messages are held until Live is called; after is the last number that the client has.
func (h *Hub) Subscribe(c *Conn, topic string, after int64, catching bool) (turn uint64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := &subscription{last: after, catching: catching, turn: h.turns.Add(1) << 32}
	c.mu.Lock()
	c.subs[topic] = s
	c.mu.Unlock()
	if h.topics[topic] == nil {
		h.topics[topic] = map[*Conn]*subscription{}
	}
	h.topics[topic][c] = s
	return s.turn
}

// Unsubscribe ends that.
func (h *Hub) Unsubscribe(c *Conn, topic string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c.mu.Lock()
	delete(c.subs, topic)
	c.mu.Unlock()
	h.forget(c, topic)
}

// Size is the number of connections.
func (h *Hub) Size() int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return len(h.conns)
}

// Close closes every connection with CodeRestart and waits until each has ended, 5 s at most.
func (h *Hub) Close() {
	close(h.stop)
	h.done.Wait()
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	h.closeAll()
	for _, w := range h.writers {
		w.close()
	}
}

func (h *Hub) closeAll() {
	late := time.After(5 * time.Second)
	for _, c := range h.all() {
		c.Close(CodeRestart, restarting)
	}
	for _, c := range h.all() {
		select {
		case <-c.Done():
		case <-late:
			return
		}
	}
}

func (h *Hub) all() []*Conn {
	h.mu.RLock()
	defer h.mu.RUnlock()
	list := make([]*Conn, 0, len(h.conns))
	for c := range h.conns {
		list = append(list, c)
	}
	return list
}

func (h *Hub) ping() {
	defer h.done.Done()
	tick := time.NewTicker(PingEvery)
	defer tick.Stop()
	f := frame(opPing, nil)
	for {
		select {
		case <-tick.C:
			for _, c := range h.all() {
				c.Send(f)
			}
		case <-h.stop:
			return
		}
	}
}
