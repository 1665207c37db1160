package server_test

// What a scorecard that was built says beside what the standard one does, and its draft.
const (
	builtFields = "dimensions[](about key name questions[](causes[](key name) class comment_below critical evidence_below help id key na na_channels[] " +
		"options[](describes fails key label phrases[] points) shown_if(options[] question) text weight) weight) grades[](from key name)"
	draftedFields  = "based_on changed_by changed_by_name created_at name revision scorecard updated_at"
	draftFields    = draftedFields + " changed definition(" + builtFields + ") retired"
	languageFields = "languages[] texts(de(name))"
	qualityFields  = "evaluations name questions[](ceiling dimension item_rest item_rest_high item_rest_low item_rest_n n na na_share options[](key label n) question text verdict) scorecard version version_id"
)

var allowedOfScorecards = []fieldList{
	{"GET /scorecards/{id}/versions", "admin analyst", "items[](id published_at published_by published_by_name version) next"},
	{"GET /scorecards/{id}/versions", "supervisor evaluator agent trainer", "items[](id published_at version) next"},
	{"GET /scorecards/{id}/export, GET /scorecards/versions/{id}/export", everybody, "$schema definition(" + contentFields + ") format name"},
	{"GET /scorecards/templates", "admin analyst", "items[](about key name questions) next"},
	{"GET /scorecards/drafts", "admin analyst", "items[](" + draftedFields + ") next"},
	{"GET /scorecards/versions/{id}/quality", "admin analyst", qualityFields},
	{"GET /scorecards/{id}/draft", "admin analyst", draftFields},
	{"POST /scorecards", "admin analyst", draftFields},
	{"POST /scorecards/import", "analyst", draftFields},
	{"POST /scorecards/{id}/draft", "admin", draftFields},
	{"PUT /scorecards/{id}/draft", "admin", draftFields + " definition(" + languageFields + ") faults[](location message)"},
	{"POST /scorecards/{id}/draft/publish", "analyst", builtFields + " " + languageFields + " id name revision version version_id"},
	{"POST /scorecards/{id}/retire", "admin", builtFields + " " + languageFields + " id name retired revision version version_id"},
	{"POST /scorecards/{id}/bring-back", "analyst", builtFields + " " + languageFields + " id name revision version version_id"},
}

func init() { allowed = append(allowed, allowedOfScorecards...) }
