package migrations

// Tables are all tables that hold what Rater keeps, each behind those that it points at. What a database makes of them
// itself, for searching, and what lives no longer than the programs that run, is not among them.
var Tables = []string{
	"users", "external_ids", "user_roles", "teams", "memberships", "sessions", "tokens", "preferences", "audit", "audit_seals", "replies",
	"interactions", "segments", "utterances", "interaction_events", "interaction_grants", "watches", "whispers",
	"scorecards", "scorecard_versions", "plans", "samples", "sample_log",
	"evaluations", "evaluation_answers", "evaluation_scores", "evaluation_history", "disputes",
	"coaching_plans", "coaching_sessions", "actions", "coaching_requests",
	"rounds", "round_raters", "round_boxes", "round_results",
	"feedback", "recognitions", "suggestion_boxes", "suggestions",
}

// Passing are the tables that a backup leaves out.
var Passing = []string{"nodes", "people_version", "search_words", "search_due", "utterances_text"}
