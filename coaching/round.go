package coaching

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// The cohorts of a round. They are fixed when it opens: with fewer supervisors than scores need, peers and supervisors
// are Others together, and nobody is shown apart.
const (
	Peers       = "peers"
	Supervisors = "supervisors"
	Others      = "others"
	Self        = "self"
	Customers   = "customers" // once there are surveys
)

// Prompt is something that each rater is asked to say of the agent.
type Prompt struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// Prompts are answered from 1 (hardly ever) to 5 (nearly always), or not at all; one for each dimension.
var Prompts = []Prompt{
	{"reliability", "When they promise something, it is done, and by the time they said."},
	{"assurance", "What they tell customers and colleagues is right, and they say so when they don't know."},
	{"tangibility", "What they hand over (notes, messages, next steps) can be worked with as it is."},
	{"empathy", "They find out what somebody needs before they offer something."},
	{"responsiveness", "They take up what comes in without having to be asked twice."},
}

// CommentPrompts are answered in words, or not at all.
var CommentPrompts = []Prompt{
	{"keep", "What should they keep doing, because it helps?"},
	{"try", "What could they try, and in which situation?"},
}

const (
	soonest     = 3 // days ahead that a round may close
	latest      = 60
	mostRaters  = 30
	maxComment  = 1000
	releaseDays = 14 // after closing, by when its agent reads a round in any case
)

// Floors are how many people have to stand behind a figure, and behind words. They are never below 3.
type Floors struct{ Scores, Comments int }

// Round asks people about an agent. What they say is in nobody's reach until it closes, and then only as far as enough
// of them have said something.
type Round struct {
	ID         string     `gorm:"primaryKey"`
	Revision   int64      //
	Status     string     // Open or Closed
	AgentID    string     //
	TeamID     string     // of the agent, when it was opened
	OpenedBy   string     //
	ClosesOn   string     // the last day on which it is answered, as YYYY-MM-DD in the site's zone
	KScores    int        //
	KComments  int        //
	OpenedAt   time.Time  `gorm:"serializer:millis"`
	ClosedAt   *time.Time `gorm:"serializer:millis"`
	ClosedWhy  string     // answered, date or lead
	ReleasedAt *time.Time `gorm:"serializer:millis"` // to the agent
	UpdatedAt  time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`

	Asked    int    `gorm:"-"` // where they were counted
	Answered int    `gorm:"-"`
	Report   Report `gorm:"-"` // where it was read
}

// TableName is where rounds lie.
func (Round) TableName() string { return "rounds" }

// Rater is somebody who is asked. There is no time in it, and nothing that leads to what they said.
type Rater struct {
	RoundID  string `gorm:"primaryKey"`
	RaterID  string `gorm:"primaryKey"`
	Cohort   string //
	Answered bool   //
}

// TableName is where raters lie.
func (Rater) TableName() string { return "round_raters" }

// NewRound is what it takes to open a round.
type NewRound struct {
	Agent       string
	ClosesOn    string
	Peers       []string
	Supervisors []string
	Self        bool
}

// raters are those of a new round in their cohorts, sorted, so that their order says nothing.
func (n NewRound) raters(round string, k Floors) []Rater {
	var out []Rater
	add := func(cohort string, ids ...string) {
		for _, id := range ids {
			out = append(out, Rater{RoundID: round, RaterID: id, Cohort: cohort})
		}
	}
	switch {
	case len(n.Supervisors) == 0 || len(n.Supervisors) >= k.Scores:
		add(Peers, n.Peers...)
		add(Supervisors, n.Supervisors...)
	default:
		add(Others, n.Peers...)
		add(Others, n.Supervisors...)
	}
	if n.Self {
		add(Self, n.Agent)
	}
	slices.SortFunc(out, func(a, b Rater) int { return strings.Compare(a.RaterID, b.RaterID) })
	return out
}

// check names what is wrong with a new round, of what can be seen from it alone.
func (n NewRound) check(k Floors, now time.Time, zone *time.Location) error {
	var faults []fault.Field
	add := func(place, format string, args ...any) {
		faults = append(faults, fault.Field{Location: "body." + place, Message: fmt.Sprintf(format, args...)})
	}
	first, last := dayIn(now.In(zone).AddDate(0, 0, soonest), zone), dayIn(now.In(zone).AddDate(0, 0, latest), zone)
	if _, err := time.Parse(time.DateOnly, n.ClosesOn); err != nil || n.ClosesOn < first || n.ClosesOn > last {
		add("closes_on", "must be a day from %s to %s", first, last)
	}
	if len(n.Peers) < k.Comments {
		add("peers", "must be at least %d, so that nobody can be told from what is shown; these are %d", k.Comments, len(n.Peers))
	}
	if len(n.Peers)+len(n.Supervisors) > mostRaters {
		add("peers", "must be at most %d together with the supervisors", mostRaters)
	}
	seen := map[string]bool{}
	for _, list := range []struct {
		place string
		ids   []string
	}{{"peers", n.Peers}, {"supervisors", n.Supervisors}} {
		for at, id := range list.ids {
			switch place := fmt.Sprintf("%s[%d]", list.place, at); {
			case id == n.Agent:
				add(place, "is the agent whom the round is about; say self instead")
			case seen[id]:
				add(place, "is there twice; each is asked once")
			}
			seen[id] = true
		}
	}
	if len(faults) > 0 {
		return fault.Fields("the round can't be opened like this", faults...)
	}
	return nil
}

// Close ends the answering.
func (r *Round) Close(why string, now time.Time) error {
	if r.Status != Open {
		return fault.New(fault.Conflict, "the round is closed already")
	}
	r.Status, r.ClosedAt, r.ClosedWhy = Closed, &now, why
	return nil
}

// Release shows the report to the agent.
func (r *Round) Release(now time.Time) error {
	if r.Status != Closed {
		return fault.New(fault.Conflict, "only a closed round can be released; close it first")
	}
	if r.ReleasedAt != nil {
		return fault.New(fault.Conflict, "its agent reads the round already")
	}
	r.ReleasedAt = &now
	return nil
}

// RoundMay is what somebody can do with a round now.
type RoundMay struct {
	Close   bool `json:"close"`
	Release bool `json:"release"`
	Report  bool `json:"report"`
}

// May says what the actor can do with the round now; team is the one that its agent is in today.
func (r *Round) May(actor people.Actor, team string) RoundMay {
	leads := r.leads(actor, team)
	return RoundMay{Close: leads && r.Status == Open, Release: leads && r.Status == Closed && r.ReleasedAt == nil,
		Report: r.Status == Closed && (leads || (actor.ID == r.AgentID && r.ReleasedAt != nil))}
}

// leads says whether the round is the actor's to close and release: who leads the agent's team today.
func (r *Round) leads(actor people.Actor, team string) bool {
	return actor.May(people.RoundsWrite) && people.MayCoach(actor, r.AgentID, team)
}
