package server

import (
	"bytes"
	_ "embed"
	"html/template"
	"sort"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

//go:embed docs.html
var docsHTML string

var docsPage = template.Must(template.New("docs").Parse(docsHTML))

type docsRoute struct {
	Method, Path, Summary, Description string
}

// docs serves the API's description to read; the machine's is /api/openapi.json.
func (a *API) docs() {
	a.app.Get("/api/docs", func(c *fiber.Ctx) error {
		var page bytes.Buffer
		if err := docsPage.Execute(&page, map[string]any{"Title": a.huma.OpenAPI().Info.Title, "About": a.huma.OpenAPI().Info.Description, "Routes": docsRoutes(a.huma.OpenAPI())}); err != nil {
			return err
		}
		c.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'")
		c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
		return c.Send(page.Bytes())
	})
}

func docsRoutes(o *huma.OpenAPI) (routes []docsRoute) {
	for path, item := range o.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "PATCH": item.Patch, "DELETE": item.Delete} {
			if op != nil {
				routes = append(routes, docsRoute{method, path, op.Summary, op.Description})
			}
		}
	}
	sort.Slice(routes, func(i, j int) bool { return routes[i].Path+routes[i].Method < routes[j].Path+routes[j].Method })
	return routes
}
