package recordings_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/media"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/interactions/recordings"
	"rater/internal/people"
)

func TestMain(m *testing.M) { os.Exit(testkit.Run(m)) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refuse(t *testing.T, what string, want fault.Kind, err error) {
	t.Helper()
	if !fault.Is(err, want) {
		t.Errorf("%s: want %s, got %v", what, want, err)
	}
}

// days says for how many days the recordings of interactions are kept; without them as the site says.
type days map[string]int

func (d days) DaysToKeep(context.Context, []string, int) (map[string]int, error) { return d, nil }

// room is a site with recordings: ana works in billing, which sue leads; sid leads sales.
type room struct {
	t          *testing.T
	db         testkit.Database
	clock      *testkit.Clock
	log        *interactions.Log
	recordings *recordings.Recordings
	days       days
	folder     string

	crm, sue, sid, ana people.Actor
}

const large = 1 << 20

func newRoom(t *testing.T, db testkit.Database, adjust ...func(*recordings.Options)) *room {
	t.Helper()
	f := &room{t: t, db: db, clock: testkit.NewClock(), days: days{}, folder: filepath.Join(db.Dir, "recordings"), crm: people.Actor{ID: "token:crm", Source: "crm", Scope: people.ScopeIngest}}
	now, bus := f.clock.Now, events.NewBus()
	sealer, err := store.NewSealer([32]byte{7})
	must(t, err)
	audit := people.NewAudit(db.DB, nil, now)
	users := people.NewUsers(db.DB, audit, now)
	teams := people.NewTeams(db.DB, audit, now)
	record := interactions.NewRecord(db.DB, sealer, now)
	for name, who := range map[string]*people.Actor{"sue": &f.sue, "sid": &f.sid, "ana": &f.ana} {
		team, err := teams.Named(t.Context(), people.System(), map[string]string{"sid": "sales"}[name]+"billing")
		must(t, err)
		n := people.NewPerson{Name: name, Email: name + "@example.com", Roles: []people.Role{people.Supervisor}, Leads: []string{team.ID}}
		if name == "ana" {
			n = people.NewPerson{Name: name, Email: name + "@example.com", Roles: []people.Role{people.Agent}, MemberOf: team.ID}
		}
		p, err := users.Add(t.Context(), people.System(), n)
		must(t, err)
		*who = people.ActorOf(p)
	}
	o := recordings.Options{DB: db.DB, Record: record, Audit: audit, Keeper: recordings.NewDisk(f.folder), Keeping: f.days, Bus: bus, Now: now,
		Policy: recordings.Policy{On: true, MaxBytes: large, Days: 30}, Spool: filepath.Join(f.folder, "incoming")}
	for _, a := range adjust {
		a(&o)
	}
	f.recordings = recordings.New(o)
	f.log = interactions.NewLog(interactions.Options{DB: db.DB, Users: users, Bus: bus, Sealer: sealer, Now: now, Recorder: f.recordings})
	t.Cleanup(f.log.Close)
	return f
}

// call tells of a call of ana's that is over, and returns Rater's own id of it.
func (f *room) call(external, url string) string {
	f.t.Helper()
	at := f.clock.Now().Format(time.RFC3339)
	f.tell(fmt.Sprintf(`{"id":"s","type":"interaction.started","interaction":%q,"at":%q,"channel":"phone","agent":"ana@example.com"}`, external, at))
	if url != "" {
		url = fmt.Sprintf(`,"recording_url":%q`, url)
	}
	f.tell(fmt.Sprintf(`{"id":"e","type":"interaction.ended","interaction":%q,"at":%q%s}`, external, at, url))
	var id string
	must(f.t, f.db.Conn(f.t.Context()).Table("interactions").Where("external_id = ?", external).Pluck("id", &id).Error)
	return id
}

func (f *room) tell(event string) {
	f.t.Helper()
	got, err := f.log.Append(f.t.Context(), interactions.Read("crm", []json.RawMessage{json.RawMessage(event)}))
	must(f.t, err)
	if got.Accepted != 1 {
		f.t.Fatalf("%+v", got)
	}
}

// wave is a WAV of one channel whose samples begin with a seed, so that others are others.
func wave(seed byte, samples int) []byte {
	b := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data")
	b = binary.LittleEndian.AppendUint32(b, uint32(2*samples))
	return append(b, bytes.Repeat([]byte{seed, 1}, samples)...)
}

func (f *room) send(external string, raw []byte) (recordings.Recording, bool) {
	f.t.Helper()
	r, fresh, err := f.recordings.Send(f.t.Context(), f.crm, recordings.Told{Interaction: external, Bytes: int64(len(raw))}, bytes.NewReader(raw))
	must(f.t, err)
	return r, fresh
}

func (f *room) status(id string) recordings.Facts {
	f.t.Helper()
	facts, err := f.recordings.Of(f.t.Context(), f.sue, id, true)
	must(f.t, err)
	return facts
}

// files are how many there are below the folder, whatever they are.
func (f *room) files() (n int) {
	f.t.Helper()
	must(f.t, filepath.WalkDir(f.folder, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return nil
	}))
	return n
}

func (f *room) rows(where string, args ...any) (n int64) {
	f.t.Helper()
	must(f.t, f.db.Conn(f.t.Context()).Table("recordings").Where(where, args...).Count(&n).Error)
	return n
}

func (f *room) audited(action, id string) (n int64) {
	f.t.Helper()
	must(f.t, f.db.Conn(f.t.Context()).Table("audit").Where("action = ? AND subject = 'interaction' AND subject_id = ?", action, id).Count(&n).Error)
	return n
}

// TestARecordingIsKept sends one, the same again, and another in its place, and reads what is there.
func TestARecordingIsKept(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newRoom(t, db)
		id := f.call("c-1", "")
		if got := f.status(id); got.Status != recordings.None || !got.MayAdd {
			t.Errorf("%+v", got)
		}
		first, fresh := f.send("c-1", wave(1, 8000))
		if !fresh || first.Type != "audio/wav" || *first.DurationMS != 1000 || first.InteractionID != id {
			t.Fatalf("%+v", first)
		}
		if again, fresh := f.send("c-1", wave(1, 8000)); fresh || again.ID != first.ID {
			t.Errorf("the same bytes are another recording: %+v", again)
		}
		second, fresh := f.send("c-1", wave(2, 16000))
		if got := f.status(id); !fresh || got.ID != second.ID || *got.DurationMS != 2000 {
			t.Errorf("%+v", got)
		}
		_, err := f.recordings.Sweep(t.Context())
		must(t, err)
		if n := f.files(); n != 1 || f.rows("state = 'gone' AND why = 'replaced' AND id = ?", first.ID) != 1 || f.audited("recording.added", id) != 2 || f.audited("recording.deleted", id) != 1 {
			t.Errorf("%d files, or what was replaced is not on record", n)
		}
		body, err := f.recordings.Open(t.Context(), second, media.Piece{First: 44, Last: 47})
		must(t, err)
		defer body.Close()
		if raw, _ := io.ReadAll(body); !bytes.Equal(raw, []byte{2, 1, 2, 1}) {
			t.Errorf("%v", raw)
		}
	})
}

// TestNothingOfWhatIsRefusedIsKept goes through what can't be taken: afterwards there is neither a row nor a file.
func TestNothingOfWhatIsRefusedIsKept(t *testing.T) {
	t.Parallel()
	f := newRoom(t, testkit.Open(t, store.SQLite))
	f.call("c-1", "")
	good := wave(1, 8000)
	endless := io.MultiReader(bytes.NewReader(good[:44]), zeros{})
	for name, one := range map[string]struct {
		to   string
		told int64
		body io.Reader
		want fault.Kind
	}{
		"no sound":                     {"c-1", 5, strings.NewReader("hello"), fault.Unsupported},
		"nothing":                      {"c-1", 0, strings.NewReader(""), fault.Unsupported},
		"5 GB as it says":              {"c-1", 5 << 30, iotest.ErrReader(errors.New("it was read")), fault.TooLarge},
		"5 GB without saying so":       {"c-1", -1, endless, fault.TooLarge},
		"larger than it says":          {"c-1", 10, io.MultiReader(bytes.NewReader(good[:44]), zeros{}), fault.TooLarge},
		"cut off":                      {"c-1", int64(len(good)), io.MultiReader(bytes.NewReader(good[:900]), iotest.ErrReader(io.ErrUnexpectedEOF)), fault.Malformed},
		"shorter than its header says": {"c-1", 900, bytes.NewReader(good[:900]), fault.Invalid},
		"an unknown interaction":       {"c-2", 5, iotest.ErrReader(errors.New("it was read")), fault.NotFound},
	} {
		_, _, err := f.recordings.Send(t.Context(), f.crm, recordings.Told{Interaction: one.to, Bytes: one.told}, one.body)
		refuse(t, name, one.want, err)
		if err != nil && strings.Contains(err.Error(), "it was read") {
			t.Errorf("%s: it was read", name)
		}
	}
	other := people.Actor{ID: "token:other", Source: "other", Scope: people.ScopeIngest}
	_, _, err := f.recordings.Send(t.Context(), other, recordings.Told{Interaction: "c-1", Bytes: -1}, bytes.NewReader(good))
	refuse(t, "another source", fault.NotFound, err)
	if n, m := f.files(), f.rows("1 = 1"); n != 0 || m != 0 {
		t.Errorf("%d files and %d rows are left", n, m)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestWhereThePolicyIsOff takes nothing and fetches nothing.
func TestWhereThePolicyIsOff(t *testing.T) {
	t.Parallel()
	f := newRoom(t, testkit.Open(t, store.SQLite), func(o *recordings.Options) { o.Policy.On, o.Policy.Hosts = false, []string{"pbx.example.org"} })
	id := f.call("c-1", "https://pbx.example.org/1.wav")
	_, _, err := f.recordings.Send(t.Context(), f.crm, recordings.Told{Interaction: "c-1"}, iotest.ErrReader(errors.New("it was read")))
	refuse(t, "a source", fault.Conflict, err)
	_, _, err = f.recordings.Add(t.Context(), f.sue, recordings.Told{Interaction: id}, iotest.ErrReader(errors.New("it was read")))
	refuse(t, "a lead", fault.Conflict, err)
	if more, err := f.recordings.Fetch(t.Context()); more || err != nil || f.status(id).Status != recordings.None || f.status(id).MayAdd {
		t.Errorf("%v, %v, %+v", more, err, f.status(id))
	}
}

// TestWhoAddsARecording lets who leads the team add one where there is none.
func TestWhoAddsARecording(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newRoom(t, db)
		id := f.call("c-1", "")
		add := func(who people.Actor, seed byte) error {
			_, _, err := f.recordings.Add(t.Context(), who, recordings.Told{Interaction: id, Bytes: -1}, bytes.NewReader(wave(seed, 800)))
			return err
		}
		refuse(t, "who leads another team", fault.NotFound, add(f.sid, 1))
		refuse(t, "the agent", fault.Forbidden, add(f.ana, 1))
		must(t, add(f.sue, 1))
		must(t, add(f.sue, 1))
		refuse(t, "another one in its place", fault.Conflict, add(f.sue, 2))
		if _, err := f.recordings.Of(t.Context(), f.sid, id, true); !fault.Is(err, fault.NotFound) {
			t.Errorf("%v", err)
		}
		f.clock.Advance(2 * time.Hour)
		_, err := f.recordings.Sweep(t.Context())
		if must(t, err); f.files() != 1 || f.rows("state = 'kept'") != 1 {
			t.Errorf("%d files", f.files())
		}
	})
}

// TestListeningIsOnRecord holds that many ranges of one listening are one entry, and another person's or a later one is
// another.
func TestListeningIsOnRecord(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newRoom(t, db)
		id := f.call("c-1", "")
		_, err := f.recordings.Hear(t.Context(), f.sue, id, true)
		refuse(t, "nothing there", fault.NotFound, err)
		f.send("c-1", wave(1, 8000))
		heard := func(want int64) {
			t.Helper()
			if n := f.audited("recording.heard", id); n != want {
				t.Errorf("%d entries, want %d", n, want)
			}
		}
		heard(0)
		done := make(chan error)
		for range 8 {
			go func() { _, err := f.recordings.Hear(t.Context(), f.sue, id, true); done <- err }()
		}
		for range 8 {
			must(t, <-done)
		}
		heard(1)
		_, err = f.recordings.Hear(t.Context(), f.ana, id, true)
		must(t, err)
		heard(2)
		f.clock.Advance(31 * time.Minute)
		_, err = f.recordings.Hear(t.Context(), f.sue, id, true)
		must(t, err)
		heard(3)
		_, err = f.recordings.Hear(t.Context(), f.sid, id, true)
		refuse(t, "who leads another team", fault.NotFound, err)
		analyst := people.Actor{ID: "lyn", Roles: []people.Role{people.Analyst}}
		_, err = f.recordings.Hear(t.Context(), analyst, id, false)
		refuse(t, "who sees pseudonyms", fault.Forbidden, err)
		_, err = f.recordings.Hear(t.Context(), analyst, id, true)
		must(t, err)
		heard(4)
	})
}

// TestRecordingsAreDeletedInTime goes through the site's days, a plan's, and what is held.
func TestRecordingsAreDeletedInTime(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newRoom(t, db)
		ids := map[string]string{}
		for n, name := range []string{"site", "short", "long", "held"} {
			ids[name] = f.call(name, "")
			f.send(name, wave(byte(n), 800))
		}
		f.days[ids["short"]], f.days[ids["long"]], f.days[ids["held"]] = 7, 60, recordings.Held
		left := func(after int, want ...string) {
			t.Helper()
			f.clock.Advance(time.Duration(after) * 24 * time.Hour)
			for range 3 { // what is looked at is looked at again only a day later
				_, err := f.recordings.Sweep(t.Context())
				must(t, err)
			}
			for name, id := range ids {
				keeps := strings.Contains(strings.Join(want, " "), name)
				if got := f.status(id).Status; (got == recordings.Kept) != keeps || (!keeps && got != recordings.Gone) {
					t.Errorf("after %d days %s is %s", after, name, got)
				}
			}
			if f.files() != len(want) {
				t.Errorf("%d files are left, want %d", f.files(), len(want))
			}
		}
		left(6, "site", "short", "long", "held")
		left(1, "site", "long", "held")
		left(22, "site", "long", "held")
		left(1, "long", "held")
		f.days[ids["long"]] = 5 // a plan that was changed
		left(1, "held")
		if f.audited("recording.deleted", ids["short"]) != 1 || f.audited("recording.deleted", ids["held"]) != 0 {
			t.Error("what was deleted is not on record")
		}
	})
}

// TestDeletingGoesInSteps holds that one turn looks at a bounded number, and that what can't be deleted is tried again.
func TestDeletingGoesInSteps(t *testing.T) {
	t.Parallel()
	broken := &breaking{}
	f := newRoom(t, testkit.Open(t, store.SQLite), func(o *recordings.Options) { broken.Keeper, o.Keeper = o.Keeper, broken })
	for n := range 120 {
		name := fmt.Sprint("c-", n)
		f.call(name, "")
		f.send(name, wave(byte(n), 10))
	}
	f.clock.Advance(31 * 24 * time.Hour)
	if n, err := f.recordings.Sweep(t.Context()); n != 100 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	broken.fails = errors.New("the disk is away")
	if n, err := f.recordings.Sweep(t.Context()); n != 0 || !errors.Is(err, broken.fails) {
		t.Errorf("%d, %v", n, err)
	}
	if n := f.rows("state = 'going'"); n != 20 || f.files() != 20 {
		t.Errorf("%d wait", n)
	}
	broken.fails = nil
	f.clock.Advance(6 * time.Minute)
	if n, err := f.recordings.Sweep(t.Context()); n != 20 || err != nil || f.files() != 0 || f.rows("state = 'gone'") != 120 {
		t.Errorf("%d, %v, %d files", n, err, f.files())
	}
}

// breaking is a keeper whose storage fails for a while.
type breaking struct {
	recordings.Keeper
	fails error
}

func (b *breaking) Delete(ctx context.Context, id string) error {
	if b.fails != nil {
		return b.fails
	}
	return b.Keeper.Delete(ctx, id)
}

func (b *breaking) Put(ctx context.Context, id string, from io.Reader, bytes int64) error {
	if b.fails != nil {
		return b.fails
	}
	return b.Keeper.Put(ctx, id, from, bytes)
}

// TestStorageThatFails leaves nothing behind but a row that housekeeping takes away.
func TestStorageThatFails(t *testing.T) {
	t.Parallel()
	away := &breaking{fails: errors.New("the disk is away")}
	f := newRoom(t, testkit.Open(t, store.SQLite), func(o *recordings.Options) { away.Keeper, o.Keeper = o.Keeper, away })
	id := f.call("c-1", "")
	_, _, err := f.recordings.Send(t.Context(), f.crm, recordings.Told{Interaction: "c-1", Bytes: -1}, bytes.NewReader(wave(1, 80)))
	refuse(t, "storage that fails", fault.Unavailable, err)
	if f.status(id).Status != recordings.None {
		t.Errorf("%+v", f.status(id))
	}
	away.fails = nil
	f.clock.Advance(2 * time.Hour)
	if _, err := f.recordings.Sweep(t.Context()); err != nil || f.rows("state = 'gone' AND why = 'broken'") != 1 || f.audited("recording.deleted", id) != 0 {
		t.Error(err)
	}
}
