package insights

import (
	"context"
	"slices"
	"time"

	"rater/internal/people"
	"rater/internal/stats"
	"rater/scorecards"
)

// fewestPairs is how many interactions must have been judged twice before agreement is put into words.
const fewestPairs = 20

// What agreement comes to in words.
const (
	TooFew    = "too_few"  // pairs to say
	Reliable  = "reliable" // α of 0.8 or more (Krippendorff 2004)
	Tentative = "tentative"
	Uneven    = "uneven"   // evaluators agree by AC2, but nearly all answers are the same, so that α tells little
	Unsure    = "unsure"   // they do not agree by either, or the interval holds too much
	Same      = "constant" // there is one answer alone
)

// Agreed is how far evaluators agree in a question, a dimension or the whole.
type Agreed struct {
	Key, Text, Dimension string
	Pairs                int // judged by both
	OnNA                 OnNA
	Exact, Alpha, AC2    stats.Measure
	Apart                *float64 // mean of the absolute differences, points; of scores
	Verdict              string
}

// OnNA is agreement on N/A: of the answers that at least one of two evaluators found not applicable, those that both did. Share
// is nil where nobody found one so.
type OnNA struct {
	Both, Either int
	Share        *stats.Share
}

// Pairing is one evaluator beside those who judged the same: how far their overall scores lie above the others', on the
// mean over pairs, with its 95 % interval.
type Pairing struct {
	Evaluator  string
	Pairs      int
	Difference *stats.TTest // nil with fewer than two pairs, or where none differ otherwise
	Answers    int          // that neither found not applicable
	Same       int          // of the answers
	Course     Course
}

// Agreement is that of a version's double scores.
type Agreement struct {
	Ask
	Edition    scorecards.Edition
	From       time.Time
	Pairs      int
	Scores     []Agreed // of the whole, then of each dimension
	Questions  []Agreed // in the order of the form
	Evaluators []Pairing
	Course     Course
	Watched    Watched
}

// Agreement works it out; it is noted as a reading.
func (f *Figures) Agreement(ctx context.Context, actor people.Actor, ask Ask) (Agreement, error) {
	p, err := f.settled(ctx, nil, ask)
	if err != nil || p.Version == "" {
		return Agreement{Ask: p.Ask, From: p.from}, err
	}
	a := Agreement{Ask: p.Ask, Edition: p.edition, From: p.from}
	definition, pairs, err := f.scores.Twice(ctx, p.Version, p.from)
	if err != nil {
		return a, err
	}
	if a.Watched, err = f.watched(ctx, p.Version, p.from); err != nil {
		return a, err
	}
	a.Pairs = len(pairs)
	if len(pairs) > 0 {
		a.Questions = questionsAgreed(&definition, pairs)
		a.Scores, a.Evaluators = scoresAgreed(pairs, a.Questions), pairings(pairs)
		a.courses(pairs, f.scores.Weeks(p.Weeks))
	}
	return a, f.audit.Read(ctx, actor, "agreement.read", "scorecard", p.edition.Scorecard, map[string]any{"found": len(pairs)})
}

func scoresAgreed(pairs []scorecards.JudgedTwice, questions []Agreed) (list []Agreed) {
	for _, key := range append([]string{scorecards.Overall}, scorecards.DimensionKeys...) {
		var levels []float64
		var cells []int32
		apart := 0.0
		for _, p := range pairs {
			x, ok := p.First.Scores[key]
			y, too := p.Second.Scores[key]
			if !ok || !too {
				continue
			}
			cells = append(cells, int32(len(levels)), int32(len(levels)+1))
			levels = append(levels, x, y)
			apart += max(x-y, y-x)
		}
		if len(cells) == 0 {
			continue
		}
		one := Agreed{Key: key, Pairs: len(cells) / 2, OnNA: onNA(key, questions)}
		apart /= float64(one.Pairs)
		one.Apart = &apart
		list = append(list, one.judge(stats.Interval, cells, levels))
	}
	return list
}

func questionsAgreed(d *scorecards.Definition, pairs []scorecards.JudgedTwice) (list []Agreed) {
	for _, dim := range d.Dimensions {
		for _, q := range dim.Questions {
			list = append(list, questionAgreed(dim.Key, &q, pairs))
		}
	}
	return list
}

func questionAgreed(dimension string, q *scorecards.Question, pairs []scorecards.JudgedTwice) Agreed {
	one := Agreed{Key: q.ID, Text: q.Text, Dimension: dimension}
	levels := make([]float64, len(q.Options))
	for n := range q.Options {
		levels[n] = float64(n)
	}
	level := func(j scorecards.Judgement) int32 {
		return int32(slices.IndexFunc(q.Options, func(o scorecards.Option) bool { return o.Key == j.Options[q.ID] }))
	}
	var cells []int32
	for _, p := range pairs {
		x, y := level(p.First), level(p.Second)
		switch {
		case x >= 0 && y >= 0:
			one.Pairs++
			cells = append(cells, x, y)
		case p.First.Options[q.ID] != "" && p.Second.Options[q.ID] != "": // a condition may have hidden it from one of them
			one.OnNA.add(p.First.Options[q.ID] == scorecards.NA, p.Second.Options[q.ID] == scorecards.NA)
		}
	}
	one.OnNA.work()
	scale := stats.Ordinal
	if len(levels) <= 2 {
		scale = stats.Nominal
	}
	return one.judge(scale, cells, levels)
}

func (o *OnNA) add(first, second bool) {
	if first || second {
		o.Either++
	}
	if first && second {
		o.Both++
	}
}

func (o *OnNA) work() {
	if share, err := stats.Wilson(float64(o.Both), float64(o.Either)); err == nil {
		o.Share = &share
	}
}

// onNA is that of the questions of a dimension, or of all.
func onNA(key string, questions []Agreed) (o OnNA) {
	for _, q := range questions {
		if key == scorecards.Overall || key == q.Dimension {
			o.Both, o.Either = o.Both+q.OnNA.Both, o.Either+q.OnNA.Either
		}
	}
	o.work()
	return o
}

func (a Agreed) judge(scale stats.Scale, cells []int32, levels []float64) Agreed {
	a.Verdict = TooFew
	r, err := stats.NewRatings(scale, 2, cells, levels)
	if err != nil || a.Pairs == 0 {
		return a
	}
	found := stats.AgreeOnPairs(r)
	a.Exact, a.Alpha, a.AC2 = found.Exact, found.Alpha, found.AC2
	a.Verdict = a.verdict()
	return a
}

func (a *Agreed) verdict() string {
	switch {
	case a.Pairs < fewestPairs:
		return TooFew
	case a.Alpha.Value == nil && a.Exact.Value != nil && *a.Exact.Value == 1:
		return Same
	case a.Alpha.Value != nil && *a.Alpha.Value >= 0.8:
		return Reliable
	case a.Alpha.Value != nil && *a.Alpha.Value >= 0.667:
		return Tentative
	case a.AC2.Value != nil && *a.AC2.Value >= 0.8:
		return Uneven
	}
	return Unsure
}

// alike counts the answers that neither found not applicable, and those of them that are the same.
func alike(one, other scorecards.Judgement) (same, answers int) {
	for question, option := range one.Options {
		too, ok := other.Options[question]
		if !ok || option == scorecards.NA || too == scorecards.NA {
			continue
		}
		answers++
		if too == option {
			same++
		}
	}
	return same, answers
}

func pairings(pairs []scorecards.JudgedTwice) (list []Pairing) {
	own, others := map[string][]float64{}, map[string][]float64{}
	rows := map[string]*Pairing{}
	beside := func(one, other scorecards.Judgement) {
		r := rows[one.Evaluator]
		if r == nil {
			r = &Pairing{Evaluator: one.Evaluator}
			rows[one.Evaluator] = r
		}
		r.Pairs++
		same, answers := alike(one, other)
		r.Same, r.Answers = r.Same+same, r.Answers+answers
		x, ok := one.Scores[scorecards.Overall]
		if y, too := other.Scores[scorecards.Overall]; ok && too {
			own[one.Evaluator], others[one.Evaluator] = append(own[one.Evaluator], x), append(others[one.Evaluator], y)
		}
	}
	for _, p := range pairs {
		beside(p.First, p.Second)
		beside(p.Second, p.First)
	}
	for id, r := range rows {
		if t, err := stats.PairedT(own[id], others[id]); err == nil {
			r.Difference = &t
		}
		list = append(list, *r)
	}
	slices.SortFunc(list, func(a, b Pairing) int {
		if a.Evaluator < b.Evaluator {
			return -1
		}
		return 1
	})
	return list
}
