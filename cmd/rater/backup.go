package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/people"
	"rater/migrations"
)

func backupCommand(environ []string) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "backup FILE.zip",
		Short: "Write everything that is in the database to a file; works beside a running server",
		Long: "Write everything that is in the database, as it is at one moment, to a file that must not be there yet.\n" +
			"It can be restored into SQLite or PostgreSQL. RATER_SECRET is not in it: keep that apart, and safe.",
		Args: misused(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			return withDatabase(c.Context(), environ, func(ctx context.Context, k config.Keys, db *store.DB) error {
				m, err := backupTo(ctx, db, k, args[0], rowsOn(c.ErrOrStderr()))
				if err != nil {
					return err
				}
				return m.print(c.OutOrStdout(), asJSON, "backed up")
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// withDatabase opens the database of the settings without serving.
func withDatabase(ctx context.Context, environ []string, do func(context.Context, config.Keys, *store.DB) error) error {
	settings, err := config.Read(environ)
	if err != nil {
		return misuse(err)
	}
	keys, err := settings.Keys()
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, settings.DatabaseURL, settings.DataDir)
	if err != nil {
		return err
	}
	return errors.Join(do(ctx, keys, db), db.Close())
}

// backupTo leaves the database at the version that it is of, which may be an older program's, writes beside the file and puts it into place once it is whole.
func backupTo(ctx context.Context, db *store.DB, k config.Keys, path string, tell func(string, int64)) (manifest, error) {
	if _, err := os.Stat(path); err == nil {
		return manifest{}, misuse(fmt.Errorf("%s is there already; name a file that is not", path))
	}
	draft, err := os.CreateTemp(filepath.Dir(path), ".rater-backup-*") // only its owner can read it
	if err != nil {
		return manifest{}, misuse(err)
	}
	defer os.Remove(draft.Name())
	m, err := writeArchive(ctx, db, k, draft, tell)
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return m, err
	}
	return m, os.Rename(draft.Name(), path)
}

func rowsOn(out io.Writer) func(string, int64) {
	tell := progressOn(out)
	total := 0
	return func(_ string, rows int64) {
		total += int(rows)
		tell(total)
	}
}

func (m manifest) print(out io.Writer, asJSON bool, what string) error {
	if asJSON {
		return json.NewEncoder(out).Encode(m)
	}
	var rows int64
	for _, t := range m.Tables {
		rows += t.Rows
	}
	_, err := fmt.Fprintf(out, "%s %d rows of %d tables, as of %s\n", what, rows, len(m.Tables), m.At.Format("2006-01-02 15:04:05 UTC"))
	return err
}

func restoreCommand(environ []string) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "restore FILE.zip",
		Short: "Fill an empty database with a backup, all or nothing, and check it",
		Args:  misused(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			return withDatabase(c.Context(), environ, func(ctx context.Context, k config.Keys, db *store.DB) error {
				m, err := restoreFrom(ctx, db, k, args[0], rowsOn(c.ErrOrStderr()))
				if err != nil {
					return err
				}
				return m.print(c.OutOrStdout(), asJSON, "restored and checked")
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func restoreFrom(ctx context.Context, db *store.DB, k config.Keys, path string, tell func(string, int64)) (manifest, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return manifest{}, misuse(fmt.Errorf("%s can't be read as a backup: %w", path, err))
	}
	defer archive.Close()
	info, err := os.Stat(path)
	if err == nil {
		err = refuseBomb(&archive.Reader, info.Size())
	}
	if err != nil {
		return manifest{}, err
	}
	newest, err := migrations.Newest(db)
	if err != nil {
		return manifest{}, err
	}
	m, err := readManifest(&archive.Reader, newest, k)
	if err != nil {
		return m, err
	}
	if err := migrations.To(ctx, db, m.Schema); err != nil {
		return m, err
	}
	if err := refuseFull(ctx, db, m); err != nil {
		return m, err
	}
	if err := loadArchive(ctx, db, &archive.Reader, m, tell); err != nil {
		return m, err
	}
	if _, err := migrations.Up(ctx, db); err != nil {
		return m, fmt.Errorf("all rows were restored, and could not be brought up to date: %w", err)
	}
	v, err := people.NewAudit(db, k.Seals[:], clock).Verify(ctx, "")
	if err == nil && v.Broken != "" {
		err = errors.New("all rows were restored, and the audit log among them does not hold: " + v.Broken)
	}
	return m, err
}

// refuseFull refuses a database in which there is anything already.
func refuseFull(ctx context.Context, db *store.DB, m manifest) error {
	for _, t := range m.Tables {
		table := t.Name
		if !slices.Contains(migrations.Tables, table) {
			return fmt.Errorf("the backup has a table %q, which Rater never made", table)
		}
		var n int64
		if err := db.Conn(ctx).Table(table).Limit(1).Count(&n).Error; err != nil {
			return store.Fault(err)
		}
		if n > 0 {
			return misuse(fmt.Errorf("the database is not empty (%s has rows): restore into a new one, then let the server use that", table))
		}
	}
	return nil
}
