package people

import "slices"

// Permission is what a route asks of who calls it.
type Permission string

// The permissions that routes ask for.
const (
	Anyone           Permission = "anyone"            // signed in or not
	SignedIn         Permission = "signed-in"         // any signed-in person
	Ingest           Permission = "ingest"            // a token of scope ingest, never a cookie
	PeopleManage     Permission = "people.manage"     // users, teams, tokens, matching of agents
	InteractionsRead Permission = "interactions.read" // interactions in reach
	LiveRead         Permission = "live.read"         // live interactions in reach, with what marks them
	HelpTake         Permission = "help.take"         // take what an agent asks help for
	WhispersRead     Permission = "whispers.read"     // what was whispered and answered, in reach
	BookmarksKeep    Permission = "bookmarks.keep"    // one's own bookmarks in interactions in reach
	RecordingsAdd    Permission = "recordings.add"    // the sound of an interaction in reach
	OffersTake       Permission = "offers.take"       // see, claim and skip offers
	QueueRead        Permission = "queue.read"        // sampled interactions still to score
	PoolsRead        Permission = "pools.read"        // pools of evaluators
	PoolsWrite       Permission = "pools.write"       // make, change and end them
	SamplesRead      Permission = "samples.read"      // what happened to samples in reach
	PlansMeasure     Permission = "plans.measure"     // sampling plans with what they drew
	PlansWrite       Permission = "plans.write"       // make, change and end them
	SamplesMeasure   Permission = "samples.measure"   // which of all samples were replaced
	CapacitySet      Permission = "capacity.set"      // how many samples evaluators are to hold
	ScorecardsRead   Permission = "scorecards.read"   // published scorecards
	ScorecardsWrite  Permission = "scorecards.write"  // drafts of scorecards, publishing, retiring; how questions tell
	EvaluationsRead  Permission = "evaluations.read"  // evaluations in reach
	EvaluationsWrite Permission = "evaluations.write" // start, release, withdraw
	EvaluationsFill  Permission = "evaluations.fill"  // answer and submit one's own draft
	EvaluationsPair  Permission = "evaluations.pair"  // have an evaluation scored a second time
	SelfEvaluate     Permission = "self-evaluate"     // evaluate an interaction of one's own
	EvaluationsReply Permission = "evaluations.reply" // acknowledge and dispute as the agent
	DisputesRead     Permission = "disputes.read"     // disputes in reach
	DisputesDecide   Permission = "disputes.decide"   // as an arbiter
	DisputesMeasure  Permission = "disputes.measure"  // how often answers are disputed and changed
	StandingRead     Permission = "standing.read"     // an agent's own figures
	FiguresRead      Permission = "figures.read"      // where the agents of teams in reach stand
	StrictnessRead   Permission = "strictness.read"   // how strict evaluators are
	EffectsRead      Permission = "effects.read"      // what modules and coaches change
	ReportsSchedule  Permission = "reports.schedule"  // have reports sent to oneself regularly
	StrictnessOwn    Permission = "strictness.own"    // how strict one is oneself
	CalibrationsRead Permission = "calibrations.read" // those that one takes part in
	CalibrationsHold Permission = "calibrations.hold" // begin them, hold their meeting, settle them
	CoachingRead     Permission = "coaching.read"     // coaching sessions and actions in reach
	CoachingWrite    Permission = "coaching.write"    // plan sessions, agree and drop actions
	CoachingReply    Permission = "coaching.reply"    // sign sessions, finish actions
	CoachingAsk      Permission = "coaching.ask"      // ask for coaching
	RoundsWrite      Permission = "rounds.write"      // open, close and release 360 rounds
	RoundsRead       Permission = "rounds.read"       // 360 rounds in reach
	RoundsAnswer     Permission = "rounds.answer"     // answer those that ask one
	FeedbackGive     Permission = "feedback.give"     // say how useful an evaluation or a session was
	FeedbackRead     Permission = "feedback.read"     // what was said of it, in reach
	RecognitionsGive Permission = "recognitions.give" // recognise somebody's work, read what is published
	RecognitionsOwn  Permission = "recognitions.own"  // publish a recognition of oneself, or keep it private
	SuggestionsGive  Permission = "suggestions.give"  // put into the box, follow it by its receipt
	SuggestionsRead  Permission = "suggestions.read"  // what came out of the box, in reach
	SuggestionsReply Permission = "suggestions.reply" // reply to it, say what becomes of it
	LiveConnect      Permission = "live.connect"      // the websocket
	AuditRead        Permission = "audit.read"        // who did and read what
	ModulesRead      Permission = "modules.read"      // modules; drafts for who writes them
	ModulesWrite     Permission = "modules.write"     // modules, their media, rules and figures
	AssignmentsRead  Permission = "assignments.read"  // assignments in reach, and the media of their modules
	AssignmentsWrite Permission = "assignments.write" // assign, extend and cancel
	Learn            Permission = "learn"             // work through what was assigned to oneself
	Mark             Permission = "mark"              // attempts, role plays, attendance and tasks
)

// Reach says which interactions or evaluations an actor may see; a row is in reach when any part holds.
type Reach struct {
	All       bool
	Unmatched bool     // interactions of agents whom nobody knows yet
	Teams     []string // of these teams
	Agent     string   // in which this user is an agent
	Granted   string   // assigned to this user
}

// InteractionReach is the part of the record that the actor may see.
func InteractionReach(a Actor) Reach {
	r := Reach{Granted: a.ID}
	if a.Is(Analyst) {
		r.All = true
	}
	if a.Is(Admin) {
		r.Unmatched = true
	}
	if a.Is(Supervisor) {
		r.Teams = a.Leads
	}
	if a.Is(Agent) {
		r.Agent = a.ID
	}
	return r
}

// LiveReach is what the live page lists: interactions of the teams led, and those that were granted.
func LiveReach(a Actor) Reach { return Reach{Granted: a.ID, Teams: a.Leads} }

// EvaluationReach is the evaluations that the actor may see: own ones as evaluator are Granted, those as agent
// only once they were released.
func EvaluationReach(a Actor) Reach {
	r := InteractionReach(a)
	r.Unmatched = false
	return r
}

// MayEvaluate says whether the actor may evaluate this agent in an interaction of this team; granted means that
// the interaction was assigned to the actor.
func MayEvaluate(a Actor, agent, team string, granted bool) bool {
	if a.ID == agent || !a.May(EvaluationsWrite) {
		return false
	}
	return a.LeadsTeam(team) || granted
}

// MayDouble says whether the actor may have an evaluation of this agent, in an interaction of this team, scored a second
// time: who leads the team, or an analyst, and nobody their own.
func MayDouble(a Actor, agent, team string) bool {
	return a.ID != agent && (a.LeadsTeam(team) || a.Is(Analyst))
}

// Bar is what stands against somebody's evaluating an agent, whatever was assigned to them.
type Bar string

// The bars; NoBar is none.
const (
	NoBar      Bar = ""
	Themselves Bar = "themselves"
	LedByAgent Bar = "led_by_agent"
	HasJudged  Bar = "has_judged" // they have an evaluation of the same already
)

// BarFrom says what keeps somebody of this team, empty for none, from evaluating an agent who leads these teams today:
// nobody evaluates themselves, or who leads them.
func BarFrom(evaluator, team, agent string, agentLeads []string) Bar {
	if evaluator == agent {
		return Themselves
	}
	if team != "" && slices.Contains(agentLeads, team) {
		return LedByAgent
	}
	return NoBar
}

// Parties are those whom a dispute is about: no one of them decides it, no one who leads the team of the interaction or
// the one that the agent is in now, and no one whom the agent leads.
type Parties struct {
	Evaluator string
	Agent     string
	Teams     []string
	Led       []string // teams that the agent leads today
}

// MayDecide says whether the actor can be the arbiter of a dispute: an evaluator, or a supervisor of another team,
// and no party to it.
func MayDecide(a Actor, p Parties) bool {
	if a.ID == p.Evaluator || BarFrom(a.ID, a.Team, p.Agent, p.Led) != NoBar || slices.ContainsFunc(p.Teams, a.LeadsTeam) {
		return false
	}
	return a.Is(Evaluator) || a.Is(Supervisor)
}

// MayWatch says whether the actor may watch a live interaction and whisper in it: who leads its team, and nobody
// their own.
func MayWatch(a Actor, agent, team string) bool { return a.LeadsTeam(team) && a.ID != agent }

// CoachingReach is the coaching that the actor may see: Teams are those that the agent is in today, Granted is who
// coaches, or owns an action.
func CoachingReach(a Actor) Reach {
	r := Reach{Granted: a.ID}
	if a.Is(Supervisor) {
		r.Teams = a.Leads
	}
	if a.Is(Agent) {
		r.Agent = a.ID
	}
	return r
}

// MayCoach says whether the actor may coach an agent who is in this team today: who leads it, and nobody themselves.
func MayCoach(a Actor, agent, team string) bool { return a.LeadsTeam(team) && a.ID != agent }

// SeesCoached says whether the actor still sees the scores that coaching of an agent rests on, who is in this team today:
// the agent, and who leads it. A coach who leads it no more keeps what was agreed, without them.
func SeesCoached(a Actor, agent, team string) bool { return a.ID == agent || a.LeadsTeam(team) }

// AssignmentReach is the assignments that the actor may see: a trainer all, a supervisor those of agents who are in a
// team led today, an agent their own.
func AssignmentReach(a Actor) Reach {
	r := Reach{All: a.Is(Trainer)}
	if a.Is(Supervisor) {
		r.Teams = a.Leads
	}
	if a.Is(Agent) {
		r.Agent = a.ID
	}
	return r
}

// MayAssign says whether the actor may give modules to an agent who is in this team today: a trainer to anybody else, a
// supervisor where they lead.
func MayAssign(a Actor, agent, team string) bool {
	return a.ID != agent && (a.Is(Trainer) || a.LeadsTeam(team))
}

// MayMark says whether the actor may mark what an agent does for a module: a trainer, and nobody their own.
func MayMark(a Actor, agent string) bool { return a.ID != agent && a.Is(Trainer) }

// MaySignOff says whether the actor may sign a task off of an agent who is in this team today: who may mark, and who
// leads the team.
func MaySignOff(a Actor, agent, team string) bool {
	return MayMark(a, agent) || (a.ID != agent && a.LeadsTeam(team))
}

// MayRecognise says whether the actor may recognise the work of an agent of this team without having evaluated it: who
// leads the team, or works in it.
func MayRecognise(a Actor, team string) bool {
	return a.LeadsTeam(team) || (a.Is(Agent) && a.Team == team)
}

// FiguresReach is whose figures the actor may see: an analyst's are all, a supervisor's those of the teams led.
func FiguresReach(a Actor) Reach {
	r := Reach{All: a.Is(Analyst)}
	if a.Is(Supervisor) {
		r.Teams = a.Leads
	}
	return r
}
