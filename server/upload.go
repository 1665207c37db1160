package server

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// Fiber reads bodies whole before anybody is asked, or all of them as streams, of which it leaves what nobody read on the
// connection. So what is large is taken apart: as its header arrives it is made one without a body (headerReceived); its
// route takes the connection over, reads the body as it comes, answers, and closes.

const (
	bodyHeader   = "Rater-Body" // ours: how long the body is that follows, -1 for chunks
	uploadPause  = 30 * time.Second
	uploadTime   = 30 * time.Minute
	uploadsAt    = 16 // at once
	lingerTime   = time.Second
	lingerBytes  = 1 << 20
	downloadTime = 30 * time.Minute
)

// taker does the work of a route that takes bytes, as they come: bytes is below 0 where their number is not known.
type taker func(ctx context.Context, actor people.Actor, id string, bytes int64, body io.Reader) (answer any, status int, err error)

// uploads are those that come right now.
type uploads struct {
	ctx    context.Context //nolint:containedctx // ends with the server
	stop   context.CancelFunc
	mu     sync.Mutex
	open   int
	closed bool
	done   sync.WaitGroup
	paths  [][]string // of the routes, by segment
}

func newUploads() *uploads {
	u := &uploads{}
	u.ctx, u.stop = context.WithCancel(context.Background())
	return u
}

// begin says whether another one may come.
func (u *uploads) begin() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed || u.open >= uploadsAt {
		return false
	}
	u.open++
	u.done.Add(1)
	return true
}

func (u *uploads) end() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.open--
	u.done.Done()
}

// close breaks off those that come, of which nothing is kept.
func (u *uploads) close() {
	u.mu.Lock()
	u.closed = true
	u.mu.Unlock()
	u.stop()
	u.done.Wait()
}

func (u *uploads) takes(method, uri string) bool {
	return method == http.MethodPost && slices.ContainsFunc(u.paths, func(path []string) bool { return follows(uri, path) })
}

// follows says whether an address is that of a route, as its segments are; one with a fragment, which fasthttp cuts off, is
// that of none.
func follows(uri string, route []string) bool {
	path, _, _ := strings.Cut(uri, "?")
	have := strings.Split(path, "/")
	if strings.Contains(uri, "#") || len(have) != len(route) {
		return false
	}
	for i, want := range route {
		if have[i] != want && (!strings.HasPrefix(want, "{") || have[i] == "") {
			return false
		}
	}
	return true
}

var downloads = strings.Split(base+"/interactions/{id}/recording/bytes", "/")

// headerReceived takes the body off of what is uploaded, and gives what is listened to time. The connection ends with
// whatever is answered, so that nobody reads such a body as another request.
func (a *API) headerReceived(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	h.Del(bodyHeader)
	uri := string(h.RequestURI())
	if a.uploads.takes(string(h.Method()), uri) {
		length := max(h.ContentLength(), -2) // -2: neither a length nor chunks, which is no body
		h.SetContentLength(0)
		h.Set(bodyHeader, strconv.Itoa(length))
		h.SetConnectionClose()
	}
	if string(h.Method()) == http.MethodGet && follows(uri, downloads) {
		return fasthttp.RequestConfig{WriteTimeout: downloadTime}
	}
	return fasthttp.RequestConfig{}
}

// upload registers a route that takes bytes of any number.
func (a *API) upload(path string, p people.Permission, s Scope, take taker) {
	a.uploads.paths = append(a.uploads.paths, strings.Split(base+path, "/"))
	a.declare(Route{http.MethodPost, path, p, s})
	a.app.Post(base+strings.NewReplacer("{", ":", "}", "").Replace(path), func(c *fiber.Ctx) error {
		length, err := strconv.ParseInt(c.Get(bodyHeader), 10, 64)
		if err != nil {
			return writeProblem(c, fault.Missing()) // the address in another way of writing
		}
		actor, err := a.authorise(c, p)
		if err == nil {
			err = checkTexts(c)
		}
		if e := c.Get(fiber.HeaderContentEncoding); err == nil && e != "" && !strings.EqualFold(e, "identity") {
			err = fault.New(fault.Unsupported, "the body is compressed (%s); send it plain", e)
		}
		id := unescaped(c.Params("id"))
		c.Context().HijackSetNoResponse(true)
		c.Context().Hijack(func(conn net.Conn) { a.receive(conn, err, actor, id, length, take) })
		return nil
	})
}

// receive reads one body and answers, on a connection that was fasthttp's.
func (a *API) receive(conn net.Conn, refused error, actor people.Actor, id string, length int64, take taker) {
	beneath := unsafe(conn)
	defer beneath.Close()
	defer func() {
		if broken := recover(); broken != nil {
			slog.Error("an upload failed", "panic", broken, "stack", string(debug.Stack()))
		}
	}()
	var answer any
	status := 0
	switch {
	case refused != nil:
	case !a.uploads.begin():
		refused = fault.New(fault.Unavailable, "too many uploads come at once; try again in a minute")
	default:
		defer a.uploads.end()
		ctx, stop := context.WithTimeout(a.uploads.ctx, uploadTime)
		defer stop()
		defer context.AfterFunc(ctx, func() { _ = beneath.SetDeadline(time.Unix(1, 0)) })()
		bytes := length
		if length == -2 {
			bytes = 0
		}
		answer, status, refused = take(ctx, actor, id, bytes, bodyOf(ctx, conn, beneath, length))
	}
	a.reply(beneath, answer, status, refused)
	linger(conn, beneath)
}

// bodyOf reads a body of a length, or one that comes in chunks.
func bodyOf(ctx context.Context, conn, beneath net.Conn, length int64) io.Reader {
	from := bufio.NewReader(&patient{conn, beneath, ctx})
	if length == -1 {
		return httputil.NewChunkedReader(from)
	}
	return &exact{from, max(0, length)}
}

// patient waits for a while for each read, and not after ctx has ended.
type patient struct {
	io.Reader
	beneath net.Conn
	ctx     context.Context //nolint:containedctx // a reader's life is that of its request
}

func (p *patient) Read(into []byte) (int, error) {
	if err := errors.Join(p.ctx.Err(), p.beneath.SetReadDeadline(time.Now().Add(uploadPause))); err != nil {
		return 0, err
	}
	if err := p.ctx.Err(); err != nil { // it ended just before the deadline was set
		return 0, err
	}
	return p.Reader.Read(into)
}

// exact reads as many bytes as were declared; fewer are io.ErrUnexpectedEOF.
type exact struct {
	from io.Reader
	left int64
}

func (e *exact) Read(into []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n, err := e.from.Read(into[:min(int64(len(into)), e.left)])
	if e.left -= int64(n); errors.Is(err, io.EOF) && e.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// reply writes the answer as Fiber would.
func (a *API) reply(conn net.Conn, answer any, status int, refused error) {
	header := refusalHeader(a.headers())
	header.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	if refused != nil {
		p := problemOf(refused)
		answer, status = p, p.Status
		header.Set(fiber.HeaderContentType, problemType)
	}
	raw, err := json.Marshal(answer)
	if err != nil {
		return
	}
	r := http.Response{StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Header: header, Body: io.NopCloser(bytes.NewReader(raw)), ContentLength: int64(len(raw))}
	_ = conn.SetWriteDeadline(time.Now().Add(uploadPause))
	_ = r.Write(conn)
}

// linger reads on for a moment: a connection that is closed with bytes unread takes its answer away from who sends them.
func linger(conn, beneath net.Conn) {
	if half, ok := beneath.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	_ = beneath.SetReadDeadline(time.Now().Add(lingerTime))
	_, _ = io.CopyN(io.Discard, conn, lingerBytes)
}
