package live

import (
	"context"
	"errors"
	"net"
	"sync"
	"syscall"
)

const (
	maxQueued = 256 << 10 // bytes that may wait for a reader
	reserve   = 32 << 10  // of them kept for what is not numbered, and can't be read again
	maxBurst  = 64 << 10  // bytes written at once
)

// ErrClosed is returned by a connection that is closed, and by a catching up that another has taken the place of.
var ErrClosed = errors.New("the connection is closed")

// Conn is one client. Everything that it is sent goes through one writer; a client that doesn't keep up reads again
// from the log, and one that takes nothing is cut.
type Conn struct {
	socket net.Conn
	raw    syscall.RawConn // nil where the socket can't be written to without waiting
	owner  string
	onGap  func(topic string, turn uint64)
	writer *writer

	mu      sync.Mutex
	queue   []Frame
	queued  int
	waiting bool // the writer knows of what is queued
	closing bool
	subs    map[string]*subscription

	room chan struct{}
	done chan struct{}
}

func newConn(w *writer, socket net.Conn, owner string, onGap func(topic string, turn uint64)) *Conn {
	c := &Conn{socket: socket, owner: owner, onGap: onGap, writer: w, subs: map[string]*subscription{},
		room: make(chan struct{}, 1), done: make(chan struct{})}
	if s, ok := socket.(syscall.Conn); ok {
		c.raw, _ = s.SyscallConn() // without it the writer waits in a goroutine
	}
	return c
}

// Done is closed when the connection has ended.
func (c *Conn) Done() <-chan struct{} { return c.done }

// Send queues a frame, never waiting; it reports false when the connection is closed or was too slow.
func (c *Conn) Send(f Frame) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.push(f)
}

func (c *Conn) push(f Frame) bool {
	if c.closing {
		return false
	}
	if c.queued+len(f) > maxQueued {
		c.shut(CodeSlow, "too slow: read again from where you are")
		return false
	}
	c.queue, c.queued = append(c.queue, f), c.queued+len(f)
	c.wake()
	return true
}

// wake tells the writer once that there is something to write.
func (c *Conn) wake() {
	if !c.waiting {
		c.waiting = true
		c.writer.add(c)
	}
}

// Write queues raw bytes, so that what the websocket library answers (pongs, closes) goes through the one writer too.
func (c *Conn) Write(p []byte) (int, error) {
	if !c.Send(append(Frame(nil), p...)) {
		return 0, ErrClosed
	}
	return len(p), nil
}

// SendWhenRoom queues a frame once at most half the queue is taken; it waits for the client, until ctx ends.
func (c *Conn) SendWhenRoom(ctx context.Context, f Frame) error {
	return c.sendWhenRoom(ctx, f, func() bool { return true })
}

// Refill does the same for a message of a topic that is caught up with, as long as that turn is the present one.
func (c *Conn) Refill(ctx context.Context, topic string, turn uint64, f Frame) error {
	return c.sendWhenRoom(ctx, f, func() bool { return c.current(topic, turn) })
}

func (c *Conn) sendWhenRoom(ctx context.Context, f Frame, still func() bool) error {
	for {
		c.mu.Lock()
		if c.closing || !still() {
			c.mu.Unlock()
			return ErrClosed
		}
		if c.queued <= maxQueued/2 {
			c.push(f)
			c.mu.Unlock()
			return nil
		}
		c.mu.Unlock()
		select {
		case <-c.room:
		case <-c.done:
			return ErrClosed
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Close sends what is queued, then a close frame, and ends the connection.
func (c *Conn) Close(code int, reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shut(code, reason)
}

func (c *Conn) shut(code int, reason string) {
	if c.closing {
		return
	}
	if code == CodeSlow {
		c.queue, c.queued = nil, 0
	}
	c.queue = append(c.queue, closeFrame(code, reason))
	c.closing = true
	c.wake()
}

// End closes the connection after the frames that are queued, without a close frame of its own.
func (c *Conn) End() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closing = true
	c.wake()
}

// take appends up to maxBurst bytes of the queue to buf; last is true when nothing will follow them. When nothing was
// queued the writer forgets the connection until it is woken again.
func (c *Conn) take(buf []byte) (burst []byte, last bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for n < len(c.queue) && (n == 0 || len(buf)+len(c.queue[n]) <= maxBurst) {
		buf = append(buf, c.queue[n]...)
		c.queued -= len(c.queue[n])
		n++
	}
	clear(c.queue[:n])
	if c.queue = c.queue[n:]; len(c.queue) == 0 {
		c.queue, c.queued = c.queue[:0:0], 0
	}
	if c.queued <= maxQueued/2 {
		select {
		case c.room <- struct{}{}:
		default:
		}
	}
	c.waiting = n > 0 || c.closing
	return buf, c.closing && len(c.queue) == 0
}
