package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/migrations"
	"rater/scorecards"
)

// schemasBefore are those that desks which upgrade have: the oldest that there is, and the one before the present.
var schemasBefore = []int64{3, 13}

// oldRows fill a database of the oldest schema, with %d for the number of each.
var oldRows = []string{
	`INSERT INTO users (id, email, email_key, name, password_hash, created_at) VALUES ('ana', 'Ana@x.org', 'ana@x.org', 'Ana', '', 1), ('sue', 'sue@x.org', 'sue@x.org', 'Sue', '', 1)`,
	`INSERT INTO user_roles (user_id, role) VALUES ('ana', 'agent'), ('sue', 'supervisor')`,
	`INSERT INTO teams (id, name, name_key, created_at) VALUES ('billing', 'Billing', 'billing', 1)`,
	`INSERT INTO memberships (id, user_id, team_id, kind, since) VALUES ('m1', 'ana', 'billing', 'member', 1), ('m2', 'sue', 'billing', 'lead', 1)`,
	`INSERT INTO audit (id, at, actor_id, action, subject, subject_id, detail) VALUES ('a1', 1, 'sue', 'user.add', 'user', 'ana', '{}')`,
	`INSERT INTO interactions (id, source, external_id, status, channel, direction, kind, agent_id, agent_ref, team_id, queue, language, subject, started_at, ended_at, ended_by,
		customer_ref, customer_name, customer_address, customer_value, spoke_to, account, transaction_ref, attributes, tone, resolution, next_step, next_owner, recording_url,
		last_pos, transfers, last_event_at, heard_at, to_draw, field_times)
		WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < %d)
		SELECT 'i' || n, 'crm', 'call-' || n, 'ended', 'phone', 'inbound', 'question', 'ana', 'ANA@x.org', 'billing', '', 'en', 'lamp ' || n, 1700000000000 + n, 1700000100000 + n, 'source',
		'', '', '', '', '', '', '', '{}', '', '', '', '', '', 2, 0, 1700000100000, 1700000100000, false, '{}' FROM n`,
	`INSERT INTO segments (id, interaction_id, since, agent_id, agent_ref)
		WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < %d) SELECT 's' || n, 'i' || n, 1700000000000 + n, 'ana', 'ANA@x.org' FROM n`,
	`INSERT INTO utterances (interaction_id, pos, seq, at, speaker, text, redactions, event_id, body_hash)
		WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < %d) SELECT 'i' || n, 1, 10, 1700000000000 + n, 'customer', 'it flickers ' || n, '[]', 'u1', 'h' FROM n`,
	`INSERT INTO utterances (interaction_id, pos, seq, at, speaker, text, redactions, event_id, body_hash)
		WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < %d) SELECT 'i' || n, 2, 11, 1700000000001 + n, 'agent', 'since when?', '[]', 'u2', 'h' FROM n`,
}

const oldInteractions = 2000

// TestUpgradeFromTheSchemaBefore fills a database of the schema before, brings it up to date, and uses it: what was said
// is there and found, evaluations are listed with the score that their answers give, and events go on.
func TestUpgradeFromTheSchemaBefore(t *testing.T) {
	for _, dialect := range []string{store.SQLite, store.Postgres} {
		for _, before := range schemasBefore {
			t.Run(fmt.Sprint(dialect, before), func(t *testing.T) { upgradeFrom(t, testkit.Bare(t, dialect), before) })
		}
	}
}

func upgradeFrom(t *testing.T, db testkit.Database, before int64) {
	t.Helper()
	if err := migrations.To(t.Context(), db.DB, schemasBefore[0]); err != nil {
		t.Fatal(err)
	}
	fillOld(t, db)
	if err := migrations.To(t.Context(), db.DB, before); err != nil {
		t.Fatal(err)
	}
	a, err := New(t.Context(), settingsFor(t, db.URL, db.Dir, backupSecret), clock)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for range 60 {
		if err := a.KeepHouse(t.Context(), false); err != nil {
			t.Fatal(err)
		}
	}
	checkUpgraded(t, a)
	checkOldScorecard(t, a)
}

func fillOld(t *testing.T, db testkit.Database) {
	t.Helper()
	for _, sql := range oldRows {
		if _, err := db.SQL().Exec(strings.ReplaceAll(sql, "%d", strconv.Itoa(oldInteractions-1))); err != nil {
			t.Fatalf("%v in %.60s", err, sql)
		}
	}
	fillOldEvaluation(t, db)
}

// fillOldEvaluation scores one interaction as the program of schema 3 did: the score is in rows of its own.
func fillOldEvaluation(t *testing.T, db testkit.Database) {
	t.Helper()
	standard, err := scorecards.Standard()
	if err != nil {
		t.Fatal(err)
	}
	for n := range standard.Dimensions[0].Questions { // as it was before critical questions had a class
		standard.Dimensions[0].Questions[n].Class = ""
	}
	content, err := json.Marshal(standard)
	if err != nil {
		t.Fatal(err)
	}
	const card, version = "c1", "v1"
	err = db.InTx(t.Context(), func(ctx context.Context) error {
		return errors.Join(db.Conn(ctx).Exec("INSERT INTO scorecards (id, name, created_at) VALUES (?, ?, 1)", card, scorecards.StandardName).Error,
			db.Conn(ctx).Exec("INSERT INTO scorecard_versions (id, scorecard_id, number, definition, published_at) VALUES (?, ?, 1, ?, 1)", version, card, string(content)).Error)
	})
	if err != nil {
		t.Fatal(err)
	}
	insert := fmt.Sprintf(`INSERT INTO evaluations (id, revision, status, interaction_id, scorecard_id, version_id, agent_id, team_id, evaluator_id, origin, probability, reason, overall, uncapped,
		open_disputes, created_at, updated_at, submitted_at, released_at, acknowledgement, withdrawal_reason)
		VALUES ('e1', 3, 'released', 'i1', '%s', '%s', 'ana', 'billing', 'sue', 'random', 0.5, '', 100, 100, 0, 1, 2, 2, 3, '', '')`, card, version)
	if _, err := db.SQL().Exec(insert); err != nil {
		t.Fatal(err)
	}
	for _, d := range standard.Dimensions {
		for _, q := range d.Questions {
			best := q.Options[0]
			for _, o := range q.Options {
				if o.Points > best.Points {
					best = o
				}
			}
			_, err := db.SQL().Exec(fmt.Sprintf(`INSERT INTO evaluation_answers (evaluation_id, question_id, option_key, points, comment, evidence) VALUES ('e1', '%s', '%s', %g, '', '[]')`, q.ID, best.Key, best.Points))
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// checkOldScorecard reads the scorecard of before, its evaluation and its figures, and begins its next version.
func checkOldScorecard(t *testing.T, a *App) {
	t.Helper()
	lyn := people.Actor{ID: "sue", Roles: []people.Role{people.Analyst}}
	p, err := a.Catalogue.Get(t.Context(), "c1")
	if err != nil || p.Revision != 1 || p.RetiredAt != nil || p.Version.PublishedBy != "system" {
		t.Fatalf("the scorecard is %+v, %v", p.Scorecard, err)
	}
	e, err := a.Evaluations.Get(t.Context(), people.Actor{ID: "sue"}, "e1")
	if err != nil || len(e.Answers) != p.Version.Definition.Count() || e.Answers[0].Hidden || e.Answers[0].Points == nil || *e.Score.Overall != 100 {
		t.Errorf("the evaluation is %+v, %v", e, err)
	}
	if q, err := a.Catalogue.Quality(t.Context(), lyn, "v1"); err != nil || q.Evaluations != 1 || q.Questions[0].N != 1 {
		t.Errorf("the figures are %+v, %v", q, err)
	}
	d, made, err := a.Catalogue.Revise(t.Context(), lyn, "c1")
	if err != nil || !made || d.Changed || len(d.Faults) != 1 || !strings.HasSuffix(d.Faults[0].Location, ".class") {
		t.Errorf("the next version: %v, %v", d.Faults, err)
	}
}

func checkUpgraded(t *testing.T, a *App) {
	t.Helper()
	sue := people.Actor{ID: "sue", Roles: []people.Role{people.Supervisor}, Leads: []string{"billing"}}
	found, err := a.Record.List(t.Context(), sue, interactions.Query{Words: "flickers 1234", Limit: 10})
	if err != nil || len(found) != 1 || found[0].ExternalID != "call-1234" {
		t.Fatalf("searching finds %+v, %v", found, err)
	}
	if whole, err := a.Record.ByID(t.Context(), found[0].ID); err != nil || whole.MaxSeq != 11 {
		t.Errorf("what it finds is %+v, %v", whole, err)
	}
	list, err := a.Evaluations.List(t.Context(), sue, scorecards.Filter{Limit: 10})
	if err != nil || len(list) != 1 || list[0].Score.Overall == nil || *list[0].Score.Overall != 100 || len(list[0].Score.Dimensions) != 5 {
		t.Errorf("the evaluations are %+v, %v", list, err)
	}
	text := interactions.Event{ID: "u3", Type: interactions.UtteranceAdded, Interaction: "call-7", At: clock(), Speaker: "customer", Text: "Since Monday."}
	again := interactions.Event{ID: "u1", Type: interactions.UtteranceAdded, Interaction: "call-7", At: clock(), Speaker: "customer", Text: "something else"}
	r, err := a.Log.Append(t.Context(), interactions.Delivery{Source: "crm", Events: []interactions.Event{text, again}})
	if err != nil || r.Accepted != 1 || len(r.Rejected) != 1 {
		t.Errorf("events that go on: %+v, %v", r, err)
	}
	if v, err := a.Audit.Verify(t.Context(), ""); err != nil || v.Broken != "" || v.Entries == 0 {
		t.Errorf("the audit log: %+v, %v", v, err)
	}
}
