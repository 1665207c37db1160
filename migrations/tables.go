package migrations

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"rater/internal/foundation/store"
)

// Tables are all tables that hold what Rater keeps, each behind those that it points at. What a database makes of them
// itself, for searching, and what lives no longer than the programs that run, is not among them.
var Tables = []string{
	"users", "external_ids", "user_roles", "user_languages", "teams", "memberships", "sessions", "tokens", "preferences", "audit", "audit_seals", "replies",
	"interactions", "segments", "utterances", "interaction_events", "interaction_grants", "watches", "whispers", "bookmarks", "recordings", "recording_fetches",
	"scorecards", "scorecard_versions", "scorecard_drafts", "plans", "plan_watchers", "plan_periods", "pools", "pool_members", "pool_teams", "samples", "draws", "sample_log", "capacities", "absences",
	"calibrations", "calibration_interactions", "calibration_evaluators", "calibration_references", "calibration_results",
	"evaluations", "evaluation_answers", "evaluation_scores", "evaluation_history", "disputes", "score_weeks", "team_weeks",
	"coaching_plans", "coaching_sessions", "actions", "coaching_requests",
	"rounds", "round_raters", "round_boxes", "round_results",
	"feedback", "recognitions", "suggestion_boxes", "suggestions",
	"notices", "notice_settings", "report_schedules",
	"modules", "module_versions", "media", "media_chunks", "media_uses", "assignment_rules", "assignments", "assignment_parts", "attempts",
}

// Passing are the tables that a backup leaves out.
var Passing = []string{"nodes", "people_version", "search_words", "search_due", "utterances_text"}

// Present are the version of a database, which may be older than this program's, and those of Tables that it has. One that
// was never made, or is newer, is refused.
func Present(ctx context.Context, db *store.DB) (version int64, tables []string, err error) {
	version, newest, err := Status(ctx, db)
	switch {
	case err != nil:
		return version, nil, err
	case version == 0:
		return version, nil, errors.New("there is no database of Rater's there: see RATER_DATABASE_URL and RATER_DATA_DIR")
	case version > newest:
		return version, nil, fmt.Errorf("the database is of version %d, this program knows up to %d: use the newer Rater", version, newest)
	}
	has := db.Conn(ctx).Migrator().HasTable
	return version, slices.DeleteFunc(slices.Clone(Tables), func(table string) bool { return !has(table) }), nil
}
