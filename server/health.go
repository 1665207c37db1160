package server

import (
	"context"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"rater/internal/foundation/fault"
)

const readyTimeout = 2 * time.Second

// health answers whether the server is alive, whether its database answers, and its metrics.
func (a *API) health() {
	a.app.Get("/healthz", func(c *fiber.Ctx) error { return c.JSON(fiber.Map{"status": "alive"}) })
	a.app.Get("/readyz", func(c *fiber.Ctx) error {
		ctx, cancel := context.WithTimeout(c.UserContext(), readyTimeout)
		defer cancel()
		if err := a.d.DB.SQL().PingContext(ctx); err != nil {
			return writeProblem(c, fault.New(fault.Unavailable, "the database does not answer").Because(err))
		}
		return c.JSON(fiber.Map{"status": "ready"})
	})
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "rater_live_sockets", Help: "Open live sockets."}, func() float64 { return float64(a.hub.Size()) }))
	handler := adaptor.HTTPHandler(promhttp.HandlerFor(r, promhttp.HandlerOpts{}))
	a.app.Add(http.MethodGet, "/metrics", handler)
}
