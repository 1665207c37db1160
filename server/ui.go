package server

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"io/fs"
	"mime"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"

	"rater/internal/foundation/fault"
)

const (
	noncePlace = "__CSP_NONCE__"
	pagePolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-%'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

// ui serves the web application: its files, and its page for every address that is no file.
func (a *API) ui() {
	index, err := fs.ReadFile(a.o.UI, "index.html")
	if err != nil {
		index = []byte("<!doctype html><title>Rater</title><p>The web application is not built into this program: use «make build».")
	}
	a.app.Get("/*", func(c *fiber.Ctx) error {
		name := strings.TrimPrefix(path.Clean("/"+c.Params("*")), "/")
		if name == "" || name == "index.html" {
			return sendPage(c, index)
		}
		file, err := fs.ReadFile(a.o.UI, name)
		if err != nil && strings.HasPrefix(name, "assets/") {
			return writeProblem(c, fault.Missing())
		}
		if err != nil {
			return sendPage(c, index)
		}
		if strings.HasPrefix(name, "assets/") {
			c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
		}
		c.Set(fiber.HeaderContentType, typeOf(name))
		return c.Send(file)
	})
}

func typeOf(name string) string {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return fiber.MIMEOctetStream
}

func sendPage(c *fiber.Ctx, index []byte) error {
	raw := make([]byte, 16)
	rand.Read(raw)
	nonce := base64.RawURLEncoding.EncodeToString(raw)
	c.Set("Content-Security-Policy", strings.Replace(pagePolicy, "%", nonce, 1))
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.Send(bytes.ReplaceAll(index, []byte(noncePlace), []byte(nonce)))
}
