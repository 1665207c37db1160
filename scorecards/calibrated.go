package scorecards

import (
	"math"
	"slices"
)

// Given is what one evaluator answered to a question of a calibration.
type Given struct {
	Evaluator string
	Option    string   // NA where it does not apply
	Points    *float64 // in [0, 1]; nil for NA
	Comment   string
}

// QuestionSpread is what evaluators answered to one question of an interaction. Apart is the distance of the highest points
// from the lowest, nil where fewer than two gave any.
type QuestionSpread struct {
	Question  string
	Dimension string
	Given     []Given // in the order of the evaluators' ids
	Apart     *float64
	Usual     string // what most answered, the lower of two that are as many
	Same      int    // how many did
	Reference *Reference
}

// Agreed says whether all who answered gave the same answer.
func (q *QuestionSpread) Agreed() bool { return q.Same == len(q.Given) }

// InteractionSpread is what evaluators made of one interaction.
type InteractionSpread struct {
	CalibrationItem
	Scores    map[string]*float64 // the whole, 0–100, by evaluator
	Questions []QuestionSpread    // those that somebody was shown, in the order of the form
	Score     *float64            // the whole by the reference, once it is settled
}

// CalibrationResult is one evaluator beside the reference: how many of their answers are those of the reference, and by how
// many points their scores lie above it on the mean, and apart from it.
type CalibrationResult struct {
	CalibrationID string `gorm:"primaryKey"`
	UserID        string `gorm:"primaryKey"`
	Answers       int
	Same          int
	Scores        int // interactions of which both have a score
	Above         float64
	Apart         float64
}

// TableName is where they lie.
func (CalibrationResult) TableName() string { return "calibration_results" }

// spread puts what was submitted side by side.
func (c *Calibration) spread(d *Definition, submitted []Evaluation, references []Reference) []InteractionSpread {
	out := make([]InteractionSpread, len(c.Interactions))
	for n, item := range c.Interactions {
		of := slices.DeleteFunc(slices.Clone(submitted), func(e Evaluation) bool { return e.InteractionID != item.InteractionID })
		s := InteractionSpread{CalibrationItem: item, Scores: map[string]*float64{}}
		for _, e := range of {
			s.Scores[e.EvaluatorID] = e.Overall
		}
		for _, dim := range d.Dimensions {
			for _, q := range dim.Questions {
				one := spreadOf(&q, of)
				if len(one.Given) == 0 {
					continue
				}
				one.Dimension = dim.Key
				if at := slices.IndexFunc(references, func(r Reference) bool { return r.InteractionID == item.InteractionID && r.QuestionID == q.ID }); at >= 0 {
					one.Reference = &references[at]
				}
				s.Questions = append(s.Questions, one)
			}
		}
		out[n] = s
	}
	return out
}

func spreadOf(q *Question, of []Evaluation) QuestionSpread {
	s := QuestionSpread{Question: q.ID}
	least, most, counts := math.Inf(1), math.Inf(-1), map[string]int{}
	for _, e := range of {
		a := e.Answered(q.ID)
		if a.Hidden || a.Option == "" {
			continue
		}
		s.Given = append(s.Given, Given{e.EvaluatorID, a.Option, a.Points, a.Comment})
		counts[a.Option]++
		if a.Points != nil {
			least, most = min(least, *a.Points), max(most, *a.Points)
		}
	}
	for _, o := range append(slices.Clone(q.Options), Option{Key: NA}) {
		if counts[o.Key] > s.Same {
			s.Usual, s.Same = o.Key, counts[o.Key]
		}
	}
	if apart := most - least; len(s.Given) > 1 && !math.IsInf(apart, 0) {
		s.Apart = &apart
	}
	return s
}

// settleOn is the reference of each question: what was settled, else what all answered; open are those of neither that the
// reference shows. What it hides is no part of it.
func settleOn(d *Definition, spreads []InteractionSpread) (options []map[string]string, open int) {
	options = make([]map[string]string, len(spreads))
	for n, s := range spreads {
		options[n] = map[string]string{}
		for _, q := range s.Questions {
			if q.Reference != nil {
				options[n][q.Question] = q.Reference.Option
			} else if q.Agreed() && len(q.Given) > 1 {
				options[n][q.Question] = q.Usual
			}
		}
		shown := d.Shown(options[n])
		for _, q := range s.Questions {
			if _, settled := options[n][q.Question]; !shown[q.Question] {
				delete(options[n], q.Question)
			} else if !settled {
				open++
			}
		}
	}
	return options, open
}

// measure puts each evaluator beside the reference; one who submitted nothing has no row.
func (c *Calibration) measure(d *Definition, spreads []InteractionSpread, options []map[string]string) []CalibrationResult {
	var out []CalibrationResult
	for _, user := range c.Evaluators {
		r := CalibrationResult{CalibrationID: c.ID, UserID: user}
		for n, s := range spreads {
			r.add(s, options[n], d.Score(options[n]).Overall)
		}
		if r.Scores > 0 {
			r.Above, r.Apart = r.Above/float64(r.Scores), r.Apart/float64(r.Scores)
		}
		if r.Answers > 0 {
			out = append(out, r)
		}
	}
	return out
}

func (r *CalibrationResult) add(s InteractionSpread, options map[string]string, score *float64) {
	for _, q := range s.Questions {
		for _, g := range q.Given {
			if g.Evaluator != r.UserID {
				continue
			}
			if _, settled := options[q.Question]; !settled {
				continue
			}
			r.Answers++
			if g.Option == options[q.Question] {
				r.Same++
			}
		}
	}
	if own := s.Scores[r.UserID]; own != nil && score != nil {
		r.Scores++
		r.Above += *own - *score
		r.Apart += math.Abs(*own - *score)
	}
}
