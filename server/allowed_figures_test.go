package server_test

const (
	askFields      = "dimension from version(id name number scorecard) weeks "
	figureFields   = "figures[](band blurred by difference fair(adjusted se value) key more own(high low mean n) rest(high low mean n) se) "
	handsFields    = "agent agent_name drawn scored waiting worst_high worst_low "
	pairFields     = "team one one_name one_scored other other_name other_scored figures[](apart(estimate high low) by key more one(high low mean n) other(high low mean n) told)"
	singleFields   = "after(mean n) at before(mean n) besides effect on others until verdict why without"
	agreedFields   = "ac2(high low value) alpha(high low value) exact(high low value) key na(both either high low share) pairs verdict"
	courseFields   = "course(drifts usual weeks[](high low mean moving n signal week))"
	scheduleFields = "every format id next_at paused report sent_at weeks "
	strictFields   = askFields + "bridges evaluators[](agents drift[](high low mean moving n signal week) drifts effect evaluator high low n name raw) rest_sd sd"
)

var allowedOfFigures = []fieldList{
	{"GET /figures/choices", "supervisor analyst", "teams[](id name) versions[](id n name number scorecard)"},
	{"GET /figures/standings", "supervisor analyst", askFields + "agents[](" + handsFields + figureFields + ") fit(agent_sd evaluator_sd mean rest_sd) spread team"},
	{"GET /figures/standings/{id}", "supervisor analyst", askFields + handsFields + figureFields + "figures[](fair) team trend[](high key low mean n to week)"},
	{"GET /figures/standings/{id}/beside", "supervisor analyst", askFields + pairFields},
	{"GET /figures/trend", "supervisor", askFields + "all(agents high low mean n to week) team trend[](agents high low mean n to week)"},
	{"GET /figures/trend", "analyst", askFields + "all(agents high low mean n to week) trend[](agents high low mean n to week)"},
	{"GET /figures/agreement", "analyst", askFields + "pairs scores[](" + agreedFields + " apart) questions[](" + agreedFields + " apart dimension text) evaluators[](answers difference evaluator high low name pairs same " + courseFields + ") " + courseFields + " watched(difference high low mean n others others_mean)"},
	{"GET /figures/effects", "trainer analyst", "from kind on items[](control did effect id name p question question_text raw treated verdict why with without)"},
	{"GET /coaching/sessions/{id}/effect", "supervisor", singleFields},
	{"GET /actions/{id}/effect", "supervisor", singleFields + " question question_text"},
	{"GET /figures/evaluators", "analyst", strictFields},
	{"GET /reports/schedules", "supervisor", "attaches mails most schedules[](" + scheduleFields + "dimension subject subject_name team team_name version)"},
	{"GET /reports/schedules", "analyst", "attaches mails most schedules[](" + scheduleFields + "from subject subject_name to)"},
	{"GET /reports/schedules", "trainer", "attaches mails most schedules[](" + scheduleFields + "kind on)"},
	{"POST /reports/schedules, GET /reports/schedules/{id}, PATCH /reports/schedules/{id}", "supervisor", scheduleFields + "dimension subject subject_name team team_name version"},
	{"POST /reports/schedules", "analyst", scheduleFields + "from subject subject_name to"},
	{"POST /reports/schedules", "trainer", scheduleFields + "kind on"},
	{"GET /me/strictness", "supervisor evaluator", strictFields},
}

func init() { allowed = append(allowed, allowedOfFigures...) }
