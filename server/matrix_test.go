package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"rater/internal/foundation/config"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// columns are the callers of the matrix: sue leads billing, ana is an agent there, eve, tom and lyn have no team.
var columns = []string{"anonymous", "token", "ada", "sue", "eve", "ana", "tom", "lyn"}

// matrixRow is a line of the matrix: what each caller is answered, a number for all objects or one for each: ana's, that of cam in
// ana's team, that of ben in another team, and of interactions that of an agent whom nobody knows.
type matrixRow struct {
	route string
	of    string // which object {id} is
	body  any
	want  string
}

const staleRevision = 999

//nolint:lll // a table
var matrix = []matrixRow{
	// route                                 object          body                                                      nobody token admin supervisor evaluator agent trainer analyst
	{"GET /about", "", nil, "200 200 200 200 200 200 200 200"},
	{"POST /setup", "", fields{"name": "Eve", "email": "eve@x.example", "password": "a long password"}, "404 404 404 404 404 404 404 404"},
	{"POST /session", "", fields{"email": "ana@example.com", "password": "wrong"}, "401 401 401 401 401 401 401 401"},
	{"GET /session", "", nil, "401 403 200 200 200 200 200 200"},
	{"PUT /me/password", "", fields{"current": "wrong", "new": "a longer password"}, "401 403 422 422 422 422 422 422"},
	{"GET /me/preferences", "", nil, "401 403 200 200 200 200 200 200"},
	{"PUT /me/preferences", "", fields{"preferences": fields{"a": 1}}, "401 403 200 200 200 200 200 200"},
	{"GET /me/notices", "", nil, "401 403 200 200 200 200 200 200"},
	{"GET /me/notices/unread", "", nil, "401 403 200 200 200 200 200 200"},
	{"POST /me/notices/read", "", fields{"up_to": unknownID}, "401 403 204 204 204 204 204 204"},
	{"GET /me/notice-settings", "", nil, "401 403 200 200 200 200 200 200"},
	{"PUT /me/notice-settings", "", noticeSettings, "401 403 200 200 200 200 200 200"},
	{"GET /me/watches", "", nil, "401 403 403 403 403 200 403 403"},
	{"GET /me/looks", "", nil, "401 403 403 403 403 200 403 403"},
	{"GET /audit", "", nil, "401 403 200 403 403 403 403 403"},
	{"GET /me/standing", "", nil, "401 403 403 403 403 200 403 403"},
	{"GET /me/trend", "", nil, "401 403 403 403 403 200 403 403"},
	{"GET /me/disputes", "", nil, "401 403 403 403 403 200 403 403"},
	{"GET /me/strictness", "", nil, "401 403 403 200 200 403 403 403"},
	{"GET /figures/choices", "", nil, "401 403 403 200 403 403 403 200"},
	{"GET /figures/standings", "", nil, "401 403 403 422 403 403 403 422"},
	{"GET /figures/standings/{id}/beside", "user", nil, "401 403 403 422 403 403 403 422"},
	{"GET /figures/standings/{id}", "user", nil, "401 403 403 422 403 403 403 422"},
	{"GET /figures/trend", "", nil, "401 403 403 422 403 403 403 200"},
	{"GET /figures/agreement", "", nil, "401 403 403 403 403 403 403 200"},
	{"GET /figures/effects", "", nil, "401 403 403 403 403 403 200 200"},
	{"GET /figures/evaluators", "", nil, "401 403 403 403 403 403 403 200"},
	{"GET /reports/team", "", nil, "401 403 403 422 403 403 403 422"},
	{"GET /reports/agents/{id}", "user", nil, "401 403 403 422 403 403 403 422"},
	{"GET /reports/evaluators", "", nil, "401 403 403 403 403 403 403 200"},
	{"GET /reports/agreement", "", nil, "401 403 403 403 403 403 403 200"},
	{"GET /reports/effects", "", nil, "401 403 403 403 403 403 200 200"},
	{"GET /reports/plans/{id}", "sampling", nil, "401 403 403 403 403 403 403 200"},
	{"GET /reports/schedules", "", nil, "401 403 403 200 403 403 200 200"},
	{"POST /reports/schedules", "", fields{"report": "team", "every": "week", "format": "csv"}, "401 403 403 422 403 403 422 422"},
	{"GET /reports/schedules/{id}", "report", nil, "401 403 403 200 403 403 404 404"},
	{"PATCH /reports/schedules/{id}", "report", fields{"paused": true}, "401 403 403 200 403 403 404 404"},
	{"DELETE /reports/schedules/{id}", "report", nil, "401 403 403 204 403 403 404 404"},
	{"GET /calibrations", "", nil, "401 403 403 200 200 403 403 200"},
	{"POST /calibrations", "", fields{"name": " ", "scorecard": "none", "score_by": "2001-01-01T00:00:00Z", "evaluators": []string{}, "interactions": []string{}}, "401 403 403 403 403 403 403 422"},
	{"GET /calibrations/candidates", "", nil, "401 403 403 403 403 403 403 200"},
	{"GET /calibrations/evaluators", "", nil, "401 403 403 403 403 403 403 200"},
	{"GET /calibrations/gains", "", nil, "401 403 403 422 422 403 403 422"},
	{"GET /calibrations/{id}", "calibration", nil, "401 403 403 404 404 403 403 200"},
	{"POST /calibrations/{id}/meet", "calibration", nil, "401 403 403 403 403 403 403 412"},
	{"PUT /calibrations/{id}/references", "calibration", fields{"interaction": "none", "question": "none", "option": "none"}, "401 403 403 403 403 403 403 412"},
	{"POST /calibrations/{id}/settle", "calibration", nil, "401 403 403 403 403 403 403 412"},
	{"POST /calibrations/{id}/cancel", "calibration", fields{"reason": "later"}, "401 403 403 403 403 403 403 412"},
	{"POST /ingest/events", "", fields{"events": []fields{}}, "401 200 403 403 403 403 403 403"},
	{"GET /interactions", "", nil, "401 403 200 200 200 200 403 200"},
	{"POST /interactions/search", "", fields{"q": "zebra"}, "401 403 200 200 200 200 403 200"},
	{"GET /interactions/{id}", "interaction", nil, "401 403 404/404/404/200 200/200/404/404 200/404/404/404 200/404/404/404 403 200"},
	{"GET /interactions/{id}/utterances", "interaction", nil, "401 403 404/404/404/200 200/200/404/404 200/404/404/404 200/404/404/404 403 200"},
	{"GET /interactions/{id}/watches", "interaction", nil, "401 403 404/404/404/200 200/200/404/404 200/404/404/404 200/404/404/404 403 200"},
	{"GET /interactions/live", "", nil, "401 403 403 200 403 403 403 403"},
	{"GET /interactions/{id}/whispers", "interaction", nil, "401 403 403 200/200/404/404 403 200/404/404/404 403 403"},
	{"POST /interactions/{id}/help/take", "interaction", nil, "401 403 403 409/409/404/404 403 403 403 403"},
	{"GET /interactions/{id}/bookmarks", "interaction", nil, "401 403 403 200/200/404/404 200/404/404/404 403 403 403"},
	{"POST /interactions/{id}/bookmarks", "interaction", fields{"note": "neither"}, "401 403 403 422/422/404/404 422/404/404/404 403 403 403"},
	{"PATCH /bookmarks/{id}", "bookmark", fields{"note": "x"}, "401 403 403 412 404 403 403 403"},
	{"DELETE /bookmarks/{id}", "bookmark", nil, "401 403 403 204 404 403 403 403"},
	{"POST /ingest/recordings/{id}", "interaction", nil, "401 404 403 403 403 403 403 403"},
	{"GET /interactions/{id}/recording", "interaction", nil, "401 403 404/404/404/200 200/200/404/404 200/404/404/404 200/404/404/404 403 200"},
	{"POST /interactions/{id}/recording", "interaction", nil, "401 403 403 415/415/404/404 403 403 403 403"},
	{"GET /interactions/{id}/recording/bytes", "interaction", nil, "401 403 404 200/404/404/404 200/404/404/404 200/404/404/404 403 403/404/404/404"},
	{"GET /live", "", nil, "401 403 400 400 400 400 400 400"},
	{"GET /offers", "", nil, "401 403 403 200 403 403 403 403"},
	{"POST /offers/{id}/claim", "offer", nil, "401 403 403 409/409/404 404 403 403 403"},
	{"POST /offers/{id}/skip", "offer", fields{"reason": "later"}, "401 403 403 409/409/404 403 403 403 403"},
	{"POST /offers/{id}/return", "offer", fields{"reason": "later"}, "401 403 403 409/409/404 404 403 403 403"},
	{"POST /offers/{id}/assign", "offer", fields{"evaluator": "nobody"}, "401 403 403 409/409/404 403 403 403 403"},
	{"GET /queue/absent", "", nil, "401 403 403 200 403 403 403 403"},
	{"GET /queue/{id}/evaluators", "offer", nil, "401 403 403 200/200/404 404 403 403 403"},
	{"POST /queue/{id}/hand-over", "offer", fields{"evaluator": "nobody", "reason": "ill"}, "401 403 403 403/403/404 404 403 403 403"},
	{"POST /queue/{id}/replace", "offer", fields{"cause": "other"}, "401 403 403 422 422 403 403 403"},
	{"GET /queue/{id}/log", "offer", nil, "401 403 403 200/200/404 404 403 403 200"},
	{"GET /queue/replaced", "", nil, "401 403 403 403 403 403 403 200"},
	{"GET /plans", "", nil, "401 403 403 403 403 403 403 200"},
	{"POST /plans", "", fields{"name": " ", "scorecard": "none"}, "401 403 403 403 403 403 403 422"},
	{"POST /plans/preview", "", fields{"scorecard": "none", "rate": 1}, "401 403 403 403 403 403 403 422"},
	{"GET /plans/choices", "", nil, "401 403 403 403 403 403 403 200"},
	{"GET /plans/{id}", "sampling", nil, "401 403 403 403 403 403 403 200"},
	{"PATCH /plans/{id}", "sampling", fields{"name": "x"}, "401 403 403 403 403 403 403 412"},
	{"POST /plans/{id}/end", "sampling", nil, "401 403 403 403 403 403 403 412"},
	{"GET /plans/{id}/figures", "sampling", nil, "401 403 403 403 403 403 403 200"},
	{"GET /plans/{id}/samples", "sampling", nil, "401 403 403 403 403 403 403 200"},
	{"GET /plans/{id}/periods", "sampling", nil, "401 403 403 403 403 403 403 200"},
	{"GET /pools", "", nil, "401 403 200 200 403 403 403 200"},
	{"POST /pools", "", fields{"name": " "}, "401 403 422 403 403 403 403 422"},
	{"PATCH /pools/{id}", "pool", fields{"name": "x"}, "401 403 404 403 403 403 403 404"},
	{"DELETE /pools/{id}", "pool", nil, "401 403 404 403 403 403 403 404"},
	{"GET /pools/members", "", nil, "401 403 200 403 403 403 403 200"},
	{"GET /evaluators", "", nil, "401 403 200 200 403 403 403 403"},
	{"PUT /evaluators/{id}/capacity", "evaluator", fields{"capacity": 5}, "401 403 412 412 403 403 403 403"},
	{"GET /me/absences", "", nil, "401 403 403 200 200 403 403 403"},
	{"POST /me/absences", "", fields{"from": "2001-01-01", "to": "2001-01-02"}, "401 403 403 422 422 403 403 403"},
	{"DELETE /me/absences/{id}", "absence", nil, "401 403 403 404 404 403 403 403"},
	{"GET /queue/load", "", nil, "401 403 403 200 200 403 403 403"},
	{"GET /queue", "", nil, "401 403 403 200 200 403 403 403"},
	{"GET /scorecards", "", nil, "401 403 200 200 200 200 200 200"},
	{"GET /scorecards/{id}", "scorecard", nil, "401 403 200 200 200 200 200 200"},
	{"GET /scorecards/versions/{id}", "version", nil, "401 403 200 200 200 200 200 200"},
	{"POST /scorecards", "", fields{"name": "x", "template": "none"}, "401 403 422 403 403 403 403 422"},
	{"GET /scorecards/templates", "", nil, "401 403 200 403 403 403 403 200"},
	{"GET /scorecards/schema", "", nil, "401 403 200 200 200 200 200 200"},
	{"POST /scorecards/import", "", fields{"format": 2}, "401 403 422 403 403 403 403 422"},
	{"GET /scorecards/drafts", "", nil, "401 403 200 403 403 403 403 200"},
	{"GET /scorecards/versions/{id}/export", "version", nil, "401 403 200 200 200 200 200 200"},
	{"GET /scorecards/versions/{id}/quality", "version", nil, "401 403 200 403 403 403 403 200"},
	{"GET /scorecards/{id}/versions", "scorecard", nil, "401 403 200 200 200 200 200 200"},
	{"GET /scorecards/{id}/export", "scorecard", nil, "401 403 200 200 200 200 200 200"},
	{"POST /scorecards/{id}/retire", "scorecard", nil, "401 403 412 403 403 403 403 412"},
	{"POST /scorecards/{id}/bring-back", "scorecard", nil, "401 403 412 403 403 403 403 412"},
	{"POST /scorecards/{id}/draft", "built", nil, "401 403 200 403 403 403 403 200"},
	{"GET /scorecards/{id}/draft", "built", nil, "401 403 200 403 403 403 403 200"},
	{"PUT /scorecards/{id}/draft", "built", fields{"name": "x", "definition": fields{"dimensions": []fields{}, "grades": []fields{}}}, "401 403 412 403 403 403 403 412"},
	{"DELETE /scorecards/{id}/draft", "built", nil, "401 403 412 403 403 403 403 412"},
	{"POST /scorecards/{id}/draft/publish", "built", nil, "401 403 412 403 403 403 403 412"},
	{"POST /evaluations", "start", nil, "401 403 403 422/422/404/404 422/404/404/404 403 403 403"},
	{"GET /evaluations", "", nil, "401 403 403 200 200 200 403 200"},
	{"POST /evaluations/release", "", fields{"evaluations": []fields{}}, "401 403 403 422 422 403 403 403"},
	{"GET /evaluations/{id}", "evaluation", nil, "401 403 403 200/200/404 200/404/404 200/404/404 403 200"},
	{"GET /evaluations/{id}/history", "evaluation", nil, "401 403 403 200/200/404 200/404/404 200/404/404 403 200"},
	{"DELETE /evaluations/{id}", "evaluation", nil, "401 403 403 412/412/404 412/404/404 412/404/404 403 403"},
	{"POST /evaluations/{id}/double/end", "evaluation", fields{"reason": "not needed"}, "401 403 403 409/409/404 403 403 403 409"},
	{"GET /evaluations/{id}/others", "evaluation", nil, "401 403 403 200/200/404 200/404/404 200/404/404 403 200"},
	{"GET /evaluations/{id}/evaluators", "evaluation", nil, "401 403 403 200/200/404 403 403 403 200"},
	{"POST /evaluations/{id}/double", "evaluation", fields{"evaluator": "nobody"}, "401 403 403 422/422/404 403 403 403 422"},
	{"POST /interactions/{id}/self-evaluation", "interaction", fields{"scorecard": "none"}, "401 403 403 403 403 422/404/404/404 403 403"},
	{"PUT /evaluations/{id}/answers", "evaluation", fields{"answers": []fields{}}, "401 403 403 412/412/404 412/404/404 412/404/404 403 403"},
	{"POST /evaluations/{id}/submit", "evaluation", nil, "401 403 403 412/412/404 412/404/404 412/404/404 403 403"},
	{"DELETE /evaluations/{id}/release", "evaluation", nil, "401 403 403 412/412/404 412/404/404 403 403 403"},
	{"POST /evaluations/{id}/release", "evaluation", nil, "401 403 403 412/412/404 412/404/404 403 403 403"},
	{"POST /evaluations/{id}/withdraw", "evaluation", fields{"reason": "a mistake"}, "401 403 403 412/412/404 412/404/404 403 403 403"},
	{"POST /evaluations/{id}/acknowledge", "evaluation", nil, "401 403 403 403 403 412/404/404 403 403"},
	{"POST /evaluations/{id}/disputes", "evaluation", fields{"question": "q", "reason": "why"}, "401 403 403 403 403 412/404/404 403 403"},
	{"GET /disputes", "", nil, "401 403 403 200 200 403 403 403"},
	{"GET /disputes/{id}", "dispute", nil, "401 403 403 200 200 200/404/404 403 200"},
	{"GET /disputes/{id}/utterances", "dispute", nil, "401 403 403 404/404/200 200 403 403 403"},
	{"GET /disputes/figures", "", nil, "401 403 403 403 403 403 403 200"},
	{"POST /disputes/{id}/statement", "dispute", fields{"words": "so it was"}, "401 403 403 412/412/404 412/404/404 403 403 403"},
	{"POST /disputes/{id}/resolve", "dispute", fields{"outcome": "upheld", "reason": "so it was"}, "401 403 403 412 412 403 403 403"},
	{"GET /coaching/sessions", "", nil, "401 403 403 200 403 200 403 403"},
	{"POST /coaching/sessions", "agent", fields{"starts_at": "2001-01-01T00:00:00Z", "minutes": 30}, "401 403 403 422/422/404 403 403 403 403"},
	{"GET /coaching/sessions/{id}", "session", nil, "401 403 403 200/200/404 403 200/404/404 403 403"},
	{"GET /coaching/sessions/{id}/effect", "session", nil, "401 403 403 409/409/404 403 403 403 403"},
	{"PATCH /coaching/sessions/{id}", "session", fields{"minutes": 60}, "401 403 403 412/412/404 403 412/404/404 403 403"},
	{"PUT /coaching/sessions/{id}/notes", "session", fields{"shared": "so it was"}, "401 403 403 412/412/404 403 412/404/404 403 403"},
	{"POST /coaching/sessions/{id}/sign", "session", nil, "401 403 403 412/412/404 403 412/404/404 403 403"},
	{"POST /coaching/sessions/{id}/cancel", "session", fields{"reason": "ill"}, "401 403 403 412/412/404 403 412/404/404 403 403"},
	{"GET /coaching/sessions/{id}/invitation", "session", nil, "401 403 403 200/200/404 403 200/404/404 403 403"},
	{"GET /coaching/suggestions", "agent", nil, "401 403 403 200/200/404 403 403 403 403"},
	{"GET /coaching/overview", "", nil, "401 403 403 200 403 403 403 403"},
	{"GET /actions", "", nil, "401 403 403 200 403 200 403 403"},
	{"GET /actions/counts", "", nil, "401 403 403 200 403 200 403 403"},
	{"POST /actions", "agent", fields{"kind": "strength", "text": "go on", "root_cause": "", "due_on": "2001-01-01"}, "401 403 403 422/422/404 403 403 403 403"},
	{"GET /actions/{id}/effect", "action", nil, "401 403 403 200/200/404 403 403 403 403"},
	{"PATCH /actions/{id}", "action", fields{"text": "go on"}, "401 403 403 412/412/404 403 403 403 403"},
	{"POST /actions/{id}/finish", "action", fields{"what_changed": "all"}, "401 403 403 412/412/404 403 412/404/404 403 403"},
	{"POST /actions/{id}/drop", "action", fields{"reason": "enough"}, "401 403 403 412/412/404 403 403 403 403"},
	{"GET /modules", "", nil, "401 403 403 200 403 403 200 403"},
	{"POST /modules", "", fields{"title": " "}, "401 403 403 403 403 403 422 403"},
	{"GET /modules/library", "", nil, "401 403 403 403 403 403 200 403"},
	{"POST /modules/library", "", fields{"key": "none"}, "401 403 403 403 403 403 422 403"},
	{"POST /modules/excerpts", "", fields{"interaction": "none", "from": 1, "to": 2}, "401 403 403 403 403 403 403 403"},
	{"GET /modules/{id}", "module", nil, "401 403 403 200/404 403 403 200 403"},
	{"PATCH /modules/{id}", "module", fields{"title": "x"}, "401 403 403 403 403 403 412 403"},
	{"POST /modules/{id}/publish", "module", nil, "401 403 403 403 403 403 412 403"},
	{"POST /modules/{id}/retire", "module", nil, "401 403 403 403 403 403 412 403"},
	{"GET /modules/{id}/preview", "module", nil, "401 403 403 403 403 403 200 403"},
	{"GET /modules/{id}/figures", "module", nil, "401 403 403 403 403 403 200 403"},
	{"POST /media", "", fields{"name": "../x", "type": "image/png", "bytes": 1}, "401 403 403 403 403 403 422 403"},
	{"PUT /media/{id}/chunks/{n}", "medium", nil, "401 403 403 403 403 403 415 403"},
	{"POST /media/{id}/complete", "medium", nil, "401 403 403 403 403 403 409 403"},
	{"GET /media/{id}", "medium", nil, "401 403 403 200 403 200 200 403"},
	{"GET /assignments", "", nil, "401 403 403 200 403 200 200 403"},
	{"POST /assignments", "learner", fields{"due_on": "2026-04-01"}, "401 403 403 409/409/422 403 403 409 403"},
	{"POST /assignments/bulk", "", fields{"ids": []string{"none"}}, "401 403 403 422 403 403 422 403"},
	{"GET /assignments/{id}", "assignment", nil, "401 403 403 200/200/404 403 200/404/404 200 403"},
	{"PATCH /assignments/{id}", "assignment", fields{"due_on": "2026-04-02"}, "401 403 403 412/412/404 403 403 412 403"},
	{"POST /assignments/{id}/cancel", "assignment", fields{"reason": "ill"}, "401 403 403 412/412/404 403 403 412 403"},
	{"GET /assignments/{id}/scores", "assignment", nil, "401 403 403 403 403 403 200 403"},
	{"GET /assignments/{id}/attempts", "assignment", nil, "401 403 403 200/200/404 403 200/404/404 200 403"},
	{"POST /assignments/{id}/parts/{part}/done", "assignment", nil, "401 403 403 403 403 412/404/404 403 403"},
	{"POST /assignments/{id}/parts/{part}/attempts", "assignment", fields{"answers": []fields{}}, "401 403 403 403 403 412/404/404 403 403"},
	{"POST /assignments/{id}/parts/{part}/assessment", "assignment", fields{"answers": []fields{}}, "401 403 403 412/412/404 403 403 412 403"},
	{"POST /assignments/{id}/parts/{part}/sign-off", "assignment", fields{"outcome": "done"}, "401 403 403 412/412/404 403 403 412 403"},
	{"GET /attempts/{id}", "attempt", nil, "401 403 403 200/200/404 403 200/404/404 200 403"},
	{"POST /attempts/{id}/mark", "attempt", fields{"marks": []fields{}}, "401 403 403 412/412/404 403 403 412 403"},
	{"GET /me/learning", "", nil, "401 403 403 403 403 200 403 403"},
	{"GET /training/learners", "", nil, "401 403 403 200 403 403 200 403"},
	{"GET /training/desk", "", nil, "401 403 403 403 403 403 200 403"},
	{"GET /training/rules", "", nil, "401 403 403 403 403 403 200 403"},
	{"POST /training/rules", "", fields{"module": "none", "kind": "new_hire", "days_due": 7}, "401 403 403 403 403 403 422 403"},
	{"PATCH /training/rules/{id}", "rule", fields{"active": true}, "401 403 403 403 403 403 412 403"},
	{"POST /coaching/sessions/bulk", "", fields{"ids": []string{}, "move_minutes": 10}, "401 403 403 422 403 403 403 403"},
	{"POST /coaching/sessions/{id}/decline", "session", fields{}, "401 403 403 412/412/404 403 412/404/404 403 403"},
	{"POST /coaching/peer", "agent", fields{"peer": "nobody", "starts_at": "2001-01-01T00:00:00Z", "minutes": 30}, "401 403 403 422/422/404 403 422/404/404 403 403"},
	{"GET /coaching/peers", "agent", nil, "401 403 403 200/200/404 403 200/404/404 403 403"},
	{"GET /coaching/review-draft", "period", nil, "401 403 403 200/200/404 403 403 403 403"},
	{"GET /coaching/plans", "", nil, "401 403 403 200 403 403 403 403"},
	{"POST /coaching/plans", "agent", fields{"method": "one_to_one", "every_weeks": 1, "weekday": "monday", "time": "25:00", "minutes": 30}, "401 403 403 422/422/404 403 403 403 403"},
	{"PATCH /coaching/plans/{id}", "plan", fields{"minutes": 45}, "401 403 403 412/412/404 403 403 403 403"},
	{"POST /coaching/plans/{id}/end", "plan", nil, "401 403 403 412/412/404 403 403 403 403"},
	{"GET /coaching/requests", "", nil, "401 403 403 200 403 200 403 403"},
	{"POST /coaching/requests", "", fields{"words": " "}, "401 403 403 403 403 422 403 403"},
	{"POST /coaching/requests/{id}/decline", "request", fields{"reason": "later"}, "401 403 403 412/412/404 403 403 403 403"},
	{"POST /coaching/requests/{id}/withdraw", "request", nil, "401 403 403 403 403 412/404/404 403 403"},
	{"GET /me/rounds", "", nil, "401 403 403 200 403 200 403 403"},
	{"GET /rounds", "", nil, "401 403 403 200 403 200 403 403"},
	{"POST /rounds", "agent", fields{"closes_on": "2001-01-01", "peers": []string{}}, "401 403 403 422/422/404 403 403 403 403"},
	{"GET /rounds/{id}", "round", nil, "401 403 403 200/200/404 403 200/404/404 403 403"},
	{"POST /rounds/{id}/answers", "round", fields{"scores": []fields{}, "comments": fields{}}, "401 403 403 404 403 422/404/404 403 403"},
	{"POST /rounds/{id}/close", "round", nil, "401 403 403 412/412/404 403 403 403 403"},
	{"POST /rounds/{id}/release", "round", nil, "401 403 403 412/412/404 403 403 403 403"},
	{"GET /feedback", "", nil, "401 403 403 200 200 200 403 403"},
	{"POST /feedback", "", fields{"useful": 5}, "401 403 403 403 403 422 403 403"},
	{"GET /recognitions", "", nil, "401 403 403 200 200 200 403 403"},
	{"POST /recognitions", "agent", fields{"words": " "}, "401 403 403 422 422 422 403 403"},
	{"POST /recognitions/{id}/publish", "recognition", nil, "401 403 403 403 403 412/404/404 403 403"},
	{"POST /recognitions/{id}/keep-private", "recognition", nil, "401 403 403 403 403 412/404/404 403 403"},
	{"POST /recognitions/{id}/take-back", "recognition", nil, "401 403 403 404 404 412/404/404 403 403"},
	{"GET /suggestions", "", nil, "401 403 200 200 403 200 403 403"},
	{"POST /suggestions", "", fields{"words": " "}, "401 403 403 403 403 422 403 403"},
	{"POST /suggestions/receipt", "", fields{"receipt": "none"}, "401 403 403 403 403 404 403 403"},
	{"POST /suggestions/receipt/reply", "", fields{"receipt": "none", "words": "x"}, "401 403 403 403 403 404 403 403"},
	{"POST /suggestions/{id}/reply", "suggestion", fields{"words": "x"}, "401 403 404 412/412/404 403 403 403 403"},
	{"POST /suggestions/{id}/status", "suggestion", fields{"status": "heard"}, "401 403 404 412/412/404 403 403 403 403"},
	{"GET /users", "", nil, "401 403 200 403 403 403 403 403"},
	{"POST /users", "", fields{"name": "", "email": "", "roles": []string{}}, "401 403 422 403 403 403 403 403"},
	{"POST /users/search", "", fields{"q": "ana"}, "401 403 200 403 403 403 403 403"},
	{"GET /users/unmatched", "", nil, "401 403 200 403 403 403 403 403"},
	{"POST /users/unmatched", "", fields{"source": "crm", "agent_ref": "who@example.com", "user": "no one"}, "401 403 404 403 403 403 403 403"},
	{"GET /users/{id}", "user", nil, "401 403 200 403 403 403 403 403"},
	{"PATCH /users/{id}", "user", fields{}, "401 403 200 403 403 403 403 403"},
	{"GET /teams", "", nil, "401 403 200 403 403 403 403 403"},
	{"POST /teams", "", fields{"name": ""}, "401 403 422 403 403 403 403 403"},
	{"PATCH /teams/{id}", "team", fields{"name": ""}, "401 403 422 403 403 403 403 403"},
	{"DELETE /session", "", nil, "401 403 204 204 204 204 204 204"},
}

// TestCompany goes through who may see and do what, over one company; what changes it comes last.
func TestCompany(t *testing.T) {
	t.Parallel()
	c := openCompany(t, open(t, testkit.Open(t, store.SQLite), func(c *config.Config) { c.FairError = 50 }, recordingsOn))
	for _, one := range []struct {
		name string
		test func(*testing.T, *company)
	}{
		{"every route equals the matrix", everyRouteEqualsTheMatrix},
		{"out of scope reads as missing", outOfScopeReadsAsMissing},
		{"lists hold only what is in scope", listsHoldOnlyWhatIsInScope},
		{"bodies take nothing that is not theirs", bodiesTakeNothingThatIsNotTheirs},
		{"every body refuses what it does not declare", everyBodyRefusesWhatItDoesNotDeclare},
		{"every body is taken plain", everyBodyIsTakenPlain},
		{"every answer carries its headers", everyAnswerCarriesItsHeaders},
		{"own paths hold only own rows", ownPathsHoldOnlyOwnRows},
		{"coaching lists hold only what is in scope", coachingListsHoldOnlyWhatIsInScope},
		{"training lists hold only what is in scope", trainingListsHoldOnlyWhatIsInScope},
		{"each role reads its list of fields", eachRoleReadsItsListOfFields},
		{"parties decide nothing", partiesDecideNothing},
	} {
		t.Run(one.name, func(t *testing.T) {
			defer func(before *testing.T) { c.t = before }(c.t)
			c.t = t
			one.test(t, c)
		})
	}
}

// everyRouteEqualsTheMatrix holds every route to the table above, for every role and whosever the object is.
func everyRouteEqualsTheMatrix(t *testing.T, c *company) {
	clients := map[string]*client{"anonymous": c.anonymous(), "token": c.source("other source")}
	for _, name := range columns[2:] {
		clients[name] = c.as(name)
	}
	declared := map[string]bool{}
	for _, row := range matrix {
		declared[row.route] = true
		for n, cell := range strings.Fields(row.want) {
			for at, label := range c.objectsOf(row.of) {
				got := row.call(c, clients[columns[n]], label)
				if want := wantOf(cell, at); fmt.Sprint(got.status) != want {
					t.Errorf("%s of %q as %s: want %s, got %s", row.route, label, columns[n], want, got)
				}
			}
		}
	}
	for _, r := range c.api.Routes {
		if !declared[r.Method+" "+r.Path] {
			t.Errorf("the matrix does not declare %s %s", r.Method, r.Path)
		}
		delete(declared, r.Method+" "+r.Path)
	}
	for route := range declared {
		t.Errorf("the matrix declares %s, which there is not", route)
	}
}

func wantOf(cell string, at int) string {
	each := strings.Split(cell, "/")
	return each[min(at, len(each)-1)]
}

func (c *company) objectsOf(kind string) []string {
	switch kind {
	case "interaction", "start":
		return []string{"own", "team", "other", "unknown"}
	case "offer", "evaluation", "dispute", "user", "session", "action", "agent", "learner", "assignment", "attempt", "period", "plan", "request", "round", "recognition", "suggestion":
		return []string{"own", "team", "other"}
	case "sampling":
		return c.planIDs()
	case "team":
		return []string{"billing", "sales"}
	case "module":
		return []string{"published", "draft"}
	}
	return []string{""}
}

func (row matrixRow) call(c *company, as *client, label string) reply {
	method, path, _ := strings.Cut(row.route, " ")
	body := row.body
	if row.of == "start" {
		body = fields{"interaction": c.idOf(label), "scorecard": "none"}
	}
	if row.of == "agent" {
		path += "?agent=" + c.users[agents[label]].ID
	}
	if row.of == "period" {
		path += "?from=2026-01-01&to=2026-03-01&agent=" + c.users[agents[label]].ID
	}
	if row.of == "agent" && method == http.MethodPost {
		path, body = strings.Split(path, "?")[0], with(row.body.(fields), "agent", c.users[agents[label]].ID)
	}
	if row.of == "learner" {
		body = fields{"module": c.module, "agents": []string{c.users[agents[label]].ID}, "due_on": "2026-04-01"}
	}
	path = strings.Replace(path, "{id}", row.idOf(c, label), 1)
	path = strings.NewReplacer("{part}", row.partOf(c, label), "{n}", "0").Replace(path)
	if method == http.MethodPost && body == nil {
		body = fields{}
	}
	return as.call(method, path, body, ifMatch(staleRevision))
}

func (row matrixRow) idOf(c *company, label string) string {
	switch row.of {
	case "interaction":
		return c.idOf(label)
	case "offer":
		return c.offers[label]
	case "evaluation":
		return c.evaluations[label].ID
	case "dispute":
		return c.disputes[label].ID
	case "session":
		return c.sessions[label].ID
	case "action":
		return c.actions[label].ID
	case "user":
		return c.users[agents[label]].ID
	case "module":
		if label == "draft" {
			return c.draft
		}
		return c.module
	case "medium":
		return c.medium
	case "rule":
		return c.rule
	case "assignment":
		return c.learning[label].ID
	case "attempt":
		return c.learning[label].Attempt
	case "team":
		return c.team(label)
	case "scorecard":
		return c.scorecard()
	case "version":
		return c.standard().Version.ID
	case "evaluator":
		return c.users["eve"].ID
	case "absence", "pool":
		return unknownID
	case "built":
		return c.built
	case "calibration":
		return c.calibration
	case "sampling":
		return label
	}
	return c.made[row.of][label].ID
}

// partOf is the first part of an assignment.
func (row matrixRow) partOf(c *company, label string) string {
	if row.of != "assignment" {
		return ""
	}
	return c.learning[label].part()
}

// outOfScopeReadsAsMissing holds that what one may not see can't be told from what is not there.
func outOfScopeReadsAsMissing(t *testing.T, c *company) {
	ana, sue := c.as("ana"), c.as("sue")
	for _, one := range []struct {
		as         *client
		path, here string
	}{
		{ana, "/interactions/", c.idOf("other")}, {ana, "/evaluations/", c.evaluations["own-draft"].ID}, {ana, "/disputes/", c.disputes["team"].ID},
		{ana, "/coaching/sessions/", c.sessions["team"].ID}, {sue, "/coaching/sessions/", c.sessions["other"].ID},
		{ana, "/assignments/", c.learning["team"].ID}, {sue, "/attempts/", c.learning["other"].Attempt}, {sue, "/modules/", c.draft},
		{sue, "/interactions/", c.idOf("other")}, {sue, "/evaluations/", c.evaluations["other"].ID}, {sue, "/evaluations/", c.evaluations["own-draft"].ID},
	} {
		hidden, missing := one.as.must(404, http.MethodGet, one.path+one.here, nil), one.as.must(404, http.MethodGet, one.path+store.NewID(), nil)
		if string(hidden.raw) != string(missing.raw) {
			t.Errorf("%s: hidden reads %s, missing %s", one.path, hidden, missing)
		}
	}
}

// listsHoldOnlyWhatIsInScope goes through every list, search and filter of each person.
func listsHoldOnlyWhatIsInScope(t *testing.T, c *company) {
	ben, sales := c.users["ben"].ID, c.team("sales")
	anas, cams, bens := allOf("own"), allOf("team"), append(allOf("other"), "calibrated")
	billing := slices.Concat(anas, cams)
	everything := slices.Concat(billing, bens, []string{"unknown"})
	for _, one := range []struct {
		as, path string
		want     []string
	}{
		{"ana", "/interactions", anas}, {"ana", "/interactions?q=zebra", anas}, {"ana", "/interactions?q=other", nil},
		{"ana", "/interactions?agent=" + ben, nil}, {"ana", "/interactions?team=" + sales, nil}, {"ana", "/interactions?q=unknown", nil},
		{"sol", "/interactions", slices.Concat(billing, []string{"calibrated"})}, {"sue", "/interactions", billing}, {"sue", "/interactions?q=zebra", billing}, {"sue", "/interactions?q=other", nil},
		{"sue", "/interactions?agent=" + ben, nil}, {"sue", "/interactions?team=" + sales, nil}, {"sue", "/interactions?status=live&channel=phone&q=other", nil},
		{"sid", "/interactions?q=zebra", bens}, {"eve", "/interactions", []string{"own"}}, {"eve", "/interactions?q=other", nil},
		{"lyn", "/interactions", everything}, {"ada", "/interactions", []string{"unknown"}}, {"ada", "/interactions?q=zebra", []string{"unknown"}},
		{"ana", "/evaluations", []string{"own"}}, {"ana", "/evaluations?status=draft", nil}, {"ana", "/evaluations?status=submitted", nil},
		{"ana", "/evaluations?agent=" + ben, nil}, {"ana", "/evaluations?evaluator=" + c.users["sid"].ID, nil},
		{"sue", "/evaluations", []string{"own", "own-submitted", "team", "team-submitted"}}, {"sue", "/evaluations?status=draft", nil},
		{"sue", "/evaluations?agent=" + ben, nil}, {"sid", "/evaluations", []string{"other", "other-draft", "other-submitted"}},
		{"lyn", "/evaluations?status=draft", nil}, {"eve", "/evaluations", []string{"own"}},
		{"sue", "/offers", []string{"own-offer", "team-offer"}}, {"sid", "/offers", []string{"other-offer"}},
		{"sue", "/queue", []string{"own-queue", "team-queue"}}, {"sid", "/queue", []string{"other-draft", "other-queue"}}, {"eve", "/queue", nil},
		{"sue", "/disputes", []string{"other"}}, {"sid", "/disputes", []string{"own", "team"}}, {"eve", "/disputes", []string{"other", "own", "team"}},
	} {
		if got := c.listed(one.as, one.path); got != sortedWords(one.want) {
			t.Errorf("GET %s as %s: want %q, got %q", one.path, one.as, sortedWords(one.want), got)
		}
		if path, query, _ := strings.Cut(one.path, "?"); path == "/interactions" {
			if got := c.searched(one.as, query); got != sortedWords(one.want) {
				t.Errorf("POST %s/search %s as %s: want %q, got %q", path, query, one.as, sortedWords(one.want), got)
			}
		}
	}
}

func allOf(label string) []string {
	return []string{label, label + "-draft", label + "-submitted", label + "-offer", label + "-queue"}
}

// searched is listed with what is looked for in the body.
func (c *company) searched(as, query string) string {
	c.t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		c.t.Fatal(err)
	}
	body := fields{}
	for name := range values {
		body[name] = values.Get(name)
	}
	return c.named(c.once(as).must(200, http.MethodPost, "/interactions/search", body))
}

// listed are the source's names of the interactions that a list is of.
func (c *company) listed(as, path string) string {
	c.t.Helper()
	return c.named(c.once(as).must(200, http.MethodGet, path, nil))
}

func (c *company) named(answer reply) string {
	c.t.Helper()
	type item struct {
		ID, Interaction string
	}
	labels := c.labels()
	var found []string
	for _, i := range read[list[item]](c.t, answer).Items {
		id := i.Interaction
		if id == "" {
			id = i.ID
		}
		found = append(found, labels[id])
	}
	return sortedWords(found)
}

// ownPathsHoldOnlyOwnRows holds that an agent sees who watched them, after the interaction has ended, and nobody else.
func ownPathsHoldOnlyOwnRows(t *testing.T, c *company) {
	ana := c.as("ana")
	if got := c.listed("ana", "/me/watches"); got != "" {
		t.Errorf("watches of live interactions are disclosed: %s", got)
	}
	c.source("crm").tell(c.ended("own"), c.ended("other"))
	if got := c.listed("ana", "/me/watches"); got != "own" {
		t.Errorf("ana's watches are of %q", got)
	}
	if raw := string(ana.must(200, http.MethodGet, "/me/standing", nil).raw); strings.Contains(raw, c.users["cam"].ID) || strings.Contains(raw, "cam") {
		t.Errorf("the standing names somebody else: %s", raw)
	}
	if got := c.as("ada").must(200, http.MethodGet, "/users/unmatched", nil); !strings.Contains(string(got.raw), "who@example.com") || strings.Contains(string(got.raw), "ana@") {
		t.Errorf("unmatched: %s", got)
	}
}

// bodiesTakeNothingThatIsNotTheirs holds that role, score, author and revision in a body are refused.
func bodiesTakeNothingThatIsNotTheirs(t *testing.T, c *company) {
	draft, submitted, released := c.evaluations["own-draft"], c.evaluations["own-submitted"], c.evaluations["own"]
	question := c.form().Dimensions[0].Questions[0].ID
	ana, ada := c.as("ana"), c.as("ada")
	for _, one := range []struct {
		as           *client
		method, path string
		revision     int64
		body         fields
	}{
		{c.sol, http.MethodPost, "/evaluations", 0, fields{"interaction": c.idOf("own"), "scorecard": c.scorecard(), "evaluator": c.users["sue"].ID}},
		{c.sol, http.MethodPost, "/evaluations", 0, fields{"interaction": c.idOf("own"), "scorecard": c.scorecard(), "origin": "random", "probability": 1}},
		{c.sol, http.MethodPut, "/evaluations/" + draft.ID + "/answers", draft.Revision, fields{"answers": []fields{}, "score": fields{"overall": 100}}},
		{c.sol, http.MethodPut, "/evaluations/" + draft.ID + "/answers", draft.Revision, fields{"answers": []fields{{"question": question, "points": 1}}}},
		{c.sol, http.MethodPut, "/evaluations/" + draft.ID + "/answers", draft.Revision, fields{"answers": []fields{}, "revision": 7}},
		{c.sol, http.MethodPost, "/evaluations/" + draft.ID + "/submit", draft.Revision, fields{"score": 100}},
		{c.sol, http.MethodPost, "/evaluations/" + submitted.ID + "/release", submitted.Revision, fields{"evaluator": c.users["sue"].ID}},
		{ana, http.MethodPost, "/evaluations/" + released.ID + "/acknowledge", released.Revision + 1, fields{"comment": "", "agent": "x"}},
		{ana, http.MethodPut, "/me/preferences", 0, fields{"preferences": fields{}, "roles": []string{"admin"}}},
		{ana, http.MethodPut, "/me/password", 0, fields{"current": password, "new": "a longer password", "roles": []string{"admin"}}},
		{ada, http.MethodPatch, "/users/" + c.users["ana"].ID, 0, fields{"id": "other"}},
		{ada, http.MethodPost, "/users", 0, fields{"name": "Z", "email": "z@example.com", "roles": []string{"god"}}},
		{c.anonymous(), http.MethodPost, "/session", 0, fields{"email": "ana@example.com", "password": password, "roles": []string{"admin"}}},
	} {
		if got := one.as.call(one.method, one.path, one.body, ifMatch(one.revision)); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s %s with %v: %s", one.method, one.path, one.body, got)
		}
	}
	if now := read[evaluation](t, c.sol.must(200, http.MethodGet, "/evaluations/"+draft.ID, nil)); now.Revision != draft.Revision {
		t.Errorf("the draft changed: %+v", now)
	}
}

// partiesDecideNothing holds that neither agent, evaluator nor lead changes or decides what they are a party to.
func partiesDecideNothing(t *testing.T, c *company) {
	ana, sue := c.as("ana"), c.as("sue")
	e := read[evaluation](t, ana.must(200, http.MethodGet, "/evaluations/"+c.evaluations["own"].ID, nil))
	answers := fields{"answers": []fields{{"question": c.form().Dimensions[0].Questions[0].ID, "option": "wrong"}}}
	decision := fields{"outcome": "upheld", "reason": "so it was"}
	resolve := "/disputes/" + c.disputes["own"].ID + "/resolve"
	for _, one := range []struct {
		name         string
		as           *client
		method, path string
		body         fields
		want         int
	}{
		{"the agent answers", ana, http.MethodPut, "/evaluations/" + e.ID + "/answers", answers, 403},
		{"the agent withdraws", ana, http.MethodPost, "/evaluations/" + e.ID + "/withdraw", fields{"reason": "no"}, 403},
		{"the agent decides", ana, http.MethodPost, resolve, decision, 403},
		{"the evaluator decides", c.sol, http.MethodPost, resolve, decision, 403},
		{"the lead decides", sue, http.MethodPost, resolve, decision, 403},
		{"the evaluator acknowledges", c.sol, http.MethodPost, "/evaluations/" + e.ID + "/acknowledge", fields{}, 403},
		{"another lead answers", sue, http.MethodPut, "/evaluations/" + e.ID + "/answers", answers, 403},
		{"another lead withdraws", sue, http.MethodPost, "/evaluations/" + e.ID + "/withdraw", fields{"reason": "no"}, 403},
		{"the evaluator answers what is released", c.sol, http.MethodPut, "/evaluations/" + e.ID + "/answers", answers, 409},
	} {
		if got := one.as.call(one.method, one.path, one.body, ifMatch(e.Revision)); got.status != one.want {
			t.Errorf("%s: want %d, got %s", one.name, one.want, got)
		}
	}
	c.change("sol", people.Changes{Leads: &[]string{c.team("sales")}}, "beside the server")
	c.change("ana", people.Changes{Roles: &[]people.Role{people.Agent, people.Evaluator}}, "beside the server")
	for name, party := range map[string]*client{"an evaluator who leads elsewhere now": c.sol, "an agent who evaluates too": ana} {
		if got := party.call(http.MethodPost, resolve, decision, ifMatch(e.Revision)); got.status != 403 {
			t.Errorf("%s decides: %s", name, got)
		}
	}
	if now := read[evaluation](t, ana.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)); now.Revision != e.Revision || *now.Score.Overall != *e.Score.Overall {
		t.Errorf("changed: %+v", now)
	}
}

// TestParallelSubmitsChangeStateOnce holds on both databases that one of two wins.
func TestParallelSubmitsChangeStateOnce(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s := open(t, db)
		s.person("sue", "supervisor", "billing")
		s.person("ana", "agent", "billing")
		s.source("crm").tell(s.contact("c-1", "ana")...)
		sue := s.as("sue")
		e := sue.answered("c-1")
		got := together(4, func(int) reply {
			return sue.call(http.MethodPost, "/evaluations/"+e.ID+"/submit", fields{}, ifMatch(e.Revision))
		})
		won := 0
		for _, r := range got {
			if r.status == http.StatusOK {
				won++
			} else if r.status != http.StatusPreconditionFailed && r.status != http.StatusConflict {
				t.Errorf("a parallel submit: %s", r)
			}
		}
		history := read[list[struct{ Action string }]](t, sue.must(200, http.MethodGet, "/evaluations/"+e.ID+"/history", nil)).Items
		if won != 1 || len(history) != 3 {
			t.Errorf("%d submits won, history %+v", won, history)
		}
	})
}

// together calls a function n times at once.
func together[T any](n int, call func(int) T) []T {
	out, done, begin := make([]T, n), make(chan struct{}), make(chan struct{})
	for i := range n {
		go func() {
			<-begin
			out[i] = call(i)
			done <- struct{}{}
		}()
	}
	close(begin)
	for range n {
		<-done
	}
	return out
}
