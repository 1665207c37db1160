package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/valyala/fasthttp"

	"rater/internal/people"
)

const (
	trendAgents = 5000
	trendTeams  = 250
	trendWeeks  = 13 // and so 16 scores of an agent a week, of a million
)

// trend measures how long the trend of a team, and of the whole organisation, takes over 13 weeks of the sums that a million
// evaluations of 5,000 agents add up to, by week and dimension.
func trend(ctx context.Context, o Options) ([]Figure, error) {
	s, closeAll, err := openOnPostgres(ctx, o)
	if err != nil {
		return nil, err
	}
	defer closeAll()
	analyst := people.NewPerson{Name: "lyn", Email: "lyn@example.com", Password: password, Roles: []people.Role{people.Analyst}}
	if _, err := s.desk.Users.Add(ctx, people.System(), analyst); err != nil {
		return nil, err
	}
	cards, err := s.desk.Catalogue.List(ctx)
	if err != nil {
		return nil, err
	}
	begins := s.desk.Evaluations.WeeksBack(trendWeeks)
	err = s.desk.DB.InTx(ctx, func(ctx context.Context) error {
		return s.desk.DB.Pgx(ctx, func(c *pgx.Conn) error { return copySums(ctx, c, cards[0].Version.ID, begins) })
	})
	if err != nil {
		return nil, err
	}
	if _, err := s.desk.DB.SQL().ExecContext(ctx, "ANALYZE"); err != nil {
		return nil, err
	}
	cookie, err := s.cookie(ctx, "lyn")
	if err != nil {
		return nil, err
	}
	url := "http://" + s.host + "/api/v1/figures/trend?weeks=13"
	team, err := took(url+"&team="+teamID(7), cookie, o.Rounds)
	if err != nil {
		return nil, err
	}
	whole, err := took(url, cookie, o.Rounds)
	return []Figure{atMost("a team's trend of a million evaluations", "ms", 10, team...), atMost("the whole organisation's", "ms", 60, whole...)}, err
}

func teamID(n int) string { return fmt.Sprintf("01900000-0000-7000-a000-%012d", n) }

const (
	trendTeamRow = `INSERT INTO teams (id, name, name_key, created_at) SELECT '01900000-0000-7000-a000-' || lpad(n::text, 12, '0'), 'Team ' || n, 'bench team ' || n, 0 FROM generate_series(0, $1::int - 1) n`
	trendUserRow = `INSERT INTO users (id, email, email_key, name, password_hash, created_at)
		SELECT '01900000-0000-7000-b000-' || lpad(n::text, 12, '0'), 'a' || n || '@example.com', 'a' || n || '@example.com', 'Agent ' || n, '', 0 FROM generate_series(0, $1::int - 1) n`
	trendSumRow = `INSERT INTO score_weeks (agent_id, week, version_id, dimension, team_id, n, y, yy, w, wy, w_sqr)
		SELECT '01900000-0000-7000-b000-' || lpad(a::text, 12, '0'), $3::bigint + k * 604800000::bigint, $4, d, '01900000-0000-7000-a000-' || lpad((a % $2::int)::text, 12, '0'),
		16, 16 * 75, 16 * (75 * 75 + 144), 160, 160 * 75, 1600
		FROM generate_series(0, $1::int - 1) a, generate_series(0, $5::int - 1) k, unnest(ARRAY['overall', 'reliability', 'assurance', 'tangibility', 'empathy', 'responsiveness']) d`
	trendTeamSum = `INSERT INTO team_weeks (team_id, week, version_id, dimension, agents, n, y, yy, w, wy, w_sqr, squares, df)
		SELECT team_id, week, version_id, dimension, count(*), sum(n), sum(y), sum(yy), sum(w), sum(wy), sum(w_sqr), sum(yy - y * y / n), sum(n - 1)
		FROM score_weeks GROUP BY 1, 2, 3, 4`
)

func copySums(ctx context.Context, c *pgx.Conn, version string, begins time.Time) error {
	if _, err := c.Exec(ctx, trendTeamRow, trendTeams); err != nil {
		return err
	}
	if _, err := c.Exec(ctx, trendUserRow, trendAgents); err != nil {
		return err
	}
	if _, err := c.Exec(ctx, trendSumRow, trendAgents, trendTeams, begins.UnixMilli(), version, trendWeeks); err != nil {
		return err
	}
	_, err := c.Exec(ctx, trendTeamSum)
	return err
}

// took is how long an address takes to be read, in milliseconds, once it was read before.
func took(url, cookie string, rounds int) (ms []float64, err error) {
	client := &fasthttp.Client{}
	defer client.CloseIdleConnections()
	for n := range rounds + 1 {
		q, a := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
		q.SetRequestURI(url)
		q.Header.Set("Cookie", cookie)
		begun := time.Now()
		if err := client.Do(q, a); err != nil {
			return nil, err
		}
		if a.StatusCode() != fasthttp.StatusOK {
			return nil, fmt.Errorf("%s: %d %s", url, a.StatusCode(), a.Body())
		}
		if n > 0 {
			ms = append(ms, time.Since(begun).Seconds()*1000)
		}
	}
	return ms, nil
}
