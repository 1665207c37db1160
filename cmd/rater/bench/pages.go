package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/valyala/fasthttp"

	"rater/internal/foundation/store"
	"rater/internal/people"
)

const (
	rowsInBench = 1_000_000
	agentsOf    = 200
	readers     = 8
	readFor     = time.Second
)

// pages measures the newest fifty of a million evaluations, and of a million interactions, as the supervisor of a tenth
// of them reads them, against the same rows read by pgx and written as JSON by hand, without sign-in; and how much
// longer a page takes that lies far down.
func pages(ctx context.Context, o Options) ([]Figure, error) {
	s, closeAll, err := openOnPostgres(ctx, o)
	if err != nil {
		return nil, err
	}
	defer closeAll()
	f, err := s.fill(ctx)
	if err != nil {
		return nil, err
	}
	byHand, closeByHand, err := f.byHand(ctx, s.url)
	if err != nil {
		return nil, err
	}
	defer closeByHand()
	var figures []Figure
	for _, list := range []string{"evaluations", "interactions"} {
		var ours, hand, deep []float64
		for range o.Rounds {
			for _, one := range []struct {
				url  string
				into *[]float64
			}{{"http://" + s.host + "/api/v1/" + list, &ours}, {byHand + "/" + list, &hand}, {"http://" + s.host + "/api/v1/" + list + "?after=" + f.deep[list], &deep}} {
				rate, err := readAll(one.url, f.cookie)
				if err != nil {
					return nil, err
				}
				*one.into = append(*one.into, rate)
			}
		}
		figures = append(figures,
			against("a page of a million "+list, "requests/s", "pgx by hand", 0.45, false, ours, hand),
			against("the same, 90,000 rows down", "requests/s", "the first page", 0.8, false, deep, ours))
	}
	return figures, nil
}

// filled is a database with a million of each.
type filled struct {
	team   string
	cookie string
	deep   map[string]string
}

// fill makes ten teams of twenty agents, with a hundred thousand interactions and evaluations each.
func (s *site) fill(ctx context.Context) (*filled, error) {
	boss, err := s.person(ctx, "sue", people.Supervisor, "team 0")
	if err != nil {
		return nil, err
	}
	agents, teams := make([]string, agentsOf), make([]string, agentsOf)
	for i := range agents {
		p, err := s.person(ctx, fmt.Sprint("agent", i), people.Agent, fmt.Sprint("team ", i%10))
		if err != nil {
			return nil, err
		}
		agents[i], teams[i] = p.ID, p.MemberOf.ID
	}
	cards, err := s.desk.Catalogue.List(ctx)
	if err != nil {
		return nil, err
	}
	f := &filled{team: boss.Leads[0].ID, deep: map[string]string{}}
	if f.cookie, err = s.cookie(ctx, "sue"); err != nil {
		return nil, err
	}
	err = s.desk.DB.InTx(ctx, func(ctx context.Context) error {
		return s.desk.DB.Pgx(ctx, func(c *pgx.Conn) error {
			return f.copyAll(ctx, c, agents, teams, boss.ID, cards[0].ID, cards[0].Version.ID)
		})
	})
	if err == nil {
		_, err = s.desk.DB.SQL().ExecContext(ctx, "ANALYZE")
	}
	return f, err
}

const (
	interactionRow = `INSERT INTO interactions (id, source, external_id, status, channel, direction, kind, agent_id, agent_ref, team_id, queue, language, subject,
		started_at, ended_at, ended_by, customer_ref, customer_name, customer_address, customer_value, spoke_to, account, transaction_ref, attributes, tone, resolution,
		next_step, next_owner, recording_url, last_pos, transfers, last_event_at, heard_at, to_draw, field_times)
		SELECT '01900000-0000-7000-8000-' || lpad(n::text, 12, '0'), 'bench', 'i-' || n, 'ended', 'chat', 'inbound', 'question', a.agents[1 + n % 200], 'agent', a.teams[1 + n % 200], 'billing', 'en',
		'order ' || n, 1700000000000 + n * 1000, 1700000300000 + n * 1000, 'source', 'C-' || n % 5000, '', '', 'normal', '', '', '', '{}', '', 'resolved',
		'', '', '', 0, 0, 1700000300000 + n * 1000, 1700000300000 + n * 1000, false, '{}' FROM generate_series(0, $3::int - 1) n, (SELECT $1::text[] AS agents, $2::text[] AS teams) a`
	evaluationRow = `INSERT INTO evaluations (id, revision, status, interaction_id, scorecard_id, version_id, agent_id, team_id, evaluator_id, origin, probability, reason,
		overall, uncapped, open_disputes, created_at, updated_at, submitted_at, released_at, acknowledgement, withdrawal_reason, score)
		SELECT '01900000-0000-7000-9000-' || lpad(n::text, 12, '0'), 3, 'released', '01900000-0000-7000-8000-' || lpad(n::text, 12, '0'), $5, $6, a.agents[1 + n % 200], a.teams[1 + n % 200], $4,
		'random', 0.05, '', 50 + n % 50, 50 + n % 50, 0, 1700000400000 + n * 1000, 1700000500000 + n * 1000, 1700000500000 + n * 1000, 1700000600000 + n * 1000, '', '',
		'{"Overall":' || 50 + n % 50 || ',"Uncapped":' || 50 + n % 50 || ',"Dimensions":{"reliability":80,"assurance":70,"tangibility":90,"empathy":60,"responsiveness":75},"UncappedDimensions":{"reliability":80,"assurance":70,"tangibility":90,"empathy":60,"responsiveness":75},"Failed":null,"Grade":"meets"}'
		FROM generate_series(0, $3::int - 1) n, (SELECT $1::text[] AS agents, $2::text[] AS teams) a`
)

func (f *filled) copyAll(ctx context.Context, c *pgx.Conn, agents, teams []string, boss, card, version string) error {
	if _, err := c.Exec(ctx, interactionRow, agents, teams, rowsInBench); err != nil {
		return err
	}
	if _, err := c.Exec(ctx, evaluationRow, agents, teams, rowsInBench, boss, card, version); err != nil {
		return err
	}
	far := rowsInBench / 10
	f.deep["evaluations"] = fmt.Sprintf("01900000-0000-7000-9000-%012d", far)
	f.deep["interactions"] = opaque(fmt.Sprintf("%d 01900000-0000-7000-8000-%012d", 1700000000000+far*1000, far))
	return nil
}

func readAll(url, cookie string) (rate float64, err error) {
	client := &fasthttp.Client{MaxConnsPerHost: readers}
	defer client.CloseIdleConnections()
	var mu sync.Mutex
	total := 0
	var done sync.WaitGroup
	begun := time.Now()
	for range readers {
		done.Go(func() {
			n, failed := readUntil(client, url, cookie, begun.Add(readFor))
			mu.Lock()
			defer mu.Unlock()
			total += n
			if failed != nil {
				err = failed
			}
		})
	}
	done.Wait()
	return float64(total) / time.Since(begun).Seconds(), err
}

func readUntil(client *fasthttp.Client, url, cookie string, until time.Time) (n int, err error) {
	request, response := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	request.SetRequestURI(url)
	request.Header.Set("Cookie", cookie)
	for ; time.Now().Before(until); n++ {
		if err := client.Do(request, response); err != nil {
			return n, err
		}
		var page struct{ Items []json.RawMessage }
		if n == 0 && (json.Unmarshal(response.Body(), &page) != nil || len(page.Items) != 50) || response.StatusCode() != 200 {
			return n, fmt.Errorf("%s answered %d with %d items: %.200s", url, response.StatusCode(), len(page.Items), response.Body())
		}
	}
	return n, nil
}

// byHand serves the same rows as one would write it for speed alone.
func (f *filled) byHand(ctx context.Context, address string) (url string, stop func(), err error) {
	pool, err := pgxpool.New(ctx, address)
	if err != nil {
		return "", nil, err
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/evaluations", func(c *fiber.Ctx) error { return f.evaluationsByHand(c, pool) })
	app.Get("/interactions", func(c *fiber.Ctx) error { return f.interactionsByHand(c, pool) })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	go func() { _ = app.Listener(l) }()
	return "http://" + l.Addr().String(), func() { _ = app.Shutdown(); pool.Close() }, nil
}

type handEvaluation struct {
	ID, Status, Interaction, Agent, AgentName, Team, TeamName, Evaluator, EvaluatorName, Scorecard, Version, Origin, Channel, Subject string
	Revision, Created, Updated, Submitted, Released, Started                                                                          int64
	Probability, Overall                                                                                                              float64
	Score                                                                                                                             json.RawMessage
}

func (f *filled) evaluationsByHand(c *fiber.Ctx, pool *pgxpool.Pool) error {
	rows, err := pool.Query(c.UserContext(), `SELECT e.id, e.status, e.interaction_id, e.agent_id, a.name, e.team_id, t.name, e.evaluator_id, v.name, e.scorecard_id, e.version_id,
		e.origin, i.channel, i.subject, e.revision, e.created_at, e.updated_at, e.submitted_at, e.released_at, i.started_at, e.probability, e.overall, e.score
		FROM evaluations e JOIN interactions i ON i.id = e.interaction_id JOIN users a ON a.id = e.agent_id JOIN teams t ON t.id = e.team_id JOIN users v ON v.id = e.evaluator_id
		WHERE e.team_id = $1 AND e.status <> 'draft' ORDER BY e.id DESC LIMIT 51`, f.team)
	if err != nil {
		return err
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[handEvaluation])
	if err != nil {
		return err
	}
	return c.JSON(map[string]any{"items": list[:50], "next": list[49].ID})
}

type handInteraction struct {
	ID, Source, External, Status, Channel, Direction, Kind, Agent, AgentName, Team, TeamName, Queue, Language, Subject, EndedBy, Customer, Value, Resolution string
	Started, Ended, Last, Utterances, Transfers                                                                                                              int64
	Attributes                                                                                                                                               json.RawMessage
}

func (f *filled) interactionsByHand(c *fiber.Ctx, pool *pgxpool.Pool) error {
	rows, err := pool.Query(c.UserContext(), `SELECT i.id, i.source, i.external_id, i.status, i.channel, i.direction, i.kind, i.agent_id, a.name, i.team_id, t.name, i.queue, i.language, i.subject,
		i.ended_by, i.customer_ref, i.customer_value, i.resolution, i.started_at, i.ended_at, i.last_event_at, i.last_pos, i.transfers::bigint, i.attributes
		FROM interactions i JOIN users a ON a.id = i.agent_id JOIN teams t ON t.id = i.team_id
		WHERE i.team_id = $1 AND i.started_at IS NOT NULL ORDER BY i.started_at DESC, i.id DESC LIMIT 51`, f.team)
	if err != nil {
		return err
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[handInteraction])
	if err != nil {
		return err
	}
	return c.JSON(map[string]any{"items": list[:50], "next": store.FromMillis(list[49].Started)})
}
