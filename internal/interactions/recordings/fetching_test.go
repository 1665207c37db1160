package recordings_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions/recordings"
)

// pbx is a server of recordings on this machine, over TLS.
type pbx struct {
	*httptest.Server
	host  string
	asked atomic.Int64
}

func newPBX(t *testing.T, answer http.HandlerFunc) *pbx {
	t.Helper()
	p := &pbx{}
	p.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.asked.Add(1)
		answer(w, r)
	}))
	t.Cleanup(p.Close)
	p.host = strings.TrimPrefix(p.URL, "https://")
	return p
}

// fetching lets a room fetch from hosts, through a fetcher that trusts the test's servers.
func fetching(hosts []string, options ...recordings.FetcherOption) func(*recordings.Options) {
	return func(o *recordings.Options) {
		o.Policy.Hosts = hosts
		options = append([]recordings.FetcherOption{recordings.Trusting(&tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS12}), recordings.Patience(5 * time.Second)}, options...) //nolint:gosec // this machine's
		o.Fetcher = recordings.NewFetcher(o.Policy, options...)
	}
}

func (f *room) fetch() {
	f.t.Helper()
	more, err := f.recordings.Fetch(f.t.Context())
	if must(f.t, err); !more {
		f.t.Fatal("there was nothing to fetch")
	}
}

// TestARecordingIsFetched queues what an ended interaction names, and fetches it; an interaction that silence ends too.
func TestARecordingIsFetched(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		p := newPBX(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/there" {
				_, _ = w.Write(wave(1, 8000))
				return
			}
			http.Redirect(w, r, "/there", http.StatusFound)
		})
		f := newRoom(t, db, fetching([]string{p.host}, recordings.Loopback))
		f.tell(fmt.Sprintf(`{"id":"r","type":"interaction.updated","interaction":"c-1","at":%q,"recording_url":%q}`, f.clock.Now().Format(time.RFC3339), p.URL+"/there"))
		if more, err := f.recordings.Fetch(t.Context()); more || err != nil {
			t.Errorf("an interaction that is not over is fetched: %v", err)
		}
		id := f.call("c-1", p.URL+"/moved")
		if got := f.status(id); got.Status != recordings.Waiting {
			t.Errorf("%+v", got)
		}
		f.fetch()
		if got := f.status(id); got.Status != recordings.Kept || *got.DurationMS != 1000 || f.audited("recording.added", id) != 1 {
			t.Errorf("%+v", got)
		}
		if more, err := f.recordings.Fetch(t.Context()); more || err != nil {
			t.Errorf("it is fetched again: %v", err)
		}
		silent := f.clock.Now().Format(time.RFC3339)
		f.tell(fmt.Sprintf(`{"id":"s","type":"interaction.started","interaction":"c-2","at":%q,"channel":"phone","agent":"ana@example.com","recording_url":%q}`, silent, p.URL+"/there"))
		f.clock.Advance(time.Hour)
		_, err := f.log.EndSilent(t.Context())
		must(t, err)
		f.fetch()
		if f.rows("state = 'kept'") != 2 {
			t.Error("an interaction that silence ended has no recording")
		}
	})
}

// nothingGood is a server of which nothing can be taken, in a way of its own by path.
func nothingGood(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/to":
		http.Redirect(w, r, r.URL.Query().Get("at"), http.StatusFound)
	case "/round":
		http.Redirect(w, r, "/round", http.StatusFound)
	case "/declared":
		w.Header().Set("Content-Length", "5368709120")
		_, _ = w.Write(wave(1, 80))
	case "/endless":
		_, _ = w.Write(wave(1, 0))
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
	case "/slow":
		_, _ = w.Write(wave(1, 800)[:100])
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	case "/cut":
		w.Header().Set("Content-Length", "9000")
		_, _ = w.Write(wave(1, 800))
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case "/page":
		w.Header().Set("Content-Type", "audio/wav")
		_, _ = w.Write([]byte("<html>please sign in</html>"))
	default:
		http.NotFound(w, r)
	}
}

// TestWhatIsNotFetched goes through addresses and servers of which nothing is taken, and what is said of each.
func TestWhatIsNotFetched(t *testing.T) {
	t.Parallel()
	secret := newPBX(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(wave(9, 80)) })
	p := newPBX(t, nothingGood)
	_, port, _ := net.SplitHostPort(p.host)
	to := func(at string) string { return p.URL + "/to?at=" + url.QueryEscape(at) }
	hosts := []string{p.host, "10.0.0.7", "169.254.169.254", "[::ffff:10.0.0.7]", "100.64.0.1", "inside.example.org:" + port}
	f := newRoom(t, testkit.Open(t, store.SQLite), fetching(hosts, recordings.Loopback, recordings.Resolving(resolver(t, "192.168.0.9")), recordings.Patience(700*time.Millisecond)))
	const private, host = "private network", "RATER_RECORDING_HOSTS"
	n := 0
	for address, one := range map[string]struct {
		says  string
		final bool
	}{
		"http://" + p.host + "/there": {"https", true}, "https://else.example.org/1.wav": {host, true}, "https://ana:secret@" + p.host + "/": {"name or a password", true},
		"https://" + secret.host + "/": {host, true}, "https://10.0.0.7/": {private, true}, "https://169.254.169.254/latest/meta-data": {private, true}, "https://[::ffff:10.0.0.7]/": {private, true},
		"https://100.64.0.1/": {private, true}, "https://inside.example.org:" + port + "/": {private, true},
		to("https://10.0.0.7/1.wav"): {private, true}, to("https://169.254.169.254/"): {private, true}, to("https://inside.example.org:" + port + "/"): {private, true},
		to(secret.URL + "/1.wav"): {host, true}, to("http://" + p.host + "/there"): {"https", true}, to("file:///etc/passwd"): {"https", true}, p.URL + "/round": {"more than 3 times", true},
		p.URL + "/declared": {"larger", true}, p.URL + "/endless": {"larger", true}, p.URL + "/slow": {"send it again", false}, p.URL + "/cut": {"send it again", false}, p.URL + "/page": {"text/html", true}, p.URL + "/none": {"404", false},
	} {
		n++
		id := f.call(fmt.Sprint("c-", n), address)
		f.fetch()
		want := map[bool]string{true: recordings.Failed, false: recordings.Waiting}[one.final]
		if got := f.status(id); got.Status != want || !strings.Contains(got.Why, one.says) || strings.Contains(got.Why, "127.0.0.1") {
			t.Errorf("%s: %s, %q", address, got.Status, got.Why)
		}
	}
	if got := p.asked.Load(); secret.asked.Load() != 0 || f.files() != 0 || f.rows("1 = 1") != 0 || got > 20 {
		t.Errorf("%d requests, %d files; the other server was asked %d times", got, f.files(), secret.asked.Load())
	}
}

// TestFetchingLooksAtTheAddressItDials holds for a fetcher as the program has it, that this machine is not dialled, by whatever
// name and in whatever way of writing.
func TestFetchingLooksAtTheAddressItDials(t *testing.T) {
	t.Parallel()
	p := newPBX(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(wave(1, 80)) })
	_, port, _ := net.SplitHostPort(p.host)
	hosts := []string{p.host, "localhost:" + port, "[::1]:" + port, "[::ffff:127.0.0.1]:" + port, "0.0.0.0:" + port, "rebound.example.org:" + port}
	f := newRoom(t, testkit.Open(t, store.SQLite), fetching(hosts, recordings.Resolving(resolver(t, "127.0.0.1"))))
	for n, host := range hosts {
		id := f.call(fmt.Sprint("c-", n), "https://"+host+"/1.wav")
		f.fetch()
		if got := f.status(id); got.Status != recordings.Failed || !strings.Contains(got.Why, "private network") {
			t.Errorf("%s: %s, %q", host, got.Status, got.Why)
		}
	}
	if p.asked.Load() != 0 {
		t.Error("it was dialled")
	}
}

// TestFetchingIsTriedAgain waits longer each time, and gives up.
func TestFetchingIsTriedAgain(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		well := false
		p := newPBX(t, func(w http.ResponseWriter, _ *http.Request) {
			if !well {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			_, _ = w.Write(wave(1, 80))
		})
		f := newRoom(t, db, fetching([]string{p.host}, recordings.Loopback))
		lost := f.call("lost", p.URL)
		add := func() error {
			_, _, err := f.recordings.Add(t.Context(), f.sue, recordings.Told{Interaction: lost, Bytes: -1}, bytes.NewReader(wave(7, 800)))
			return err
		}
		if err := add(); !fault.Is(err, fault.Conflict) {
			t.Errorf("a lead takes the place of what is being fetched: %v", err)
		}
		for n, pause := range []time.Duration{0, time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour} {
			if f.clock.Advance(pause - time.Second); n > 0 {
				if more, err := f.recordings.Fetch(t.Context()); more || err != nil {
					t.Errorf("attempt %d came too early: %v", n, err)
				}
			}
			f.clock.Advance(time.Second)
			f.fetch()
		}
		if got := f.status(lost); got.Status != recordings.Failed || !strings.Contains(got.Why, "502") || p.asked.Load() != 6 {
			t.Errorf("%+v after %d", got, p.asked.Load())
		}
		must(t, add()) // once nobody tries any more
		late := f.call("late", p.URL)
		f.fetch()
		well = true
		f.clock.Advance(time.Minute)
		f.fetch()
		if got := f.status(late); got.Status != recordings.Kept {
			t.Errorf("%+v", got)
		}
	})
}

// TestACorrectedAddressIsFetched corrects the address while the one from before is being fetched: what comes from that one
// is not taken, whether it comes or not.
func TestACorrectedAddressIsFetched(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		var f *room
		var p *pbx
		p = newPBX(t, func(w http.ResponseWriter, r *http.Request) {
			if external, old := strings.CutPrefix(r.URL.Path, "/old/"); old {
				f.tell(fmt.Sprintf(`{"id":"c","type":"interaction.updated","interaction":%q,"at":%q,"recording_url":%q}`, external, f.clock.Now().Format(time.RFC3339), p.URL+"/new"))
				if external == "fails" {
					w.WriteHeader(http.StatusBadGateway)
					return
				}
			}
			_, _ = w.Write(wave(byte(len(r.URL.Path)), 8000))
		})
		f = newRoom(t, db, fetching([]string{p.host}, recordings.Loopback))
		for _, external := range []string{"comes", "fails"} {
			id := f.call(external, p.URL+"/old/"+external)
			f.fetch()
			if got := f.status(id); got.Status != recordings.Waiting || got.Why != "" || got.MayAdd {
				t.Errorf("%s: %+v", external, got)
			}
			f.fetch()
			if got := f.status(id); got.Status != recordings.Kept || f.audited("recording.added", id) != 1 || f.audited("recording.deleted", id) != 0 {
				t.Errorf("%s: %+v", external, got)
			}
		}
	})
}

// TestASlowHostHoldsNobodyUp has a host answer only once all others' recordings were asked for.
func TestASlowHostHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		asked := make(chan struct{})
		quick := newPBX(t, func(w http.ResponseWriter, _ *http.Request) {
			close(asked)
			_, _ = w.Write(wave(1, 800))
		})
		slow := newPBX(t, func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-asked:
				_, _ = w.Write(wave(2, 800))
			case <-r.Context().Done():
			}
		})
		f := newRoom(t, db, fetching([]string{slow.host, quick.host}, recordings.Loopback))
		for n := range recordings.FetchAtOnce {
			f.call(fmt.Sprint("slow-", n), slow.URL)
		}
		f.clock.Advance(time.Second)
		f.call("quick", quick.URL)
		var all sync.WaitGroup
		for range recordings.FetchAtOnce {
			all.Go(func() {
				for more := true; more; {
					var err error
					if more, err = f.recordings.Fetch(t.Context()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if got := f.rows("state = 'kept'"); got != recordings.FetchAtOnce+1 {
			t.Errorf("%d are kept", got)
		}
	})
}

// resolver answers every question for a name with one address, from a server of names on this machine.
func resolver(t *testing.T, address string) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { _ = server.Close() })
	go func() {
		for raw := make([]byte, 1500); ; {
			n, from, err := server.ReadFrom(raw)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(raw[:n]) != nil {
				continue
			}
			m.Response, m.Additionals = true, nil
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: netip.MustParseAddr(address).As4()}}}
			}
			if packed, err := m.Pack(); err == nil {
				_, _ = server.WriteTo(packed, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}
