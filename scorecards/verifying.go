package scorecards

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"rater/internal/foundation/fault"
)

// Deviation is a decision that the seed does not give. U is the Uniform of the interaction, which was to be drawn where it
// lies below Probability.
type Deviation struct {
	Interaction string  `json:"interaction"`
	Agent       string  `json:"agent"`
	Period      string  `json:"period"`
	U           float64 `json:"u"`
	Probability float64 `json:"probability"`
	Sample      string  `json:"sample,omitempty"`
	Detail      string  `json:"detail"`
}

// Verification is a plan, or one week of it, drawn again from its seed. Decided interactions are those that it decided
// about; of them Drawn fell below their probability, ToppedUp and Replacements came in by the rules, the smallest Uniform first.
type Verification struct {
	Plan         string      `json:"plan"`
	Name         string      `json:"name"`
	Period       string      `json:"period,omitempty"`
	Decided      int         `json:"decided"`
	Drawn        int         `json:"drawn"`
	ToppedUp     int         `json:"topped_up"`
	Replacements int         `json:"replacements"`
	Deviations   []Deviation `json:"deviations"`
	More         int         `json:"more,omitempty"` // deviations beyond the first thousand
	zone         *time.Location
}

const mostDeviations = 1000

var isPeriod = regexp.MustCompile(`^\d{4}-W\d{2}$`)

// Verify draws a plan, by id or name, again: an interaction that it decided about has a sample if and only if its Uniform
// lies below the probability that was stored before, or the rules added it. Invalid is a period that is no ISO week.
func (p *Plans) Verify(ctx context.Context, plan, period string) (Verification, error) {
	v := Verification{Period: period, Deviations: []Deviation{}, zone: p.zone}
	if period != "" && !isPeriod.MatchString(period) {
		return v, fault.In("period", "must be an ISO week such as 2026-W10")
	}
	of, err := p.planNamed(ctx, plan)
	if err != nil {
		return v, err
	}
	v.Plan, v.Name = of.ID, of.Name
	seed, err := p.seed(of)
	if err != nil {
		return v, err
	}
	var group []verified
	for after := (verified{}); ; {
		rows, err := p.toVerify(ctx, &of, after, verifiedAtOnce)
		if err != nil {
			return v, err
		}
		for _, r := range rows {
			r.period = periodOf(time.UnixMilli(r.StartedAt), p.zone)
			r.u = Uniform(seed, r.InteractionID)
			if len(group) > 0 && (group[0].AgentID != r.AgentID || group[0].period != r.period) {
				v.judge(&of, group)
				group = group[:0]
			}
			group = append(group, r)
		}
		if len(rows) < verifiedAtOnce {
			break
		}
		after = rows[len(rows)-1]
	}
	v.judge(&of, group)
	return v, p.neverDecided(ctx, &of, &v)
}

const verifiedAtOnce = 1000

// judge looks at an agent's week, which it knows as a whole.
func (v *Verification) judge(plan *Plan, group []verified) {
	if len(group) == 0 || (v.Period != "" && group[0].period != v.Period) {
		return
	}
	for _, r := range group {
		v.Decided++
		switch {
		case r.SampleID != "" && r.SampleOf != r.InteractionID:
			v.deviates(r, "has the sample of another interaction")
		case r.Fixed != nil && *r.Fixed != r.Probability, r.Fixed == nil && plan.Quota != nil, plan.Quota == nil && r.Probability != plan.Rate:
			v.deviates(r, "its probability is not the one that was fixed for the week")
		case r.u < r.Probability && r.SampleID == "":
			v.deviates(r, "was to be drawn and was not")
		case r.u < r.Probability:
			v.Drawn++
			if !r.random() {
				v.deviates(r, "was drawn, and its sample is not random")
			}
		case r.SampleID == "":
		default:
			v.added(r, group)
		}
	}
	v.full(plan, group)
}

// full holds that a week that was topped up reached its quota, if there was enough.
func (v *Verification) full(plan *Plan, group []verified) {
	first := group[0]
	if first.ClosedAt == nil || first.Quota == nil || !plan.ranOut(v.zone) {
		return
	}
	places := 0
	var over *verified
	for n, r := range group {
		switch {
		case r.SampleID != "" && r.ReplacesID == "":
			places++
		case r.SampleID == "" && !r.Targeted && r.DecidedAt < *r.ClosedAt && (over == nil || r.u < over.u):
			over = &group[n]
		}
	}
	if places < *first.Quota && over != nil && over.u >= over.Probability { // below it, it was said already
		v.deviates(*over, "was left though the quota was not reached")
	}
}

// added holds what was not drawn at first to the rules: nothing that was left then has a smaller Uniform.
func (v *Verification) added(r verified, group []verified) {
	var by int64
	switch {
	case !r.random() || (!r.ToppedUp && r.ReplacesID == "" && r.SamplePlan == r.PlanID):
		v.deviates(r, "was not to be drawn and was")
		return
	case r.ReplacesID != "":
		v.Replacements++
		by = r.DrawnAt
	default:
		v.ToppedUp++
		if r.ClosedAt == nil || r.Quota == nil {
			v.deviates(r, "was added before the week was over, or by a plan without a quota")
			return
		}
		by = *r.ClosedAt
	}
	for _, o := range group {
		if o.SampleID == "" && !o.Targeted && o.u < r.u && o.DecidedAt < by {
			v.deviates(r, fmt.Sprintf("was added though %s was left with a smaller u", o.InteractionID))
			return
		}
	}
}

func (v *Verification) deviates(r verified, detail string) {
	if len(v.Deviations) >= mostDeviations {
		v.More++
		return
	}
	v.Deviations = append(v.Deviations, Deviation{r.InteractionID, r.AgentID, r.period, r.u, r.Probability, r.SampleID, detail})
}

// neverDecided adds random samples of the plan that it never decided about.
func (p *Plans) neverDecided(ctx context.Context, plan *Plan, v *Verification) error {
	rows, err := p.undecided(ctx, plan.ID, mostDeviations)
	for _, s := range rows {
		r := verified{InteractionID: s.InteractionID, AgentID: s.AgentID, SampleID: s.ID, period: periodOf(s.DrawnAt, p.zone)}
		if v.Period == "" || v.Period == r.period {
			v.deviates(r, "is a random sample, and the plan never decided about it")
		}
	}
	return err
}
