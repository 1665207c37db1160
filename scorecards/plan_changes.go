package scorecards

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
)

// PlanChanges are the parts of a plan to set; nil leaves a part as it is. Rate and Quota exclude each other: one that is
// set takes the place of the other.
type PlanChanges struct {
	Name        *string
	Scorecard   *string
	Scope       *Scope
	Purpose     *string
	Rate        *float64
	Quota       *int
	DoubleShare *float64
	DaysToScore *int
	DaysToKeep  *int // recordings; 0 as the site keeps them
	StartsOn    *string
	EndsOn      *string
	GraceDays   *int
	Triggers    *Triggers
	Watchers    *[]string
}

const (
	longestPlanName = 100
	mostQuota       = 100
	mostDaysToScore = 60
	mostGraceDays   = 365
	mostDaysToKeep  = 3650
	mostWatchers    = 50
	mostScopeValues = 100
	longestValue    = 512

	// StandardDoubleShare is how many of the samples are scored twice unless somebody says otherwise.
	StandardDoubleShare = 0.1
)

// bends says whether a change makes the plan decide otherwise than before about the same interaction.
func (p *Plan) bends(to *Plan) bool {
	quota := func(q *int) int {
		if q == nil {
			return 0
		}
		return *q
	}
	return p.ScorecardID != to.ScorecardID || !p.Scope.equal(to.Scope) || p.Purpose != to.Purpose || p.Rate != to.Rate || quota(p.Quota) != quota(to.Quota) ||
		p.StartsOn != to.StartsOn || p.GraceDays != to.GraceDays
}

// set takes the changes in, or names each field that is wrong.
func (p *Plan) set(c PlanChanges, today string) error {
	var wrong []fault.Field
	say := func(field, message string) {
		wrong = append(wrong, fault.Field{Location: "body." + field, Message: message})
	}
	if c.Name != nil {
		p.Name = strings.TrimSpace(*c.Name)
	}
	if n := utf8.RuneCountInString(p.Name); n == 0 || n > longestPlanName {
		say("name", "must be 1 to 100 characters")
	}
	if c.Scorecard != nil {
		p.ScorecardID = *c.Scorecard
	}
	if c.Purpose != nil {
		p.Purpose = *c.Purpose
	}
	if !slices.Contains([]string{ForLive, ForReview, ForBoth}, p.Purpose) {
		say("purpose", "must be live, review or both")
	}
	p.setAmount(c, say)
	p.setScope(c.Scope, say)
	p.setDays(c, today, say)
	if c.Triggers != nil {
		p.Triggers = c.Triggers.settled()
		p.Triggers.check(say)
	}
	if c.Watchers != nil {
		if p.Watchers = distinct(*c.Watchers); len(p.Watchers) > mostWatchers {
			say("watchers", "must be at most 50")
		}
	}
	if len(wrong) > 0 {
		return fault.Fields("the plan is not right yet", wrong...)
	}
	return nil
}

func (p *Plan) setAmount(c PlanChanges, say func(field, message string)) {
	switch {
	case c.Rate != nil && c.Quota != nil:
		say("quota", "a plan has a rate or a quota, not both; leave one out")
		p.Rate, p.Quota = *c.Rate, nil
	case c.Rate != nil:
		p.Rate, p.Quota = *c.Rate, nil
	case c.Quota != nil:
		p.Rate, p.Quota = 0, c.Quota
	}
	switch {
	case p.Quota != nil:
		if *p.Quota < 1 || *p.Quota > mostQuota {
			say("quota", "must be 1 to 100 evaluations of an agent in a week")
		}
	case c.Rate != nil && c.Quota != nil: // said already
	case !(p.Rate > 0 && p.Rate <= 1):
		say("rate", "must be above 0 and at most 1; or give a quota")
	}
	if c.DoubleShare != nil {
		p.DoubleShare = *c.DoubleShare
	}
	if !(p.DoubleShare >= 0 && p.DoubleShare <= 1) {
		say("double_share", "must be from 0 to 1")
	}
}

func (p *Plan) setScope(s *Scope, say func(field, message string)) {
	if s == nil {
		return
	}
	p.Scope = s.settled()
	for _, f := range []struct {
		name    string
		values  []string
		allowed []string
	}{{"teams", p.Scope.Teams, nil}, {"channels", p.Scope.Channels, interactions.Channels}, {"kinds", p.Scope.Kinds, interactions.Kinds},
		{"queues", p.Scope.Queues, nil}, {"languages", p.Scope.Languages, nil}} {
		switch {
		case len(f.values) > mostScopeValues:
			say("scope."+f.name, "must be at most 100")
		case f.allowed != nil && slices.ContainsFunc(f.values, func(v string) bool { return !slices.Contains(f.allowed, v) }):
			say("scope."+f.name, "must be of "+strings.Join(f.allowed, ", "))
		case slices.ContainsFunc(f.values, func(v string) bool { return strings.TrimSpace(v) == "" || utf8.RuneCountInString(v) > longestValue }):
			say("scope."+f.name, "each must be 1 to 512 characters")
		}
	}
}

func (p *Plan) setDays(c PlanChanges, today string, say func(field, message string)) {
	for _, f := range []struct {
		name string
		into *int
		from *int
		low  int
		high int
		text string
	}{{"days_to_score", &p.DaysToScore, c.DaysToScore, 1, mostDaysToScore, "must be 1 to 60 days"}, {"grace_days", &p.GraceDays, c.GraceDays, 0, mostGraceDays, "must be 0 to 365 days"}} {
		if f.from != nil {
			*f.into = *f.from
		}
		if *f.into < f.low || *f.into > f.high {
			say(f.name, f.text)
		}
	}
	if c.DaysToKeep != nil {
		if p.DaysToKeep = c.DaysToKeep; *c.DaysToKeep == 0 {
			p.DaysToKeep = nil
		}
		if *c.DaysToKeep < 0 || *c.DaysToKeep > mostDaysToKeep {
			say("days_to_keep_recordings", "must be 1 to 3650 days, or 0 for as long as the site keeps them")
		}
	}
	if c.StartsOn != nil {
		if p.StartsOn = *c.StartsOn; p.StartsOn != "" && (!isDay(p.StartsOn) || p.StartsOn < today) {
			say("starts_on", "must be a day such as 2026-03-01, today or later")
		}
	}
	if c.EndsOn != nil {
		p.EndsOn = *c.EndsOn
		if p.EndsOn != "" && (!isDay(p.EndsOn) || p.EndsOn < today) {
			say("ends_on", "must be a day such as 2026-03-31, today or later")
		}
	}
	if p.EndsOn != "" && p.EndsOn < p.StartsOn {
		say("ends_on", "must not be before the first day")
	}
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// on says whether the plan draws on a day.
func (p *Plan) on(day string) bool { return day >= p.StartsOn && (p.EndsOn == "" || day <= p.EndsOn) }
