package live

import (
	"sync"
	"syscall"
	"time"
)

const (
	linger       = 10 * time.Millisecond // between two passes under load, so that a pass writes more of each client's
	writeTimeout = 10 * time.Second      // a reader that takes nothing for so long is cut
)

// writer writes for its share of the connections: one pass gives each that has something queued one write that does
// not wait. The first pass after a pause begins at once.
type writer struct {
	mu      sync.Mutex
	dirty   []*Conn
	stopped bool // from then on each connection is served by itself
	wake    chan struct{}
	stop    chan struct{}
	done    sync.WaitGroup
}

func newWriter() *writer {
	w := &writer{wake: make(chan struct{}, 1), stop: make(chan struct{})}
	w.done.Add(1)
	go w.run()
	return w
}

// add is called by a connection, once until its queue is taken.
func (w *writer) add(c *Conn) {
	w.mu.Lock()
	if w.stopped {
		w.mu.Unlock()
		go w.serve(c, nil)
		return
	}
	first := len(w.dirty) == 0
	w.dirty = append(w.dirty, c)
	w.mu.Unlock()
	if first {
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
}

// close ends the writer once what is queued was written.
func (w *writer) close() {
	w.mu.Lock()
	w.stopped = true
	w.mu.Unlock()
	close(w.stop)
	w.done.Wait()
}

func (w *writer) run() {
	defer w.done.Done()
	buf := make([]byte, 0, maxBurst)
	var spare []*Conn
	var last time.Time
	for {
		select {
		case <-w.wake:
		case <-w.stop:
			w.pass(spare, buf)
			return
		}
		if pause := linger - time.Since(last); pause > 0 {
			time.Sleep(pause)
		}
		spare = w.pass(spare, buf)
		last = time.Now()
	}
}

// pass writes for every connection that has something, and returns the list for the next one.
func (w *writer) pass(spare []*Conn, buf []byte) []*Conn {
	w.mu.Lock()
	list := w.dirty
	w.dirty = spare[:0]
	w.mu.Unlock()
	for i, c := range list {
		w.serve(c, buf[:0])
		list[i] = nil
	}
	return list
}

func (w *writer) serve(c *Conn, buf []byte) {
	burst, last := c.take(buf)
	rest := burst
	if c.raw != nil {
		n, err := writeNow(c.raw, burst)
		if err != nil {
			c.fail()
			return
		}
		rest = burst[n:]
	}
	switch {
	case len(rest) > 0:
		go c.drain(append([]byte(nil), rest...), last)
	case last:
		c.finish()
	case len(burst) > 0:
		c.again()
	}
}

// again puts the connection back where more is queued, or lets it be woken.
func (c *Conn) again() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = false
	if len(c.queue) > 0 || c.closing {
		c.wake()
	}
}

// writeNow writes as much as the socket takes at once.
func writeNow(raw syscall.RawConn, p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	var failed error
	err = raw.Write(func(fd uintptr) bool {
		n, failed = syscall.Write(int(fd), p) //nolint:gosec // a file's number
		return true
	})
	if failed == syscall.EAGAIN || failed == syscall.EINTR {
		return max(n, 0), nil
	}
	if err == nil {
		err = failed
	}
	return max(n, 0), err
}

// drain waits for a client that does not take everything at once; while it does, the connection is its alone.
func (c *Conn) drain(rest []byte, last bool) {
	buf := make([]byte, 0, maxBurst)
	for len(rest) > 0 {
		if c.socket.SetWriteDeadline(time.Now().Add(writeTimeout)) != nil {
			break
		}
		if _, err := c.socket.Write(rest); err != nil {
			c.fail()
			return
		}
		if last {
			break
		}
		rest, last = c.take(buf)
	}
	if last {
		c.finish()
		return
	}
	_ = c.socket.SetWriteDeadline(time.Time{}) // or it would pass while the client is well, and fail what is written at once
	c.again()
}

// fail ends a connection that can't be written to.
func (c *Conn) fail() {
	c.mu.Lock()
	c.closing, c.waiting, c.queue, c.queued = true, true, nil, 0
	c.mu.Unlock()
	c.finish()
}

func (c *Conn) finish() {
	_ = c.socket.Close()
	close(c.done)
}
