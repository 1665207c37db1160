package notices

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"
)

// SMTP is a Post that hands letters to a mail server.
type SMTP struct {
	client *mail.Client
	from   string
}

const smtpPatience = 20 * time.Second

// NewSMTP makes a Post of an address such as smtp://user:password@mail.example.org:587, or smtps:// for TLS from the
// first byte; from is whom letters are from. With smtp:// the connection is encrypted before anything is said, unless
// ?tls=none allows to say it in the open.
func NewSMTP(address, from string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	client, err := mail.NewClient(u.Hostname(), smtpOptions(u)...)
	if err != nil {
		return nil, fmt.Errorf("the mail server can't be used: %w", err)
	}
	return &SMTP{client, from}, nil
}

func smtpOptions(u *url.URL) []mail.Option {
	options := []mail.Option{mail.WithTimeout(smtpPatience)}
	switch {
	case u.Scheme == "smtps":
		options = append(options, mail.WithSSLPort(false))
	case u.Query().Get("tls") == "none":
		options = append(options, mail.WithTLSPortPolicy(mail.NoTLS))
	default:
		options = append(options, mail.WithTLSPortPolicy(mail.TLSMandatory))
	}
	if port, err := strconv.Atoi(u.Port()); err == nil {
		options = append(options, mail.WithPort(port))
	}
	if password, ok := u.User.Password(); ok {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(u.User.Username()), mail.WithPassword(password))
	}
	return options
}

// Send hands one letter to the mail server.
func (s *SMTP) Send(ctx context.Context, l Letter) error {
	m := mail.NewMsg()
	if err := errors.Join(m.From(s.from), m.AddToFormat(l.Name, l.To)); err != nil {
		return errors.Join(ErrRefused, err)
	}
	m.Subject(l.Subject)
	m.SetMessageIDWithValue(l.ID + "@rater")
	m.SetBulk()
	m.SetBodyString(mail.TypeTextPlain, l.Text)
	if f := l.File; f != nil {
		if err := m.AttachReader(f.Name, bytes.NewReader(f.Bytes), mail.WithFileContentType(mail.ContentType(f.Type))); err != nil {
			return errors.Join(ErrRefused, err)
		}
	}
	return verdict(s.client.DialAndSendWithContext(ctx, m), m)
}

// verdict says what an error of the library means for the letter.
func verdict(err error, m *mail.Msg) error {
	if err == nil || m.IsDelivered() {
		return nil
	}
	var failed *mail.SendError
	if !errors.As(err, &failed) {
		return errors.Join(ErrDown, err)
	}
	if failed.Reason == mail.ErrSMTPDataClose && failed.ErrorCode() == 0 {
		return errors.Join(ErrLost, err)
	}
	if !failed.IsTemp() && failed.ErrorCode() >= 500 {
		return errors.Join(ErrRefused, err)
	}
	return err
}
