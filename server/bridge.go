package server

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/websocket"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/server/live"
)

const (
	protocol = "rater.live.v1"
	maxFrame = 32 << 10
	pongWait = 3 * live.PingEvery
)

// live takes over the connection of a websocket handshake. Session and origin were checked by the route.
func (a *API) live(c *fiber.Ctx, actor people.Actor) error {
	if !strings.EqualFold(c.Get(fiber.HeaderUpgrade), "websocket") {
		return writeProblem(c, fault.New(fault.Malformed, "this address speaks websocket (%s) only", protocol))
	}
	request := handshake(c)
	c.Context().HijackSetNoResponse(true)
	c.Context().Hijack(func(conn net.Conn) {
		s, err := letGo(conn)
		if err != nil {
			_ = s.Close()
			return
		}
		go a.upgrade(s, request, actor) // so that fasthttp's buffers and its goroutine's stack are free
	})
	return nil
}

func (a *API) upgrade(s *hijacked, request *http.Request, actor people.Actor) {
	ws, err := upgrader.Upgrade(&hijacker{conn: s, header: refusalHeader(a.headers())}, request, nil)
	if err != nil {
		_ = s.Close()
		return
	}
	a.sockets.serve(ws, s, actor)
}

// letGo takes the connection beneath fasthttp's, with the bytes that came with the handshake: a read that may not wait
// gives those alone.
func letGo(conn net.Conn) (*hijacked, error) {
	s := &hijacked{Conn: unsafe(conn)}
	if err := s.SetReadDeadline(time.Unix(1, 0)); err != nil {
		return s, err
	}
	early, err := io.ReadAll(io.LimitReader(conn, maxFrame))
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		return s, cmp.Or(err, io.ErrUnexpectedEOF)
	}
	s.early = early
	return s, s.SetReadDeadline(time.Time{})
}

// upgrader trusts the route for the origin.
var upgrader = websocket.Upgrader{ReadBufferSize: 512, WriteBufferSize: 512, Subprotocols: []string{protocol}, CheckOrigin: func(*http.Request) bool { return true }}

// handshake copies the request, since fasthttp reuses its memory once the handler has returned.
func handshake(c *fiber.Ctx) *http.Request {
	r := &http.Request{Method: http.MethodGet, Host: string(c.Request().Host()), URL: &url.URL{Path: c.Path()},
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}}
	for key, value := range c.Request().Header.All() {
		r.Header.Add(string(key), string(value))
	}
	return r
}

// unsafe is the connection beneath fasthttp's, whose Close does nothing.
func unsafe(conn net.Conn) net.Conn {
	if h, ok := conn.(interface{ UnsafeConn() net.Conn }); ok {
		return h.UnsafeConn()
	}
	return conn
}

// hijacked is a connection that was fasthttp's; once out is set all that the library writes goes through that one
// writer.
type hijacked struct {
	net.Conn
	early []byte // came with the handshake
	out   *live.Conn
}

func (h *hijacked) Read(p []byte) (int, error) {
	if len(h.early) == 0 {
		return h.Conn.Read(p)
	}
	n := copy(p, h.early)
	h.early = h.early[n:]
	return n, nil
}

func (h *hijacked) Write(p []byte) (int, error) {
	if h.out != nil {
		return h.out.Write(p)
	}
	return h.Conn.Write(p)
}

// Close is the library's: it lets the writer end the connection, so that a close frame still goes out.
func (h *hijacked) Close() error {
	if h.out != nil {
		h.out.End()
		return nil
	}
	return h.Conn.Close()
}

func (h *hijacked) SetWriteDeadline(time.Time) error { return nil }

// refusalHeader is that of a handshake which can't be made; of one that is made nothing of it is sent.
func refusalHeader(headers map[string]string) http.Header {
	h := http.Header{"Connection": {"close"}}
	for name, value := range headers {
		h.Set(name, value)
	}
	return h
}

// hijacker is as much of a ResponseWriter as the upgrade needs.
type hijacker struct {
	conn   net.Conn
	header http.Header
}

func (h *hijacker) Header() http.Header         { return h.header }
func (h *hijacker) Write(p []byte) (int, error) { return h.conn.Write(p) }
func (h *hijacker) WriteHeader(code int) {
	_, _ = h.conn.Write([]byte("HTTP/1.1 " + strconv.Itoa(code) + " " + http.StatusText(code) + "\r\n"))
	_ = h.header.Write(h.conn)
	_, _ = h.conn.Write([]byte("\r\n"))
}

func (h *hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.conn, bufio.NewReadWriter(bufio.NewReaderSize(h.conn, 512), bufio.NewWriterSize(h.conn, 512)), nil
}
