package live

import (
	"context"
	"net"
	"sync/atomic"
	"testing"
	"time"
)

// dated is a socket that knows its write deadline.
type dated struct {
	*net.TCPConn
	deadline atomic.Int64 // Unix milliseconds, 0 for none
	ever     atomic.Bool
}

func (d *dated) SetWriteDeadline(t time.Time) error {
	d.deadline.Store(0)
	if !t.IsZero() {
		d.deadline.Store(t.UnixMilli())
		d.ever.Store(true)
	}
	return d.TCPConn.SetWriteDeadline(t)
}

// TestWhoCatchesUpIsUnderNoDeadline fills a client's socket, lets it read everything, and looks at what its next message
// would be written under: a deadline that stays would cut it later, while it is well.
func TestWhoCatchesUpIsUnderNoDeadline(t *testing.T) {
	h := NewHub()
	t.Cleanup(h.Close)
	var socket *dated
	p := openWith(t, h, func(c net.Conn) net.Conn {
		socket = &dated{TCPConn: c.(*net.TCPConn)}
		_ = socket.SetWriteBuffer(4 << 10)
		return socket
	})
	frame := Text(make([]byte, 32<<10))
	for !socket.ever.Load() {
		soon, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
		_ = p.conn.SendWhenRoom(soon, frame)
		stop()
	}
	read := func() {
		if op, _ := p.frame(); op == opClose {
			t.Fatal("it was cut")
		}
	}
	read()
	for begun := time.Now(); socket.deadline.Load() != 0; read() {
		if time.Since(begun) > patience {
			t.Fatal("it has caught up, and its writes stay under a deadline")
		}
		p.conn.Send(Text([]byte("and on")))
	}
}
