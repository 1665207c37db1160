package server_test

const (
	calibrationFields = "created_at evaluators[](id name) id interactions made_by made_by_name name revision score_by scorecard status version "
	metFields         = "met_at settled_at "
	calibratedFields  = "channel interaction started_at"
	resultFields      = "above answers apart evaluator high low same scores"
	spreadFields      = "spread[](" + calibratedFields + " score scores[](evaluator score) questions[](apart dimension given[](comment evaluator option points) question same usual)) "
	referredFields    = "spread[](questions[](reference(at by_name option reason))) "
	ownFields         = "own[](evaluation status " + calibratedFields + ") "
	wholeFields       = calibrationFields + "calibrators[](done id name) may_hold withheld "
)

var allowedOfCalibrations = []fieldList{
	{"GET /calibrations", "supervisor evaluator analyst", "items[](" + calibrationFields + metFields + "cancel_reason cancelled_at) next"},
	{"GET /calibrations/{id}", "evaluator", wholeFields + metFields + spreadFields + referredFields + ownFields + "results[](" + resultFields + ") cancel_reason cancelled_at"},
	{"GET /calibrations/{id}", "supervisor", wholeFields + metFields + spreadFields + referredFields + ownFields + "results[](" + resultFields + ")"},
	{"GET /calibrations/{id}", "analyst", wholeFields + metFields + spreadFields + referredFields + "results[](" + resultFields + ")"},
	{"POST /calibrations/{id}/meet", "analyst", wholeFields + "met_at " + spreadFields},
	{"PUT /calibrations/{id}/references", "analyst", wholeFields + "met_at " + spreadFields + referredFields},
	{"POST /calibrations/{id}/settle", "analyst", wholeFields + metFields + spreadFields + referredFields + "results[](" + resultFields + ")"},
	{"POST /calibrations/{id}/cancel", "analyst", wholeFields + "cancel_reason cancelled_at"},
	{"GET /calibrations/candidates", "analyst", "interactions[](" + calibratedFields + ")"},
	{"GET /calibrations/evaluators", "analyst", "evaluators[](id name)"},
	{"GET /calibrations/gains", "supervisor evaluator analyst", "calibrations[](all(above answers apart high low same scores) id name results[](" + resultFields + ") settled_at) evaluators[](id name)"},
}

func init() { allowed = append(allowed, allowedOfCalibrations...) }
