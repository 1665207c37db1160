package training

import (
	"time"

	"rater/internal/foundation/fault"
)

// The states of an assignment; the first two are open.
const (
	Assigned   = "assigned"
	InProgress = "in_progress"
	Completed  = "completed"
	Cancelled  = "cancelled"
)

// open are the states in which there is something to do.
var open = []string{Assigned, InProgress}

// Why a module was assigned.
const (
	ByHand    = "by_hand"
	ByRule    = "rule"
	Refresher = "refresher"
)

// Assignment is a version of a module given to an agent, with the day by which it is due.
type Assignment struct {
	ID                 string     `gorm:"primaryKey"`
	Revision           int64      //
	Status             string     //
	ModuleID           string     //
	Version            int        //
	AgentID            string     //
	AssignedBy         string     // a person, or Rater itself
	Why                string     //
	Reason             string     //
	RuleID             *string    //
	QuestionID         string     // of a scorecard, that it is to help with; may be empty
	ActionID           string     // of coaching, that it is to help with; may be empty
	DueOn              string     // YYYY-MM-DD
	Extended           int        // times
	Parts              int        // of its version
	Done               int        // of these
	Seconds            int64      // spent, as the browser reported
	CancellationReason string     //
	AssignedAt         time.Time  `gorm:"serializer:millis"`
	BegunAt            *time.Time `gorm:"serializer:millis"`
	CompletedAt        *time.Time `gorm:"serializer:millis"`
	UpdatedAt          time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`

	Title    string   `gorm:"-"` // of its version, where it was read
	Minutes  int      `gorm:"-"` // of its version, where it was read
	WaitsFor []string `gorm:"-"` // ids of modules to complete before, where they were looked for
}

// Open says whether there is something to do.
func (a *Assignment) Open() bool { return a.Status == Assigned || a.Status == InProgress }

// Overdue says whether it should have been completed before today, a day as YYYY-MM-DD.
func (a *Assignment) Overdue(today string) bool { return a.Open() && a.DueOn < today }

func checkDue(place, due, today string) *fault.Field {
	if _, err := time.Parse(time.DateOnly, due); err != nil {
		return &fault.Field{Location: place, Message: "must be a day such as 2026-03-01"}
	}
	if due < today {
		return &fault.Field{Location: place, Message: "lies in the past; today is " + today}
	}
	return nil
}

// Extend gives an open assignment another day.
func (a *Assignment) Extend(due, today string) error {
	if !a.Open() {
		return fault.New(fault.Conflict, "only an open assignment can be extended; this one is %s", a.Status)
	}
	if f := checkDue("body.due_on", due, today); f != nil {
		return fault.Fields("the assignment can't be extended like this", *f)
	}
	if due == a.DueOn {
		return fault.In("body.due_on", "is the day that it is due already")
	}
	a.DueOn, a.Extended = due, a.Extended+1
	return nil
}

// Cancel ends an open assignment without its being learnt.
func (a *Assignment) Cancel(place, reason string) error {
	if !a.Open() {
		return fault.New(fault.Conflict, "only an open assignment can be cancelled; this one is %s", a.Status)
	}
	if n := length(reason); n == 0 || n > maxReason {
		return fault.In(place, "say why, in 1 to %d characters", maxReason)
	}
	a.Status, a.CancellationReason = Cancelled, cleanText(reason)
	return nil
}

// AssignmentMay is what somebody can do with an assignment now.
type AssignmentMay struct {
	Learn  bool `json:"learn"`
	Extend bool `json:"extend"`
	Cancel bool `json:"cancel"`
	Mark   bool `json:"mark" doc:"role plays and workshops"`
	Sign   bool `json:"sign" doc:"tasks"`
	Scores bool `json:"scores"`
}
