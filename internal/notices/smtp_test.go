package notices_test

import (
	"io"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// mailServer is a real SMTP server on loopback that keeps what it is given. It refuses whoever is called gone, puts off
// who is called full, and hangs up without a word after it has taken a letter for somebody called lost.
type mailServer struct {
	mu      sync.Mutex
	letters []received
	server  *smtp.Server
	address string
}

type received struct{ from, to, subject, id, text string }

func newMailServer(t *testing.T) *mailServer {
	t.Helper()
	m := &mailServer{}
	m.start(t, "127.0.0.1:0")
	t.Cleanup(func() { _ = m.server.Close() })
	return m
}

func (m *mailServer) start(t *testing.T, address string) {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	m.address = l.Addr().String()
	m.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &delivery{m: m, conn: c}, nil }))
	m.server.Domain = "localhost"
	go func(s *smtp.Server) { _ = s.Serve(l) }(m.server)
}

func (m *mailServer) url() string { return "smtp://" + m.address + "?tls=none" }

func (m *mailServer) got() []received {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]received(nil), m.letters...)
}

type delivery struct {
	m    *mailServer
	conn *smtp.Conn
	from string
	to   string
}

func (d *delivery) Reset()        {}
func (d *delivery) Logout() error { return nil }

func (d *delivery) Mail(from string, _ *smtp.MailOptions) error {
	d.from = from
	return nil
}

func (d *delivery) Rcpt(to string, _ *smtp.RcptOptions) error {
	switch d.to = to; {
	case strings.HasPrefix(to, "gone"):
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	case strings.HasPrefix(to, "full"):
		return &smtp.SMTPError{Code: 452, EnhancedCode: smtp.EnhancedCode{4, 2, 2}, Message: "mailbox full"}
	}
	return nil
}

func (d *delivery) Data(r io.Reader) error {
	letter, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(letter.Body)
	if err != nil {
		return err
	}
	d.m.mu.Lock()
	d.m.letters = append(d.m.letters, received{d.from, d.to, letter.Header.Get("Subject"), letter.Header.Get("Message-ID"), string(text)})
	d.m.mu.Unlock()
	if strings.HasPrefix(d.to, "lost") {
		return d.conn.Conn().Close()
	}
	return nil
}
