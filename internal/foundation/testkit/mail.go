package testkit

import (
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// MailServer is a real SMTP server on loopback that keeps what it is given. It refuses whoever is called gone, puts off
// who is called full, and hangs up without a word after it has taken a letter for somebody called lost.
type MailServer struct {
	mu      sync.Mutex
	letters []Received
	server  *smtp.Server
	Address string
	Most    int64 // bytes of a letter from its next Start on, 0 for any
}

// Received is a letter that was taken: its words, and by their names the files that it carries.
type Received struct {
	From, To, Subject, ID, Body string
	Files                       map[string][]byte
}

// NewMailServer starts one that ends with the test.
func NewMailServer(t *testing.T) *MailServer {
	t.Helper()
	m := &MailServer{}
	m.Start(t, "127.0.0.1:0")
	t.Cleanup(func() { _ = m.Close() })
	return m
}

// Start has it listen on an address, once more after it was closed.
func (m *MailServer) Start(t *testing.T, address string) {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	m.Address = l.Addr().String()
	m.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &delivery{m: m, conn: c}, nil }))
	m.server.Domain = "localhost"
	m.server.MaxMessageBytes = m.Most
	go func(s *smtp.Server) { _ = s.Serve(l) }(m.server)
}

// Close has it listen no more.
func (m *MailServer) Close() error { return m.server.Close() }

// URL is what RATER_SMTP_URL says of it.
func (m *MailServer) URL() string { return "smtp://" + m.Address + "?tls=none" }

// Got are the letters that were taken.
func (m *MailServer) Got() []Received {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Received(nil), m.letters...)
}

type delivery struct {
	m    *MailServer
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
	got := Received{From: d.from, To: d.to, Subject: letter.Header.Get("Subject"), ID: letter.Header.Get("Message-ID"), Files: map[string][]byte{}}
	if err := got.read(letter); err != nil {
		return err
	}
	d.m.mu.Lock()
	d.m.letters = append(d.m.letters, got)
	d.m.mu.Unlock()
	if strings.HasPrefix(d.to, "lost") {
		return d.conn.Conn().Close()
	}
	return nil
}

// read takes the words and the files out of a letter.
func (got *Received) read(letter *mail.Message) error {
	kind, more, err := mime.ParseMediaType(letter.Header.Get("Content-Type"))
	if err != nil {
		return err
	}
	if kind != "multipart/mixed" {
		text, err := io.ReadAll(letter.Body)
		got.Body = string(text)
		return err
	}
	for parts := multipart.NewReader(letter.Body, more["boundary"]); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FileName() == "" {
			got.Body += string(raw)
			continue
		}
		if got.Files[part.FileName()], err = base64.StdEncoding.DecodeString(strings.ReplaceAll(string(raw), "\r\n", "")); err != nil {
			return err
		}
	}
}
