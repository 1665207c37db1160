package live

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

const (
	maxQueued    = 1 << 20          // bytes that may wait for a reader
	maxBurst     = 64 << 10         // bytes written at once
	writeTimeout = 10 * time.Second // a reader that takes nothing for so long is cut
)

// ErrClosed is returned by a connection that is closed.
var ErrClosed = errors.New("the connection is closed")

// Conn is one client. Everything it is sent goes through one writer; a client that doesn't keep up is closed with
// CodeSlow and resyncs.
type Conn struct {
	socket net.Conn
	onGap  func(topic string)

	mu      sync.Mutex
	queue   []Frame
	queued  int
	closing bool
	subs    map[string]*subscription

	wake chan struct{}
	room chan struct{}
	done chan struct{}
}

// NewConn starts the writer of a connection. onGap is called, in a goroutine of its own, when a topic's numbered
// messages skip: the caller then reads what is missing and calls Live.
func NewConn(socket net.Conn, onGap func(topic string)) *Conn {
	c := &Conn{socket: socket, onGap: onGap, subs: map[string]*subscription{},
		wake: make(chan struct{}, 1), room: make(chan struct{}, 1), done: make(chan struct{})}
	go c.write()
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
	signal(c.wake)
	return true
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
	for {
		c.mu.Lock()
		if c.closing {
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
	signal(c.wake)
}

// End closes the connection after the frames that are queued, without a close frame of its own.
func (c *Conn) End() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closing = true
	signal(c.wake)
}

func signal(ch chan struct{}) {
	select {
	case ch <- struct{}{}:
	default:
	}
}

func (c *Conn) write() {
	defer close(c.done)
	defer c.socket.Close()
	for range c.wake {
		for {
			burst, last := c.take()
			if len(burst) > 0 && !c.flush(burst) {
				c.End()
				return
			}
			if last {
				return
			}
			if len(burst) == 0 {
				break
			}
		}
	}
}

// take removes up to maxBurst bytes from the queue; last is true when nothing will follow them.
func (c *Conn) take() (burst net.Buffers, last bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	size, n := 0, 0
	for n < len(c.queue) && (n == 0 || size+len(c.queue[n]) <= maxBurst) {
		size += len(c.queue[n])
		n++
	}
	for _, f := range c.queue[:n] {
		burst = append(burst, f)
	}
	c.queue, c.queued = c.queue[n:], c.queued-size
	if c.queued <= maxQueued/2 {
		signal(c.room)
	}
	return burst, c.closing && len(c.queue) == 0
}

func (c *Conn) flush(burst net.Buffers) bool {
	if err := c.socket.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return false
	}
	_, err := burst.WriteTo(c.socket)
	return err == nil
}
