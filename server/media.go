package server

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"rater/coaching/training"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/media"
	"rater/internal/interactions"
	"rater/internal/people"
)

// TrainingMedium is a picture, a sound or a film that lessons name as media:<id>.
type TrainingMedium struct {
	ID          string              `json:"id"`
	Name        string              `json:"name"`
	Type        string              `json:"type"`
	Bytes       int64               `json:"bytes"`
	ChunkBytes  int                 `json:"chunk_bytes" doc:"of each chunk but the last"`
	Chunks      int                 `json:"chunks"`
	Width       *int                `json:"width,omitempty"`
	Height      *int                `json:"height,omitempty"`
	CompletedAt *interactions.Stamp `json:"completed_at,omitempty" format:"date-time"`
}

func viewMedium(m training.Medium) *body[TrainingMedium] {
	return &body[TrainingMedium]{TrainingMedium{m.ID, m.Name, m.Type, m.Bytes, training.ChunkBytes, m.Chunks(), m.Width, m.Height, stamp(m.CompletedAt)}}
}

type beginMediumIn struct {
	Body struct {
		Name  string `json:"name" minLength:"1" maxLength:"200" doc:"of the file, without a folder"`
		Type  string `json:"type" maxLength:"100" doc:"image/png, image/jpeg, image/webp, image/gif: up to 8 MiB; audio/mpeg, audio/wav, audio/ogg: 32 MiB; video/mp4, video/webm: 128 MiB"`
		Bytes int64  `json:"bytes" minimum:"1"`
	}
}

func (a *API) beginMedium(ctx context.Context, actor people.Actor, in *beginMediumIn) (*body[TrainingMedium], error) {
	m, err := a.d.Media.Begin(ctx, actor, in.Body.Name, in.Body.Type, in.Body.Bytes)
	return viewMedium(m), err
}

type completeMediumIn struct {
	IDIn
	NoBody
}

func (a *API) completeMedium(ctx context.Context, actor people.Actor, in *completeMediumIn) (*body[TrainingMedium], error) {
	m, err := a.d.Media.Complete(ctx, actor, in.ID)
	return viewMedium(m), err
}

// putChunk takes the bytes of one chunk as they are.
func (a *API) putChunk(c *fiber.Ctx, actor people.Actor) error {
	if e := c.Get(fiber.HeaderContentEncoding); e != "" && !strings.EqualFold(e, "identity") {
		return writeProblem(c, fault.New(fault.Unsupported, "the body is compressed (%s); send it plain", e))
	}
	if c.Get(fiber.HeaderContentType) != fiber.MIMEOctetStream {
		return writeProblem(c, fault.New(fault.Unsupported, "the body must be application/octet-stream"))
	}
	n, err := strconv.Atoi(c.Params("n"))
	if err != nil {
		return writeProblem(c, fault.In("path.n", "must be a number, counted from 0"))
	}
	if err := a.d.Media.Put(c.UserContext(), actor, c.Params("id"), n, c.Body()); err != nil {
		return writeProblem(c, err)
	}
	return c.SendStatus(http.StatusNoContent)
}

// medium serves the bytes of a medium, or the range that is asked for.
func (a *API) medium(c *fiber.Ctx, actor people.Actor) error {
	m, err := a.d.Media.Get(c.UserContext(), actor, c.Params("id"))
	if err != nil {
		return writeProblem(c, err)
	}
	return sendPiece(c, sent{kind: m.Type, bytes: m.Bytes}, func(p media.Piece) (io.Reader, error) {
		return a.d.Media.Open(context.WithoutCancel(c.UserContext()), m, p), nil
	})
}

// describeMedia says of the two routes that carry bytes what huma, that does not serve them, can't know.
func (a *API) describeMedia() {
	longest := 100
	text := &huma.Schema{Type: huma.TypeString, MaxLength: &longest}
	id := &huma.Param{Name: "id", In: "path", Required: true, Schema: text}
	n := &huma.Param{Name: "n", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeInteger}}
	session := []map[string][]string{{"session": {}}}
	a.huma.OpenAPI().AddOperation(&huma.Operation{OperationID: "put-media-id-chunks-n", Method: http.MethodPut, Path: base + "/media/{id}/chunks/{n}", Tags: []string{"media"},
		Summary: "Send one chunk, counted from 0", Parameters: []*huma.Param{id, n}, Security: session, RequestBody: &huma.RequestBody{Content: binary(fiber.MIMEOctetStream)},
		Description: fmt.Sprintf("Permission: %s. Rows: %s.", people.ModulesWrite, OwnRows), Responses: map[string]*huma.Response{"204": {Description: "It is kept"}}})
	a.huma.OpenAPI().AddOperation(&huma.Operation{OperationID: "get-media-id", Method: http.MethodGet, Path: base + "/media/{id}", Tags: []string{"media"},
		Summary: "What was sent, or a range of it", Parameters: []*huma.Param{id, {Name: "Range", In: "header", Schema: text}}, Security: session,
		Description: fmt.Sprintf("Permission: %s. Rows: %s.", people.AssignmentsRead, InReach),
		Responses:   map[string]*huma.Response{"200": {Description: "All of it", Content: binary("*/*")}, "206": {Description: "The range", Content: binary("*/*")}}})
}
