package server

import (
	"net/http"

	"rater/coaching"
	"rater/internal/people"
)

// routes is the whole API: each line with its permission and its rows.
func (a *API) routes() {
	a.ownRoutes()
	a.recordRoutes()
	a.scoringRoutes()
	a.scorecardRoutes()
	a.coachingRoutes()
	a.trainingRoutes()
	a.methodRoutes()
	a.feedbackRoutes()
	a.peopleRoutes()
}

func (a *API) ownRoutes() {
	add(a, http.MethodGet, "/about", people.Anyone, NoRows, "What this is", a.about)
	add(a, http.MethodPost, "/setup", people.Anyone, FirstOnly, "Add the first admin and sign in", a.setup)
	add(a, http.MethodPost, "/session", people.Anyone, OwnRows, "Sign in", a.signIn)
	add(a, http.MethodGet, "/session", people.SignedIn, OwnRows, "Who is signed in", a.session)
	add(a, http.MethodDelete, "/session", people.SignedIn, OwnRows, "Sign out", a.signOut)
	add(a, http.MethodPut, "/me/password", people.SignedIn, OwnRows, "Change one's password", a.changePassword)
	add(a, http.MethodGet, "/me/preferences", people.SignedIn, OwnRows, "One's preferences", a.preferences)
	add(a, http.MethodPut, "/me/preferences", people.SignedIn, OwnRows, "Keep one's preferences", a.setPreferences)
	add(a, http.MethodGet, "/me/notices", people.SignedIn, OwnRows, "What one was told of, the newest first", a.notices)
	add(a, http.MethodGet, "/me/notices/unread", people.SignedIn, OwnRows, "How many of them one has not read", a.unread)
	add(a, http.MethodPost, "/me/notices/read", people.SignedIn, OwnRows, "Note that one has read them", a.readNotices, status(http.StatusNoContent))
	add(a, http.MethodGet, "/me/notice-settings", people.SignedIn, OwnRows, "How one hears of them by e-mail", a.noticeSettings)
	add(a, http.MethodPut, "/me/notice-settings", people.SignedIn, OwnRows, "Change how one hears of them by e-mail", a.setNoticeSettings)
	add(a, http.MethodGet, "/me/watches", people.StandingRead, OwnRows, "Who watched one's interactions", a.myWatches)
	add(a, http.MethodGet, "/me/looks", people.StandingRead, OwnRows, "Who read one's scores", a.looks)
	add(a, http.MethodGet, "/me/standing", people.StandingRead, OwnRows, "How one stands, by dimension", a.standing)
}

func (a *API) recordRoutes() {
	add(a, http.MethodPost, "/ingest/events", people.Ingest, OfSource, "Tell what happened in interactions", a.ingest, outsideTx, unchecked)
	a.describeIngest()
	add(a, http.MethodGet, "/interactions", people.InteractionsRead, InReach, "List interactions, the newest first", a.interactions)
	add(a, http.MethodPost, "/interactions/search", people.InteractionsRead, InReach, "The same list, what is looked for in the body", a.searchInteractions, readsOnly)
	add(a, http.MethodGet, "/interactions/{id}", people.InteractionsRead, InReach, "One interaction", a.interaction)
	add(a, http.MethodGet, "/interactions/{id}/utterances", people.InteractionsRead, InReach, "What was said, by pos", a.utterances)
	add(a, http.MethodGet, "/interactions/{id}/watches", people.InteractionsRead, InReach, "Who watched it", a.watches)
	a.raw(http.MethodGet, "/live", people.LiveConnect, InReach, a.live)
}

func (a *API) scoringRoutes() {
	add(a, http.MethodGet, "/offers", people.OffersTake, InReach, "What is offered live", a.offers)
	add(a, http.MethodPost, "/offers/{id}/claim", people.QueueRead, InReach, "Take a sample", a.claim)
	add(a, http.MethodPost, "/offers/{id}/skip", people.OffersTake, InReach, "Leave an offer to the queue", a.skip, status(http.StatusNoContent))
	add(a, http.MethodPost, "/offers/{id}/return", people.QueueRead, InReach, "Give back what was taken and not begun", a.giveBack, status(http.StatusNoContent))
	add(a, http.MethodGet, "/offers/{id}/evaluators", people.OffersTake, InReach, "To whom a sample can be assigned", a.evaluators)
	add(a, http.MethodPost, "/offers/{id}/assign", people.OffersTake, InReach, "Give a sample to an evaluator", a.assign)
	add(a, http.MethodGet, "/queue", people.QueueRead, InReach, "Samples still to score, what is due first", a.queue)
	add(a, http.MethodGet, "/queue/load", people.QueueRead, OwnRows, "How much one holds, and how long scoring takes one", a.load)

	add(a, http.MethodPost, "/evaluations", people.EvaluationsWrite, InReach, "Start an evaluation", a.startEvaluation)
	add(a, http.MethodGet, "/evaluations", people.EvaluationsRead, InReach, "List evaluations, the newest first", a.evaluations)
	add(a, http.MethodPost, "/evaluations/release", people.EvaluationsWrite, InReach, "Show many to their agents", a.releaseMany)
	add(a, http.MethodGet, "/evaluations/{id}", people.EvaluationsRead, InReach, "One evaluation", a.evaluation)
	add(a, http.MethodGet, "/evaluations/{id}/history", people.EvaluationsRead, InReach, "Each change of it", a.history)
	add(a, http.MethodPut, "/evaluations/{id}/answers", people.EvaluationsWrite, InReach, "Answer questions in a draft", a.answers)
	add(a, http.MethodPost, "/evaluations/{id}/submit", people.EvaluationsWrite, InReach, "Submit a draft", a.submit)
	add(a, http.MethodPost, "/evaluations/{id}/release", people.EvaluationsWrite, InReach, "Show it to the agent", a.release)
	add(a, http.MethodPost, "/evaluations/{id}/withdraw", people.EvaluationsWrite, InReach, "Take it back", a.withdraw)
	add(a, http.MethodPost, "/evaluations/{id}/acknowledge", people.EvaluationsReply, InReach, "Acknowledge it as its agent", a.acknowledge)
	add(a, http.MethodPost, "/evaluations/{id}/disputes", people.EvaluationsReply, InReach, "Dispute an answer as its agent", a.dispute, status(http.StatusCreated))
	add(a, http.MethodGet, "/disputes", people.DisputesDecide, InReach, "Open disputes that one may decide", a.disputes)
	add(a, http.MethodGet, "/disputes/figures", people.DisputesMeasure, AllRows, "How often answers are disputed and changed, by question and evaluator", a.disputeFigures)
	add(a, http.MethodGet, "/disputes/{id}", people.DisputesRead, InReach, "One dispute", a.oneDispute)
	add(a, http.MethodGet, "/disputes/{id}/utterances", people.DisputesDecide, InReach, "What was said, to who may decide the dispute", a.disputeUtterances)
	add(a, http.MethodPost, "/disputes/{id}/statement", people.EvaluationsWrite, InReach, "Say one's side as its evaluator", a.stateSide)
	add(a, http.MethodPost, "/disputes/{id}/resolve", people.DisputesDecide, InReach, "Decide a dispute", a.resolve)
}

func (a *API) scorecardRoutes() {
	add(a, http.MethodGet, "/scorecards", people.ScorecardsRead, Published, "List scorecards", a.scorecards)
	add(a, http.MethodPost, "/scorecards", people.ScorecardsWrite, AllRows, "Begin a scorecard: blank, with a template or with another one", a.writeScorecard, status(http.StatusCreated))
	add(a, http.MethodGet, "/scorecards/templates", people.ScorecardsWrite, NoRows, "Scorecards that Rater brings along to begin with", a.scorecardTemplates)
	add(a, http.MethodGet, schemaPath, people.ScorecardsRead, NoRows, "The JSON Schema of an exported scorecard", a.scorecardSchema, jsonSchema)
	add(a, http.MethodPost, "/scorecards/import", people.ScorecardsWrite, AllRows, "Begin a scorecard with an exported file; its questions get new ids", a.importScorecard, status(http.StatusCreated))
	add(a, http.MethodGet, "/scorecards/drafts", people.ScorecardsWrite, AllRows, "What is being written, the newest scorecard first", a.scorecardDrafts)
	add(a, http.MethodGet, "/scorecards/versions/{id}", people.ScorecardsRead, Published, "Any published version", a.scorecardVersion)
	add(a, http.MethodGet, "/scorecards/versions/{id}/quality", people.ScorecardsWrite, AllRows, "How much the questions of a version tell", a.scorecardQuality)
	add(a, http.MethodGet, "/scorecards/{id}", people.ScorecardsRead, Published, "A scorecard's published version", a.scorecard)
	add(a, http.MethodGet, "/scorecards/{id}/versions", people.ScorecardsRead, Published, "Its versions, the newest first", a.scorecardVersions)
	add(a, http.MethodGet, "/scorecards/{id}/export", people.ScorecardsRead, Published, "Its newest version as a file", a.exportScorecard)
	add(a, http.MethodPost, "/scorecards/{id}/retire", people.ScorecardsWrite, AllRows, "Begin nothing new with it", a.retireScorecard)
	add(a, http.MethodPost, "/scorecards/{id}/bring-back", people.ScorecardsWrite, AllRows, "Take it into use again", a.bringScorecardBack)
	add(a, http.MethodPost, "/scorecards/{id}/draft", people.ScorecardsWrite, AllRows, "Begin a draft with its newest version, or read the one there is", a.reviseScorecard)
	add(a, http.MethodGet, "/scorecards/{id}/draft", people.ScorecardsWrite, AllRows, "Its draft, and what keeps it from being published", a.scorecardDraft)
	add(a, http.MethodPut, "/scorecards/{id}/draft", people.ScorecardsWrite, AllRows, "Replace its draft", a.keepScorecard)
	add(a, http.MethodDelete, "/scorecards/{id}/draft", people.ScorecardsWrite, AllRows, "Throw its draft away", a.discardScorecard, status(http.StatusNoContent))
	add(a, http.MethodPost, "/scorecards/{id}/draft/publish", people.ScorecardsWrite, AllRows, "Publish its draft as the next version", a.publishScorecard)
}

func (a *API) coachingRoutes() {
	add(a, http.MethodGet, "/coaching/sessions", people.CoachingRead, InReach, "List coaching sessions, the latest first", a.sessions)
	add(a, http.MethodPost, "/coaching/sessions", people.CoachingWrite, InReach, "Plan a coaching session", a.planSession, status(http.StatusCreated))
	add(a, http.MethodGet, "/coaching/sessions/{id}", people.CoachingRead, InReach, "One coaching session", a.coachingSession)
	add(a, http.MethodPatch, "/coaching/sessions/{id}", people.CoachingReply, InReach, "Move a planned session, change what it is about or its coach", a.changeSession)
	add(a, http.MethodPut, "/coaching/sessions/{id}/notes", people.CoachingReply, InReach, "Keep its coach's notes", a.noteSession)
	add(a, http.MethodPost, "/coaching/sessions/{id}/sign", people.CoachingReply, InReach, "Sign it, the coach first", a.signSession)
	add(a, http.MethodPost, "/coaching/sessions/{id}/cancel", people.CoachingReply, InReach, "Call it off", a.cancelSession)
	add(a, http.MethodGet, "/coaching/sessions/{id}/invitation", people.CoachingRead, InReach, "It as an iCalendar invitation", a.invitation, calendar)
	add(a, http.MethodGet, "/coaching/suggestions", people.CoachingWrite, InReach, "An agent's weakest questions, with evidence", a.suggestions)
	add(a, http.MethodGet, "/coaching/overview", people.CoachingWrite, InReach, "Who has waited longest for coaching", a.overview)
	add(a, http.MethodGet, "/actions", people.CoachingRead, InReach, "List actions, those overdue first; those that are over, the latest first", a.actions)
	add(a, http.MethodGet, "/actions/counts", people.CoachingRead, InReach, "How many actions there are in each state", a.countActions)
	add(a, http.MethodPost, "/actions", people.CoachingWrite, InReach, "Agree an action", a.agreeAction, status(http.StatusCreated))
	add(a, http.MethodPatch, "/actions/{id}", people.CoachingWrite, InReach, "Change an open action", a.changeAction)
	add(a, http.MethodPost, "/actions/{id}/finish", people.CoachingReply, InReach, "Say what has changed", a.finishAction)
	add(a, http.MethodPost, "/actions/{id}/drop", people.CoachingWrite, InReach, "Drop it", a.dropAction)
}

func (a *API) trainingRoutes() {
	add(a, http.MethodGet, "/modules", people.ModulesRead, Published, "List modules, the newest first", a.modules)
	add(a, http.MethodPost, "/modules", people.ModulesWrite, AllRows, "Begin a module", a.writeModule, status(http.StatusCreated))
	add(a, http.MethodGet, "/modules/library", people.ModulesWrite, NoRows, "Modules that Rater brings along", a.libraryOf)
	add(a, http.MethodPost, "/modules/library", people.ModulesWrite, AllRows, "Begin a module with one of these", a.takeModule, status(http.StatusCreated))
	add(a, http.MethodPost, "/modules/excerpts", people.ModulesWrite, InReach, "Lines of an interaction that one may read, without names", a.excerpt, readsOnly)
	add(a, http.MethodGet, "/modules/{id}", people.ModulesRead, Published, "One module; its draft to who writes modules", a.module)
	add(a, http.MethodPatch, "/modules/{id}", people.ModulesWrite, AllRows, "Change its draft", a.changeModule)
	add(a, http.MethodPost, "/modules/{id}/publish", people.ModulesWrite, AllRows, "Publish the draft as its next version", a.publishModule)
	add(a, http.MethodPost, "/modules/{id}/retire", people.ModulesWrite, AllRows, "Assign it no more", a.retireModule)
	add(a, http.MethodGet, "/modules/{id}/preview", people.ModulesWrite, AllRows, "The draft as its agents will see it", a.previewModule)
	add(a, http.MethodGet, "/modules/{id}/figures", people.ModulesWrite, AllRows, "How it is learnt", a.moduleFigures)

	add(a, http.MethodPost, "/media", people.ModulesWrite, OwnRows, "Say what is to be sent", a.beginMedium, status(http.StatusCreated))
	a.raw(http.MethodPut, "/media/{id}/chunks/{n}", people.ModulesWrite, OwnRows, a.putChunk)
	add(a, http.MethodPost, "/media/{id}/complete", people.ModulesWrite, OwnRows, "Have checked what was sent", a.completeMedium)
	a.raw(http.MethodGet, "/media/{id}", people.AssignmentsRead, InReach, a.medium)
	a.describeMedia()

	add(a, http.MethodGet, "/assignments", people.AssignmentsRead, InReach, "List assignments, the open ones first, by the day when they are due", a.assignments)
	add(a, http.MethodPost, "/assignments", people.AssignmentsWrite, InReach, "Give a module to agents", a.assignModule, status(http.StatusCreated))
	add(a, http.MethodPost, "/assignments/bulk", people.AssignmentsWrite, InReach, "Extend or cancel many", a.changeAssignments)
	add(a, http.MethodGet, "/assignments/{id}", people.AssignmentsRead, InReach, "One assignment with what is to be learnt", a.assignment)
	add(a, http.MethodPatch, "/assignments/{id}", people.AssignmentsWrite, InReach, "Give it another day", a.extendAssignment)
	add(a, http.MethodPost, "/assignments/{id}/cancel", people.AssignmentsWrite, InReach, "Call it off", a.cancelAssignment)
	add(a, http.MethodGet, "/assignments/{id}/scores", people.ModulesWrite, InReach, "The scores of its question, while it is open", a.assignedScores)
	add(a, http.MethodGet, "/assignments/{id}/attempts", people.AssignmentsRead, InReach, "Its attempts, the first first", a.attempts)
	add(a, http.MethodPost, "/assignments/{id}/parts/{part}/done", people.Learn, InReach, "Say that a lesson or an excerpt is read", a.readPart)
	add(a, http.MethodPost, "/assignments/{id}/parts/{part}/attempts", people.Learn, InReach, "Answer a quiz", a.tryPart, status(http.StatusCreated))
	add(a, http.MethodPost, "/assignments/{id}/parts/{part}/assessment", people.Mark, InReach, "Mark a role play", a.assessPart, status(http.StatusCreated))
	add(a, http.MethodPost, "/assignments/{id}/parts/{part}/sign-off", people.Mark, InReach, "Sign a task or a workshop off", a.signOffPart)
	add(a, http.MethodGet, "/attempts/{id}", people.AssignmentsRead, InReach, "One attempt", a.attempt)
	add(a, http.MethodPost, "/attempts/{id}/mark", people.Mark, InReach, "Mark its texts", a.markAttempt)
	add(a, http.MethodGet, "/me/learning", people.Learn, OwnRows, "What one is to learn, and has learnt", a.learning)

	add(a, http.MethodGet, "/training/learners", people.AssignmentsWrite, InReach, "To whom one may give modules", a.learners)
	add(a, http.MethodGet, "/training/desk", people.ModulesWrite, AllRows, "What waits for a trainer", a.trainingDesk)
	add(a, http.MethodGet, "/training/rules", people.ModulesWrite, AllRows, "Rules by which modules are assigned, the newest first", a.rules)
	add(a, http.MethodPost, "/training/rules", people.ModulesWrite, AllRows, "Make a rule", a.makeRule, status(http.StatusCreated))
	add(a, http.MethodPatch, "/training/rules/{id}", people.ModulesWrite, AllRows, "Change a rule", a.changeRule)
}

func (a *API) methodRoutes() {
	add(a, http.MethodPost, "/coaching/sessions/bulk", people.CoachingWrite, InReach, "Move, reassign or call off many sessions", a.changeSessions)
	add(a, http.MethodPost, "/coaching/sessions/{id}/decline", people.CoachingReply, InReach, "Decline as the peer who was asked", a.declineSession)
	add(a, http.MethodPost, "/coaching/peer", people.CoachingReply, InReach, "Ask a peer for feedback, or pair two", a.askPeer, status(http.StatusCreated))
	add(a, http.MethodGet, "/coaching/peers", people.CoachingReply, InReach, "Whom one may ask", a.peersOf)
	add(a, http.MethodGet, "/coaching/review-draft", people.CoachingWrite, InReach, "An agent's strongest and weakest questions of a period", a.reviewDraft)
	add(a, http.MethodGet, "/coaching/plans", people.CoachingWrite, InReach, "Sessions that come again, the newest first", a.coachingPlans)
	add(a, http.MethodPost, "/coaching/plans", people.CoachingWrite, InReach, "Have a session come again", a.makePlan, status(http.StatusCreated))
	add(a, http.MethodPatch, "/coaching/plans/{id}", people.CoachingWrite, InReach, "Change when it comes again", a.changePlan)
	add(a, http.MethodPost, "/coaching/plans/{id}/end", people.CoachingWrite, InReach, "Have it come no more", a.endPlan)

	add(a, http.MethodGet, "/me/rounds", people.RoundsAnswer, OwnRows, "Open 360 rounds that ask one", a.myRounds)
	add(a, http.MethodGet, "/rounds", people.RoundsRead, InReach, "List 360 rounds, the newest first", a.rounds)
	add(a, http.MethodPost, "/rounds", people.RoundsWrite, InReach, "Open a 360 round about an agent", a.openRound, status(http.StatusCreated))
	add(a, http.MethodGet, "/rounds/{id}", people.RoundsRead, InReach, "One 360 round, with its report once it may be read", a.round)
	add(a, http.MethodPost, "/rounds/{id}/answers", people.RoundsAnswer, InReach, "Answer it, once and for good", a.answerRound, status(http.StatusNoContent), unrepeated)
	add(a, http.MethodPost, "/rounds/{id}/close", people.RoundsWrite, InReach, "Close it before all have answered", a.closeRound)
	add(a, http.MethodPost, "/rounds/{id}/release", people.RoundsWrite, InReach, "Show its report to the agent", a.releaseRound)
}

func (a *API) feedbackRoutes() {
	add(a, http.MethodPost, "/feedback", people.FeedbackGive, InReach, "Say how useful an evaluation or a session was", a.giveFeedback, status(http.StatusCreated))
	add(a, http.MethodGet, "/feedback", people.FeedbackRead, InReach, "How useful it was, the newest first", a.feedback)
	add(a, http.MethodGet, "/coaching/requests", people.CoachingRead, InReach, "Who asks for coaching, the newest first", a.coachingRequests)
	add(a, http.MethodPost, "/coaching/requests", people.CoachingAsk, OwnRows, "Ask for coaching", a.makeRequest, status(http.StatusCreated))
	add(a, http.MethodPost, "/coaching/requests/{id}/decline", people.CoachingWrite, InReach, "Decline it, with a reason", a.declineRequest)
	add(a, http.MethodPost, "/coaching/requests/{id}/withdraw", people.CoachingAsk, OwnRows, "Take it back", a.withdrawRequest)
	add(a, http.MethodGet, "/recognitions", people.RecognitionsGive, InReach, "Recognitions, the newest first", a.recognitions)
	add(a, http.MethodPost, "/recognitions", people.RecognitionsGive, InReach, "Recognise somebody's work", a.recognise, status(http.StatusCreated))
	add(a, http.MethodPost, "/recognitions/{id}/publish", people.RecognitionsOwn, OwnRows, "Show it to the team", a.moveRecognition(coaching.Published))
	add(a, http.MethodPost, "/recognitions/{id}/keep-private", people.RecognitionsOwn, OwnRows, "Keep it for oneself", a.moveRecognition(coaching.Private))
	add(a, http.MethodPost, "/recognitions/{id}/take-back", people.RecognitionsGive, InReach, "Take it back as who wrote it", a.moveRecognition(coaching.TakenBack))
	add(a, http.MethodGet, "/suggestions", people.SuggestionsRead, InReach, "What came out of the suggestion box, the newest first", a.suggested)
	add(a, http.MethodPost, "/suggestions", people.SuggestionsGive, NoRows, "Put something into the box, without a name", a.suggest, status(http.StatusCreated), unrepeated)
	add(a, http.MethodPost, "/suggestions/receipt", people.SuggestionsGive, NoRows, "What has become of it, by its receipt", a.followSuggestion, readsOnly)
	add(a, http.MethodPost, "/suggestions/receipt/reply", people.SuggestionsGive, NoRows, "Say more, by its receipt", a.addToSuggestion, unrepeated)
	add(a, http.MethodPost, "/suggestions/{id}/reply", people.SuggestionsReply, InReach, "Reply to it", a.replyToSuggestion)
	add(a, http.MethodPost, "/suggestions/{id}/status", people.SuggestionsReply, InReach, "Say what comes of it", a.decideSuggestion)
}

func (a *API) peopleRoutes() {
	add(a, http.MethodGet, "/users", people.PeopleManage, AllRows, "List people", a.users)
	add(a, http.MethodPost, "/users/search", people.PeopleManage, AllRows, "The same list, what is looked for in the body", a.searchUsers, readsOnly)
	add(a, http.MethodPost, "/users", people.PeopleManage, AllRows, "Add somebody", a.addUser, status(http.StatusCreated))
	add(a, http.MethodGet, "/users/unmatched", people.PeopleManage, AllRows, "Agents whom nobody knows", a.unmatched)
	add(a, http.MethodPost, "/users/unmatched", people.PeopleManage, AllRows, "Say who an agent is", a.match)
	add(a, http.MethodGet, "/users/{id}", people.PeopleManage, AllRows, "One person", a.user)
	add(a, http.MethodPatch, "/users/{id}", people.PeopleManage, AllRows, "Change somebody", a.changeUser)
	add(a, http.MethodGet, "/audit", people.AuditRead, AllRows, "Who did and read what, the newest first", a.audit)
	add(a, http.MethodGet, "/teams", people.PeopleManage, AllRows, "List teams", a.teams)
	add(a, http.MethodPost, "/teams", people.PeopleManage, AllRows, "Add a team", a.addTeam, status(http.StatusCreated))
	add(a, http.MethodPatch, "/teams/{id}", people.PeopleManage, AllRows, "Rename a team", a.renameTeam)
}
