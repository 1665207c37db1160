package insights

import (
	"context"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/scorecards"
)

// rights says which reports an actor may read now. What several of them rest on is looked up once.
type rights struct {
	s        *Schedules
	actor    people.Actor
	counting map[bool][]scorecards.EditionCount // versions that scores count of, in all teams or in the actor's
	plans    map[string]string                  // names of those that are asked about
}

// rightsTo are an actor's rights to reports.
func (s *Schedules) rightsTo(ctx context.Context, actor people.Actor, list ...Question) (*rights, error) {
	var plans []string
	for _, q := range list {
		if q.Report == PlanReport {
			plans = append(plans, q.SubjectID)
		}
	}
	names, err := s.planNames(ctx, plans)
	return &rights{s, actor, map[bool][]scorecards.EditionCount{}, names}, err
}

// mayRead is Forbidden or NotFound where the actor may not read a report, and Invalid where no scores of its version count.
func (r *rights) mayRead(ctx context.Context, q Question) error {
	if !r.actor.May(takes[q.Report].read) {
		return fault.New(fault.Forbidden, "this report is not for your roles")
	}
	switch q.Report {
	case TeamReport, AgentReport:
		reach := people.FiguresReach(r.actor)
		if !sees(reach, q.TeamID) {
			return noTeam()
		}
		return r.counts(ctx, teamsOf(reach), q.VersionID)
	case EvaluatorsReport, AgreementReport:
		return r.counts(ctx, nil, q.VersionID)
	case EffectsReport:
		return q.effects().allowed(r.actor)
	case PlanReport:
		if _, there := r.plans[q.SubjectID]; !there {
			return fault.Missing()
		}
	}
	return nil
}

// counts is Invalid where no scores count of a version in these teams, or where they are nil in any.
func (r *rights) counts(ctx context.Context, teams []string, version string) (err error) {
	if version == "" {
		return nil
	}
	known, asked := r.counting[teams == nil]
	if !asked {
		if known, err = r.s.figures.counting(ctx, teams); err != nil {
			return err
		}
		r.counting[teams == nil] = known
	}
	_, err = chosen(known, version)
	return err
}

// over says of a check that the report is not there for its reader any more.
func over(err error) bool { return fault.Is(err, fault.NotFound) || fault.Is(err, fault.Forbidden) }

// Shown is a schedule as its owner may see it now.
type Shown struct {
	Schedule
	Readable bool   // it may be read, and there are scores of it
	Plan     string // the name of the plan that it is of
	From, To string // the days that the report of a plan is of, as it was last sent or would be now
}

// Show says what the actor may see of their schedules.
func (s *Schedules) Show(ctx context.Context, actor people.Actor, list ...Schedule) ([]Shown, error) {
	questions := make([]Question, len(list))
	for n, one := range list {
		questions[n] = one.Question
	}
	r, err := s.rightsTo(ctx, actor, questions...)
	if err != nil {
		return nil, err
	}
	out := make([]Shown, len(list))
	for n, one := range list {
		err := r.mayRead(ctx, one.Question)
		if err != nil && !over(err) && !fault.Is(err, fault.Invalid) {
			return nil, err
		}
		out[n] = Shown{Schedule: one, Readable: err == nil}
		if one.Report == PlanReport && err == nil {
			out[n].Plan = r.plans[one.SubjectID]
			out[n].From, out[n].To = one.Days(s.lastSent(one), s.zone)
		}
	}
	return out, nil
}
