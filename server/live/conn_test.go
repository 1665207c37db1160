package live

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"rater/internal/foundation/events"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 15 * time.Second

// pair is a connection of a hub and its client over loopback.
type pair struct {
	t      *testing.T
	hub    *Hub
	conn   *Conn
	client net.Conn
	gaps   chan string
	turn   atomic.Uint64 // of the present catching up
}

func open(t *testing.T) *pair {
	t.Helper()
	h := NewHub()
	t.Cleanup(h.Close)
	return openOn(t, h)
}

func openOn(t *testing.T, h *Hub) *pair {
	t.Helper()
	return openWith(t, h, func(c net.Conn) net.Conn { return c })
}

func openWith(t *testing.T, h *Hub, wrap func(net.Conn) net.Conn) *pair {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	client, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	server, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	p := &pair{t: t, hub: h, client: client, gaps: make(chan string, 8)}
	p.conn = p.hub.Open(wrap(server), "ana", func(topic string, turn uint64) { p.turn.Store(turn); p.gaps <- topic })
	_ = client.SetReadDeadline(time.Now().Add(patience))
	t.Cleanup(func() {
		p.conn.End()
		_ = client.Close()
		<-p.conn.Done()
		p.hub.Leave(p.conn)
	})
	return p
}

// frame reads one frame as a client does.
func (p *pair) frame() (op byte, payload []byte) {
	p.t.Helper()
	head := make([]byte, 2)
	p.read(head)
	n := int(head[1])
	switch head[1] {
	case 126:
		more := make([]byte, 2)
		p.read(more)
		n = int(binary.BigEndian.Uint16(more))
	case 127:
		more := make([]byte, 8)
		p.read(more)
		n = int(binary.BigEndian.Uint64(more)) //nolint:gosec // of our own making
	}
	payload = make([]byte, n)
	p.read(payload)
	return head[0] & 0xf, payload
}

func (p *pair) read(into []byte) {
	p.t.Helper()
	if _, err := io.ReadFull(p.client, into); err != nil {
		p.t.Fatal(err)
	}
}

// hears reads frames and compares them.
func (p *pair) hears(want ...string) {
	p.t.Helper()
	for _, w := range want {
		if _, got := p.frame(); string(got) != w {
			p.t.Fatalf("want %s, got %s", w, got)
		}
	}
}

func (p *pair) closedWith() int {
	p.t.Helper()
	for {
		if op, payload := p.frame(); op == opClose {
			return int(binary.BigEndian.Uint16(payload))
		}
	}
}

// say delivers numbers of topic t; 0 is a message without one.
func (p *pair) say(numbers ...int64) {
	for _, n := range numbers {
		p.hub.Deliver([]events.Event{{Topic: "t", Pos: n, Message: n}})
	}
}

func (p *pair) listen(after int64, catching bool) {
	p.turn.Store(p.hub.Subscribe(p.conn, "t", after, catching))
}

func (p *pair) live(pos int64, before string) bool {
	var f Frame
	if before != "" {
		f = Text([]byte(before))
	}
	return p.conn.Live("t", p.turn.Load(), pos, f)
}

// TestSubscription goes through what a topic's listener is sent, and what not.
func TestSubscription(t *testing.T) {
	for _, one := range []struct {
		name string
		run  func(p *pair)
		want []string
	}{
		{"nothing that it does not listen to", func(p *pair) { p.say(1) }, nil},
		{"each number once", func(p *pair) {
			p.listen(0, false)
			p.say(1, 2, 2, 1, 3)
		}, []string{"1", "2", "3"}},
		{"from where it is", func(p *pair) {
			p.listen(5, false)
			p.say(4, 5, 6)
		}, []string{"6"}},
		{"every message without a number", func(p *pair) {
			p.listen(0, false)
			p.say(0, 0, 1, 0)
		}, []string{"0", "0", "1", "0"}},
		{"nothing while it catches up, all of it after", func(p *pair) {
			p.listen(0, true)
			p.say(3, 0, 4)
			p.conn.Send(Text([]byte("stored 1 to 2")))
			if !p.live(2, "caught up") {
				t.Error("2 and 3 leave a gap")
			}
			p.say(5)
		}, []string{"stored 1 to 2", "caught up", "3", "0", "4", "5"}},
		{"not what was read from the log meanwhile", func(p *pair) {
			p.listen(0, true)
			p.say(1, 2, 3)
			p.live(2, "")
		}, []string{"3"}},
		{"nothing beyond a gap that was held", func(p *pair) {
			p.listen(0, true)
			p.say(4)
			if p.live(2, "caught up") {
				t.Error("live with a gap")
			}
			p.live(3, "now")
		}, []string{"now", "4"}},
		{"nothing any more", func(p *pair) {
			p.listen(0, false)
			p.say(1)
			p.hub.Unsubscribe(p.conn, "t")
			p.say(2)
			if !p.live(2, "never") {
				t.Error("who does not listen has no gap")
			}
		}, []string{"1"}},
		{"from the beginning when it listens anew", func(p *pair) {
			p.listen(0, false)
			p.say(1, 2)
			p.listen(0, true)
			p.live(0, "")
			p.say(1)
		}, []string{"1", "2", "1"}},
	} {
		t.Run(one.name, func(t *testing.T) {
			p := open(t)
			one.run(p)
			p.conn.Send(Text([]byte("end")))
			p.hears(append(one.want, "end")...)
		})
	}
}

// TestGap holds that a number which skips is held until what is missing was read.
func TestGap(t *testing.T) {
	p := open(t)
	p.listen(0, false)
	p.say(1, 4, 5, 0)
	select {
	case topic := <-p.gaps:
		if topic != "t" {
			t.Errorf("a gap in %q", topic)
		}
	case <-time.After(patience):
		t.Fatal("the gap was not told")
	}
	if last, ok := p.conn.Last("t"); last != 1 || !ok {
		t.Errorf("the last is %d, %t", last, ok)
	}
	p.conn.Send(Text([]byte("2")))
	p.conn.Send(Text([]byte("3")))
	if !p.live(3, "") {
		t.Error("still a gap")
	}
	p.say(6)
	p.hears("1", "2", "3", "4", "5", "0", "6")
	if len(p.gaps) != 0 {
		t.Error("one gap was told twice")
	}
}

// TestHeldTooMuch holds that what is let go is never passed over.
func TestHeldTooMuch(t *testing.T) {
	p := open(t)
	p.listen(0, true)
	for n := range int64(10) {
		p.say(n + 1)
	}
	for range maxHeld {
		p.say(0)
	}
	if p.live(0, "") {
		t.Fatal("live, though 1 to 10 were let go")
	}
	if !p.live(10, "caught up") {
		t.Fatal("not live, though all was read")
	}
	p.hears("caught up")
}

// TestSlow never reads: the client is closed with CodeSlow, and what it was to be sent is let go.
func TestSlow(t *testing.T) {
	p := open(t)
	p.listen(0, false)
	big := Text(bytes.Repeat([]byte("x"), 60<<10))
	sent := 0
	for ; p.conn.Send(big); sent++ {
		if sent > 1000 {
			t.Fatal("60 MiB were taken without a reader")
		}
	}
	p.say(1)
	if code := p.closedWith(); code != CodeSlow {
		t.Errorf("closed with %d", code)
	}
	<-p.conn.Done()
}

// TestSendWhenRoom waits for a client that reads slowly, and never closes it for that.
func TestSendWhenRoom(t *testing.T) {
	p := open(t)
	const n, size = 400, 32 << 10
	done := make(chan error, 1)
	go func() {
		for i := range n {
			if err := p.conn.SendWhenRoom(context.Background(), Text([]byte(fmt.Sprintf("%d %s", i, strings.Repeat("x", size))))); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for i := range n {
		if _, got := p.frame(); !strings.HasPrefix(string(got), fmt.Sprintf("%d ", i)) {
			t.Fatalf("frame %d begins with %.8s", i, got)
		}
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestSendWhenRoomEnds gives up when the caller does or the connection is closed.
func TestSendWhenRoomEnds(t *testing.T) {
	fill := func(p *pair, ctx context.Context) chan error {
		done := make(chan error, 1)
		go func() {
			for {
				if err := p.conn.SendWhenRoom(ctx, Text(make([]byte, 60<<10))); err != nil {
					done <- err
					return
				}
			}
		}()
		return done
	}
	t.Run("by the caller", func(t *testing.T) {
		p := open(t)
		ctx, stop := context.WithCancel(t.Context())
		done := fill(p, ctx)
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	t.Run("by the client", func(t *testing.T) {
		p := open(t)
		done := fill(p, t.Context())
		_ = p.client.Close()
		if err := <-done; !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
	})
}

// TestClose sends what waits, then the reason, and nothing after.
func TestClose(t *testing.T) {
	p := open(t)
	p.conn.Send(Text([]byte("last words")))
	p.conn.Close(CodeRights, strings.Repeat("r", 500))
	if p.conn.Send(Text([]byte("too late"))) {
		t.Error("sent after the close")
	}
	if _, err := p.conn.Write([]byte("x")); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	p.conn.Close(CodeSlow, "again")
	p.hears("last words")
	if op, payload := p.frame(); op != opClose || binary.BigEndian.Uint16(payload) != CodeRights || len(payload) > 125 {
		t.Errorf("closed by %d %q", op, payload)
	}
	if _, err := p.client.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("after the close: %v", err)
	}
	<-p.conn.Done()
}

// TestHubClose tells every connection that the server restarts.
func TestHubClose(t *testing.T) {
	h := NewHub()
	var clients []*pair
	for range 3 {
		clients = append(clients, openOn(t, h))
	}
	if h.Size() != 3 {
		t.Errorf("%d connections", h.Size())
	}
	h.Close()
	for _, p := range clients {
		if code := p.closedWith(); code != CodeRestart {
			t.Errorf("closed with %d", code)
		}
		h.Leave(p.conn)
	}
	late := openOn(t, h)
	if code := late.closedWith(); code != CodeRestart {
		t.Errorf("who comes late is closed with %d", code)
	}
	if h.Leave(late.conn); h.Size() != 0 {
		t.Errorf("%d connections are left", h.Size())
	}
}

// TestLeaveForgets holds that a connection which left is in no topic.
func TestLeaveForgets(t *testing.T) {
	p := open(t)
	p.listen(0, false)
	p.hub.Subscribe(p.conn, "u", 0, true)
	p.hub.Leave(p.conn)
	if len(p.hub.topics) != 0 || p.hub.Size() != 0 {
		t.Errorf("topics left: %v", p.hub.topics)
	}
	if _, ok := p.conn.Last("t"); ok {
		t.Error("still subscribed")
	}
}

// TestFrameLengths encodes the three forms of a length.
func TestFrameLengths(t *testing.T) {
	p := open(t)
	for _, n := range []int{0, 1, 125, 126, 1<<16 - 1, 1 << 16} {
		want := strings.Repeat("x", n)
		p.conn.Send(Text([]byte(want)))
		if op, got := p.frame(); op != opText || string(got) != want {
			t.Errorf("%d bytes became %d", n, len(got))
		}
	}
}

// TestExcept holds that somebody whom a message leaves out does not hear it.
func TestExcept(t *testing.T) {
	p := open(t)
	p.listen(0, false)
	p.hub.Deliver([]events.Event{{Topic: "t", Message: "of ana", Except: "ana"}, {Topic: "t", Message: "of ben", Except: "ben"}})
	p.hears(`"of ben"`)
}

// TestBurst holds that more than the queue takes is no reason to cut a client: it reads the log instead.
func TestBurst(t *testing.T) {
	p := open(t)
	p.listen(0, false)
	big := strings.Repeat("x", 60<<10)
	const n = 40
	for i := range int64(n) {
		p.hub.Deliver([]events.Event{{Topic: "t", Pos: i + 1, Message: big}})
	}
	<-p.gaps
	last, _ := p.conn.Last("t")
	go func() {
		for i := last + 1; i <= n; i++ {
			if err := p.conn.Refill(context.Background(), "t", p.turn.Load(), Text([]byte(big))); err != nil {
				t.Error(err)
			}
		}
		if !p.live(n, "now") {
			t.Error("still behind")
		}
	}()
	for range n {
		p.frame()
	}
	p.hears("now")
}

// TestOneCatchingUp holds that of two catchings up of a topic the earlier one ends.
func TestOneCatchingUp(t *testing.T) {
	p := open(t)
	p.listen(0, true)
	before := p.turn.Load()
	p.listen(0, true)
	if err := p.conn.Refill(t.Context(), "t", before, Text([]byte("old"))); !errors.Is(err, ErrClosed) {
		t.Errorf("the earlier goes on: %v", err)
	}
	if !p.conn.Live("t", before, 7, nil) {
		t.Error("the earlier is not over")
	}
	if last, _ := p.conn.Last("t"); last != 0 {
		t.Errorf("the earlier moved the later to %d", last)
	}
}

// TestBehind holds that who hears only how far a log goes reads it, and once.
func TestBehind(t *testing.T) {
	p := open(t)
	p.listen(2, false)
	p.hub.Behind("t", 2)
	p.hub.Behind("t", 4)
	p.hub.Behind("t", 5)
	<-p.gaps
	if p.live(4, "") {
		t.Error("live, though the log goes up to 5")
	}
	if !p.live(5, "now") {
		t.Error("still behind")
	}
	p.say(6)
	p.hears("now", "6")
	if len(p.gaps) != 0 {
		t.Error("one gap was told twice")
	}
}
