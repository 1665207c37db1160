package server_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// table is a report as a spreadsheet reads it, by the form in which it came.
func (c *client) table(path, format string) (rows [][]string) {
	c.s.t.Helper()
	got := c.must(http.StatusOK, http.MethodGet, path+"format="+format, nil)
	var err error
	if format == "csv" {
		rows, err = csv.NewReader(bytes.NewReader(bytes.TrimPrefix(got.raw, []byte("\ufeff")))).ReadAll()
	} else {
		var f *excelize.File
		if f, err = excelize.OpenReader(bytes.NewReader(got.raw)); err == nil {
			rows, err = f.GetRows(f.GetSheetName(0))
		}
	}
	if err != nil {
		c.s.t.Fatalf("%s as %s: %v", path, format, err)
	}
	return rows
}

// TestReportsAreInert has an agent, an evaluator and a team whose names are formulas, and finds no cell that a program could take for
// one in any report, in either form; and in the team's report just its agents.
func TestReportsAreInert(t *testing.T) {
	t.Parallel()
	s := open(t, testkit.Open(t, store.SQLite))
	s.person("lyn", people.Analyst)
	s.person("tom", people.Trainer)
	s.person("sue", people.Supervisor, "billing")
	s.person("ana", people.Agent, "billing")
	s.person("ben", people.Agent, "sales")
	s.person("sid", people.Supervisor, "sales")
	for id, name := range map[string]string{"ana": "=cmd|' /C calc'!A0", "ben": "@SUM(1)", "sue": "+1", "sid": "-2"} {
		err := s.db.InTx(t.Context(), func(ctx context.Context) error {
			return s.db.Conn(ctx).Exec("UPDATE users SET name = ? WHERE id = ?", name, s.users[id].ID).Error
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, call := range []string{"one", "two", "three"} {
		s.source("crm").tell(s.contact(call, "ana")...)
		s.as("sue").released(call)
	}
	s.source("crm").tell(s.contact("other", "ben")...)
	s.as("sid").released("other")
	team := "team=" + s.team("billing") + "&"
	sue, lyn := s.as("sue"), s.as("lyn")
	for _, format := range []string{"csv", "xlsx"} {
		rows := sue.table("/reports/team?"+team, format)
		if len(rows) < 2 || rows[1][0] != "'=cmd|' /C calc'!A0" || rows[1][2] != "3" || strings.Contains(joinRows(rows), "SUM") {
			t.Errorf("the team as %s: %q", format, rows)
		}
		for path, by := range map[string]*client{"/reports/team?" + team: sue, "/reports/agents/" + s.users["ana"].ID + "?" + team: sue, "/reports/evaluators?": lyn,
			"/reports/agreement?": lyn, "/reports/effects?": s.as("tom"), "/reports/plans/" + s.firstPlan() + "?": lyn} {
			for _, row := range by.table(path, format) {
				for n, cell := range row {
					if cell != "" && strings.ContainsAny(cell[:1], "=+@\t\r\n") {
						t.Errorf("%s as %s: cell %d is %q", path, format, n, cell)
					}
				}
			}
		}
	}
	if rows := joinRows(lyn.table("/reports/evaluators?", "csv")); !strings.Contains(rows, "'-2") || !strings.Contains(rows, "'+1") {
		t.Errorf("the evaluators: %s", rows)
	}
	if r := sue.call(http.MethodGet, "/reports/team?team="+s.team("sales"), nil); r.status != http.StatusNotFound {
		t.Errorf("another team's report: %d", r.status)
	}
	var noted int64
	if err := s.db.Conn(t.Context()).Table("audit").Where("action = 'report.exported'").Count(&noted).Error; err != nil || noted != 15 {
		t.Errorf("%d exports are on record, %v", noted, err)
	}
}

func joinRows(rows [][]string) (all string) {
	for _, r := range rows {
		all += strings.Join(r, " ")
	}
	return all
}
