package training

import (
	"context"
	"time"

	"rater/internal/people"
	"rater/internal/stats"
)

// Figures are how a module is learnt. Medians are of the newest 10,000 completed assignments, quizzes of the newest 5,000
// first attempts that were graded; nil where there are none.
type Figures struct {
	Assigned      int // in whatever state, but cancelled
	Completed     int
	Overdue       int
	MedianDays    *float64 // from assigning to completing
	MedianMinutes *float64 // spent, as browsers reported
	Quizzes       []QuizFigures
}

// QuizFigures are how a quiz is answered. Passed is the share that passed at the first attempt.
type QuizFigures struct {
	Part      string
	Title     string
	Attempts  int
	N         int // first attempts
	Passed    *stats.Share
	Questions []QuestionFigures
}

// QuestionFigures are of first attempts: Difficulty is the mean share of the points, 0–1; Discrimination the correlation
// of the points with those of all other questions (stats.ItemRest), nil with a reason in Why.
type QuestionFigures struct {
	Question       string
	Text           string
	N              int
	Difficulty     *float64
	Discrimination *float64
	Why            string
}

const (
	mostTimes    = 10_000
	mostAttempts = 5_000
)

// Figures returns how a module is learnt, with the quizzes of its newest version, and notes that as a reading.
func (a *Assignments) Figures(ctx context.Context, actor people.Actor, id string) (Figures, error) {
	module, err := a.modules.one(ctx, id)
	if err != nil {
		return Figures{}, err
	}
	f, err := a.countOf(ctx, id, a.Today())
	if err != nil {
		return f, err
	}
	if f.MedianDays, f.MedianMinutes, err = a.medians(ctx, id); err != nil {
		return f, err
	}
	if module.Version > 0 {
		if f.Quizzes, err = a.quizFigures(ctx, module); err != nil {
			return f, err
		}
	}
	return f, a.audit.Read(ctx, actor, "module.figures", "module", id, map[string]any{"found": f.Assigned})
}

func (a *Assignments) medians(ctx context.Context, id string) (days, minutes *float64, err error) {
	rows, err := a.completedOf(ctx, id, mostTimes)
	if err != nil || len(rows) == 0 {
		return nil, nil, err
	}
	var took, spent []float64
	for _, r := range rows {
		took = append(took, r.CompletedAt.Sub(r.AssignedAt).Hours()/24)
		spent = append(spent, (time.Duration(r.Seconds) * time.Second).Minutes())
	}
	d, err := stats.Percentile(took, 0.5)
	if err != nil {
		return nil, nil, err
	}
	m, err := stats.Percentile(spent, 0.5)
	return &d, &m, err
}

func (a *Assignments) quizFigures(ctx context.Context, module Module) ([]QuizFigures, error) {
	version, err := a.modules.version(ctx, module.ID, module.Version)
	if err != nil {
		return nil, err
	}
	counts, err := a.attemptCounts(ctx, module.ID)
	if err != nil {
		return nil, err
	}
	firsts, err := a.firstAttempts(ctx, module.ID, mostAttempts)
	if err != nil {
		return nil, err
	}
	byPart := map[string][]Attempt{}
	for _, t := range firsts {
		byPart[t.PartID] = append(byPart[t.PartID], t)
	}
	var out []QuizFigures
	for _, p := range version.Parts {
		if p.Quiz != nil {
			f := figuresOf(p.Quiz, byPart[p.ID])
			f.Part, f.Title, f.Attempts = p.ID, p.Title, counts[p.ID]
			out = append(out, f)
		}
	}
	return out, nil
}

// figuresOf computes the figures of a quiz from first attempts, of whatever versions.
func figuresOf(q *Quiz, firsts []Attempt) QuizFigures {
	f := QuizFigures{N: len(firsts)}
	passed := 0.0
	shares := make([]map[string]float64, len(firsts))
	for n, t := range firsts {
		if t.Passed != nil && *t.Passed {
			passed++
		}
		shares[n] = map[string]float64{}
		for _, r := range t.Results {
			shares[n][r.Question] = *r.Points / float64(r.Of)
		}
	}
	if share, err := stats.Wilson(passed, float64(f.N)); err == nil {
		f.Passed = &share
	}
	discrimination := stats.ItemRest(complete(q, shares))
	for n, question := range q.Questions {
		item := QuestionFigures{Question: question.ID, Text: question.Text, Why: "fewer than ten have answered all questions"}
		sum := 0.0
		for _, s := range shares {
			if share, ok := s[question.ID]; ok {
				item.N, sum = item.N+1, sum+share
			}
		}
		if item.N > 0 {
			mean := sum / float64(item.N)
			item.Difficulty = &mean
		}
		if discrimination != nil {
			item.Discrimination, item.Why = discrimination[n].Value, ""
			if discrimination[n].Why != nil {
				item.Why = discrimination[n].Why.Error()
			}
		}
		f.Questions = append(f.Questions, item)
	}
	return f
}

// complete are the points of those who answered every question of the quiz, in the order of its questions.
func complete(q *Quiz, shares []map[string]float64) (rows [][]float64) {
	for _, s := range shares {
		row := make([]float64, 0, len(q.Questions))
		for _, question := range q.Questions {
			if share, ok := s[question.ID]; ok {
				row = append(row, share*float64(question.Points))
			}
		}
		if len(row) == len(q.Questions) {
			rows = append(rows, row)
		}
	}
	return rows
}
