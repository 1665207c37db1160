package insights

import (
	"cmp"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/scorecards"
)

// Report is a kind of report, named as in the address at which it is read.
type Report string

// The reports.
const (
	TeamReport       Report = "team"
	AgentReport      Report = "agents"
	EvaluatorsReport Report = "evaluators"
	AgreementReport  Report = "agreement"
	EffectsReport    Report = "effects"
	PlanReport       Report = "plans"
)

// Question is what a report is to tell of so many whole weeks back from when it is sent.
type Question struct {
	Report    Report
	SubjectID string // the agent or the plan
	TeamID    string
	VersionID string // of a scorecard; empty for the one with the newest scores
	Dimension string
	Weeks     int
	Kind      string // of interventions
	Measured  string // in what they are measured, as EffectsAsk.On
}

// takes are the parts of a question that a report has beside the weeks; those behind a + it can't do without.
var takes = map[Report]struct {
	read  people.Permission
	parts []string
}{
	TeamReport:       {people.FiguresRead, []string{"+team", "version", "dimension"}},
	AgentReport:      {people.FiguresRead, []string{"+subject", "+team", "version", "dimension"}},
	EvaluatorsReport: {people.StrictnessRead, []string{"version", "dimension"}},
	AgreementReport:  {people.StrictnessRead, []string{"version", "dimension"}},
	EffectsReport:    {people.EffectsRead, []string{"+kind", "team", "+on"}},
	PlanReport:       {people.PlansMeasure, []string{"+subject"}},
}

// check names what the question lacks, and what its report does not take.
func (q Question) check() error {
	taken, known := takes[q.Report]
	if !known {
		return fault.In("body.report", "must be team, agents, evaluators, agreement, effects or plans")
	}
	var faults []fault.Field
	given := []struct{ name, value string }{{"subject", q.SubjectID}, {"team", q.TeamID}, {"version", q.VersionID}, {"dimension", q.Dimension}, {"kind", q.Kind}, {"on", q.Measured}}
	for _, part := range given {
		needed := slices.Contains(taken.parts, "+"+part.name)
		if needed && part.value == "" {
			faults = append(faults, fault.Field{Location: "body." + part.name, Message: "this report needs it"})
		} else if !needed && part.value != "" && !slices.Contains(taken.parts, part.name) {
			faults = append(faults, fault.Field{Location: "body." + part.name, Message: "this report has none: leave it out"})
		}
	}
	if q.Dimension != "" && q.Dimension != scorecards.Overall && !slices.Contains(scorecards.DimensionKeys, q.Dimension) {
		faults = append(faults, fault.Field{Location: "body.dimension", Message: "must be overall or one of the five dimensions"})
	}
	if !slices.Contains(Weeks, q.Weeks) {
		faults = append(faults, fault.Field{Location: "body.weeks", Message: "must be 4, 13, 26 or 52"})
	}
	if len(faults) > 0 {
		return fault.Fields("this report can't be made like that", faults...)
	}
	return nil
}

// Counted is what figures and effects are asked for: the question's whole weeks, and the present one beside them.
func (q Question) Counted() int { return q.Weeks + 1 }

func (q Question) ask() Ask {
	return Ask{Team: q.TeamID, Version: q.VersionID, Dimension: q.Dimension, Weeks: q.Counted()}
}

func (q Question) effects() EffectsAsk {
	return EffectsAsk{Kind: q.Kind, Weeks: q.Counted(), Team: q.TeamID, On: q.Measured}
}

// Days are those that the report of a plan is of, as YYYY-MM-DD of the zone: the weeks up to the day before a moment.
func (q Question) Days(at time.Time, zone *time.Location) (from, to string) {
	local := at.In(zone)
	return local.AddDate(0, 0, -7*q.Weeks).Format(time.DateOnly), local.AddDate(0, 0, -1).Format(time.DateOnly)
}

// Every is how often a report is sent.
type Every string

// How often reports are sent.
const (
	Weekly  Every = "week"  // on Mondays
	Monthly Every = "month" // on the first of the month
)

// sentAt is the hour of the zone's clock at which reports are sent.
const sentAt = 6

// Next is the first moment after at on which a report is due in the zone: a Monday or the first of a month, at six.
func (e Every) Next(at time.Time, zone *time.Location) time.Time {
	local := at.In(zone)
	moment := func(month time.Month, day int) time.Time {
		return time.Date(local.Year(), month, day, sentAt, 0, 0, 0, zone)
	}
	first, later := moment(local.Month(), 1), moment(local.Month()+1, 1)
	if e == Weekly {
		monday := local.Day() - (int(local.Weekday())+6)%7
		first, later = moment(local.Month(), monday), moment(local.Month(), monday+7)
	}
	if first.After(at) {
		return first.UTC()
	}
	return later.UTC()
}

// Schedule has a report sent to somebody regularly.
type Schedule struct {
	ID       string `gorm:"primaryKey"`
	UserID   string //
	Question `gorm:"embedded"`
	Every    Every      //
	Format   string     // csv or xlsx
	Paused   bool       //
	MadeAt   time.Time  `gorm:"serializer:millis"`
	NextAt   time.Time  `gorm:"serializer:millis"`
	SentAt   *time.Time `gorm:"serializer:millis"`
}

// TableName is where schedules lie.
func (Schedule) TableName() string { return "report_schedules" }

// settle checks the schedule and fills in what its question leaves open.
func (s *Schedule) settle() error {
	if s.Every != Weekly && s.Every != Monthly {
		return fault.In("body.every", "must be week or month")
	}
	if s.Format != "csv" && s.Format != "xlsx" {
		return fault.In("body.format", "must be csv or xlsx")
	}
	if s.Weeks == 0 {
		s.Weeks = Weeks[0]
	}
	if s.Report != EffectsReport && s.Report != PlanReport && s.Dimension == "" {
		s.Dimension = scorecards.Overall
	}
	if s.Report == EffectsReport {
		s.Kind, s.Measured = cmp.Or(s.Kind, ByModule), cmp.Or(s.Measured, OnQuestion)
	}
	return s.check()
}
