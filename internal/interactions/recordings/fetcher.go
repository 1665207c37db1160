package recordings

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// permanentError says why a recording will never come from its address, temporaryError why it did not come now.
type (
	permanentError string
	temporaryError string
)

func (e permanentError) Error() string { return string(e) }
func (e temporaryError) Error() string { return string(e) }

func permanent(format string, args ...any) error { return permanentError(fmt.Sprintf(format, args...)) }

const (
	mostRedirects = 3
	fetchPatience = 10 * time.Minute // for all of a recording
	answerBy      = 30 * time.Second
)

// Fetcher gets recordings over https, from the hosts that the policy names and public addresses alone: each address is
// looked at when it is dialled, whatever its name led to before, and at every redirect.
type Fetcher struct {
	client   *http.Client
	policy   Policy
	patience time.Duration
}

// FetcherOption adjusts a fetcher, for tests.
type FetcherOption func(*Fetcher, *http.Transport, *net.Dialer)

// Loopback lets a fetcher dial this machine.
func Loopback(_ *Fetcher, _ *http.Transport, d *net.Dialer) {
	d.Control = func(_, address string, _ syscall.RawConn) error { return checkAddress(address, true) }
}

// Trusting has a fetcher trust the certificates of a configuration.
func Trusting(c *tls.Config) FetcherOption {
	return func(_ *Fetcher, t *http.Transport, _ *net.Dialer) { t.TLSClientConfig = c }
}

// Patience is how long a fetcher waits for all of a recording.
func Patience(d time.Duration) FetcherOption {
	return func(f *Fetcher, _ *http.Transport, _ *net.Dialer) { f.patience = d }
}

// Resolving has a fetcher ask another resolver for names.
func Resolving(r *net.Resolver) FetcherOption {
	return func(_ *Fetcher, _ *http.Transport, d *net.Dialer) { d.Resolver = r }
}

// NewFetcher makes the fetcher of a policy.
func NewFetcher(p Policy, options ...FetcherOption) *Fetcher {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: func(_, address string, _ syscall.RawConn) error { return checkAddress(address, false) }}
	transport := &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: answerBy, DisableCompression: true, DisableKeepAlives: true}
	f := &Fetcher{policy: p, patience: fetchPatience}
	for _, o := range options {
		o(f, transport, dialer)
	}
	f.client = &http.Client{Transport: transport, CheckRedirect: f.redirect}
	return f
}

func (f *Fetcher) redirect(r *http.Request, via []*http.Request) error {
	if len(via) > mostRedirects {
		return permanent("its server sent Rater on more than %d times", mostRedirects)
	}
	return f.policy.allows(r.URL)
}

// get asks for an address. What is larger than the policy says is refused by what the answer says of it, or while it is
// read.
func (f *Fetcher) get(ctx context.Context, address string) (io.ReadCloser, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, permanent("its address can't be read")
	}
	if err := f.policy.allows(u); err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(ctx, f.patience)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		stop()
		return nil, permanent("its address can't be read")
	}
	answer, err := f.client.Do(r) //nolint:bodyclose // fetched closes it
	if err != nil {
		stop()
		return nil, plain(err)
	}
	body := &fetched{answer.Body, stop}
	if err := f.check(answer); err != nil {
		_ = body.Close()
		return nil, err
	}
	return body, nil
}

// fetched is the body of an answer, whose time is over when it is closed.
type fetched struct {
	io.ReadCloser
	stop func()
}

func (b *fetched) Close() error {
	b.stop()
	return b.ReadCloser.Close()
}

func (f *Fetcher) check(answer *http.Response) error {
	switch code := answer.StatusCode; {
	case code == http.StatusNotFound || code == http.StatusGone || code == http.StatusForbidden || code == http.StatusUnauthorized || code >= http.StatusInternalServerError || code == http.StatusTooManyRequests:
		return temporaryError(fmt.Sprintf("its server answered %d (%s)", code, http.StatusText(code)))
	case code != http.StatusOK:
		return permanent("its server answered %d (%s)", code, http.StatusText(code))
	case answer.ContentLength > f.policy.MaxBytes:
		return f.policy.tooLarge()
	}
	return nil
}

// plain is the error beneath that of a client, which names the address.
func plain(err error) error {
	if p, ok := errors.AsType[permanentError](err); ok {
		return p
	}
	if e, ok := errors.AsType[*net.DNSError](err); ok {
		return temporaryError(map[bool]string{true: "its host is not known", false: "its host can't be found now"}[e.IsNotFound])
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return temporaryError("its server took too long")
	}
	return temporaryError("its server can't be reached over TLS")
}

// shared are addresses that no public server has, beside those that net/netip tells: RFC 6598 (carriers), 5736 and 2544
// (tests), 5737 and 3849 (documentation), 1112 (reserved), 6052 and 3056 (IPv4 inside of IPv6).
var shared = func() (list []netip.Prefix) {
	for _, p := range []string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10"} {
		list = append(list, netip.MustParsePrefix(p))
	}
	return list
}()

// checkAddress refuses to dial what is not a public address; loopback may be let through for tests.
func checkAddress(address string, loopback bool) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return permanent("its address leads nowhere")
	}
	ip := at.Addr().WithZone("").Unmap()
	if loopback && ip.IsLoopback() {
		return nil
	}
	public := ip.IsGlobalUnicast() && !ip.IsPrivate() && !ip.IsLoopback()
	for _, p := range shared {
		public = public && !p.Contains(ip)
	}
	if !public {
		return permanent("its address leads into a private network, from which Rater fetches nothing; send the recording to Rater instead")
	}
	return nil
}
