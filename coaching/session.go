// Package coaching holds what supervisors and agents agree on: their sessions and the actions that come of them.
package coaching

import (
	"fmt"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/interactions/redact"
	"rater/internal/people"
	"rater/scorecards"
)

// The states of a session.
const (
	Planned   = "planned"
	Held      = "held"
	Cancelled = "cancelled"
	Declined  = "declined" // by the peer who was asked
)

const (
	longest    = 240 // minutes
	shortest   = 5
	mostItems  = 20
	maxNote    = 2000 // characters of an item's note
	maxNotes   = 10000
	maxReason  = 4000
	dateLayout = "2006-01-02 15:04 MST"
)

// Session is a meeting of a coach with an agent, its agenda and its notes. Sequence counts the changes of its time and of
// its coach, as iCalendar does.
type Session struct {
	ID                 string     `gorm:"primaryKey"`
	Revision           int64      //
	Status             string     //
	Method             string     //
	AgentID            string     //
	CoachID            string     //
	TeamID             string     // of the agent, when it was planned
	StartsAt           time.Time  `gorm:"serializer:millis"`
	Minutes            int        //
	Agenda             []Item     `gorm:"serializer:json"`
	SharedNotes        string     //
	PrivateNotes       string     // the coach's alone
	Sequence           int        //
	CoachSignedAt      *time.Time `gorm:"serializer:millis"`
	AgentSignedAt      *time.Time `gorm:"serializer:millis"`
	CancellationReason string     // or of its being declined
	Review             *Review    `gorm:"serializer:json"` // of a formal review
	Focus              string     // what a peer is asked to look at
	Heard              []Heard    `gorm:"serializer:json"` // what the agent shows a peer
	PeerAnswers        *PeerWords `gorm:"serializer:json"` // what the peer says to the prompts
	PlanID             *string    // that it comes of
	CreatedAt          time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt          time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`
}

// TableName is where sessions lie.
func (Session) TableName() string { return "coaching_sessions" }

// Item is one point of an agenda.
type Item struct {
	scorecards.Ref
	Note string `json:"note"`
}

// Changes are the parts of a planned session to change; nil leaves a part as it is.
type Changes struct {
	StartsAt *time.Time
	Minutes  *int
	Agenda   *[]Item
	Review   *Review
	Coach    *string
	Focus    *string
	Heard    *[]Heard
}

// Ends is when the session is over.
func (s *Session) Ends() time.Time { return s.StartsAt.Add(time.Duration(s.Minutes) * time.Minute) }

// Closed says that both have signed.
func (s *Session) Closed() bool { return s.CoachSignedAt != nil && s.AgentSignedAt != nil }

// Change moves a planned session or gives it another agenda.
func (s *Session) Change(c Changes, now time.Time) error {
	if s.Status != Planned {
		return fault.New(fault.Conflict, "only a planned session can be changed; this one is %s", s.Status)
	}
	before := *s
	if c.StartsAt != nil {
		s.StartsAt = c.StartsAt.UTC().Truncate(time.Second)
	}
	if c.Minutes != nil {
		s.Minutes = *c.Minutes
	}
	if c.Agenda != nil {
		s.Agenda = clean(*c.Agenda)
	}
	if c.Focus != nil {
		s.Focus = cleanText(*c.Focus)
	}
	moved := !s.StartsAt.Equal(before.StartsAt) || s.Minutes != before.Minutes
	if moved {
		s.Sequence++
	}
	return s.check(!s.StartsAt.Equal(before.StartsAt), now)
}

// check names what is wrong with the plan; a time that was not changed may have passed.
func (s *Session) check(newTime bool, now time.Time) error {
	var faults []fault.Field
	if newTime && s.StartsAt.Before(now.Truncate(time.Minute)) {
		faults = append(faults, fault.Field{Location: "body.starts_at", Message: "lies in the past; it is " + now.Format(time.RFC3339) + " now"})
	}
	if s.Minutes < shortest || s.Minutes > longest {
		faults = append(faults, fault.Field{Location: "body.minutes", Message: fmt.Sprintf("must be %d to %d", shortest, longest)})
	}
	if length(s.Focus) > maxNote {
		faults = append(faults, fault.Field{Location: "body.focus", Message: fmt.Sprintf("must be at most %d characters", maxNote)})
	}
	if len(s.Agenda) > mostItems {
		faults = append(faults, fault.Field{Location: "body.agenda", Message: fmt.Sprintf("must have at most %d items", mostItems)})
	}
	for n, item := range s.Agenda {
		if length(item.Note) > maxNote {
			faults = append(faults, fault.Field{Location: fmt.Sprintf("body.agenda[%d].note", n), Message: fmt.Sprintf("must be at most %d characters", maxNote)})
		}
		if item.Note == "" && item.Question == "" && item.Evaluation == "" {
			faults = append(faults, fault.Field{Location: fmt.Sprintf("body.agenda[%d]", n), Message: "says nothing: name an evaluation or a question, or write a note"})
		}
	}
	if len(faults) > 0 {
		return fault.Fields("the session can't be planned like this", faults...)
	}
	return nil
}

func clean(agenda []Item) []Item {
	out := make([]Item, len(agenda))
	for n, item := range agenda {
		out[n] = Item{item.Ref, cleanText(item.Note)}
	}
	return out
}

// cleanText is what somebody wrote, as it is stored: without cards, accounts, addresses and numbers of people.
func cleanText(words string) string {
	text, _ := redact.Text(strings.TrimSpace(words))
	return text
}

func length(s string) int { return len([]rune(strings.TrimSpace(s))) }

// Notes are what a coach keeps of a session; nil leaves a part as it is.
type Notes struct {
	Shared, Private *string
	Answers         *PeerWords // of a peer
}

// Note keeps notes.
func (s *Session) Note(n Notes) error {
	if s.Status == Cancelled || s.Status == Declined {
		return fault.New(fault.Conflict, "the session was %s; it takes no notes", s.Status)
	}
	if s.Closed() {
		return fault.New(fault.Conflict, "both have signed; the notes stand as they are")
	}
	for place, words := range map[string]*string{"body.shared": n.Shared, "body.private": n.Private} {
		if words != nil && length(*words) > maxNotes {
			return fault.In(place, "must be at most %d characters", maxNotes)
		}
	}
	if n.Shared != nil {
		s.SharedNotes = cleanText(*n.Shared)
	}
	if n.Private != nil {
		s.PrivateNotes = cleanText(*n.Private)
	}
	if n.Answers != nil {
		return s.answer(*n.Answers)
	}
	return nil
}

// Sign notes that somebody stands by what was held: the coach first, then the agent.
func (s *Session) Sign(by string, now time.Time) error {
	switch {
	case s.Status == Cancelled || s.Status == Declined:
		return fault.New(fault.Conflict, "the session was %s; there is nothing to sign", s.Status)
	case s.Method == FormalReview && s.Review == nil:
		return fault.New(fault.Conflict, "a formal review is signed once it says over which period it is: give it a review")
	case by == s.CoachID && s.CoachSignedAt == nil && now.Before(s.StartsAt):
		return fault.New(fault.Conflict, "it begins at %s: sign it once it was held, and if that was earlier, move it to now first", s.StartsAt.Format(time.RFC3339))
	case by == s.CoachID && s.CoachSignedAt == nil:
		s.Status, s.CoachSignedAt = Held, &now
	case by == s.AgentID && s.CoachSignedAt == nil:
		return fault.New(fault.Conflict, "the coach signs first")
	case by == s.AgentID && s.AgentSignedAt == nil:
		s.AgentSignedAt = &now
	default:
		return fault.New(fault.Conflict, "you have signed already")
	}
	return nil
}

// Cancel calls a planned session off.
func (s *Session) Cancel(reason string) error {
	if s.Status != Planned {
		return fault.New(fault.Conflict, "only a planned session can be cancelled; this one is %s", s.Status)
	}
	if err := checkReason("body.reason", reason); err != nil {
		return err
	}
	s.Status, s.CancellationReason = Cancelled, cleanText(reason)
	s.Sequence++
	return nil
}

func checkReason(place, reason string) error {
	if n := length(reason); n == 0 || n > maxReason {
		return fault.In(place, "say why, in 1 to %d characters", maxReason)
	}
	return nil
}

// SessionMay is what somebody can do with a session now.
type SessionMay struct {
	Change  bool `json:"change"`
	Cancel  bool `json:"cancel"`
	Sign    bool `json:"sign"`
	Note    bool `json:"note"`
	Decline bool `json:"decline"`
	Measure bool `json:"measure"` // what came of it
}

// May says what the actor can do with the session now.
func (s *Session) May(actor people.Actor) SessionMay {
	if !actor.May(people.CoachingReply) {
		return SessionMay{}
	}
	planned, coach := s.Status == Planned, s.coaches(actor)
	signs := (coach && planned) || (actor.ID == s.AgentID && s.Status == Held && s.AgentSignedAt == nil)
	return SessionMay{Change: planned && s.keeps(actor), Cancel: planned && s.keeps(actor), Sign: signs,
		Note: coach && (planned || s.Status == Held) && !s.Closed(), Decline: coach && planned && s.Method == Peer,
		Measure: s.Status == Held && s.Method != Peer && s.AgentID != actor.ID && actor.May(people.CoachingWrite)}
}

// coaches says whether the actor is its coach, who of all but a peer session has to be a lead.
func (s *Session) coaches(actor people.Actor) bool {
	return actor.ID == s.CoachID && (s.Method == Peer || actor.May(people.CoachingWrite))
}

// keeps says whether the actor moves the session or calls it off: its coach, and of a peer session either of both, or
// who leads their team.
func (s *Session) keeps(actor people.Actor) bool {
	if s.Method == Peer {
		return s.party(actor) || actor.LeadsTeam(s.TeamID)
	}
	return s.coaches(actor)
}

func (s *Session) party(actor people.Actor) bool {
	return actor.ID == s.AgentID || actor.ID == s.CoachID
}

// shown is the session without what is the coach's alone, and of a peer session without what is theirs alone who hold it.
func (s Session) shown(actor people.Actor) Session {
	if actor.ID != s.CoachID {
		s.PrivateNotes = ""
	}
	if s.Method == Peer && !s.party(actor) {
		s.Agenda, s.SharedNotes, s.Focus, s.Heard, s.PeerAnswers, s.CancellationReason = []Item{}, "", "", nil, nil, ""
	}
	return s
}
