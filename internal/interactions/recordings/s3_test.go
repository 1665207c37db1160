package recordings_test

import (
	"bytes"
	"io"
	"net/http/httptest"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/media"
	"rater/internal/foundation/store"
	"rater/internal/interactions/recordings"
)

// TestKeepers holds both keepers to the same: what is kept is read by pieces, across parts too, and deleted once and for all.
func TestKeepers(t *testing.T) {
	t.Parallel()
	memory := s3mem.New()
	must(t, memory.CreateBucket("rater"))
	server := httptest.NewServer(gofakes3.New(memory).Server())
	t.Cleanup(server.Close)
	s3, err := recordings.NewS3(recordings.Bucket{Endpoint: server.URL, Name: "rater", Region: "us-east-1", AccessKey: "key", SecretKey: "secret"})
	must(t, err)
	for name, keeper := range map[string]recordings.Keeper{"disk": recordings.NewDisk(t.TempDir()), "S3": s3} {
		ctx := t.Context()
		for _, size := range []int{1, 1000, 17 << 20} { // the last goes to S3 in parts
			raw := make([]byte, size)
			for i := range raw {
				raw[i] = byte(i * 31 >> 3)
			}
			id := store.NewID()
			must(t, keeper.Put(ctx, id, bytes.NewReader(raw), int64(size)))
			for _, p := range []media.Piece{{First: 0, Last: int64(size) - 1}, {First: int64(size) - 1, Last: int64(size) - 1}, {First: int64(size) / 3, Last: int64(size) / 2}} {
				body, err := keeper.Open(ctx, id, p)
				must(t, err)
				got, err := io.ReadAll(body)
				must(t, err)
				must(t, body.Close())
				if !bytes.Equal(got, raw[p.First:p.Last+1]) {
					t.Errorf("%s: %+v of %d bytes are %d others", name, p, size, len(got))
				}
			}
			must(t, keeper.Delete(ctx, id))
			must(t, keeper.Delete(ctx, id))
			_, err := keeper.Open(ctx, id, media.Piece{})
			refuse(t, name+": deleted", fault.NotFound, err)
		}
		id := store.NewID()
		if err := keeper.Put(ctx, id, bytes.NewReader(make([]byte, 10)), 20); err == nil {
			t.Errorf("%s keeps less than was told", name)
		}
		_, err := keeper.Open(ctx, id, media.Piece{})
		refuse(t, name+": less than was told", fault.NotFound, err)
	}
}
