package training_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"rater/coaching/training"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/media"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// picture is a PNG of these dimensions.
func picture(width, height int) []byte {
	var b bytes.Buffer
	i := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
	if err := png.Encode(&b, i); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// sent begins a medium and sends it whole.
func (f *floor) sent(name, kind string, data []byte) training.Medium {
	f.t.Helper()
	m, err := f.media.Begin(f.t.Context(), f.tom, name, kind, int64(len(data)))
	must(f.t, err)
	for n, part := range store.Chunks(data, training.ChunkBytes) {
		must(f.t, f.media.Put(f.t.Context(), f.tom, m.ID, n, part))
	}
	return m
}

// TestMediaAreWhatTheySay sends what is not what it is said to be.
func TestMediaAreWhatTheySay(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	small := picture(20, 10)
	huge := slices.Concat(small[:16], []byte{0, 1, 0, 0, 0, 1, 0, 0}, small[24:]) // the header of 65536 × 65536
	for name, one := range map[string]struct {
		kind string
		data []byte
		ok   bool
	}{
		"a PNG":             {"image/png", small, true},
		"a PNG as a JPEG":   {"image/jpeg", small, false},
		"a page as a PNG":   {"image/png", []byte("<html><script>alert(1)</script>"), false},
		"an SVG as a PNG":   {"image/png", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), false},
		"half a PNG":        {"image/png", small[:20], false},
		"a huge PNG":        {"image/png", huge, false},
		"a WAV":             {"audio/wav", append([]byte("RIFF\x00\x00\x00\x00WAVE"), make([]byte, 40)...), true},
		"an MP3 with a tag": {"audio/mpeg", append([]byte("ID3\x03"), make([]byte, 40)...), true},
		"a bare MP3":        {"audio/mpeg", append([]byte{0xff, 0xfb, 0x90, 0x64}, make([]byte, 40)...), true},
		"an Ogg":            {"audio/ogg", append([]byte("OggS\x00"), make([]byte, 40)...), true},
		"an MP4":            {"video/mp4", append([]byte("\x00\x00\x00\x18ftypisom"), make([]byte, 40)...), true},
		"a WebM":            {"video/webm", append([]byte("\x1a\x45\xdf\xa3"), make([]byte, 40)...), true},
		"a program as MP4":  {"video/mp4", append([]byte("\x7fELF"), make([]byte, 40)...), false},
	} {
		m := f.sent("file", one.kind, one.data)
		_, err := f.media.Complete(t.Context(), f.tom, m.ID)
		if (err == nil) != one.ok || (err != nil && !fault.Is(err, fault.Invalid)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestMediaAreBounded refuses what is too large at once, and names of files that are more than names.
func TestMediaAreBounded(t *testing.T) {
	t.Parallel()
	f := newFloor(t, testkit.Open(t, store.SQLite))
	for _, one := range []struct {
		name, kind, place string
		bytes             int64
	}{
		{"a.png", "image/png", "", 8 << 20}, {"a.png", "image/png", "body.bytes", 8<<20 + 1}, {"film.mp4", "video/mp4", "", 128 << 20},
		{"film.mp4", "video/mp4", "body.bytes", 2 << 30}, {"a.mp3", "audio/mpeg", "body.bytes", 32<<20 + 1}, {"a.png", "image/png", "body.bytes", 0},
		{"a.svg", "image/svg+xml", "body.type", 10}, {"a.html", "text/html", "body.type", 10},
		{"../../etc/passwd", "image/png", "body.name", 10}, {`..\..\boot.ini`, "image/png", "body.name", 10}, {".htaccess", "image/png", "body.name", 10},
		{"etc/passwd", "image/png", "body.name", 10}, {`C:\boot.ini`, "image/png", "body.name", 10},
		{"a\x00.png", "image/png", "body.name", 10}, {"a\r\nX: y.png", "image/png", "body.name", 10}, {"a\u202egnp.exe", "image/png", "body.name", 10},
		{"", "image/png", "body.name", 10}, {strings.Repeat("x", 201), "image/png", "body.name", 10}, {"Größe 1.png", "image/png", "", 10},
	} {
		_, err := f.media.Begin(t.Context(), f.tom, one.name, one.kind, one.bytes)
		if got := places(err); (one.place == "") != (err == nil) || (one.place != "" && !slices.Contains(got, one.place)) {
			t.Errorf("%q of %d: want %q, got %v", one.name, one.bytes, one.place, err)
		}
	}
}

// TestMediaAreReadByChunks sends more than two chunks, and reads pieces across them.
func TestMediaAreReadByChunks(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		data := append([]byte("\x1a\x45\xdf\xa3"), make([]byte, 2*training.ChunkBytes+5)...)
		for n := 4; n < len(data); n++ {
			data[n] = byte(n * 7)
		}
		ctx := t.Context()
		m, err := f.media.Begin(ctx, f.tom, "film.webm", "video/webm", int64(len(data)))
		must(t, err)
		refuse(t, "another's", fault.NotFound, f.media.Put(ctx, f.sue, m.ID, 0, data[:training.ChunkBytes]))
		refuse(t, "a short chunk", fault.Invalid, f.media.Put(ctx, f.tom, m.ID, 0, data[:10]))
		refuse(t, "a fourth of three", fault.Invalid, f.media.Put(ctx, f.tom, m.ID, 3, data[:10]))
		must(t, f.media.Put(ctx, f.tom, m.ID, 0, make([]byte, training.ChunkBytes)))
		_, err = f.media.Complete(ctx, f.tom, m.ID)
		refuse(t, "not whole", fault.Invalid, err)
		for n, part := range store.Chunks(data, training.ChunkBytes) {
			must(t, f.media.Put(ctx, f.tom, m.ID, n, part))
		}
		_, err = f.media.Get(ctx, f.tom, m.ID)
		refuse(t, "read before it is whole", fault.NotFound, err)
		m, err = f.media.Complete(ctx, f.tom, m.ID)
		must(t, err)
		refuse(t, "changed after it", fault.Conflict, f.media.Put(ctx, f.tom, m.ID, 2, data[:9]))
		for _, p := range []media.Piece{{Last: m.Bytes - 1}, {First: 5, Last: 5}, {First: training.ChunkBytes - 1, Last: training.ChunkBytes}, {First: training.ChunkBytes, Last: 2*training.ChunkBytes - 1}, {First: 3, Last: 2*training.ChunkBytes + 3}} {
			got, err := io.ReadAll(f.media.Open(ctx, m, p))
			must(t, err)
			if !bytes.Equal(got, data[p.First:p.Last+1]) {
				t.Errorf("%+v: %d bytes that differ", p, len(got))
			}
		}
	})
}

// TestWhoSeesMedia goes through who may see a medium, and how long it is kept.
func TestWhoSeesMedia(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f := newFloor(t, db)
		used, unused := f.sent("a.png", "image/png", picture(2, 2)), f.sent("b.png", "image/png", picture(2, 2))
		for _, m := range []training.Medium{used, unused} {
			_, err := f.media.Complete(t.Context(), f.tom, m.ID)
			must(t, err)
		}
		unsent := f.sent("c.png", "image/png", picture(2, 2))
		m, err := f.modules.Write(t.Context(), f.tom, training.Content{Title: "x", Minutes: 1, Parts: []training.ModulePart{lesson("![x](media:" + used.ID + ")")}})
		must(t, err)
		sees := func(want string) {
			t.Helper()
			var got []string
			for name, who := range map[string]people.Actor{"tom": f.tom, "sue": f.sue, "ana": f.ana, "cam": f.cam} {
				if _, err := f.media.Get(t.Context(), who, used.ID); err == nil {
					got = append(got, name)
				} else {
					refuse(t, name, fault.NotFound, err)
				}
			}
			slices.Sort(got)
			if strings.Join(got, " ") != want {
				t.Errorf("%v see it, want %s", got, want)
			}
		}
		sees("tom")
		m, err = f.modules.Publish(t.Context(), f.tom, m.ID, m.Revision)
		must(t, err)
		sees("sue tom")
		f.given(m, f.ana)
		sees("ana sue tom")
		f.left(t, used, unused, unsent)
		f.clock.Advance(25 * time.Hour)
		f.left(t, used, unused)
		f.clock.Advance(30 * 24 * time.Hour)
		f.left(t, used)
		empty := []training.ModulePart{lesson("no picture")}
		_, err = f.modules.Change(t.Context(), f.tom, m.ID, m.Revision, training.Changes{Parts: &empty})
		must(t, err)
		f.clock.Advance(31 * 24 * time.Hour)
		f.left(t, used)
	})
}

// left sweeps, and holds that these media are there still.
func (f *floor) left(t *testing.T, want ...training.Medium) {
	t.Helper()
	_, err := f.media.Sweep(t.Context())
	must(t, err)
	var ids []string
	must(t, f.db.Conn(t.Context()).Table("media").Order("id").Pluck("id", &ids).Error)
	var have int64
	must(t, f.db.Conn(t.Context()).Table("media_chunks").Where("media_id NOT IN ?", ids).Count(&have).Error)
	var wanted []string
	for _, m := range want {
		wanted = append(wanted, m.ID)
	}
	if slices.Sort(wanted); !slices.Equal(ids, wanted) || have > 0 {
		t.Errorf("left are %v, want %v, and %d chunks of others", ids, wanted, have)
	}
}
