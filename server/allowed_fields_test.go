package server_test

const (
	utteranceFields = "at pos redactions[](end kind start) seq speaker text"
	scoreFields     = "score(dimensions(*) failed[] grade overall uncapped uncapped_dimensions(*))"
	offerFields     = "agent agent_name channel claimed_by claimed_by_name drawn_at due_at expires_at id interaction language origin overdue plan plan_name pool pool_name probability replaces " +
		"scorecard scorecard_name started_at status subject team team_name"
	samplingFields = "created_at days_to_keep_recordings days_to_score double_share ended_at ends_on follows grace_days id name purpose quota rate revision scope(channels[] kinds[] languages[] queues[] team_names[](id name) teams[]) " +
		"scorecard scorecard_name starts_on state triggers(high_value hold_seconds repeat_days silence_seconds tones[] transfers words[]) watchers[](id name)"
	recordingFields = "agent_ms bytes channels customer_ms duration_ms id overlap_ms received_at silence_ms speakers[] type"
	poolFields      = "created_at id members[](id name) name revision teams[](id name) updated_at"
	summaryFields   = "acknowledged_at acknowledgement agent agent_name channel created_at evaluator evaluator_name failed_compliance[] id interaction interaction_started_at " +
		"open_disputes origin probability purpose release_at released_at revision " + scoreFields + " scorecard scorecard_version status subject submitted_at team team_name " +
		"updated_at withdrawal_reason withdrawn_at"
	ownEvaluation = summaryFields + " answers[](changed[](dispute from) cause comment evidence[](from_ms pos to_ms) hidden option points preset question) improvements strengths " +
		"disputable_until disputes[](decided_at id opened_at question reason status) may(acknowledge discard dispute double edit release submit withdraw)"
	evaluationFields = ownEvaluation + " active_ms"
	historyFields    = "action actor actor_name at detail(dispute from origin overall overall_after overall_before question reason to) revision"
	disputeFields    = "agent_evidence[](" + utteranceFields + ") agent_spans[](from_ms to_ms) spans[](from_ms to_ms) arbiter arbiter_name comment decided_at decided_by decided_by_name due_at evaluation evidence[](" + utteranceFields + ") id interaction may(resolve state) question_text " +
		"open_disputes opened_at opened_by opened_by_name option outcome_option outcome_reason overall_after overall_before question reason revision " + scoreFields + " scorecard scorecard_version stated_at statement status"
	tallyFields = "answers changed decided disputed median_hours overturned(high low value) rate(high low value) slow_hours"
	openFields  = "agent_evidence[](" + utteranceFields + ") agent_spans[](from_ms to_ms) spans[](from_ms to_ms) arbiter arbiter_name comment due_at evaluation evidence[](" + utteranceFields + ") id interaction may(resolve state) " +
		"open_disputes opened_at opened_by opened_by_name option question question_text reason revision " + scoreFields + " scorecard scorecard_version stated_at statement status"

	// An analyst sees of agents what does not name them.
	interactionFields = "account agent agent_name answered_at attributes(*) channel customer(name ref value) direction ended_at ended_by external_id hold_ms id kind " +
		"language last_event_at next_owner next_step queue queued_at recording_url resolution source spoke_to started_at status subject talk_ms team team_name tone " +
		"transaction transfers utterances wrap_ms"
	segmentFields  = " segments[](agent agent_name since)"
	namedFields    = " agent_ref"
	scoringFields  = " evaluations[](evaluator evaluator_name id purpose status)"
	oneInteraction = interactionFields + " customer(address)" + segmentFields
	oneNamed       = oneInteraction + namedFields + " segments[](agent_ref)"

	contentFields = "dimensions[](about channel_notes(chat email in_person phone sms social video) key name questions[](channel_help(chat email in_person phone sms social video) " +
		"class critical help id key na options[](describes fails key label points) text weight whispers[]) weight) grades[](from key name)"
	cardFields     = contentFields + " id name revision version version_id"
	personFields   = "created_at disabled email external_ids[] id languages[] leads[](id name) member_of(id name) name roles[]"
	auditFields    = "action actor actor_name at id seal subject subject_id "
	bookmarkFields = "at created_at id interaction note pos question revision"
	watchFields    = "items[](from id interaction until user user_name) next"

	plannedFields = "agent agent_name coach coach_name created_at id method minutes revision starts_at status team team_name updated_at"
	signedFields  = " agent_signed_at coach_signed_at"
	openAction    = "agent agent_name created_at due_on evaluation id kind may(change drop finish measure) overdue owner owner_name question question_text revision root_cause " +
		"session status text updated_at waiting"
	doneFields     = " done_at target what_changed"
	sampleFields   = " sample(mean n needed)"
	actionFields   = openAction + doneFields + sampleFields + " closed_at reason"
	newSession     = plannedFields + " agenda[](dimension note question question_text) may(" + sessionMay + ") private_notes shared_notes"
	sharedFields   = plannedFields + " agenda[](dimension evaluation evidence[](interaction pos text) note question question_text released_at score) actions[](" + actionFields + ") may(" + sessionMay + ") shared_notes"
	cancelledField = " cancellation_reason"
	sessionMay     = "cancel change decline measure note sign"
	findingFields  = "dimension mean n question question_text text"
	methodFields   = " plan review(from to documents[](link title) goals[](due_on text) strengths[](" + findingFields + ") weaknesses[](" + findingFields + "))"
	peerFields     = " answers(*) focus heard[](interaction pos text)"
	peerSession    = plannedFields + " may(" + sessionMay + ") shared_notes"
	noted          = " agenda[](dimension note question question_text)"
	planFields     = "agent agent_name coach coach_name created_at ended_why every_weeks id method minutes next_on revision skipped_on skipped_why status time until updated_at weekday"
	requestFields  = "agent agent_name created_at decided_by evaluation id may(decline plan withdraw) question question_text reason revision session status updated_at words"
	promptFields   = "comment_prompts[](key text) prompts[](key text)"
	roundFields    = "agent agent_name closed_at closed_why closes_on id k_comments k_scores may(close release report) opened_at opened_by opened_by_name " +
		"released_at revision status team team_name"
	reportFields      = "report(too_few self(comments[](prompt words) scores[](prompt score)) views[](cohort comments[](prompt too_few words[]) scores[](mean n prompt too_few)))"
	oneRound          = roundFields + " " + promptFields + " " + reportFields
	countFields       = " answered asked"
	feedbackFields    = "about about_name agent agent_name comment created_at evaluation id session useful"
	recognitionFields = "agent agent_name by by_name created_at evaluation id may(keep_private publish take_back) revision status team team_name words"
	followedFields    = "came_on reason replies[](by by_name on words) status words"
	suggestedFields   = followedFields + " id may(reply) revision"
	ofTeam            = " team team_name"
	drawnFields       = "dimension evaluation evidence[](interaction pos text) interaction mean n question question_text score"

	noticeSettingsFields = "digest_at mail muted[] quiet_from quiet_until site_mails site_zone time_zone"

	everybody = "admin supervisor evaluator agent trainer analyst"
)

type fieldList struct{ routes, roles, fields string }

// allowed are the fields that each role may read: a route answers each role what is in its list here, but for what
// notReached names.
var allowed = []fieldList{
	{"GET /about", "anonymous token " + everybody, "demo name setup_needed version"},
	{"GET /session", everybody, "policy(disclose_watching recordings time_zone) roles[] teams[](id name relation) user(email id name)"},
	{"GET /me/preferences", everybody, "preferences(*)"},
	{"PUT /me/preferences", everybody, "preferences(*)"},
	{"GET /me/notices", everybody, "items[](at id kind read_at subject subject_id) next"},
	{"GET /me/notices/unread", everybody, "unread"},
	{"GET /me/notice-settings", everybody, noticeSettingsFields},
	{"PUT /me/notice-settings", everybody, noticeSettingsFields},
	{"GET /me/watches", "agent", watchFields},
	{"GET /me/looks", "agent", "items[](" + auditFields + "detail(action after dispute evaluation evaluator found revision round session status)) next"},
	{"GET /me/standing", "agent", "dimensions[](high key low mean n team_high team_low) drawn from scored to"},
	{"GET /me/trend", "agent", "months[] points[](high key low mean month n version) versions[](id name number scorecard)"},
	{"GET /me/disputes", "agent", "items[](" + disputeFields + ") next"},

	{"POST /ingest/events", "token", "accepted duplicate rejected[](detail id index)"},
	{"GET /interactions", "admin supervisor evaluator agent", "items[](" + interactionFields + namedFields + ") next"},
	{"GET /interactions", "analyst", "items[](" + interactionFields + ") next"},
	{"POST /interactions/search", "admin supervisor evaluator agent", "items[](" + interactionFields + namedFields + ") next"},
	{"POST /interactions/search", "analyst", "items[](" + interactionFields + ") next"},
	{"GET /interactions/{id}", "supervisor evaluator", oneNamed + scoringFields + " sample(" + offerFields + ")"},
	{"GET /interactions/{id}", "agent", oneNamed + scoringFields},
	{"GET /interactions/{id}", "analyst", oneInteraction + scoringFields},
	{"GET /interactions/{id}", "admin", "account answered_at attributes(*) channel customer(address name ref value) direction external_id hold_ms id kind language last_event_at " +
		"next_owner next_step queue queued_at recording_url resolution segments[](agent_ref since) source spoke_to started_at status subject talk_ms tone transaction transfers " +
		"utterances wrap_ms agent_ref"},
	{"GET /interactions/{id}/utterances", "admin supervisor evaluator agent analyst", "items[](" + utteranceFields + ") next"},
	{"GET /interactions/{id}/recording", "admin supervisor evaluator agent analyst", recordingFields + " status gone_at may_add may_hear peaks[][] why"},
	{"POST /interactions/{id}/recording", "supervisor", recordingFields + " status may_add may_hear"},
	{"GET /interactions/{id}/watches", "admin supervisor evaluator agent analyst", watchFields},
	{"GET /interactions/live", "supervisor", "items[](agent agent_name agent_ref channel help_at hold_ms id language queue said_at samples[](origin probability reason sample scorecard status) " +
		"started_at subject team team_name tone tone_hint transfers utterances) next"},
	{"GET /interactions/{id}/whispers", "supervisor agent", "items[](at from from_name id interaction kind taken_at taken_by taken_by_name text) next"},
	{"GET /interactions/{id}/bookmarks", "supervisor evaluator", "items[](" + bookmarkFields + ") next"},
	{"POST /interactions/{id}/bookmarks, PATCH /bookmarks/{id}", "supervisor evaluator", bookmarkFields},

	{"GET /offers", "supervisor", "items[](" + offerFields + ") next"},
	{"GET /queue", "supervisor evaluator", "items[](" + offerFields + ") next"},
	{"GET /queue/load", "supervisor evaluator", "doubles median_minutes n overdue to_score"},
	{"POST /offers/{id}/claim", "supervisor evaluator", offerFields},
	{"POST /offers/{id}/assign", "supervisor", offerFields},
	{"GET /queue/absent", "supervisor", "items[](" + offerFields + ") next"},
	{"GET /queue/{id}/evaluators", "supervisor evaluator", "items[](absent barred capacity full id name same_pool speaks to_score) next"},
	{"POST /queue/{id}/hand-over", "supervisor evaluator", offerFields},
	{"POST /queue/{id}/replace", "supervisor evaluator", "replacement(" + offerFields + ")"},
	{"GET /queue/{id}/log", "supervisor evaluator analyst", "items[](at by by_name other reason to to_name what) next"},
	{"GET /queue/replaced", "analyst", "items[](at by by_name cause drawn_at id interaction plan plan_name reason with) next"},
	{"GET /plans", "analyst", "items[](" + samplingFields + ") next"},
	{"POST /plans, GET /plans/{id}, PATCH /plans/{id}, POST /plans/{id}/end", "analyst", samplingFields},
	{"POST /plans/preview", "analyst", "after[](half_width of weeks) agents doubles evaluations evaluators interactions per_agent per_evaluator spread unknown[]"},
	{"GET /plans/choices", "analyst", "languages[] queues[] supervisors[](id name) teams[](id name) tones[]"},
	{"GET /plans/{id}/figures", "analyst", "all(drawn expired overdue replaced replacements scored skipped targeted topped_up waiting) " +
		"evaluators[](holding id name replaced returned scored second_scored skipped) weeks[](agents closed drawn eligible period topped_up)"},
	{"GET /plans/{id}/samples", "analyst", "items[](agent agent_name cause claimed_by claimed_by_name drawn_at due_at id interaction origin probability reason replaces status team team_name " +
		"to_double topped_up) next"},
	{"GET /plans/{id}/periods", "analyst", "items[](agent agent_name basis closed drawn eligible expected period probability quota scored topped_up weight) next"},
	{"GET /pools", "admin supervisor analyst", "items[](" + poolFields + ") next"},
	{"POST /pools, PATCH /pools/{id}", "admin analyst", poolFields},
	{"GET /pools/members", "admin analyst", "evaluators[](id name) teams[](id name)"},
	{"GET /evaluators", "admin supervisor", "items[](absent capacity doubles id languages[] name revision to_score) next"},
	{"PUT /evaluators/{id}/capacity", "admin supervisor", "absent capacity doubles id languages[] name revision to_score"},
	{"GET /me/absences", "supervisor evaluator", "items[](from id to) next"},
	{"POST /me/absences", "supervisor evaluator", "from id to"},

	{"GET /scorecards", everybody, "items[](id name questions retired version version_id) next"},
	{"GET /scorecards/{id}", everybody, cardFields},
	{"GET /scorecards/versions/{id}", everybody, cardFields},

	{"GET /evaluations", "supervisor evaluator agent analyst", "items[](" + summaryFields + ") next"},
	{"GET /evaluations/{id}", "supervisor evaluator analyst", evaluationFields},
	{"GET /evaluations/{id}", "agent", ownEvaluation},
	{"POST /evaluations", "supervisor evaluator", evaluationFields},
	{"PUT /evaluations/{id}/answers", "supervisor evaluator", evaluationFields},
	{"POST /evaluations/{id}/submit", "supervisor evaluator", evaluationFields},
	{"POST /evaluations/{id}/release", "supervisor evaluator", evaluationFields},
	{"POST /evaluations/release", "supervisor evaluator", "items[](detail id ok)"},
	{"POST /evaluations/{id}/withdraw", "supervisor", evaluationFields},
	{"POST /evaluations/{id}/acknowledge", "agent", ownEvaluation},
	{"POST /evaluations/{id}/disputes", "agent", disputeFields},
	{"GET /evaluations/{id}/history", "supervisor evaluator", "items[](" + historyFields + " detail(answers(*[]) at double_of)) next"},
	{"GET /evaluations/{id}/history", "agent analyst", "items[](" + historyFields + ") next"},

	{"GET /disputes", "supervisor evaluator", "items[](" + openFields + ") next"},
	{"GET /disputes/{id}", "supervisor evaluator agent analyst", disputeFields},
	{"GET /disputes/{id}/utterances", "supervisor evaluator", "items[](" + utteranceFields + ") next"},
	{"GET /disputes/figures", "analyst", "all(" + tallyFields + ") evaluators[](id name overturned " + tallyFields + ") from questions[](dimension id overturned text " + tallyFields + ") to"},
	{"POST /disputes/{id}/statement", "supervisor evaluator", openFields},
	{"POST /disputes/{id}/resolve", "supervisor evaluator", disputeFields},

	{"GET /coaching/sessions", "supervisor agent", "items[](" + plannedFields + signedFields + cancelledField + ") next"},
	{"GET /coaching/sessions/{id}", "supervisor", sharedFields + signedFields + cancelledField + methodFields + " private_notes"},
	{"GET /coaching/sessions/{id}", "agent", sharedFields + signedFields + cancelledField + methodFields + peerFields + " private_notes"},
	{"POST /coaching/sessions", "supervisor", newSession + methodFields},
	{"PATCH /coaching/sessions/{id}", "supervisor", sharedFields + methodFields + " private_notes"},
	{"PUT /coaching/sessions/{id}/notes", "supervisor", sharedFields + methodFields + " private_notes"},
	{"POST /coaching/sessions/{id}/sign", "supervisor", sharedFields + methodFields + " coach_signed_at private_notes"},
	{"POST /coaching/sessions/{id}/sign", "agent", sharedFields + signedFields + methodFields + peerFields + " private_notes"},
	{"POST /coaching/sessions/{id}/cancel", "supervisor", newSession + cancelledField},
	{"GET /coaching/suggestions", "supervisor", "items[](" + drawnFields + ")"},
	{"GET /coaching/overview", "supervisor", "items[](agent agent_name last_held_at next_planned_at open_actions overdue_actions team team_name) next"},
	{"POST /coaching/sessions/bulk", "supervisor", "items[](detail id ok)"},
	{"POST /coaching/peer", "supervisor", peerSession},
	{"POST /coaching/peer", "agent", peerSession + " focus heard[](interaction pos text)"},
	{"POST /coaching/sessions/{id}/decline", "agent", peerSession + cancelledField + " focus private_notes"},
	{"PATCH /coaching/sessions/{id}", "agent", peerSession + noted + " focus heard[](interaction pos text)"},
	{"PUT /coaching/sessions/{id}/notes", "agent", peerSession + noted + peerFields + " private_notes"},
	{"POST /coaching/sessions/{id}/cancel", "agent", peerSession + cancelledField + " focus heard[](interaction pos text)"},
	{"GET /coaching/peers", "supervisor", "peers[](id name) supervisors[](id name)"},
	{"GET /coaching/peers", "agent", "peers[](id name)"},
	{"GET /coaching/review-draft", "supervisor", "strengths[](" + drawnFields + ") weaknesses[](" + drawnFields + ")"},
	{"GET /coaching/plans", "supervisor", "items[](" + planFields + ") next"},
	{"POST /coaching/plans, PATCH /coaching/plans/{id}, POST /coaching/plans/{id}/end", "supervisor", planFields},
	{"GET /coaching/requests", "supervisor agent", "items[](" + requestFields + ") next"},
	{"POST /coaching/requests, POST /coaching/requests/{id}/withdraw", "agent", requestFields},
	{"POST /coaching/requests/{id}/decline", "supervisor", requestFields},
	{"GET /me/rounds", "supervisor agent", "items[](agent agent_name answered closes_on cohort id k_comments k_scores " + promptFields + ") next"},
	{"GET /rounds", "supervisor", "items[](" + roundFields + countFields + ") next"},
	{"GET /rounds", "agent", "items[](" + roundFields + ") next"},
	{"POST /rounds, POST /rounds/{id}/close, POST /rounds/{id}/release, GET /rounds/{id}", "supervisor", oneRound + countFields},
	{"GET /rounds/{id}", "agent", oneRound},
	{"GET /feedback", "supervisor agent evaluator", "items[](" + feedbackFields + ") next"},
	{"POST /feedback", "agent", feedbackFields},
	{"GET /recognitions", "supervisor agent evaluator", "items[](" + recognitionFields + ") next"},
	{"POST /recognitions, POST /recognitions/{id}/take-back", "supervisor agent evaluator", recognitionFields},
	{"POST /recognitions/{id}/publish, POST /recognitions/{id}/keep-private", "agent", recognitionFields},
	{"GET /suggestions", "admin", "items[](" + suggestedFields + ") next"},
	{"GET /suggestions", "supervisor agent", "items[](" + suggestedFields + ofTeam + ") next"},
	{"POST /suggestions", "agent", "receipt"},
	{"POST /suggestions/receipt, POST /suggestions/receipt/reply", "agent", followedFields},
	{"POST /suggestions/{id}/reply, POST /suggestions/{id}/status", "admin", suggestedFields},
	{"POST /suggestions/{id}/reply, POST /suggestions/{id}/status", "supervisor", suggestedFields + ofTeam},
	{"GET /actions", "supervisor agent", "items[](" + actionFields + " modules[](assignment status title)) next"},
	{"GET /actions/counts", "supervisor agent", "closed done dropped open overdue"},
	{"POST /actions", "supervisor", openAction},
	{"PATCH /actions/{id}", "supervisor", openAction},
	{"POST /actions/{id}/finish", "supervisor", openAction + doneFields + sampleFields + " closed_at"},
	{"POST /actions/{id}/finish", "agent", openAction + doneFields + sampleFields},
	{"POST /actions/{id}/drop", "supervisor", openAction + doneFields + " reason"},

	{"GET /users", "admin", "items[](" + personFields + ") next"},
	{"POST /users/search", "admin", "items[](" + personFields + ") next"},
	{"POST /users", "admin", personFields},
	{"GET /users/{id}", "admin", personFields + " memberships[](kind since team team_name until)"},
	{"PATCH /users/{id}", "admin", personFields + " memberships[](kind since team team_name until)"},
	{"GET /users/unmatched", "admin", "items[](agent_ref first_at interactions last_at source) next"},
	{"POST /users/unmatched", "admin", "matched"},
	{"GET /teams", "admin", "items[](id leads[](id name) members name) next"},
	{"POST /teams", "admin", "id leads[](id name) members name"},
	{"PATCH /teams/{id}", "admin", "id leads[](id name) members name"},
	{"GET /audit", "admin", "items[](" + auditFields + "detail(action after agent agent_ref asked by bytes cause closes_on coach dispute evaluation evaluator evaluators found interaction interactions languages[] leads[] member_of members method minutes module name plan purpose question quota rate revision recording roles[] round samples scope scorecard session sha256 source starts_at status type teams useful version why)) next"},
}
