package training

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// The kinds of a rule.
const (
	QuestionBelow = "question_below"
	NewHire       = "new_hire"
	RefresherDue  = "refresher"
)

// How long after an assignment ended a rule gives the module again, who is a new hire, and how many milliseconds a month
// has for refreshers: the mean of the calendar's.
const (
	restAfter = 90 * 24 * time.Hour
	newFor    = 30 * 24 * time.Hour
	month     = 2_629_746 * time.Second
)

// Rule assigns a module by itself: to who stands below Level in the last LastN random answers to a question, to new
// hires, or to who completed it too long ago.
type Rule struct {
	ID         string    `gorm:"primaryKey"`
	Revision   int64     //
	ModuleID   string    //
	Kind       string    //
	QuestionID string    // of QuestionBelow
	Level      float64   // 0–100, of QuestionBelow
	LastN      int       // answers, of QuestionBelow
	Teams      []string  `gorm:"serializer:json"` // none for all
	DaysDue    int       //
	Active     bool      //
	MadeBy     string    // whose assignments they are
	CreatedAt  time.Time `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt  time.Time `gorm:"serializer:millis;autoUpdateTime:false"`
}

// TableName is where rules lie.
func (Rule) TableName() string { return "assignment_rules" }

// RuleChanges are the parts of a rule to change; nil leaves a part as it is.
type RuleChanges struct {
	Level   *float64
	LastN   *int
	Teams   *[]string
	DaysDue *int
	Active  *bool
}

func (r *Rule) check() (f faults) {
	f.within("body.days_due", r.DaysDue, 1, 365)
	if len(r.Teams) > 100 {
		f.add("body.teams", "must be at most 100")
	}
	switch r.Kind {
	case QuestionBelow:
		f.percent("body.level", r.Level)
		f.within("body.last_n", r.LastN, 5, 50)
		if uuid.Validate(r.QuestionID) != nil {
			f.add("body.question", "name the question of a scorecard")
		}
	case NewHire, RefresherDue:
		if r.QuestionID != "" || r.Level != 0 || r.LastN != 0 {
			f.add("body.kind", "question, level and last_n belong to the kind question_below")
		}
	default:
		f.add("body.kind", "must be question_below, new_hire or refresher")
	}
	return f
}

// gives says whether the rule gives the module to an agent now. history are the agent's assignments of it, the newest
// last; mean that of the last answers, nil where there are too few; refresh after how many months it is due again.
func (r *Rule) gives(history []Assignment, mean *float64, refresh int, now time.Time) bool {
	if slices.ContainsFunc(history, func(a Assignment) bool { return a.Open() }) {
		return false
	}
	var last *Assignment
	for n := range history {
		if history[n].Status == Completed {
			last = &history[n]
		}
	}
	ended := func(a Assignment) bool { return now.Sub(a.UpdatedAt) < restAfter }
	switch r.Kind {
	case QuestionBelow:
		return mean != nil && *mean < r.Level && !slices.ContainsFunc(history, ended)
	case NewHire:
		return len(history) == 0
	}
	cancelled := func(a Assignment) bool { return a.Status == Cancelled && ended(a) }
	return last != nil && refresh > 0 && !last.CompletedAt.Add(time.Duration(refresh)*month).After(now) && !slices.ContainsFunc(history, cancelled)
}

// since is from when on agents are new hires for the rule, zero for the other kinds.
func (r *Rule) since(now time.Time) time.Time {
	if r.Kind != NewHire {
		return time.Time{}
	}
	if begin := now.Add(-newFor); begin.After(r.CreatedAt) {
		return begin
	}
	return r.CreatedAt
}
