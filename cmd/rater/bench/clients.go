package bench

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Crowd is what the process of the clients is told: where to go, as whom, and what each of its sockets watches.
type Crowd struct {
	URL     string
	Cookie  string
	Origin  string
	Watches [][]string // by socket: interactions, none for a server that sends everything
	Stamp   bool       // tell when each utterance came
}

// Arrival is one utterance that a client got, in nanoseconds since 1970.
type Arrival struct {
	Interaction string `json:"interaction"`
	Pos         int64  `json:"pos"`
	At          int64  `json:"came_at"`
}

// progress is a line that the clients write: how many messages they have got in all, or one that came.
type progress struct {
	Ready   bool
	Count   int64
	Arrived *Arrival `json:",omitempty"`
}

const tellEvery = 4 * time.Millisecond

// Clients is the whole of the clients' process: it reads a Crowd from in, connects, and writes progress to out until
// in is closed.
func Clients(ctx context.Context, in io.Reader, out io.Writer) error {
	lines := json.NewDecoder(in)
	var c Crowd
	if err := lines.Decode(&c); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	go func() {
		_, _ = io.Copy(io.Discard, io.MultiReader(lines.Buffered(), in))
		stop()
	}()
	var mu sync.Mutex
	tell := func(p progress) {
		line, _ := json.Marshal(p)
		mu.Lock()
		defer mu.Unlock()
		_, _ = out.Write(append(line, '\n'))
	}
	var count atomic.Int64
	if err := c.connect(ctx, &count, tell); err != nil {
		return err
	}
	tell(progress{Ready: true})
	for tick := time.NewTicker(tellEvery); ; {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			tell(progress{Count: count.Load()})
		}
	}
}

func (c Crowd) connect(ctx context.Context, count *atomic.Int64, tell func(progress)) error {
	for _, watches := range c.Watches {
		conn, in, err := c.dial(ctx)
		if err != nil {
			return err
		}
		r := reader{c: c, in: in, waits: len(watches), caughtUp: make(chan struct{}), count: count, tell: tell}
		go r.read()
		for _, id := range watches {
			if _, err := conn.Write(masked(fmt.Appendf(nil, `{"type":"watch","interaction":%q}`, id))); err != nil {
				return err
			}
		}
		if len(watches) > 0 {
			<-r.caughtUp
		}
	}
	return nil
}

// dial shakes hands by hand, so that reading costs the clients little.
func (c Crowd) dial(ctx context.Context) (net.Conn, *bufio.Reader, error) {
	u, err := url.Parse(c.URL)
	if err != nil {
		return nil, nil, err
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", u.Host)
	if err != nil {
		return nil, nil, err
	}
	_, err = fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: rater.live.v1\r\n\r\n", cmp.Or(u.Path, "/"), u.Host, c.Origin, c.Cookie)
	if err != nil {
		return nil, nil, err
	}
	in := bufio.NewReaderSize(conn, 16<<10)
	answer, err := http.ReadResponse(in, nil) //nolint:bodyclose // a switch of protocols has none
	if err == nil && answer.StatusCode != http.StatusSwitchingProtocols {
		err = fmt.Errorf("the handshake was answered %s", answer.Status)
	}
	return conn, in, err
}

// masked is a text frame as a client sends it, under the mask 0.
func masked(text []byte) []byte {
	return append([]byte{0x81, 0x80 | byte(len(text)), 0, 0, 0, 0}, text...)
}

const opText = 1

// reader reads the frames of one socket.
type reader struct {
	c        Crowd
	in       *bufio.Reader
	waits    int
	caughtUp chan struct{}
	count    *atomic.Int64
	tell     func(progress)
}

func (r *reader) read() {
	in := r.in
	var payload []byte
	for {
		head, err := in.Peek(2)
		if err != nil {
			return
		}
		op, size, skip := head[0]&0xf, int(head[1]), 2
		if size == 126 {
			if head, err = in.Peek(4); err != nil {
				return
			}
			size, skip = int(binary.BigEndian.Uint16(head[2:])), 4
		}
		if _, err := in.Discard(skip); err != nil {
			return
		}
		if cap(payload) < size {
			payload = make([]byte, size)
		}
		payload = payload[:size]
		if _, err := io.ReadFull(in, payload); err != nil {
			return
		}
		if op == opText {
			r.got(payload)
		}
	}
}

var utterance, caughtUp = []byte(`{"type":"utterance"`), []byte(`{"type":"caught_up"`)

func (r *reader) got(payload []byte) {
	switch {
	case bytes.HasPrefix(payload, utterance):
		r.count.Add(1)
		if r.c.Stamp {
			a := Arrival{At: time.Now().UnixNano()}
			if json.Unmarshal(payload, &a) == nil {
				r.tell(progress{Arrived: &a})
			}
		}
	case r.waits > 0 && bytes.HasPrefix(payload, caughtUp):
		if r.waits--; r.waits == 0 {
			close(r.caughtUp)
		}
	}
}

// crowd is the clients' process as the server's sees it.
type crowd struct {
	command  *exec.Cmd
	in       io.WriteCloser
	count    atomic.Int64
	ready    chan error
	mu       sync.Mutex
	arrivals []Arrival
}

// gather starts a process of clients and waits until all of them are connected.
func gather(ctx context.Context, c Crowd) (*crowd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	w := &crowd{command: exec.CommandContext(ctx, self, "bench-clients"), ready: make(chan error, 1)}
	w.command.Stderr = os.Stderr
	out, err := w.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if w.in, err = w.command.StdinPipe(); err != nil {
		return nil, err
	}
	if err := w.command.Start(); err != nil {
		return nil, err
	}
	go w.listen(out)
	if err := json.NewEncoder(w.in).Encode(c); err != nil {
		return nil, err
	}
	select {
	case err := <-w.ready:
		return w, err
	case <-time.After(2 * time.Minute):
		w.leave()
		return nil, fmt.Errorf("%d clients could not connect within two minutes", len(c.Watches))
	}
}

func (w *crowd) listen(out io.Reader) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var p progress
		if json.Unmarshal(lines.Bytes(), &p) != nil {
			continue
		}
		switch {
		case p.Ready:
			w.ready <- nil
		case p.Arrived != nil:
			w.mu.Lock()
			w.arrivals = append(w.arrivals, *p.Arrived)
			w.mu.Unlock()
		default:
			w.count.Store(p.Count)
		}
	}
	select {
	case w.ready <- fmt.Errorf("the clients' process ended before it was ready"):
	default:
	}
}

func (w *crowd) leave() {
	_ = w.in.Close()
	_ = w.command.Wait()
}

// cookie signs in and returns the session's cookie.
func (s *site) cookie(ctx context.Context, name string) (string, error) {
	token, err := s.desk.Sessions.SignIn(ctx, name+"@example.com", password, "127.0.0.1")
	return "rater_session=" + token, err
}

func (s *site) socketURL() string { return "ws://" + s.host + "/api/v1/live" }

func (s *site) origin() string { return "http://" + strings.TrimPrefix(s.host, "http://") }
