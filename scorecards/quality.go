package scorecards

import (
	"context"

	"rater/internal/people"
	"rater/internal/stats"
)

// What the figures of a question say of it.
const (
	TooFew    = "too_few"   // answers to say anything
	MostlyNA  = "mostly_na" // half or more of the evaluations leave it out
	AtCeiling = "ceiling"   // nine of ten or more have its best option
	Unrelated = "unrelated" // it goes with the other questions hardly at all
	Tells     = "tells"
)

// From where on figures say something, and where they say that a question doesn't.
const (
	fewestAnswers = 20
	fewestPairs   = 30
	naFrom        = 0.5
	ceilingFrom   = 0.9
	unrelatedTo   = 0.1
)

// mostJudged is how many evaluations figures are of at most, the newest.
const mostJudged = 20_000

// Quality are the figures of a version's questions, of its newest 20,000 evaluations that were submitted and not withdrawn.
type Quality struct {
	Published
	Evaluations int
	Questions   []QuestionQuality
}

// QuestionQuality is how a question was answered, where it was shown. N counts N/A too; Ceiling is the share of the best
// option among the other answers, Rest the correlation of its points with the mean points of the evaluation's other
// answers (corrected item–rest correlation, over what was answered), over RestN evaluations. Shares and Rest are nil
// below twenty and thirty.
type QuestionQuality struct {
	Question  string
	Dimension string
	Text      string
	N         int
	Options   []OptionCount
	NA        int
	NAShare   *stats.Share
	Ceiling   *stats.Share
	Rest      stats.Measure
	RestN     int
	Verdict   string
}

// OptionCount is how many answers have an option.
type OptionCount struct {
	Key   string
	Label string
	N     int
}

// Quality works out the figures of a version, by id, and notes that as a reading.
func (c *Catalogue) Quality(ctx context.Context, actor people.Actor, version string) (Quality, error) {
	p, err := c.Version(ctx, version)
	if err != nil {
		return Quality{}, err
	}
	q := Quality{Published: p}
	if q.Evaluations, err = c.judged(ctx, version, mostJudged); err != nil {
		return q, err
	}
	counts, err := c.answerCounts(ctx, version, mostJudged)
	if err != nil {
		return q, err
	}
	pairs, err := c.restSums(ctx, version, mostJudged)
	if err != nil {
		return q, err
	}
	for _, dim := range p.Version.Definition.Dimensions {
		for _, question := range dim.Questions {
			q.Questions = append(q.Questions, question.quality(dim.Key, counts[question.ID], pairs[question.ID]))
		}
	}
	return q, c.audit.Read(ctx, actor, "scorecard.quality", "scorecard", p.ID, map[string]any{"version": p.Version.Number, "found": q.Evaluations})
}

// quality are a question's figures, from how often each option was chosen and the sums of the pairs of its points with
// those of the rest.
func (q *Question) quality(dimension string, counts map[string]int, pairs stats.PairSums) QuestionQuality {
	out := QuestionQuality{Question: q.ID, Dimension: dimension, Text: q.Text, NA: counts[NA], N: counts[NA], RestN: pairs.N, Options: []OptionCount{}}
	for _, o := range q.Options {
		out.Options = append(out.Options, OptionCount{o.Key, o.Label, counts[o.Key]})
		out.N += counts[o.Key]
	}
	best := 0
	if len(q.Options) > 0 {
		best = counts[q.Options[len(q.Options)-1].Key]
	}
	out.NAShare, out.Ceiling = shareOf(out.NA, out.N), shareOf(best, out.N-out.NA)
	if pairs.N >= fewestPairs {
		out.Rest = pairs.Correlation()
	}
	out.Verdict = out.verdict()
	return out
}

func shareOf(part, whole int) *stats.Share {
	if whole < fewestAnswers {
		return nil
	}
	share, err := stats.Wilson(float64(part), float64(whole))
	if err != nil {
		return nil
	}
	return &share
}

func (q *QuestionQuality) verdict() string {
	switch {
	case q.NAShare != nil && q.NAShare.Value >= naFrom:
		return MostlyNA
	case q.Ceiling == nil:
		return TooFew
	case q.Ceiling.Value >= ceilingFrom:
		return AtCeiling
	case q.Rest.Value != nil && *q.Rest.Value < unrelatedTo:
		return Unrelated
	}
	return Tells
}
