package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// TestZipBombsAreRefused holds that an archive which unpacks to far more than itself ends with a sentence, before it
// fills the memory or the disk: whether it says how large it is, lies about it, or hides it in its manifest.
func TestZipBombsAreRefused(t *testing.T) {
	from := testkit.Open(t, store.SQLite)
	good := filepath.Join(t.TempDir(), "rater.zip")
	backUpBusyDesk(t, from, good)
	const tooMuch = "would unpack to more than"
	row := `["` + strings.Repeat(" ", 1<<20-5) + `"]` + "\n"
	for name, one := range map[string]struct {
		in, text string
		times    int
		claims   uint64 // 0 for the truth
		says     string
	}{
		"endless rows":               {"tables/users.jsonl", row, 256, 0, tooMuch},
		"one endless row":            {"tables/users.jsonl", strings.Repeat(" ", 1<<20), 256, 0, tooMuch},
		"an endless manifest":        {manifestName, strings.Repeat(" ", 1<<20), 256, 0, tooMuch},
		"a file that no one reads":   {"more/of/it", strings.Repeat(" ", 1<<20), 256, 0, tooMuch},
		"rows that are claimed few":  {"tables/users.jsonl", row, 256, 1 << 10, "can't be restored"},
		"petabytes that are claimed": {"tables/users.jsonl", row, 1, 1 << 60, tooMuch},
	} {
		t.Run(name, func(t *testing.T) {
			db := testkit.Bare(t, store.SQLite)
			file := withBomb(t, good, one.in, one.text, one.times, one.claims)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := restoreFrom(t.Context(), db.DB, keysOf(t, backupSecret), file, untold)
			runtime.ReadMemStats(&after)
			if err == nil || !strings.Contains(err.Error(), one.says) {
				t.Errorf("%v does not say %q", err, one.says)
			}
			if one.says == tooMuch && !strings.Contains(err.Error(), one.in) {
				t.Errorf("%v does not name %s", err, one.in)
			}
			if taken := after.TotalAlloc - before.TotalAlloc; taken > 64<<20 {
				t.Errorf("%d MiB were taken", taken>>20)
			}
			if size := folderSize(t, db.Dir); size > 16<<20 {
				t.Errorf("%d MiB were written", size>>20)
			}
		})
	}
}

// withBomb is the archive with one file in place of another, or beside the others: text so many times, packed.
func withBomb(t *testing.T, file, name, text string, times int, claims uint64) string {
	t.Helper()
	from, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	path := filepath.Join(t.TempDir(), "bomb.zip")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(out)
	for _, f := range from.File {
		if f.Name != name {
			err = errors.Join(err, w.Copy(f))
		}
	}
	var packed bytes.Buffer
	sum := crc32.NewIEEE()
	deflate, _ := flate.NewWriter(&packed, flate.BestCompression)
	for range times {
		_, _ = deflate.Write([]byte(text))
		_, _ = sum.Write([]byte(text))
	}
	err = errors.Join(err, deflate.Close())
	if claims == 0 {
		claims = uint64(len(text) * times)
	}
	entry, raw := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum.Sum32(), CompressedSize64: uint64(packed.Len()), UncompressedSize64: claims})
	if raw == nil {
		_, raw = entry.Write(packed.Bytes())
	}
	if err := errors.Join(err, raw, w.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func folderSize(t *testing.T, dir string) (size int64) {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	return size
}
