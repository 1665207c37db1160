package coaching

import (
	"slices"
	"sync"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// The states of a suggestion, beside Planned, Done and Declined. Boxed is only said to who has its receipt.
const (
	Boxed = "boxed"
	New   = "new"
	Noted = "heard"
)

// OfSite is the place of suggestions from teams that are too small to hide somebody.
const OfSite = "site"

const (
	smallestTeam   = 5
	maxSuggestion  = 2000
	aDay           = 5 // suggestions that one person makes at most
	mostReplies    = 40
	fewest         = 3 // suggestions that come out together
	longestWait    = 7 // days after which fewer come out too
	suggestionRoom = 128 << 10
)

// Suggestion is what somebody put into the box of a place, a team's id or OfSite. It has no sender, and the day on which
// it came out is its only time.
type Suggestion struct {
	ID          string  `gorm:"primaryKey"`
	Revision    int64   //
	Status      string  //
	Place       string  //
	Words       string  //
	Reason      string  // of its being declined
	Replies     []Reply `gorm:"serializer:json"`
	ReceiptHash string  //
	CameOn      string  // YYYY-MM-DD in the site's zone
}

// TableName is where suggestions lie.
func (Suggestion) TableName() string { return "suggestions" }

// Reply is a word about a suggestion. By is who replied, empty for whoever made it.
type Reply struct {
	By    string `json:"by,omitempty"`
	Words string `json:"words"`
	On    string `json:"on"`
}

// SuggestionMay is what somebody can do with a suggestion now.
type SuggestionMay struct {
	Reply bool `json:"reply"`
}

// May says what the actor can do with the suggestion now.
func (s *Suggestion) May(actor people.Actor) SuggestionMay { return SuggestionMay{s.keeps(actor)} }

// keeps says whether the actor answers for the place: who leads the team, or an admin for the site.
func (s *Suggestion) keeps(actor people.Actor) bool {
	if s.Place == OfSite {
		return actor.Is(people.Admin)
	}
	return actor.LeadsTeam(s.Place)
}

func (s *Suggestion) reply(by, words, on string) error {
	if n := length(words); n == 0 || n > maxSuggestion {
		return fault.In("body.words", "must be 1 to %d characters", maxSuggestion)
	}
	if len(s.Replies) >= mostReplies {
		return fault.New(fault.Conflict, "there are %d replies to this already; talk about it", mostReplies)
	}
	s.Replies = append(s.Replies, Reply{by, cleanText(words), on})
	return nil
}

// become says what comes of a suggestion; only what is declined needs a reason.
func (s *Suggestion) become(status, reason string) error {
	switch {
	case !slices.Contains([]string{Noted, Planned, Done, Declined}, status):
		return fault.In("body.status", "must be heard, planned, done or declined")
	case status == Declined:
		if err := checkReason("body.reason", reason); err != nil {
			return err
		}
	case reason != "":
		return fault.In("body.reason", "belongs to what is declined; say it in a reply")
	}
	s.Status, s.Reason = status, cleanText(reason)
	return nil
}

// daily counts what each person does in a day, in this program's memory alone.
type daily struct {
	mu   sync.Mutex
	day  string
	used map[string]int
}

// take takes one of a person's tries of a day, or says that there is none left.
func (d *daily) take(who, day string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.day != day {
		d.day, d.used = day, map[string]int{}
	}
	if d.used[who] >= aDay {
		return false
	}
	d.used[who]++
	return true
}
