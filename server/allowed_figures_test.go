package server_test

const (
	askFields    = "dimension from version(id name number scorecard) weeks "
	figureFields = "figures[](band blurred difference fair(adjusted se value) key more own(high low mean n) rest(high low mean n) se) "
	handsFields  = "agent agent_name drawn scored waiting worst_high worst_low "
	agreedFields = "ac2(high low value) alpha(high low value) exact(high low value) key na(both either high low share) pairs verdict"
	courseFields = "course(drifts usual weeks[](high low mean moving n signal week))"
	strictFields = askFields + "bridges evaluators[](agents drift[](high low mean moving n signal week) drifts effect evaluator high low n name raw) rest_sd sd"
)

var allowedOfFigures = []fieldList{
	{"GET /figures/choices", "supervisor analyst", "teams[](id name) versions[](id n name number scorecard)"},
	{"GET /figures/standings", "supervisor analyst", askFields + "agents[](" + handsFields + figureFields + ") fit(agent_sd evaluator_sd mean rest_sd) spread team"},
	{"GET /figures/standings/{id}", "supervisor analyst", askFields + handsFields + figureFields + "figures[](fair) team trend[](high key low mean n week)"},
	{"GET /figures/trend", "supervisor", askFields + "all(agents high low mean n week) team trend[](agents high low mean n week)"},
	{"GET /figures/trend", "analyst", askFields + "all(agents high low mean n week) trend[](agents high low mean n week)"},
	{"GET /figures/agreement", "analyst", askFields + "pairs scores[](" + agreedFields + " apart) questions[](" + agreedFields + " apart dimension text) evaluators[](answers difference evaluator high low name pairs same " + courseFields + ") " + courseFields + " watched(difference high low mean n others others_mean)"},
	{"GET /figures/effects", "trainer analyst", "from kind on items[](control did effect id name p question question_text raw treated verdict why with without)"},
	{"GET /figures/evaluators", "analyst", strictFields},
	{"GET /me/strictness", "supervisor evaluator", strictFields},
}

func init() { allowed = append(allowed, allowedOfFigures...) }
