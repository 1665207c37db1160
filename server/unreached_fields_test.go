package server_test

const (
	hidden       = "redactions[](end kind start)"
	failed       = "score(failed[])"
	acknowledged = " acknowledged_at acknowledgement"
	withdrawn    = " withdrawal_reason withdrawn_at"
	decided      = " decided_at decided_by decided_by_name outcome_option outcome_reason overall_after overall_before"
	stated       = " stated_at statement"
	quoted       = " evidence[](" + hidden + ") agent_evidence[](" + hidden + ")"
	changed      = " answers[](changed[](dispute from))"
	planned      = " release_at"
	uncompliant  = " failed_compliance[]"
	built        = " answers[](cause hidden preset)" // the standard scorecard has no causes and no conditions
	shared       = "pool pool_name"
	contested    = " disputes[](decided_at id opened_at question reason status)"
)

// notReached are the fields of the lists that the company's life does not come to on a route for a role: of an evaluation
// before it has come so far, of a sample that nobody has taken.
var notReached = []fieldList{
	{"GET /reports/schedules", "supervisor", "schedules[](sent_at version)"},
	{"GET /reports/schedules", "trainer analyst", "schedules[](sent_at)"},
	{"POST /reports/schedules, GET /reports/schedules/{id}, PATCH /reports/schedules/{id}", "supervisor", "sent_at version"},
	{"POST /reports/schedules", "trainer analyst", "sent_at"},
	{"GET /figures/agreement", "analyst", "course(weeks[](high low mean moving n signal week)) evaluators[](course(weeks[](high low mean moving n signal week)))"}, // its double scores are of one week
	{"GET /coaching/sessions/{id}/effect, GET /actions/{id}/effect", "supervisor", "why"},
	{"GET /me/notices", "admin analyst", "items[](at id kind read_at subject subject_id)"},
	{"GET /session", "admin evaluator trainer analyst", "teams[](id name relation)"},
	{"GET /interactions, POST /interactions/search", "admin", "items[](agent agent_name ended_at ended_by team team_name)"},
	{"GET /interactions/{id}", "evaluator", "sample(" + offerFields + ")"},
	{"GET /interactions/{id}/recording", "admin", recordingFields + " gone_at peaks[][] why"}, // of agents whom nobody knows there is none
	{"GET /interactions/{id}/recording", "supervisor evaluator agent analyst", "gone_at why"},
	{"GET /interactions/{id}/watches", "admin", "items[](from id interaction until user user_name)"},
	{"GET /interactions/{id}", "supervisor", "sample(replaces " + shared + ")"},
	{"GET /offers", "supervisor", "items[](claimed_by claimed_by_name language replaces subject " + shared + ")"},
	{"GET /queue", "supervisor evaluator", "items[](" + shared + ")"},
	{"GET /queue/absent", "supervisor", "items[](" + shared + ")"},
	{"POST /offers/{id}/claim", "supervisor", "replaces " + shared},
	{"POST /offers/{id}/claim", "evaluator", "language replaces subject " + shared},
	{"POST /offers/{id}/assign", "supervisor", "replaces " + shared},
	{"POST /queue/{id}/hand-over", "supervisor evaluator", "replaces " + shared},
	{"POST /queue/{id}/replace", "supervisor evaluator", "replacement(" + shared + ")"},
	{"GET /queue/{id}/evaluators", "evaluator", "items[](barred)"},
	{"GET /queue/load", "supervisor evaluator", "median_minutes"},

	{"POST /plans", "analyst", "ended_at follows"},
	{"PATCH /plans/{id}", "analyst", "ended_at"},
	{"POST /plans/{id}/end", "analyst", "scope(kinds[] languages[] queues[])"},
	{"POST /plans/preview", "analyst", "unknown[]"},

	{"GET /evaluations", "evaluator", "items[](release_at)"},
	{"GET /evaluations", "supervisor agent analyst", "items[](release_at)"},
	{"GET /evaluations/{id}/history", "evaluator", "items[](detail(at))"},
	{"GET /evaluations/{id}/history", "supervisor", "items[](detail(double_of))"},
	{"GET /evaluations/{id}/others", "evaluator", "items[](evaluator evaluator_name id overall purpose status)"},
	{"GET /evaluations/{id}", "agent", failed + uncompliant},
	{"GET /evaluations/{id}", "supervisor evaluator agent analyst", planned + acknowledged + withdrawn},
	{"GET /evaluations/{id}", "evaluator", changed + " disputes[](decided_at)"},
	{"GET /evaluations/{id}/history", "evaluator", "items[](detail(from overall_after overall_before reason to))"},
	{"POST /evaluations", "supervisor evaluator", "answers[](comment evidence[](from_ms pos to_ms) option points question) improvements strengths released_at score(grade) submitted_at"},
	{"POST /evaluations, PUT /evaluations/{id}/answers, POST /evaluations/{id}/submit, POST /evaluations/{id}/release", "supervisor evaluator",
		acknowledged + withdrawn + changed + contested},
	{"POST /evaluations, POST /evaluations/{id}/release", "supervisor evaluator", "subject"},
	{"PUT /evaluations/{id}/answers, POST /evaluations/{id}/submit", "supervisor", "subject"},
	{"POST /evaluations, PUT /evaluations/{id}/answers, POST /evaluations/{id}/submit", "supervisor evaluator", planned},
	{"POST /evaluations/{id}/release", "evaluator", uncompliant + planned},
	{"POST /evaluations", "supervisor evaluator", uncompliant},
	{"POST /evaluations/{id}/withdraw", "supervisor", uncompliant + planned},
	{"POST /evaluations/{id}/acknowledge", "agent", uncompliant + planned},
	{"PUT /evaluations/{id}/answers", "supervisor evaluator", "released_at submitted_at"},
	{"POST /evaluations/{id}/submit", "supervisor evaluator", "released_at"},
	{"POST /evaluations, PUT /evaluations/{id}/answers, POST /evaluations/{id}/submit", "supervisor evaluator", "disputable_until"},
	{"POST /evaluations/{id}/withdraw", "supervisor", "disputable_until"},
	{"POST /evaluations", "supervisor evaluator", failed},
	{"POST /evaluations/{id}/release", "evaluator", failed},
	{"PUT /evaluations/{id}/answers, POST /evaluations/{id}/submit, POST /evaluations/{id}/withdraw", "supervisor", "answers[](comment)"},
	{"POST /evaluations/{id}/withdraw", "supervisor", "subject" + acknowledged + changed + contested},
	{"POST /evaluations/{id}/acknowledge", "agent", "subject " + failed + withdrawn + changed + contested},

	{"GET /evaluations/{id}", "supervisor evaluator agent analyst", built},
	{"POST /evaluations, PUT /evaluations/{id}/answers, POST /evaluations/{id}/submit, POST /evaluations/{id}/release", "supervisor evaluator", built},
	{"POST /evaluations/{id}/withdraw", "supervisor", built},
	{"POST /evaluations/{id}/acknowledge", "agent", built},
	{"GET /scorecards/{id}/versions", "admin analyst", "items[](published_by_name)"},

	{"POST /evaluations/{id}/disputes", "agent", decided + stated},
	{"GET /disputes/{id}", "evaluator", decided + stated},
	{"POST /evaluations/{id}/disputes, GET /disputes/{id}, POST /disputes/{id}/statement, POST /disputes/{id}/resolve", "supervisor evaluator agent analyst", failed + quoted},
	{"GET /me/disputes", "agent", "items[](" + failed + quoted + ")"},
	{"GET /disputes", "supervisor evaluator", "items[](" + failed + quoted + stated + ")"},

	{"POST /assignments", "trainer", "made[](action)"},
	{"PATCH /assignments/{id}, POST /assignments/{id}/cancel", "trainer", "action"},
	{"GET /actions", "supervisor agent", "items[](modules[](assignment status title))"},
	{"GET /coaching/plans", "supervisor", "items[](skipped_on skipped_why)"},
	{"POST /coaching/plans, PATCH /coaching/plans/{id}", "supervisor", "ended_why skipped_on skipped_why"},
	{"POST /coaching/plans/{id}/end", "supervisor", "skipped_on skipped_why"},
	{"GET /coaching/review-draft", "supervisor", "strengths[](" + drawnFields + ") weaknesses[](" + drawnFields + ")"},
	{"GET /coaching/sessions/{id}, POST /coaching/sessions/{id}/sign", "agent supervisor", "plan"},
	{"POST /coaching/sessions, PATCH /coaching/sessions/{id}, PUT /coaching/sessions/{id}/notes", "supervisor", "plan"},
	{"POST /coaching/requests", "agent", "decided_by reason session"},
	{"POST /coaching/requests/{id}/decline", "supervisor", "evaluation question question_text session"},
	{"POST /coaching/requests/{id}/withdraw", "agent", "decided_by evaluation question question_text reason session"},
	{"GET /feedback", "evaluator", "items[](session)"},
	{"GET /recognitions", "supervisor", "items[](evaluation)"},
	{"POST /recognitions, POST /recognitions/{id}/take-back", "agent supervisor", "evaluation"},
	{"POST /rounds", "supervisor", "closed_at closed_why released_at " + reportFields},
	{"POST /rounds/{id}/close", "supervisor", "released_at"},
	{"POST /suggestions/{id}/status", "admin", "replies[](by by_name on words)"},

	{"GET /users/{id}", "admin", "external_ids[] languages[] leads[](id name) memberships[](until)"},
	{"POST /users/search", "admin", "items[](external_ids[])"},
	{"POST /teams", "admin", "leads[](id name)"},
}
