package server_test

// What evaluations say that are not released and not disputed yet, and of whose interactions no source told a subject.
const (
	unreadFields = "agent agent_name channel created_at evaluator evaluator_name id interaction interaction_started_at open_disputes origin probability purpose revision " +
		"score(dimensions(*) overall uncapped uncapped_dimensions(*)) scorecard scorecard_version status team team_name updated_at " +
		"may(acknowledge discard dispute double edit release submit withdraw)"
	filledFields = unreadFields + " answers[](evidence[](from_ms pos to_ms) option points question) score(grade) strengths improvements"
)

var allowedOfComparison = []fieldList{
	{"GET /evaluations/{id}/others", "supervisor evaluator agent analyst", "items[](evaluator evaluator_name id overall purpose status) next"},
	{"GET /evaluations/{id}/evaluators", "supervisor analyst", "items[](id name) next"},
	{"GET /evaluations", "supervisor evaluator analyst", "items[](due_at)"},
	{"GET /evaluations/{id}", "supervisor evaluator analyst", "due_at"},
	{"GET /evaluations/{id}", "supervisor analyst", "open_double(asked_by asked_by_name due_at evaluator evaluator_name)"},
	{"PUT /evaluations/{id}/answers, POST /evaluations/{id}/submit", "evaluator", "due_at"},
	{"POST /evaluations/{id}/double", "supervisor analyst", "evaluator evaluator_name id"},
	{"POST /interactions/{id}/self-evaluation", "agent", unreadFields},
	{"PUT /evaluations/{id}/answers", "agent", filledFields + " failed_compliance[] score(failed[])"},
	{"POST /evaluations/{id}/submit", "agent", filledFields + " failed_compliance[] score(failed[]) submitted_at"},
	{"DELETE /evaluations/{id}/release", "supervisor", filledFields + " active_ms answers[](comment) submitted_at"},
}

func init() { allowed = append(allowed, allowedOfComparison...) }
