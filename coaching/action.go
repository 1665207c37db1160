package coaching

import (
	"time"

	"rater/internal/foundation/fault"
	"rater/scorecards"
)

// The states of an action.
const (
	Open    = "open"
	Done    = "done"
	Closed  = "closed"
	Dropped = "dropped"
)

// What an action builds on.
const (
	Strength = "strength"
	Weakness = "weakness"
)

const (
	minText  = 3
	maxText  = 1000
	maxCause = 500
)

// Needed is how many fresh answers it takes to close a weakness.
const Needed = 5

// Action is what somebody will do by a day, and the root cause it answers. A weakness of a question that is done waits
// for fresh answers, and is closed by rule.
type Action struct {
	ID          string         `gorm:"primaryKey"`
	Revision    int64          //
	Status      string         //
	AgentID     string         //
	OwnerID     string         //
	AgreedBy    string         //
	Kind        string         //
	Words       string         //
	RootCause   string         //
	DueOn       string         // YYYY-MM-DD
	SessionID   *string        //
	About       scorecards.Ref `gorm:"serializer:json"`
	WhatChanged string         //
	Target      *float64       // 0–100
	Reason      string         // of Dropped
	Waiting     bool           // for fresh answers
	ClosingN    *int           // the sample that closed it by rule
	ClosingMean *float64       //
	DoneAt      *time.Time     `gorm:"serializer:millis"`
	ClosedAt    *time.Time     `gorm:"serializer:millis"`
	CreatedAt   time.Time      `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt   time.Time      `gorm:"serializer:millis;autoUpdateTime:false"`

	Fresh *scorecards.Tally `gorm:"-"` // since it was done, where it waits and was counted
}

// dayIn is the day of a time in a zone, as YYYY-MM-DD.
func dayIn(at time.Time, zone *time.Location) string { return at.In(zone).Format(time.DateOnly) }

// Overdue says whether an action should have been done before today, a day as YYYY-MM-DD.
func (a *Action) Overdue(today string) bool { return a.Status == Open && a.DueOn < today }

// check names what is wrong with an action; a day that was not changed may have passed.
func (a *Action) check(newDay bool, today string) error {
	var faults []fault.Field
	add := func(place, message string) {
		faults = append(faults, fault.Field{Location: "body." + place, Message: message})
	}
	if a.Kind != Strength && a.Kind != Weakness {
		add("kind", "must be strength or weakness")
	}
	if n := length(a.Words); n < minText || n > maxText {
		add("text", "say what is to be done, in 3 to 1000 characters")
	}
	if length(a.RootCause) > maxCause {
		add("root_cause", "must be at most 500 characters")
	}
	if _, err := time.Parse(time.DateOnly, a.DueOn); err != nil {
		add("due_on", "must be a day such as 2026-03-01")
	} else if newDay && a.DueOn < today {
		add("due_on", "lies in the past; today is "+today)
	}
	if len(faults) > 0 {
		return fault.Fields("the action can't be stored as it is", faults...)
	}
	return nil
}

// ActionChanges are the parts of an open action to change; nil leaves a part as it is.
type ActionChanges struct {
	Owner, Text, RootCause, DueOn *string
}

// Change changes an open action.
func (a *Action) Change(c ActionChanges, today string) error {
	if a.Status != Open {
		return fault.New(fault.Conflict, "only an open action can be changed; this one is %s", a.Status)
	}
	due := a.DueOn
	for _, part := range []struct{ to, from *string }{{&a.OwnerID, c.Owner}, {&a.Words, c.Text}, {&a.RootCause, c.RootCause}, {&a.DueOn, c.DueOn}} {
		if part.from != nil {
			*part.to = *part.from
		}
	}
	if err := a.check(a.DueOn != due, today); err != nil {
		return err
	}
	a.Words, a.RootCause = cleanText(a.Words), cleanText(a.RootCause)
	return nil
}

// Finish notes what has changed. A weakness of a question needs a target, and waits for fresh answers; all else is
// closed at once.
func (a *Action) Finish(whatChanged string, target *float64, now time.Time) error {
	if a.Status != Open {
		return fault.New(fault.Conflict, "only an open action can be finished; this one is %s", a.Status)
	}
	if n := length(whatChanged); n == 0 || n > maxReason {
		return fault.In("body.what_changed", "say what has changed, in 1 to %d characters", maxReason)
	}
	if target != nil && !(*target >= 0 && *target <= 100) {
		return fault.In("body.target", "must be 0 to 100")
	}
	measured := a.Kind == Weakness && a.About.Question != ""
	if measured && target == nil {
		return fault.In("body.target", "is needed for a weakness of a question: the mean, 0 to 100, that its next answers are to reach")
	}
	a.WhatChanged, a.Target, a.DoneAt = cleanText(whatChanged), target, &now
	if a.Status, a.Waiting = Done, measured; !measured {
		a.Status, a.ClosedAt = Closed, &now
	}
	return nil
}

// Drop ends an action that will not be done, or is not waited for.
func (a *Action) Drop(reason string) error {
	if a.Status != Open && a.Status != Done {
		return fault.New(fault.Conflict, "only an open or done action can be dropped; this one is %s", a.Status)
	}
	if err := checkReason("body.reason", reason); err != nil {
		return err
	}
	a.Status, a.Reason, a.Waiting = Dropped, cleanText(reason), false
	return nil
}

const rounding = 1e-9 // of a mean of hundredths

// Met is the rule of five: the mean of five or more fresh answers reaches the target.
func (a *Action) Met(fresh scorecards.Tally) bool {
	return a.Waiting && fresh.N >= Needed && fresh.Mean >= *a.Target-rounding
}

// Close ends what waits where the rule of five is met, and says whether it is.
func (a *Action) Close(fresh scorecards.Tally, now time.Time) bool {
	if !a.Met(fresh) {
		return false
	}
	a.Status, a.Waiting, a.ClosedAt, a.ClosingN, a.ClosingMean = Closed, false, &now, &fresh.N, &fresh.Mean
	return true
}

// Sample is what the rule of five counts or has counted, nil where it does not apply.
func (a *Action) Sample() *scorecards.Tally {
	if a.ClosingN != nil {
		return &scorecards.Tally{N: *a.ClosingN, Mean: *a.ClosingMean}
	}
	return a.Fresh
}

// want asks for the answers that count.
func (a *Action) want() scorecards.Want {
	return scorecards.Want{Agent: a.AgentID, Question: a.About.Question, Since: *a.DoneAt}
}
