package server

import (
	"fmt"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"rater/internal/foundation/media"
)

// sent is what is served in pieces: its type, how many bytes it has, and its name as a file, empty for none.
type sent struct {
	kind  string
	bytes int64
	name  string
}

// bytesPolicy lets what is served run nothing, wherever it is opened.
const bytesPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

// sendPiece serves all of it, or the range that is asked for.
func sendPiece(c *fiber.Ctx, s sent, open func(media.Piece) (io.Reader, error)) error {
	piece, whole, err := media.PieceOf(c.Get(fiber.HeaderRange), s.bytes)
	c.Set(fiber.HeaderAcceptRanges, "bytes")
	if err != nil {
		c.Set(fiber.HeaderContentRange, fmt.Sprintf("bytes */%d", s.bytes))
		p := problemOf(err)
		p.Status, p.Title = http.StatusRequestedRangeNotSatisfiable, http.StatusText(http.StatusRequestedRangeNotSatisfiable)
		return sendProblem(c, p)
	}
	from, err := open(piece)
	if err != nil {
		return writeProblem(c, err)
	}
	if !whole {
		c.Status(http.StatusPartialContent)
		c.Set(fiber.HeaderContentRange, fmt.Sprintf("bytes %d-%d/%d", piece.First, piece.Last, s.bytes))
	}
	c.Set(fiber.HeaderContentType, s.kind)
	c.Set(fiber.HeaderContentSecurityPolicy, bytesPolicy)
	c.Set(fiber.HeaderContentDisposition, "inline")
	if s.name != "" {
		c.Set(fiber.HeaderContentDisposition, fmt.Sprintf("inline; filename=%q", s.name))
	}
	return c.SendStream(from, int(piece.Last-piece.First+1))
}

// binary is the content of a body that is bytes.
func binary(kind string) map[string]*huma.MediaType {
	return map[string]*huma.MediaType{kind: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}
}
