package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

const (
	senders        = 24
	perRequest     = 50
	perInteraction = 5
	liveInBench    = 1000
	sendFor        = 2 * time.Second
)

// ingest measures deliveries of fifty utterances, five each of ten live interactions, by 24 senders over HTTP against
// PostgreSQL as it comes (every commit on disk): Rater's whole way, a handler that parses and does nothing else, and a
// plain transaction of GORM for each request.
func ingest(ctx context.Context, o Options) ([]Figure, error) {
	s, closeAll, err := openOnPostgres(ctx, o)
	if err != nil {
		return nil, err
	}
	defer closeAll()
	token, err := s.beginInteractions(ctx)
	if err != nil {
		return nil, err
	}
	reference, closeReference, err := references(s.url)
	if err != nil {
		return nil, err
	}
	defer closeReference()
	var feed feed
	var ours, parse, plainGORM []load
	for range o.Rounds {
		for _, one := range []struct {
			url  string
			into *[]load
		}{{"http://" + s.host + "/api/v1/ingest/events", &ours}, {reference + "/parse", &parse}, {reference + "/gorm", &plainGORM}} {
			got, err := feed.send(one.url, token)
			if err != nil {
				return nil, err
			}
			*one.into = append(*one.into, got)
		}
	}
	return []Figure{
		against("ingest on PostgreSQL", "requests/s", "parsing alone", 0.33, false, rates(ours), rates(parse)),
		against("ingest on PostgreSQL", "requests/s", "GORM per request", 1.3, false, rates(ours), rates(plainGORM)),
		against("ingest on PostgreSQL, p99", "ms", "GORM per request", 0.5, true, slow(ours), slow(plainGORM)),
	}, nil
}

// beginInteractions begins what the senders go on with, and returns a token for them.
func (s *site) beginInteractions(ctx context.Context) (token string, err error) {
	if _, err := s.person(ctx, "ana", people.Agent, "billing"); err != nil {
		return "", err
	}
	list := make([]interactions.Event, liveInBench)
	channel, agent := "chat", "ana@example.com"
	for i := range list {
		list[i] = interactions.Event{ID: "begin", Type: interactions.Started, Interaction: fmt.Sprint("i-", i), At: now(), Channel: &channel, Agent: &agent}
	}
	if _, err := s.desk.Log.Append(ctx, interactions.Delivery{Source: "bench", Events: list}); err != nil {
		return "", err
	}
	return s.desk.Tokens.Add(ctx, people.System(), "bench", people.ScopeIngest)
}

// feed makes deliveries, each event with an id of its own.
type feed struct{ n atomic.Int64 }

var sentences = []string{
	"I was charged twice for the same thing this month, can you look into that please?",
	"Of course, I am sorry about that. May I have the number of your order?",
	"It is order 1182, from the third of March, and it came to 24.90 in the end.",
	"Thank you. I can see both charges here, one of them is a mistake of ours.",
	"How long will it take until the money is back on my account?",
}

func (f *feed) delivery(buf []byte, n int64) []byte {
	buf = append(buf[:0], `{"events":[`...)
	at := now().Format("2006-01-02T15:04:05.000Z")
	for k := range int64(perRequest) {
		if k > 0 {
			buf = append(buf, ',')
		}
		i := (n*(perRequest/perInteraction) + k/perInteraction) % liveInBench
		buf = fmt.Appendf(buf, `{"id":"e-%d-%d","type":"utterance.added","interaction":"i-%d","at":"%s","seq":%d,"speaker":"customer","text":"%s"}`,
			n, k, i, at, n*perRequest+k, sentences[(n+k)%int64(len(sentences))])
	}
	return append(buf, `]}`...)
}

// load is what one round gave: requests in a second, and the latency of the slowest of a hundred in milliseconds.
type load struct{ rate, p99 float64 }

func rates(list []load) (out []float64) {
	for _, l := range list {
		out = append(out, l.rate)
	}
	return out
}

func slow(list []load) (out []float64) {
	for _, l := range list {
		out = append(out, l.p99)
	}
	return out
}

func (f *feed) send(url, token string) (load, error) {
	client := &fasthttp.Client{MaxConnsPerHost: senders}
	defer client.CloseIdleConnections()
	var mu sync.Mutex
	var all []float64
	var failed error
	var done sync.WaitGroup
	begun := time.Now()
	for range senders {
		done.Go(func() {
			took, err := f.sendUntil(client, url, token, begun.Add(sendFor))
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
			if err != nil {
				failed = err
			}
		})
	}
	done.Wait()
	if failed != nil {
		return load{}, failed
	}
	return load{float64(len(all)) / time.Since(begun).Seconds(), quantile(all, 0.99)}, nil
}

func (f *feed) sendUntil(client *fasthttp.Client, url, token string, until time.Time) (took []float64, err error) {
	request, response := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	var buf []byte
	for time.Now().Before(until) {
		buf = f.delivery(buf, f.n.Add(1))
		request.SetRequestURI(url)
		request.Header.SetMethod("POST")
		request.Header.SetContentType("application/json")
		request.Header.Set("Authorization", "Bearer "+token)
		request.SetBodyRaw(buf)
		begun := time.Now()
		if err := client.Do(request, response); err != nil {
			return took, err
		}
		took = append(took, float64(time.Since(begun).Microseconds())/1000)
		var answer struct{ Accepted int }
		if response.StatusCode() != 200 || json.Unmarshal(response.Body(), &answer) != nil || answer.Accepted != perRequest {
			return took, fmt.Errorf("%s answered %d: %.300s", url, response.StatusCode(), response.Body())
		}
	}
	return took, nil
}

// plainRow is an utterance as a plain program would store it, under the same keys.
type plainRow struct {
	Interaction string `gorm:"primaryKey"`
	EventID     string `gorm:"primaryKey"`
	Seq         int64  `gorm:"index:plain_seq"`
	At          int64
	Speaker     string
	Text        string
}

// references serves what Rater is measured against.
func references(address string) (url string, stop func(), err error) {
	db, err := gorm.Open(postgres.Open(address), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		return "", nil, err
	}
	if err := db.AutoMigrate(&plainRow{}); err != nil {
		return "", nil, err
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true, BodyLimit: 8 << 20})
	app.Post("/parse", func(c *fiber.Ctx) error {
		var body struct{ Events []interactions.Event }
		if err := json.Unmarshal(c.Body(), &body); err != nil {
			return err
		}
		return c.JSON(interactions.Receipt{Accepted: len(body.Events)})
	})
	app.Post("/gorm", func(c *fiber.Ctx) error {
		var body struct{ Events []interactions.Event }
		if err := json.Unmarshal(c.Body(), &body); err != nil {
			return err
		}
		rows := make([]plainRow, len(body.Events))
		for i, e := range body.Events {
			rows[i] = plainRow{e.Interaction, e.ID, *e.Seq, store.Millis(e.At), e.Speaker, e.Text}
		}
		if err := db.WithContext(c.UserContext()).Create(&rows).Error; err != nil {
			return err
		}
		return c.JSON(interactions.Receipt{Accepted: len(rows)})
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	go func() { _ = app.Listener(l) }()
	return "http://" + l.Addr().String(), func() { _ = app.Shutdown() }, nil
}
