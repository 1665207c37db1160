package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/store"
)

// Judgement is what one evaluator made of an interaction, as it was submitted: before any dispute.
type Judgement struct {
	Evaluator string
	Options   map[string]string // by question, of those that were shown; NA too
	Scores    map[string]float64
}

// JudgedTwice is an interaction that two evaluators judged without knowing of each other; the second submitted it at At.
type JudgedTwice struct {
	First, Second Judgement
	At            time.Time
}

// mostPairs is how many pairs agreement is of at most, the newest.
const mostPairs = 2000

// Twice are the newest double scores of a version that were submitted at a time or since, at most 2,000, each beside the
// first evaluation.
func (v *Evaluations) Twice(ctx context.Context, version string, from time.Time) (Definition, []JudgedTwice, error) {
	edition, err := v.versionByID(ctx, version)
	if err != nil {
		return Definition{}, nil, err
	}
	rows, err := v.doubleRows(ctx, version, from, mostPairs)
	if err != nil {
		return Definition{}, nil, err
	}
	options, err := v.submittedOptions(ctx, rows)
	if err != nil {
		return Definition{}, nil, err
	}
	out := make([]JudgedTwice, len(rows))
	for n, r := range rows {
		out[n] = JudgedTwice{edition.Definition.judged(r.First, options[r.FirstID]), edition.Definition.judged(r.Second, options[r.SecondID]), store.FromMillis(r.At)}
	}
	return edition.Definition, out, nil
}

// judged is what an evaluator's options come to, by a definition.
func (d *Definition) judged(evaluator string, options map[string]string) Judgement {
	j := Judgement{Evaluator: evaluator, Options: map[string]string{}, Scores: map[string]float64{}}
	shown := d.Shown(options)
	for question, option := range options {
		if shown[question] {
			j.Options[question] = option
		}
	}
	s := d.Score(options)
	if s.Overall != nil {
		j.Scores[Overall] = *s.Overall
	}
	for key, value := range s.Dimensions {
		if value != nil {
			j.Scores[key] = *value
		}
	}
	return j
}
