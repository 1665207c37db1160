package people

import "slices"

// ScopeIngest is the scope of a token that may send events.
const ScopeIngest = "ingest"

// granted are the roles that hold each permission.
var granted = map[Permission][]Role{
	SignedIn:         Roles,
	PeopleManage:     {Admin},
	InteractionsRead: {Admin, Supervisor, Evaluator, Agent, Analyst},
	LiveRead:         {Supervisor},
	HelpTake:         {Supervisor},
	WhispersRead:     {Supervisor, Agent},
	BookmarksKeep:    {Supervisor, Evaluator},
	RecordingsAdd:    {Supervisor},
	OffersTake:       {Supervisor},
	QueueRead:        {Supervisor, Evaluator},
	PoolsRead:        {Admin, Supervisor, Analyst},
	PoolsWrite:       {Admin, Analyst},
	SamplesRead:      {Supervisor, Evaluator, Analyst},
	PlansMeasure:     {Analyst},
	PlansWrite:       {Analyst},
	SamplesMeasure:   {Analyst},
	CapacitySet:      {Admin, Supervisor},
	ScorecardsRead:   Roles,
	ScorecardsWrite:  {Admin, Analyst},
	EvaluationsRead:  {Supervisor, Evaluator, Agent, Analyst},
	EvaluationsWrite: {Supervisor, Evaluator},
	EvaluationsFill:  {Supervisor, Evaluator, Agent},
	EvaluationsPair:  {Supervisor, Analyst},
	SelfEvaluate:     {Agent},
	EvaluationsReply: {Agent},
	DisputesRead:     {Supervisor, Evaluator, Agent, Analyst},
	DisputesDecide:   {Supervisor, Evaluator},
	DisputesMeasure:  {Analyst},
	StandingRead:     {Agent},
	FiguresRead:      {Supervisor, Analyst},
	StrictnessRead:   {Analyst},
	EffectsRead:      {Trainer, Analyst},
	ReportsSchedule:  {Supervisor, Trainer, Analyst},
	StrictnessOwn:    {Supervisor, Evaluator},
	CalibrationsRead: {Supervisor, Evaluator, Analyst},
	CalibrationsHold: {Analyst},
	CoachingRead:     {Supervisor, Agent},
	CoachingWrite:    {Supervisor},
	CoachingReply:    {Supervisor, Agent},
	CoachingAsk:      {Agent},
	RoundsWrite:      {Supervisor},
	RoundsRead:       {Supervisor, Agent},
	RoundsAnswer:     {Supervisor, Agent},
	FeedbackGive:     {Agent},
	FeedbackRead:     {Supervisor, Evaluator, Agent},
	RecognitionsGive: {Supervisor, Evaluator, Agent},
	RecognitionsOwn:  {Agent},
	SuggestionsGive:  {Agent},
	SuggestionsRead:  {Admin, Supervisor, Agent},
	SuggestionsReply: {Admin, Supervisor},
	LiveConnect:      Roles,
	AuditRead:        {Admin},

	ModulesRead:      {Trainer, Supervisor},
	ModulesWrite:     {Trainer},
	AssignmentsRead:  {Trainer, Supervisor, Agent},
	AssignmentsWrite: {Trainer, Supervisor},
	Learn:            {Agent},
	Mark:             {Trainer, Supervisor},
}

// Known reports whether the permission is one of the policy's; a route with another stops the program at start.
func (p Permission) Known() bool {
	_, ok := granted[p]
	return ok || p == Anyone || p == Ingest
}

// May reports whether the actor holds the permission by role, or by the scope of a token.
func (a Actor) May(p Permission) bool {
	switch p {
	case Anyone:
		return true
	case Ingest:
		return a.Scope == ScopeIngest
	}
	return a.Scope == "" && slices.ContainsFunc(granted[p], a.Is)
}
