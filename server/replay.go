package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

const maxIdempotencyKey = 200

// keptHeaders are those of an answer that its repetition carries too.
var keptHeaders = []string{fiber.HeaderContentType, fiber.HeaderETag, fiber.HeaderLocation}

// errRefused rolls the transaction of a request back whose answer is an error.
var errRefused = errors.New("refused")

// replay makes a POST with an Idempotency-Key happen once: its work and its answer are stored in one transaction, and
// a repetition gets the stored answer.
func (a *API) replay(ctx huma.Context, next func(huma.Context)) {
	c := humafiber.Unwrap(ctx)
	key := c.Get("Idempotency-Key")
	unkept, _ := ctx.Operation().Metadata["unkept"].(bool)
	if key == "" || unkept || ctx.Method() != http.MethodPost {
		next(ctx)
		return
	}
	if err := a.replayed(ctx, c, key, next); err != nil {
		_ = writeProblem(c, err)
	}
}

func (a *API) replayed(ctx huma.Context, c *fiber.Ctx, key string, next func(huma.Context)) error {
	if len(key) > maxIdempotencyKey {
		return fault.In("header.Idempotency-Key", "must be at most %d characters", maxIdempotencyKey)
	}
	r := store.Reply{Who: actorOf(ctx.Context()).ID, Key: key, RequestHash: requestHash(c), CreatedAt: time.Now()}
	if outside, _ := ctx.Operation().Metadata["outside"].(bool); outside {
		return a.replayOutside(ctx, c, r, next)
	}
	known := false
	err := a.d.DB.InTx(ctx.Context(), func(tx context.Context) error {
		if err := a.d.DB.Lock(tx, "reply "+r.Who+key); err != nil {
			return err
		}
		found, err := a.again(tx, c, r)
		if known = found; found || err != nil {
			return err
		}
		next(huma.WithContext(ctx, tx))
		if c.Response().StatusCode() >= http.StatusBadRequest {
			return errRefused
		}
		return a.d.Replies.Keep(tx, replyOf(r, c))
	})
	if errors.Is(err, errRefused) {
		return a.keepApart(ctx.Context(), c, replyOf(r, c))
	}
	if err != nil && !known {
		forget(c)
	}
	return err
}

// keepApart keeps an answer after its work. Where the same request was answered meanwhile, that answer is given.
func (a *API) keepApart(ctx context.Context, c *fiber.Ctx, r store.Reply) error {
	if r.Status >= http.StatusInternalServerError || r.Status == http.StatusTooManyRequests {
		return nil
	}
	err := a.d.DB.InTx(ctx, func(tx context.Context) error { return a.d.Replies.Keep(tx, r) })
	if !store.Duplicate(err) {
		return err
	}
	forget(c)
	_, err = a.again(ctx, c, r)
	return err
}

// forget drops the answer that was made, but not the headers that every answer carries.
func forget(c *fiber.Ctx) {
	c.Response().ResetBody()
	for _, name := range append(keptHeaders, fiber.HeaderSetCookie) {
		c.Response().Header.Del(name)
	}
}

// replayOutside is for work that is idempotent by itself: only the answer is kept, after it.
func (a *API) replayOutside(ctx huma.Context, c *fiber.Ctx, r store.Reply, next func(huma.Context)) error {
	found, err := a.again(ctx.Context(), c, r)
	if found || err != nil {
		return err
	}
	next(ctx)
	return a.keepApart(ctx.Context(), c, replyOf(r, c))
}

func (a *API) again(ctx context.Context, c *fiber.Ctx, r store.Reply) (bool, error) {
	known, err := a.d.Replies.Find(ctx, r.Who, r.Key)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if known.RequestHash != r.RequestHash {
		return true, fault.In("header.Idempotency-Key", "was used for another request; give each request a key of its own")
	}
	c.Status(known.Status)
	for name, value := range known.Header {
		c.Set(name, value)
	}
	c.Set("Idempotent-Replay", "true")
	return true, c.SendString(known.Body)
}

func replyOf(r store.Reply, c *fiber.Ctx) store.Reply {
	r.Status, r.Body, r.Header = c.Response().StatusCode(), string(c.Response().Body()), map[string]string{}
	for _, name := range keptHeaders {
		if value := string(c.Response().Header.Peek(name)); value != "" {
			r.Header[name] = value
		}
	}
	return r
}

func requestHash(c *fiber.Ctx) string {
	h := sha256.New()
	h.Write([]byte(c.Method() + " " + c.OriginalURL() + "\n" + c.Get(fiber.HeaderIfMatch) + "\n"))
	h.Write(c.Request().Body())
	return hex.EncodeToString(h.Sum(nil))
}
