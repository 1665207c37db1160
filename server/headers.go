package server

import (
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
		serve(ctx)
	}
}
