package server_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
)

// oddWords are those of odd that may trouble who keeps or looks for a text; each body costs a request for each.
var oddWords = []string{"", "' OR 1=1 --", "x' UNION SELECT password_hash FROM users --", "%", `\`, "a\x00b", "\xff", strings.Repeat("9", 5000), "\u202eé🙂", "\"zebra", "NEAR(", "\r\nX: y"}

// TestOddBodies gives every text of every body odd values, within a body that would do: never an error of the server's,
// and never a row that the caller does not see without.
func TestOddBodies(t *testing.T) {
	t.Parallel()
	c := openTwoTeams(t, testkit.Open(t, store.SQLite))
	hidden := map[string]map[string]bool{}
	tried := 0
	for _, d := range c.described() {
		if d.body == nil || d.path == "/session" {
			continue // which says nothing of rows, and takes its time over each password
		}
		some := narrow(c.callers(d), store.Postgres)
		name := some[len(some)-1]
		if hidden[name] == nil {
			hidden[name] = c.hiddenFrom(name)
		}
		for _, place := range d.body.texts() {
			for _, value := range append([]string{c.idOf("secret"), c.users["ben"].ID}, oddWords...) {
				body := d.body.example()
				c.fill(body)
				put(body, place.way, place.field, place.whole(value))
				c.try(d, name, d.at(c.idFor(d)), body, hidden[name], value, ifMatch(c.evaluations["own"].Revision))
				tried++
			}
		}
	}
	if tried < 900 {
		t.Errorf("only %d bodies were tried", tried)
	}
}

// idFor is the id of something of the kind that a path names, in the team billing.
func (c *company) idFor(d described) string {
	switch strings.Split(d.path, "/")[1] {
	case "evaluations":
		return c.evaluations["own"].ID
	case "coaching":
		return map[string]string{"plans": c.made["plan"]["own"].ID, "requests": c.made["request"]["own"].ID, "sessions": c.sessions["own"].ID}[strings.Split(d.path, "/")[2]]
	case "plans":
		return c.firstPlan()
	case "rounds":
		return c.made["round"]["own"].ID
	case "recognitions":
		return c.made["recognition"]["own"].ID
	case "suggestions":
		return c.made["suggestion"]["own"].ID
	case "actions":
		return c.actions["own"].ID
	case "offers", "queue":
		return c.offerOf("own-offer")
	case "scorecards":
		return c.built
	case "modules":
		return c.module
	case "media":
		return c.medium
	case "assignments":
		return c.learning["own"].ID
	case "attempts":
		return c.learning["own"].Attempt
	case "training":
		return c.rule
	case "calibrations":
		return c.calibration
	case "bookmarks":
		return c.made["bookmark"][""].ID
	case "teams":
		return c.team("billing")
	case "evaluators":
		return c.users["eve"].ID
	case "reports":
		if strings.HasPrefix(d.path, "/reports/schedules") {
			return c.made["report"][""].ID
		}
		return c.users["ana"].ID
	case "users", "figures":
		return c.users["ana"].ID
	}
	return c.idOf("own")
}

// fill puts what exists where a body names it.
func (c *company) fill(body any) {
	o, _ := body.(fields)
	for key, value := range map[string]any{"interaction": c.idOf("own"), "scorecard": c.scorecard(), "question": c.form().Dimensions[0].Questions[0].ID, "user": c.users["ana"].ID,
		"evaluator": c.users["sue"].ID, "agent": c.users["ana"].ID, "after": "", "from": "2026-03-01", "to": "2026-03-05", "roles": []string{"agent"}, "team": c.team("billing"),
		"starts_at": c.clock.Now().Add(24 * time.Hour), "due_on": "2026-03-09", "minutes": 30, "evaluation": c.evaluations["own"].ID, "session": c.sessions["own"].ID, "owner": c.users["ana"].ID,
		"module": c.module, "agents": []string{c.users["ana"].ID}, "ids": []string{c.learning["own"].ID},
		"peer": c.users["pia"].ID, "method": "one_to_one", "weekday": "monday", "time": "10:00", "until": "", "closes_on": "2026-03-20", "coach": c.users["rob"].ID, "request": c.made["request"]["own"].ID} {
		if _, there := o[key]; there {
			o[key] = value
		}
	}
	delete(o, "leads")
	delete(o, "member_of")
}

// placedText is a text of a body: a field, or what a list in it holds.
type placedText struct {
	way    []string
	field  string
	listed bool
}

func (p placedText) whole(value string) any {
	if p.listed {
		return []any{value}
	}
	return value
}

// texts are those of a schema; an object that takes any key has one of its own.
func (s *schema) texts() (list []placedText) {
	for _, place := range s.objects(nil) {
		if place.object.open() {
			list = append(list, placedText{place.way, "note", false})
		}
		for name, p := range place.object.Properties {
			switch {
			case p.is("string"):
				list = append(list, placedText{place.way, name, false})
			case p.is("array") && p.Items.is("string"):
				list = append(list, placedText{place.way, name, true})
			}
		}
	}
	slices.SortFunc(list, func(a, b placedText) int {
		return strings.Compare(strings.Join(a.way, ".")+"."+a.field, strings.Join(b.way, ".")+"."+b.field)
	})
	return list
}
