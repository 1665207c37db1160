package server_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// wave is a WAV of two channels of 16 bits and 8,000 samples a second, of so many milliseconds.
func wave(seed byte, ms int) []byte {
	data := bytes.Repeat([]byte{seed, 1, 2, 3}, 8*ms)
	b := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x02\x00\x40\x1f\x00\x00\x00\x7d\x00\x00\x04\x00\x10\x00data")
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(data))), data...)
}

func recordingsOn(c *config.Config) { c.Recordings, c.RecordingBytes = "on", 1<<20 }

// heard is a site that stores recordings, with a call of ana's, in billing, that is over.
func heard(t *testing.T, db testkit.Database, adjust ...func(*config.Config)) (s *site, crm, sue, ana *client, path string) {
	t.Helper()
	s = open(t, db, append([]func(*config.Config){recordingsOn}, adjust...)...)
	s.person("sue", people.Supervisor, "billing")
	s.person("sid", people.Supervisor, "sales")
	s.person("ana", people.Agent, "billing")
	s.person("lyn", people.Analyst)
	crm = s.source("crm")
	crm.tell(s.started("c/1", "ana"), s.said("c/1", 1, "customer", "Hello."), s.ended("c/1"))
	return s, crm, s.once("sue"), s.once("ana"), "/interactions/" + s.idOf("c/1") + "/recording"
}

type recordingFacts struct {
	Status, Why, ID, Type string
	DurationMS            int64 `json:"duration_ms"`
	Channels              int
	Speakers              []string
	Peaks                 [][]int
	SilenceMS             *int64 `json:"silence_ms"`
	MayAdd                bool   `json:"may_add"`
	MayHear               bool   `json:"may_hear"`
}

var asBytes = header{"Content-Type": "application/octet-stream"}

const ingestPath = "/ingest/recordings/c%2F1"

// TestRecordingsOverHTTP sends, reads and plays one as a source and browsers do.
func TestRecordingsOverHTTP(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, crm, sue, ana, path := heard(t, db)
		if f := read[recordingFacts](t, sue.must(200, http.MethodGet, path, nil)); f.Status != "none" || !f.MayAdd || f.MayHear {
			t.Errorf("%+v", f)
		}
		sue.must(404, http.MethodGet, path+"/bytes", nil)
		raw := wave(1, 2000)
		sent := read[recordingFacts](t, crm.must(201, http.MethodPost, ingestPath, raw, asBytes))
		if again := read[recordingFacts](t, crm.must(200, http.MethodPost, ingestPath, raw, header{"Content-Type": "text/plain"})); again.ID != sent.ID || sent.ID == "" {
			t.Errorf("%+v, then %+v", sent, again)
		}
		f := read[recordingFacts](t, ana.must(200, http.MethodGet, path, nil))
		if f.Status != "kept" || f.DurationMS != 2000 || f.Type != "audio/wav" || f.Channels != 2 || len(f.Peaks) != 2 || strings.Join(f.Speakers, " ") != "customer agent" || f.SilenceMS == nil || f.MayAdd || !f.MayHear {
			t.Errorf("%+v", f)
		}
		whole := ana.must(200, http.MethodGet, path+"/bytes", nil)
		if !bytes.Equal(whole.raw, raw) || whole.header.Get("Content-Type") != "audio/wav" || !strings.HasPrefix(whole.header.Get("Content-Disposition"), `inline; filename="recording-`) ||
			!strings.Contains(whole.header.Get("Content-Security-Policy"), "sandbox") || lacking(whole.header) != nil {
			t.Errorf("%d bytes, %v, lacks %q", len(whole.raw), whole.header, lacking(whole.header))
		}
		piece := ana.must(206, http.MethodGet, path+"/bytes", nil, header{"Range": "bytes=44-51"})
		if !bytes.Equal(piece.raw, raw[44:52]) || piece.header.Get("Content-Range") != fmt.Sprintf("bytes 44-51/%d", len(raw)) {
			t.Errorf("%q, %v", piece.raw, piece.header)
		}
		if beyond := ana.must(416, http.MethodGet, path+"/bytes", nil, header{"Range": "bytes=9999999-"}); beyond.header.Get("Content-Range") != fmt.Sprintf("bytes */%d", len(raw)) {
			t.Errorf("%v", beyond.header)
		}
		sid, lyn := s.once("sid"), s.once("lyn")
		for _, at := range []string{path, path + "/bytes"} {
			sid.must(404, http.MethodGet, at, nil)
		}
		sid.must(404, http.MethodPost, path, raw, asBytes)
		lyn.must(403, http.MethodGet, path+"/bytes", nil)
		if f := read[recordingFacts](t, lyn.must(200, http.MethodGet, path, nil)); f.MayHear {
			t.Error("who sees pseudonyms may hear a voice")
		}
		var entries int64
		if err := s.db.Conn(t.Context()).Table("audit").Where("action = 'recording.heard'").Count(&entries).Error; err != nil || entries != 1 {
			t.Errorf("%d entries of who heard it, %v", entries, err)
		}
	})
}

// TestWhatIsNoRecording sends what can't be taken, by a source and by a person: it is refused with a sentence, and nothing
// of it is kept.
func TestWhatIsNoRecording(t *testing.T) {
	t.Parallel()
	s, crm, sue, ana, path := heard(t, testkit.Open(t, store.SQLite))
	good := wave(1, 1000)
	lying := bytes.Clone(good)
	binary.LittleEndian.PutUint32(lying[40:], 1<<30)
	shaped := func(channels byte) []byte { b := bytes.Clone(good); b[22] = channels; return b }
	for name, one := range map[string]struct {
		raw    []byte
		status int
		says   string
	}{
		"not a sound": {[]byte("<html><script>"), 415, "WAV, MP3 or Ogg"}, "a type that its header says": {[]byte("hello"), 415, "text/plain"}, "zero bytes": {[]byte{}, 415, "nothing at all"},
		"a header that lies": {lying, 422, "cut off"}, "no channels": {shaped(0), 422, "0 channels"}, "64 channels": {shaped(64), 422, "64 channels"}, "larger than is taken": {make([]byte, 1<<20+1), 413, "1 MiB"},
	} {
		for who, answer := range map[string]reply{"a source": crm.call(http.MethodPost, ingestPath, one.raw, header{"Content-Type": "audio/wav"}), "a lead": sue.call(http.MethodPost, path, one.raw, header{"Content-Type": "audio/wav"})} {
			if answer.status != one.status || !strings.Contains(string(answer.raw), one.says) || answer.header.Get("Content-Type") != "application/problem+json" || lacking(answer.header) != nil {
				t.Errorf("%s, by %s: %s, lacks %q", name, who, answer, lacking(answer.header))
			}
		}
	}
	crm.must(404, http.MethodPost, "/ingest/recordings/unknown", good, asBytes)
	crm.must(404, http.MethodPost, ingestPath+"/", good, asBytes)
	s.source("other").must(404, http.MethodPost, ingestPath, good, asBytes)
	sue.must(403, http.MethodPost, ingestPath, good, asBytes)
	crm.must(403, http.MethodPost, path, good, asBytes)
	ana.must(403, http.MethodPost, path, good, asBytes)
	s.anonymous().must(401, http.MethodPost, ingestPath, good, asBytes)
	sue.must(403, http.MethodPost, path, good, asBytes, header{"Origin": "https://evil.example"})
	sue.must(403, http.MethodPost, path, good, asBytes, header{"Origin": ""})
	crm.must(415, http.MethodPost, ingestPath, zipped(string(good)), asBytes, header{"Content-Encoding": "gzip"})
	s.nothingKept()
}

// nothingKept holds that there is neither a recording on record nor a file.
func (s *site) nothingKept() {
	s.t.Helper()
	files := 0
	_ = filepath.WalkDir(filepath.Join(s.db.Dir, "recordings"), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files++
		}
		return nil
	})
	if n := s.stored("recordings"); n != 0 || files != 0 {
		s.t.Errorf("%d recordings and %d files are kept", n, files)
	}
}

// speak sends raw bytes of HTTP and reads the answer, if any comes; the body's writer may fail, as the server need not read on.
func (s *site) speak(head string, body func(w io.Writer)) string {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(conn, head); err != nil {
		s.t.Fatal(err)
	}
	go body(conn)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return err.Error()
	}
	defer answer.Body.Close()
	raw, _ := io.ReadAll(answer.Body)
	return answer.Status + " " + string(raw)
}

// TestUploadsThatDoNotEnd sends 5 GB with and without saying so, breaks off in the middle, and leaves the server while one
// comes: nothing of it is kept, and no more is read than has to be.
func TestUploadsThatDoNotEnd(t *testing.T) {
	t.Parallel()
	s, crm, _, _, _ := heard(t, testkit.Open(t, store.SQLite))
	head := "POST /api/v1" + ingestPath + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + crm.token + "\r\n"
	written := 0
	if got := s.speak(head+"Content-Length: 5368709120\r\n\r\n", func(io.Writer) {}); !strings.HasPrefix(got, "413") || !strings.Contains(got, "1 MiB") {
		t.Errorf("5 GB as it says: %s", got)
	}
	done := make(chan struct{})
	endless := func(w io.Writer) {
		defer close(done)
		for written < 1<<30 {
			n, err := fmt.Fprintf(w, "10000\r\n%s\r\n", make([]byte, 64<<10))
			if written += n; err != nil {
				return
			}
		}
	}
	if got := s.speak(head+"Transfer-Encoding: chunked\r\n\r\n2c\r\n"+string(wave(1, 0))+"\r\n", endless); !strings.HasPrefix(got, "413") {
		t.Errorf("5 GB without saying so: %s", got)
	}
	if <-done; written > 64<<20 {
		t.Errorf("%d bytes were taken", written)
	}
	if got := s.speak(head+"Content-Length: 32044\r\n\r\n", func(w io.Writer) {
		_, _ = w.Write(wave(1, 1000)[:9000])
		_ = w.(*net.TCPConn).CloseWrite()
	}); !strings.HasPrefix(got, "400") || !strings.Contains(got, "whole") {
		t.Errorf("broken off: %s", got)
	}
	if got := s.speak(head+"Transfer-Encoding: chunked\r\n\r\n2328\r\n"+string(wave(1, 1000)[:9000])+"\r\n", func(w io.Writer) { _ = w.(*net.TCPConn).CloseWrite() }); !strings.HasPrefix(got, "400") {
		t.Errorf("broken off between chunks: %s", got)
	}
	begun, ended := make(chan struct{}), make(chan struct{})
	go func() {
		<-begun
		_ = s.api.Close()
		close(ended)
	}()
	if got := s.speak(head+"Content-Length: 32044\r\n\r\n", func(w io.Writer) { _, _ = w.Write(wave(1, 1000)[:9000]); close(begun) }); strings.HasPrefix(got, "2") {
		t.Errorf("the server ended: %s", got)
	}
	<-ended
	s.serve()
	s.nothingKept()
}

// TestAnotherRequestBehindAnUpload holds that bytes behind a body are never read as another request.
func TestAnotherRequestBehindAnUpload(t *testing.T) {
	t.Parallel()
	s, crm, _, _, _ := heard(t, testkit.Open(t, store.SQLite))
	smuggled := "GET /api/v1/about HTTP/1.1\r\nHost: x\r\n\r\n"
	for _, head := range []string{"Content-Length: 5\r\n", "Content-Length: 5368709120\r\n", "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\nRater-Body: 0\r\n"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(patience))
		_, _ = io.WriteString(conn, "POST /api/v1"+ingestPath+" HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "+crm.token+"\r\n"+head+"\r\n5\r\nhello\r\n0\r\n\r\n"+smuggled)
		raw, _ := io.ReadAll(conn)
		_ = conn.Close()
		if n := strings.Count(string(raw), "HTTP/1.1 "); n != 1 || strings.Contains(string(raw), `"version"`) {
			t.Errorf("%q: %d answers: %s", head, n, raw)
		}
	}
}

// TestAnotherRequestInABody holds that a body that no route takes is never read as another request, however its address is
// written: nobody need sign in to send one.
func TestAnotherRequestInABody(t *testing.T) {
	t.Parallel()
	s, _, _, _, _ := heard(t, testkit.Open(t, store.SQLite))
	smuggled := "GET /api/v1/about HTTP/1.1\r\nHost: x\r\n\r\n"
	for _, path := range []string{"/ingest/recordings/#a", "/ingest/recordings/a#", "/ingest/recordings/#a?b", "/ingest/recordings/a?#", "/interactions/#x/recording", "/interactions/x#/recording", "/ingest/recordings/..", "/interactions/./recording", "/ingest/recordings/%2e", "/ingest/recordings/a?b=://c/d"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(patience))
		_, _ = fmt.Fprintf(conn, "POST /api/v1%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", path, len(smuggled), smuggled)
		_ = conn.(*net.TCPConn).CloseWrite()
		raw, _ := io.ReadAll(conn)
		_ = conn.Close()
		if n := strings.Count(string(raw), "HTTP/1.1 "); n != 1 || strings.Contains(string(raw), `"version"`) {
			t.Errorf("%s: %d answers: %s", path, n, raw)
		}
	}
}

// TestWhereRecordingsAreOff takes none, and says who can change that.
func TestWhereRecordingsAreOff(t *testing.T) {
	t.Parallel()
	_, crm, sue, _, path := heard(t, testkit.Open(t, store.SQLite), func(c *config.Config) { c.Recordings = "off" })
	for _, answer := range []reply{crm.call(http.MethodPost, ingestPath, wave(1, 10), asBytes), sue.call(http.MethodPost, path, wave(1, 10), asBytes)} {
		if answer.status != 409 || !strings.Contains(string(answer.raw), "RATER_RECORDINGS=on") {
			t.Errorf("%s", answer)
		}
	}
	if f := read[recordingFacts](t, sue.must(200, http.MethodGet, path, nil)); f.Status != "none" || f.MayAdd {
		t.Errorf("%+v", f)
	}
}

// TestRecordingsAreKeptAsThePlanSays gives the plan that drew the interaction days of its own, and takes them away again.
func TestRecordingsAreKeptAsThePlanSays(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, crm, sue, _, path := heard(t, db, func(c *config.Config) { c.RecordingDays = 30 })
		lyn := s.once("lyn")
		crm.must(201, http.MethodPost, ingestPath, wave(1, 1000), asBytes)
		plan := read[list[struct {
			ID       string
			Revision int64
		}]](t, lyn.must(200, http.MethodGet, "/plans", nil)).Items[0]
		lyn.must(422, http.MethodPatch, "/plans/"+plan.ID, fields{"days_to_keep_recordings": 3651}, ifMatch(plan.Revision))
		lyn.must(422, http.MethodPatch, "/plans/"+plan.ID, fields{"days_to_keep_recordings": -1}, ifMatch(plan.Revision))
		changed := read[struct {
			ID   string
			Days *int `json:"days_to_keep_recordings"`
		}](t, lyn.must(200, http.MethodPatch, "/plans/"+plan.ID, fields{"days_to_keep_recordings": 60}, ifMatch(plan.Revision)))
		if changed.ID != plan.ID || changed.Days == nil || *changed.Days != 60 {
			t.Fatalf("%+v", changed)
		}
		is := func(days int, want string) {
			t.Helper()
			s.clock.Advance(time.Duration(days) * 24 * time.Hour)
			for range 2 {
				if _, err := s.desk.Recordings.Sweep(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
			if got := read[recordingFacts](t, s.as("sue").must(200, http.MethodGet, path, nil)); got.Status != want {
				t.Errorf("after %d days: %+v, want %s", days, got, want)
			}
		}
		is(45, "kept")
		is(14, "kept")
		is(1, "gone")
		_ = sue
	})
}

// TestASpanIsEvidence points at parts of a recording in an answer: within it alone, and the agent reads where.
func TestASpanIsEvidence(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, crm, sue, ana, _ := heard(t, db)
		crm.must(201, http.MethodPost, ingestPath, wave(1, 2000), asBytes)
		crm.tell(s.started("c/2", "ana"), s.said("c/2", 1, "customer", "Hello."), s.ended("c/2"))
		crm.must(201, http.MethodPost, "/ingest/recordings/c%2F2", wave(2, 2000), asBytes)
		e := sue.draft("c/1")
		q := s.form().Dimensions[0].Questions[0]
		put := func(evidence fields) reply {
			return sue.call(http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": []fields{{"question": q.ID, "option": q.Options[0].Key, "evidence": []fields{evidence}}}}, ifMatch(e.Revision))
		}
		for place, evidence := range map[string]fields{".from_ms": {"from_ms": 2001, "to_ms": 2002}, ".to_ms": {"from_ms": 5, "to_ms": 2001}, "evidence[0]": {"from_ms": 5}, ".pos": {"pos": 9}} {
			if r := put(evidence); r.status != 422 || !strings.Contains(string(r.raw), place) {
				t.Errorf("%v: %s", evidence, r)
			}
		}
		released := sue.released("c/2")
		got := read[struct {
			Answers []struct {
				Evidence []struct {
					FromMS int64 `json:"from_ms"`
					ToMS   int64 `json:"to_ms"`
				}
			}
		}](t, ana.must(200, http.MethodGet, "/evaluations/"+released.ID, nil))
		if len(got.Answers) == 0 || got.Answers[0].Evidence[1].FromMS != 100 || got.Answers[0].Evidence[1].ToMS != 900 {
			t.Errorf("%+v", got)
		}
	})
}
