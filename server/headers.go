package server

import (
	"encoding/json"
	"net/http"
	"slices"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// headers are what every answer carries, also those that no route gives.
func (a *API) headers() map[string]string {
	h := map[string]string{
		"X-Content-Type-Options":  "nosniff",
		"Referrer-Policy":         "no-referrer",
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
		fiber.HeaderCacheControl:  "no-store",
	}
	if a.d.Config.Secure() {
		h["Strict-Transport-Security"] = "max-age=31536000"
	}
	return h
}

// dress puts the headers on each answer before anything looks at the request; what answers may set others.
func (a *API) dress() {
	headers, serve := a.headers(), a.app.Server().Handler
	a.app.Server().Handler = func(ctx *fasthttp.RequestCtx) {
		for name, value := range headers {
			ctx.Response.Header.Set(name, value)
		}
		if !slices.Contains(fiber.DefaultMethods, string(ctx.Method())) {
			unknownMethod(ctx)
			return
		}
		serve(ctx)
	}
}

// unknownMethod answers what Fiber would answer in plain text.
func unknownMethod(ctx *fasthttp.RequestCtx) {
	p := newProblem(http.StatusBadRequest, "HTTP has no such method; use GET, POST, PUT, PATCH or DELETE as the documentation says")
	raw, _ := json.Marshal(p) // of texts alone
	ctx.SetStatusCode(p.Status)
	ctx.SetContentType(problemType)
	ctx.SetBody(raw)
}
