package coaching

import (
	"fmt"
	"time"

	"rater/internal/foundation/fault"
)

// The states of a plan.
const (
	Active = "active"
	Ended  = "ended"
)

// Plan is a session that comes again: every so many weeks, on a weekday, at a time of the site's clock. NextOn is the
// day of the occurrence that is planned next; days are YYYY-MM-DD in the site's zone.
type Plan struct {
	ID         string       `gorm:"primaryKey"`
	Revision   int64        //
	Status     string       //
	AgentID    string       //
	CoachID    string       //
	TeamID     string       // of the agent, when it was made
	Method     string       //
	EveryWeeks int          //
	Weekday    time.Weekday //
	AtTime     string       // HH:MM
	Minutes    int          //
	UntilOn    string       // the last day, empty for none
	NextOn     string       //
	SkippedOn  string       // the last day that was skipped, since somebody was taken
	SkippedWhy string       //
	EndedWhy   string       //
	CreatedAt  time.Time    `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt  time.Time    `gorm:"serializer:millis;autoUpdateTime:false"`
}

// TableName is where plans lie.
func (Plan) TableName() string { return "coaching_plans" }

// Rhythm is when a plan comes again, and how it is held.
type Rhythm struct {
	Method     string
	EveryWeeks int
	Weekday    time.Weekday
	AtTime     string
	Minutes    int
	UntilOn    string
}

const (
	mostWeeks   = 26
	clockLayout = "15:04"
	ahead       = 400 // days that a plan may last at most
)

func (p *Plan) rhythm() Rhythm {
	return Rhythm{p.Method, p.EveryWeeks, p.Weekday, p.AtTime, p.Minutes, p.UntilOn}
}

// follow gives the plan a rhythm, whose next occurrence is the first that is still to come.
func (p *Plan) follow(r Rhythm, now time.Time, zone *time.Location) error {
	var faults []fault.Field
	add := func(field, format string, args ...any) {
		faults = append(faults, fault.Field{Location: "body." + field, Message: fmt.Sprintf(format, args...)})
	}
	if r.Method != OneToOne && r.Method != FormalReview {
		add("method", "must be one_to_one or formal_review")
	}
	if r.EveryWeeks < 1 || r.EveryWeeks > mostWeeks {
		add("every_weeks", "must be 1 to %d", mostWeeks)
	}
	if _, err := time.Parse(clockLayout, r.AtTime); err != nil || len(r.AtTime) != len(clockLayout) {
		add("time", "must be a time of day such as 09:30")
	}
	if r.Minutes < shortest || r.Minutes > longest {
		add("minutes", "must be %d to %d", shortest, longest)
	}
	today := dayIn(now, zone)
	if r.UntilOn != "" {
		if until, err := time.Parse(time.DateOnly, r.UntilOn); err != nil {
			add("until", "must be a day such as 2026-03-01")
		} else if r.UntilOn < today || until.After(now.AddDate(0, 0, ahead)) {
			add("until", "must be a day from today, %s, and at most %d days ahead", today, ahead)
		}
	}
	if len(faults) > 0 {
		return fault.Fields("sessions can't come again like this", faults...)
	}
	p.Method, p.EveryWeeks, p.Weekday, p.AtTime, p.Minutes, p.UntilOn = r.Method, r.EveryWeeks, r.Weekday, r.AtTime, r.Minutes, r.UntilOn
	p.NextOn = p.first(now, zone)
	return nil
}

// first is the first day of its weekday on which its time is still to come.
func (p *Plan) first(now time.Time, zone *time.Location) string {
	day := now.In(zone)
	for range 8 {
		if day.Weekday() == p.Weekday && p.at(day.Format(time.DateOnly), zone).After(now) {
			break
		}
		day = time.Date(day.Year(), day.Month(), day.Day()+1, 12, 0, 0, 0, zone)
	}
	return day.Format(time.DateOnly)
}

// at is when the occurrence of a day begins: its time on the clock of that day. A time that the day's clock leaves out
// is moved by what was left out.
func (p *Plan) at(day string, zone *time.Location) time.Time {
	date, _ := time.Parse(time.DateOnly, day)
	clock, _ := time.Parse(clockLayout, p.AtTime)
	return time.Date(date.Year(), date.Month(), date.Day(), clock.Hour(), clock.Minute(), 0, 0, zone)
}

// step goes on to the occurrence after the next, and over those whose time has passed.
func (p *Plan) step(now time.Time, zone *time.Location) {
	for {
		date, _ := time.Parse(time.DateOnly, p.NextOn)
		p.NextOn = date.AddDate(0, 0, 7*p.EveryWeeks).Format(time.DateOnly)
		if p.at(p.NextOn, zone).After(now) {
			return
		}
	}
}

// over says that the next occurrence would be behind the last day.
func (p *Plan) over() bool { return p.UntilOn != "" && p.NextOn > p.UntilOn }

func (p *Plan) end(why string) { p.Status, p.EndedWhy = Ended, why }
