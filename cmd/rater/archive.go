package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/migrations"
)

// manifest says what a backup holds; it is the archive's last file.
type manifest struct {
	Rater   string         `json:"rater"`   // version of the program
	Schema  int64          `json:"schema"`  // version of the database
	Dialect string         `json:"dialect"` // that it was made from; it can be restored into either
	At      time.Time      `json:"at"`
	Secret  string         `json:"secret"` // tells whether RATER_SECRET is the same, and nothing about it
	Tables  []tableSummary `json:"tables"`
}

type tableSummary struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`
}

const manifestName = "manifest.json"

// secretSign tells secrets apart: what is sealed under one can't be opened under another.
func secretSign(k config.Keys) string {
	m := hmac.New(sha256.New, k.Seals[:])
	m.Write([]byte("backup"))
	return hex.EncodeToString(m.Sum(nil)[:8])
}

// writeArchive writes all of a database, as it is at one moment, as a zip of a file for each table.
func writeArchive(ctx context.Context, db *store.DB, k config.Keys, to io.Writer, tell func(table string, rows int64)) (manifest, error) {
	schema, tables, err := migrations.Present(ctx, db)
	if err != nil {
		return manifest{}, err
	}
	m := manifest{Rater: version, Schema: schema, Dialect: db.Dialect, At: clock(), Secret: secretSign(k)}
	archive := zip.NewWriter(to)
	var sum hash.Hash
	err = db.Dump(ctx, tables, func(table string) (io.Writer, error) {
		sum = sha256.New()
		w, err := archive.Create("tables/" + table + ".jsonl")
		return io.MultiWriter(w, sum), err
	}, func(table string, rows int64) {
		m.Tables = append(m.Tables, tableSummary{table, rows, hex.EncodeToString(sum.Sum(nil))})
		tell(table, rows)
	})
	if err != nil {
		return m, err
	}
	w, err := archive.Create(manifestName)
	if err != nil {
		return m, err
	}
	return m, errors.Join(json.NewEncoder(w).Encode(m), archive.Close())
}

// readManifest reads what an archive says of itself and refuses what this program can't restore.
func readManifest(archive *zip.Reader, newest int64, k config.Keys) (manifest, error) {
	var m manifest
	raw, err := readFile(archive, manifestName)
	if err != nil || json.Unmarshal(raw, &m) != nil {
		return m, errors.New("this is no backup of Rater's, or it is broken off: it has no readable manifest.json")
	}
	if m.Schema > newest {
		return m, fmt.Errorf("the backup is of schema %d, made by Rater %s; this program knows up to %d: restore it with the newer program", m.Schema, m.Rater, newest)
	}
	if m.Secret != secretSign(k) {
		return m, errors.New("the backup was made under another RATER_SECRET: set that one (or put the file «secret» of its data folder into RATER_DATA_DIR), since what it seals can't be opened under this one")
	}
	return m, nil
}

// A backup is text that packs well, and still holds ids and times that don't: one of a real desk packs to a tenth. What
// claims to unpack to more than mostPacked times the file was made to fill the disk.
const (
	mostPacked = 200
	smallest   = 8 << 20 // bytes that any file may unpack to
)

// refuseBomb refuses an archive of size bytes that would unpack to far more. What a file claims is held by the reader: one
// that goes on behind it is broken.
func refuseBomb(archive *zip.Reader, size int64) error {
	var sum uint64
	largest := ""
	var claims uint64
	most := uint64(max(size, 0))*mostPacked + smallest
	for _, f := range archive.File {
		if f.UncompressedSize64 > claims {
			largest, claims = f.Name, f.UncompressedSize64
		}
		sum += min(f.UncompressedSize64, most+1)
	}
	if sum > most {
		return fmt.Errorf("this is no backup of Rater's, or it is broken: its %d KiB would unpack to more than %d MiB, most of it %.80q; nothing was restored, take the backup again", size>>10, most>>20, largest)
	}
	return nil
}

func readFile(archive *zip.Reader, name string) ([]byte, error) {
	f, err := archive.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all bytes.Buffer
	_, err = io.Copy(&all, io.LimitReader(f, 1<<20))
	return all.Bytes(), err
}

// loadArchive fills an empty database, all or nothing, and compares what it read with the manifest.
func loadArchive(ctx context.Context, db *store.DB, archive *zip.Reader, m manifest, tell func(table string, rows int64)) error {
	known := map[string]tableSummary{}
	for _, t := range m.Tables {
		known[t.Name] = t
	}
	return db.InTx(ctx, func(ctx context.Context) error {
		for _, table := range migrations.Tables {
			want, ok := known[table]
			if !ok {
				continue // from before there was this table
			}
			if err := loadTable(ctx, db, archive, want); err != nil {
				return err
			}
			tell(table, want.Rows)
		}
		return searchAnew(ctx, db)
	})
}

func loadTable(ctx context.Context, db *store.DB, archive *zip.Reader, want tableSummary) error {
	f, err := archive.Open("tables/" + want.Name + ".jsonl")
	if err != nil {
		return fmt.Errorf("the backup lacks the table %s", want.Name)
	}
	defer f.Close()
	sum := sha256.New()
	n, err := db.Load(ctx, want.Name, io.TeeReader(f, sum))
	if err != nil {
		return fmt.Errorf("the table %s can't be restored: %w", want.Name, err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); n != want.Rows || got != want.SHA256 {
		return fmt.Errorf("the table %s is not as it was backed up: %d rows of %d; nothing was restored", want.Name, n, want.Rows)
	}
	return nil
}

// searchAnew lets PostgreSQL index all words again; SQLite has done it by then, and the migrations that bring a backup of
// an older program up to date do it themselves.
func searchAnew(ctx context.Context, db *store.DB) error {
	if db.Dialect != store.Postgres || !db.Conn(ctx).Migrator().HasTable("search_due") {
		return nil
	}
	return store.Fault(db.Conn(ctx).Exec("INSERT INTO search_due (interaction_id, since, upto) SELECT id, 0, last_pos FROM interactions").Error)
}
