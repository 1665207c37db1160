package server_test

// What one learns from is read without what is right, and without what is for markers, by who is to learn it.
const (
	lineFields     = "lines[](pos speaker text)"
	excerptFields  = "excerpt(" + lineFields + " moments[](kind note pos)) "
	questionFields = "asks id kind " + lineFields + " options[](id text) points text"
	playFields     = "agent_briefing pass scenario scorecard scorecard_version"
	otherFields    = excerptFields + "id kind lesson(text) task(text) title "
	workshopFields = " workshop(capacity minutes place starts_at)"
	toLearn        = otherFields + "quiz(attempts pass questions[](" + questionFields + ")) role_play(" + playFields + ")" + workshopFields
	fromLibrary    = otherFields + "quiz(attempts pass questions[](" + questionFields + " explanation guide options[](right)) ) role_play(" + playFields + " marker_briefing)"
	toTeach        = fromLibrary + " quiz(questions[](tolerance))" + workshopFields

	titledFields = "created_at id may(assign change publish retire) minutes owner owner_name refresh_months revision status summary title updated_at version"
	moduleFields = titledFields + " parts[](" + toTeach + ")"
	neededField  = " prerequisites[](id name)"

	assignedFields = "agent agent_name assigned_at assigned_by assigned_by_name done due_on extended id may(cancel extend learn mark scores sign) minutes module overdue parts " +
		"reason revision seconds status title version why"
	begunFields    = " begun_at question"
	waitingField   = " waits_for[](id name)"
	progressFields = " summary progress[](attempts part seconds status)"
	markedFields   = " progress[](by_name comment score)"
	taughtFields   = assignedFields + progressFields + " content[](" + toTeach + ")"
	learningFields = assignedFields + begunFields + progressFields + markedFields + " content[](" + toLearn + ")"

	attemptFields = "assignment assignment_revision comment id kind marked_at marked_by_name number part passed revision score status submitted_at answers[](options[] question)"
	quizFields    = attemptFields + " answers[](explanation of points right[] text)"
	ruleFields    = "active created_at days_due id kind last_n level made_by made_by_name module question revision title updated_at"
	mediumFields  = "bytes chunk_bytes chunks id name type"
	dueFields     = "agent agent_name assignment part_title title"
)

var allowedInTraining = []fieldList{
	{"GET /modules", "supervisor trainer", "items[](" + titledFields + neededField + ") next"},
	{"POST /modules", "trainer", moduleFields + neededField},
	{"GET /modules/library", "trainer", "items[](key minutes parts summary title) next"},
	{"POST /modules/library", "trainer", titledFields + " parts[](" + fromLibrary + ")"},
	{"GET /modules/{id}", "supervisor trainer", moduleFields + " places_left"},
	{"PATCH /modules/{id}", "trainer", moduleFields + neededField},
	{"POST /modules/{id}/publish", "trainer", moduleFields + neededField + " places_left"},
	{"POST /modules/{id}/retire", "trainer", moduleFields + neededField + " places_left"},
	{"GET /modules/{id}/preview", "trainer", titledFields + " parts[](" + toLearn + ")" + " places_left"},
	{"GET /modules/{id}/figures", "trainer", "assigned completed overdue quizzes[](attempts n part passed(high low value) questions[](difficulty discrimination n question text why) title)"},
	{"POST /media", "trainer", mediumFields},
	{"POST /media/{id}/complete", "trainer", mediumFields + " completed_at height width"},

	{"GET /assignments", "supervisor trainer agent", "items[](action " + assignedFields + begunFields + waitingField + " cancellation_reason) next"},
	{"POST /assignments", "supervisor trainer", "made[](action " + assignedFields + waitingField + ") skipped[](agent assignment why)"},
	{"POST /assignments/bulk", "supervisor trainer", "items[](detail id status)"},
	{"GET /assignments/{id}", "agent", learningFields},
	{"GET /assignments/{id}", "supervisor trainer", taughtFields + begunFields + markedFields},
	{"PATCH /assignments/{id}", "supervisor trainer", taughtFields + waitingField + " action"},
	{"POST /assignments/{id}/cancel", "supervisor trainer", taughtFields + waitingField + " action cancellation_reason"},
	{"GET /assignments/{id}/scores", "trainer", "mean n question"},
	{"GET /assignments/{id}/attempts", "supervisor trainer agent", "items[](" + quizFields + ") next"},
	{"POST /assignments/{id}/parts/{part}/done", "agent", learningFields},
	{"POST /assignments/{id}/parts/{part}/assessment", "trainer", attemptFields},
	{"POST /assignments/{id}/parts/{part}/sign-off", "supervisor trainer", taughtFields + begunFields + markedFields},
	{"GET /attempts/{id}", "supervisor trainer agent", quizFields},
	{"POST /attempts/{id}/mark", "trainer", quizFields},
	{"GET /me/learning", "agent", "items[](" + assignedFields + begunFields + waitingField + ") next"},

	{"GET /training/desk", "trainer", "overdue(count) refresh(count) to_mark(count items[](" + dueFields + " attempt submitted_at)) to_sign(count items[](" + dueFields + " due_on kind part status))"},
	{"GET /training/learners", "supervisor trainer", "items[](id name team team_name) next"},
	{"GET /training/rules", "trainer", "items[](" + ruleFields + " teams[](id name)) next"},
	{"POST /training/rules", "trainer", ruleFields},
	{"PATCH /training/rules/{id}", "trainer", ruleFields + " teams[](id name)"},
}

func init() { allowed = append(allowed, allowedInTraining...) }
