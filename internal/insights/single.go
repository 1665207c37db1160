package insights

import (
	"context"
	"errors"
	"fmt"
	"time"

	"rater/internal/people"
	"rater/internal/stats"
)

// Moment is one session that was held, or one action that was agreed on, and in what its effect is asked for: On a
// dimension or scorecards.Overall, or where Question is named in that.
type Moment struct {
	Kind      string // ByCoach or ByAction
	ID        string
	Agent, By string
	At        time.Time
	On        string
	Question  string
}

// Times are the mean of somebody's scores and how many they are; the mean is nil without one.
type Times struct {
	N    int
	Mean *float64
}

// Single is what came of one moment: the agent's scores in the four weeks before and after, and how far those after differ
// from what they were to be expected to be, by the agents without such a moment in that time. Until is when the four weeks
// are over.
type Single struct {
	Moment
	Before, After Times
	Others        int // agents without, with scores before and after
	Without       Means
	Until         time.Time
	Effect        *stats.Contrast
	Besides       int    // other sessions of the agent, or actions on the question, in these weeks
	Verdict       string // Early until the four weeks are over
	Why           string // where no number can be given
}

// Early is the verdict while scores still come in: looked at again and again, one of many looks would claim something.
const Early = "early"

// fewestScores is how many scores before, and how many after, one agent must have.
const fewestScores = 3

// Single measures one moment, which the actor may read, upon one agent. It is noted as a reading.
func (f *Figures) Single(ctx context.Context, actor people.Actor, m Moment) (Single, error) {
	s := Single{Moment: m, Until: m.At.Add(window), Verdict: TooFew}
	teams := teamsOf(people.FiguresReach(actor))
	version, err := f.versionAround(ctx, m, teams)
	if err != nil {
		return s, err
	}
	if s.Besides, err = f.besides(ctx, m); err != nil {
		return s, err
	}
	rows, err := f.around(ctx, m, teams, version)
	if err != nil {
		return s, err
	}
	s.measure(rows, f.now())
	return s, f.audit.Read(ctx, actor, "effects.read", "agent", m.Agent, map[string]any{map[string]string{ByCoach: "session", ByAction: "action"}[m.Kind]: m.ID})
}

func (s *Single) measure(rows []spans, now time.Time) {
	var own spans
	var others []stats.Case
	var sums []stats.Sums
	for _, r := range rows {
		sums = append(sums, r.before(), r.after())
		if r.AgentID == s.Agent {
			own = r
		} else if r.NBefore > 0 && r.NAfter > 0 {
			others = append(others, r.asCase())
		}
	}
	s.Before, s.After, s.Others = times(own.before()), times(own.after()), len(others)
	if now.Before(s.Until) {
		s.Verdict = Early
		return
	}
	if own.NBefore < fewestScores || own.NAfter < fewestScores {
		s.Why = fmt.Sprintf("there are %d scores before and %d after; %d of each are needed", own.NBefore, own.NAfter, fewestScores)
		return
	}
	if len(others) < fewestTreated {
		s.Why = fmt.Sprintf("only %d agents without it have scores before and after; %d are needed", len(others), fewestTreated)
		return
	}
	s.Without, _ = meansOf(others)
	within, err := stats.PooledWithin(sums)
	if err != nil && !errors.Is(err, stats.ErrNoVariation) {
		s.Why = err.Error()
		return
	}
	s.say(stats.SingleCase(own.asCase(), others, within.Variance))
}

func (s *Single) say(c stats.Contrast) {
	if c.SE == nil {
		s.Why = c.Why.Error()
		return
	}
	s.Effect = &c
	switch {
	case *c.Low > 0:
		s.Verdict = Helps
	case *c.High < 0:
		s.Verdict = Harms
	default:
		s.Verdict = NoEvidence
	}
}

func times(s stats.Sums) Times {
	if s.N == 0 {
		return Times{}
	}
	mean := s.Y / float64(s.N)
	return Times{s.N, &mean}
}

// spans are an agent's scores before a moment and after it.
type spans struct {
	AgentID         string
	NBefore, NAfter int
	YBefore, YAfter float64
	YYBefore        float64
	YYAfter         float64
}

func (r spans) before() stats.Sums { return stats.Sums{N: r.NBefore, Y: r.YBefore, YY: r.YYBefore} }
func (r spans) after() stats.Sums  { return stats.Sums{N: r.NAfter, Y: r.YAfter, YY: r.YYAfter} }

func (r spans) asCase() stats.Case {
	b, a := float64(r.NBefore), float64(r.NAfter)
	return stats.Case{Before: r.YBefore / b, After: r.YAfter / a, NBefore: b, NAfter: a}
}
