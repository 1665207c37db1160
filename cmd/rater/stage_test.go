package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"rater/cmd/rater/demo"
	"rater/internal/foundation/config"
	"rater/internal/stats"
	"rater/scorecards"
)

var noonOfDemo = time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)

// made opens a demonstration that was made for the test as it would be at noonOfDemo.
func made(t *testing.T, seed uint64, size demoSize) *App {
	t.Helper()
	settings := config.Config{Recordings: "on", RecordingBytes: 1 << 24, RecordingDays: 90, DataDir: t.TempDir(), SampleRate: liveRate}
	if err := makeDemo(t.Context(), settings, noonOfDemo, seed, size, func(int) {}); err != nil {
		t.Fatal(err)
	}
	a, err := New(t.Context(), settings, func() time.Time { return noonOfDemo })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// digest is of all that was told, said, drawn and answered.
func digest(t *testing.T, a *App) string {
	t.Helper()
	sum := sha256.New()
	for _, query := range []string{
		"SELECT id, external_id, status, channel, agent_ref, subject, started_at, ended_at, last_pos, drawn_at FROM interactions ORDER BY id",
		"SELECT interaction_id, pos, at, speaker, text FROM utterances ORDER BY interaction_id, pos",
		"SELECT s.interaction_id, s.probability, s.origin, s.status, s.drawn_at, u.email FROM samples s JOIN users u ON u.id = s.agent_id ORDER BY s.interaction_id",
		"SELECT e.id, e.interaction_id, e.status, e.overall, e.uncapped, e.released_at, u.email FROM evaluations e JOIN users u ON u.id = e.evaluator_id WHERE e.purpose = 'review' ORDER BY e.id",
		"SELECT a.evaluation_id, a.option_key, a.comment, a.evidence FROM evaluation_answers a JOIN evaluations e ON e.id = a.evaluation_id AND e.purpose = 'review' ORDER BY a.evaluation_id, a.question_id",
		"SELECT e.interaction_id, e.purpose, e.status, e.overall, u.email FROM evaluations e JOIN users u ON u.id = e.evaluator_id WHERE e.purpose <> 'review' ORDER BY e.interaction_id, e.purpose",
		"SELECT interaction_id, sha256, duration_ms, agent_ms, customer_ms FROM recordings WHERE state = 'kept' ORDER BY interaction_id",
		"SELECT evaluation_id, question_id, status, outcome_option FROM disputes ORDER BY evaluation_id, question_id",
		"SELECT u.email, a.status, a.due_on, a.parts, a.done, a.seconds, a.completed_at FROM assignments a JOIN users u ON u.id = a.agent_id ORDER BY u.email, a.assigned_at",
		"SELECT u.email, t.kind, t.number, t.status, t.score, t.passed FROM attempts t JOIN assignments a ON a.id = t.assignment_id JOIN users u ON u.id = a.agent_id ORDER BY u.email, t.submitted_at",
	} {
		rows, err := a.DB.SQL().QueryContext(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		columns, _ := rows.Columns()
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		n := 0
		for ; rows.Next(); n++ {
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(sum, values...)
		}
		if n == 0 || rows.Close() != nil {
			t.Errorf("nothing came of %s", query)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func TestTheDemonstrationIsTheSameForASeed(t *testing.T) {
	size := demoSize{12, 40, 0.3}
	first := digest(t, made(t, 5, size))
	if again := digest(t, made(t, 5, size)); again != first {
		t.Error("the same seed and start made another past")
	}
}

// scoreMade is a score that counts.
type scoreMade struct {
	Agent, Team, Evaluator string
	Overall                float64
	ReleasedAt             int64
	StartedAt              int64
}

func scoresMade(t *testing.T, a *App) (list []scoreMade) {
	t.Helper()
	err := a.DB.Conn(t.Context()).Table("evaluations e").Select("ag.email AS agent, te.name AS team, ev.email AS evaluator, e.overall, e.released_at, i.started_at").
		Joins("JOIN users ag ON ag.id = e.agent_id").Joins("JOIN users ev ON ev.id = e.evaluator_id").Joins("JOIN teams te ON te.id = e.team_id").
		Joins("JOIN interactions i ON i.id = e.interaction_id").
		Where("e.origin = ? AND e.status IN ?", scorecards.Random, []scorecards.Status{scorecards.Released, scorecards.Acknowledged}).
		Order("e.id").Scan(&list).Error
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestTheDemonstrationTellsItsStories looks for them in what was made, as an analyst would.
func TestTheDemonstrationTellsItsStories(t *testing.T) {
	size := demoSize{90, 48, 0.45}
	a := made(t, demoSeed, size)
	list := scoresMade(t, a)
	past := demo.Past{Until: noonOfDemo, Days: size.days}
	t.Run("teams", func(t *testing.T) { teamsDiffer(t, list) })
	t.Run("evaluators", func(t *testing.T) { evaluatorsLean(t, list) })
	t.Run("coaching", func(t *testing.T) { coachingHelpsOne(t, list, past) })
	t.Run("drawn and scored", func(t *testing.T) { drawnAndScored(t, a) })
	t.Run("training", func(t *testing.T) { trainingIsThere(t, a) })
	t.Run("whole", func(t *testing.T) { everythingIsThere(t, a) })
	t.Run("sums", func(t *testing.T) { sumsAreWhatIsThere(t, a) })
}

// teamsDiffer compares the means of the agents, who are what a statement about teams is of.
func teamsDiffer(t *testing.T, list []scoreMade) {
	sums := map[[2]string]stats.Sums{}
	for _, s := range list {
		one := sums[[2]string{s.Team, s.Agent}]
		one.Add(s.Overall, 1)
		sums[[2]string{s.Team, s.Agent}] = one
	}
	means := map[string][]float64{}
	for who, s := range sums {
		means[who[0]] = append(means[who[0]], s.Y/float64(s.N))
	}
	test, err := stats.WelchT(means["Membership care"], means[demo.WeakTeam])
	if err != nil || test.P > 0.01 || test.Difference < 10 {
		t.Errorf("the good team against the weak one: %+v, %v", test, err)
	}
	t.Logf("good against weak: %+.1f, p %.4f", test.Difference, test.P)
}

func evaluatorsLean(t *testing.T, list []scoreMade) {
	agents, evaluators := map[string]int{}, map[string]int{}
	number := func(of map[string]int, name string) int {
		if _, ok := of[name]; !ok {
			of[name] = len(of)
		}
		return of[name]
	}
	crossed := stats.NewCrossed()
	for _, s := range list {
		crossed.Add(number(agents, s.Agent), number(evaluators, s.Evaluator), s.Overall)
	}
	fair, err := crossed.Fit()
	if err != nil {
		t.Fatal(err)
	}
	for who, sign := range map[string]float64{"emeka.nwosu@example.com": -1, "clara.whitlock@example.com": 1} {
		one := fair.Evaluators[evaluators[who]]
		t.Logf("%s: %+.1f ± %.1f, n %d", who, one.Effect, one.SE, one.N)
		if sign*one.Effect < 3*one.SE || sign*one.Effect < 4 {
			t.Errorf("%s leans by %.1f with an error of %.1f", who, one.Effect, one.SE)
		}
	}
	if one := fair.Evaluators[evaluators["evaluator@example.com"]]; one.Effect > 4 || one.Effect < -4 {
		t.Errorf("evaluator@ leans by %.1f", one.Effect)
	}
}

// coachingHelpsOne compares an agent's scores of long before, of the weeks by which they were picked, and since then.
func coachingHelpsOne(t *testing.T, list []scoreMade, past demo.Past) {
	periods := map[string][3][]float64{}
	for _, s := range list {
		n := 0
		switch at := time.UnixMilli(s.StartedAt); {
		case !at.Before(past.Coached()):
			n = 2
		case !at.Before(past.Picked()):
			n = 1
		}
		of := periods[s.Agent]
		of[n] = append(of[n], s.Overall)
		periods[s.Agent] = of
	}
	compare := func(who string, later, earlier int) stats.TTest {
		test, err := stats.WelchT(periods[who][later], periods[who][earlier])
		if err != nil {
			t.Fatalf("%s: %v", who, err)
		}
		t.Logf("%s, period %d against %d: %+.1f, p %.3f", who, later, earlier, test.Difference, test.P)
		return test
	}
	const better, lucky = "tomasz.wilk@example.com", "lucas.ferreira@example.com"
	for _, who := range []string{better, lucky} {
		if test := compare(who, 2, 1); test.Low < 3 {
			t.Errorf("%s did not rise after the coaching: %+v", who, test)
		}
	}
	if test := compare(better, 2, 0); test.Low < 3 {
		t.Errorf("%s is no better than before: %+v", better, test)
	}
	if test := compare(lucky, 2, 0); test.Low > 0 || test.High < 0 || test.Difference > 6 {
		t.Errorf("%s did more than come back to where he was: %+v", lucky, test)
	}
}

func drawnAndScored(t *testing.T, a *App) {
	var rows []struct {
		Name          string
		Drawn, Scored float64
	}
	err := a.DB.Conn(t.Context()).Raw(`SELECT t.name, count(*) AS drawn, sum(CASE WHEN s.status = 'scored' THEN 1 ELSE 0 END) AS scored
		FROM samples s JOIN teams t ON t.id = s.team_id GROUP BY t.name`).Scan(&rows).Error
	if err != nil || len(rows) != len(demo.Teams) {
		t.Fatal(rows, err)
	}
	for _, r := range rows {
		share := r.Scored / r.Drawn
		t.Logf("%s: %.0f drawn, %.0f%% scored", r.Name, r.Drawn, 100*share)
		if tardy := r.Name == demo.WeakTeam; tardy == (share >= 0.8) || share < 0.6 {
			t.Errorf("of %s %.2f was scored", r.Name, share)
		}
	}
}

// everythingIsThere counts what a newcomer is to find, and what may not be.
func everythingIsThere(t *testing.T, a *App) {
	for query, least := range map[string]int{
		"SELECT count(*) FROM interactions":                                                                                              3200,
		"SELECT count(*) FROM interactions WHERE agent_id IS NULL":                                                                       10,
		"SELECT count(DISTINCT channel) FROM interactions":                                                                               7,
		"SELECT count(DISTINCT status) FROM evaluations":                                                                                 5,
		"SELECT count(*) FROM evaluations WHERE purpose = 'double' AND status = 'submitted'":                                             60,
		"SELECT count(DISTINCT submitted_at / 604800000) FROM evaluations WHERE purpose = 'double'":                                      6,
		"SELECT count(DISTINCT evaluator_id) FROM evaluations WHERE purpose = 'double'":                                                  4,
		"SELECT count(*) FROM watches":                                                                                                   100,
		"SELECT count(*) FROM sample_log WHERE what = 'watched'":                                                                         100,
		"SELECT count(*) FROM evaluations WHERE purpose = 'self'":                                                                        1,
		"SELECT count(DISTINCT status) FROM disputes":                                                                                    3,
		"SELECT count(*) FROM evaluations WHERE origin = 'targeted' AND reason = 'chosen'":                                               1,
		"SELECT count(*) FROM evaluations e JOIN users u ON u.id = e.agent_id WHERE u.email = 'agent@example.com'":                       20,
		"SELECT count(DISTINCT what) FROM sample_log":                                                                                    8,
		"SELECT count(*) FROM evaluation_answers WHERE comment <> ''":                                                                    500,
		"SELECT count(*) FROM samples s JOIN users u ON u.id = s.claimed_by WHERE s.status = 'claimed' AND u.email LIKE '%@example.com'": 1,
		"SELECT count(DISTINCT method) FROM coaching_sessions":                                                                           3,
		"SELECT count(DISTINCT status) FROM rounds":                                                                                      2,
		"SELECT count(*) FROM round_results WHERE report LIKE '%Stays calm%'":                                                            1,
		"SELECT count(DISTINCT status) FROM coaching_requests":                                                                           2,
		"SELECT count(DISTINCT status) FROM recognitions":                                                                                2,
		"SELECT count(DISTINCT status) FROM suggestions":                                                                                 2,
		"SELECT count(*) FROM coaching_plans":                                                                                            1,
		"SELECT count(*) FROM feedback":                                                                                                  1,
		"SELECT count(*) FROM coaching_sessions WHERE plan_id IS NOT NULL":                                                               1,
	} {
		if n := counted(t, a, query); n < least {
			t.Errorf("%d, want at least %d: %s", n, least, query)
		}
	}
	for _, query := range []string{
		"SELECT count(*) FROM samples s JOIN interactions i ON i.id = s.interaction_id WHERE i.last_pos = 0",
		"SELECT count(*) FROM samples WHERE status = 'offered'",
		"SELECT count(*) FROM watches w JOIN interactions i ON i.id = w.interaction_id WHERE w.until IS NULL OR w.since < i.started_at OR w.until < w.since OR w.until > i.ended_at",
		"SELECT count(*) FROM evaluations d JOIN evaluations f ON f.id = d.double_of WHERE d.created_at < f.submitted_at",
		"SELECT count(*) FROM evaluation_history h JOIN evaluations e ON e.id = h.evaluation_id WHERE h.at < e.created_at",
		"SELECT count(*) FROM disputes d JOIN evaluations e ON e.id = d.evaluation_id WHERE d.opened_at < e.released_at",
		"SELECT count(*) FROM evaluations WHERE id <> '' AND (SELECT count(*) FROM audit a WHERE a.subject = 'evaluation' AND a.subject_id = evaluations.id) <> revision",
		fmt.Sprintf("SELECT count(*) FROM audit WHERE at > %d", noonOfDemo.UnixMilli()),
	} {
		if n := counted(t, a, query); n != 0 {
			t.Errorf("%d, want none: %s", n, query)
		}
	}
	if _, err := a.Sessions.SignIn(t.Context(), "supervisor@example.com", demo.Password, ""); err != nil {
		t.Errorf("the supervisor can't sign in: %v", err)
	}
}

// sumsAreWhatIsThere compares what the figures by week are made of with the evaluations.
func sumsAreWhatIsThere(t *testing.T, a *App) {
	differ, agents, err := a.Evaluations.CheckSums(t.Context(), nil)
	if err != nil || len(differ) > 0 || agents == 0 {
		t.Errorf("%d agents, %d sums differ, %v: %.1v", agents, len(differ), err, differ)
	}
}

func counted(t *testing.T, a *App, query string) (n int) {
	t.Helper()
	if err := a.DB.Conn(t.Context()).Raw(query).Scan(&n).Error; err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}
