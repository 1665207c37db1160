package scorecards

import (
	"cmp"
	"context"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/internal/stats"
)

const (
	longestPeriod  = 366 * 24 * time.Hour
	standardPeriod = 90 * 24 * time.Hour
	mostListed     = 200
)

// DisputeFigures say how often answers of evaluations released in [From, To) were disputed, and what became of it: of all,
// of the questions and of the evaluators, the most often disputed first and at most 200 of each.
type DisputeFigures struct {
	From, To   time.Time
	All        Contests
	Questions  []Contests
	Evaluators []Contests
}

// Contests counts answers, and the disputes of them. Rate is the share of the answers that was disputed, Overturned the share
// of the decided disputes that changed the answer, both with Wilson's interval and nil without any; Median and Slow are the
// hours to the decision that half and nine of ten took at most, nil without decisions.
type Contests struct {
	ID         string // of a question or an evaluator
	Dimension  string // of a question
	Text       string // of a question
	Answers    int
	Disputed   int
	Decided    int
	Changed    int
	Rate       *stats.Share
	Overturned *stats.Share
	Median     *float64
	Slow       *float64

	hours []float64
}

// DisputeFigures works them out for a period, of which each end may be zero: the last ninety days. It is noted as a reading.
func (v *Evaluations) DisputeFigures(ctx context.Context, actor people.Actor, from, to time.Time) (DisputeFigures, error) {
	f := DisputeFigures{From: from, To: to}
	if f.To.IsZero() {
		f.To = v.now()
	}
	if f.From.IsZero() {
		f.From = f.To.Add(-standardPeriod)
	}
	if !f.From.Before(f.To) {
		return f, fault.In("query.from", "must be before the end of the period")
	}
	if f.To.Sub(f.From) > longestPeriod {
		return f, fault.In("query.from", "the period must be at most 366 days long")
	}
	if err := v.count(ctx, &f); err != nil {
		return f, err
	}
	return f, v.audit.Read(ctx, actor, "disputes.figures", "evaluation", "", map[string]any{"found": f.All.Disputed})
}

func (v *Evaluations) count(ctx context.Context, f *DisputeFigures) error {
	given, err := v.answersGiven(ctx, f.From, f.To)
	if err != nil {
		return err
	}
	contested, err := v.contestedAnswers(ctx, f.From, f.To)
	if err != nil {
		return err
	}
	questions, evaluators := contests{}, contests{}
	for _, g := range given {
		for _, t := range []*Contests{&f.All, questions.of(g.QuestionID), evaluators.of(g.EvaluatorID)} {
			t.Answers += g.N
		}
	}
	for _, c := range contested {
		for _, t := range []*Contests{&f.All, questions.of(c.QuestionID), evaluators.of(c.EvaluatorID)} {
			t.add(c)
		}
	}
	f.All.finish()
	f.Questions, f.Evaluators = questions.most(), evaluators.most()
	return v.nameQuestions(ctx, f)
}

type contests map[string]*Contests

func (m contests) of(id string) *Contests {
	if m[id] == nil {
		m[id] = &Contests{ID: id}
	}
	return m[id]
}

func (m contests) most() []Contests {
	list := make([]Contests, 0, len(m))
	for _, t := range m {
		t.finish()
		list = append(list, *t)
	}
	slices.SortFunc(list, func(a, b Contests) int {
		return cmp.Or(cmp.Compare(b.Disputed, a.Disputed), cmp.Compare(b.Answers, a.Answers), cmp.Compare(a.ID, b.ID))
	})
	return list[:min(len(list), mostListed)]
}

func (t *Contests) add(c contestedAnswer) {
	t.Disputed++
	if c.DecidedAt == nil {
		return
	}
	t.Decided++
	if c.Status == Changed {
		t.Changed++
	}
	t.hours = append(t.hours, float64(*c.DecidedAt-c.OpenedAt)/float64(time.Hour/time.Millisecond))
}

func (t *Contests) finish() {
	t.Rate, t.Overturned = wilson(t.Disputed, t.Answers), wilson(t.Changed, t.Decided)
	t.Median, t.Slow = percentile(t.hours, 0.5), percentile(t.hours, 0.9)
}

func wilson(part, whole int) *stats.Share {
	share, err := stats.Wilson(float64(part), float64(whole))
	if err != nil {
		return nil
	}
	return &share
}

func percentile(values []float64, p float64) *float64 {
	value, err := stats.Percentile(values, p)
	if err != nil {
		return nil
	}
	return &value
}

// nameQuestions gives the questions the words of the newest version that has them.
func (v *Evaluations) nameQuestions(ctx context.Context, f *DisputeFigures) error {
	ids, err := v.versionsReleased(ctx, f.From, f.To)
	if err != nil {
		return err
	}
	byID, err := v.versionsByID(ctx, ids)
	if err != nil {
		return err
	}
	versions := make([]Version, 0, len(byID))
	for _, version := range byID {
		versions = append(versions, version)
	}
	slices.SortFunc(versions, func(a, b Version) int { return cmp.Or(b.PublishedAt.Compare(a.PublishedAt), cmp.Compare(b.ID, a.ID)) })
	for n := range f.Questions {
		for i := range versions {
			if q, dimension, ok := versions[i].Definition.Question(f.Questions[n].ID); ok {
				f.Questions[n].Text, f.Questions[n].Dimension = q.Text, dimension
				break
			}
		}
	}
	return nil
}
