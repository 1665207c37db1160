package recordings

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/media"
)

// Keeper keeps the bytes of recordings: on disk, or in storage that speaks S3.
type Keeper interface {
	// Put keeps so many bytes under an id, all of them or none.
	Put(ctx context.Context, id string, from io.Reader, bytes int64) error
	// Open reads a piece of what is kept under an id, or NotFound.
	Open(ctx context.Context, id string, p media.Piece) (io.ReadCloser, error)
	// Delete deletes what is kept under an id; where there is nothing that is as well.
	Delete(ctx context.Context, id string) error
}

// Disk keeps recordings as files in a folder.
type Disk struct{ folder string }

// NewDisk makes the keeper of a folder, which it makes when it is needed.
func NewDisk(folder string) Disk { return Disk{folder} }

// path spreads files over 256 folders, by the end of the id, which is of chance.
func (d Disk) path(id string) string {
	return filepath.Join(d.folder, id[max(0, len(id)-2):], filepath.Base(id))
}

// Put writes beside the place, has it on disk, and renames.
func (d Disk) Put(_ context.Context, id string, from io.Reader, bytes int64) error {
	path := d.path(id)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(file, from)
	if err == nil && n != bytes {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(path+".new", path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(path+".new"))
	}
	return synced(filepath.Dir(path))
}

func synced(folder string) error {
	dir, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Open reads a piece of a file.
func (d Disk) Open(_ context.Context, id string, p media.Piece) (io.ReadCloser, error) {
	file, err := os.Open(d.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing(err)
	}
	if err != nil {
		return nil, err
	}
	if _, err := file.Seek(p.First, io.SeekStart); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(file, p.Last-p.First+1), file}, nil
}

// Delete removes a file, and what was begun beside it.
func (d Disk) Delete(_ context.Context, id string) error {
	for _, path := range []string{d.path(id), d.path(id) + ".new"} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func missing(cause error) error {
	return fault.New(fault.NotFound, "the recording is on record, but its bytes are not where they are kept; tell whoever runs Rater").Because(cause)
}
