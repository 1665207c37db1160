package scorecards

// Score is what the answers of an evaluation come to, each value 0–100; nil where nothing was answered. Uncapped
// values leave critical failures out.
type Score struct {
	Overall            *float64
	Uncapped           *float64
	Dimensions         map[string]*float64
	UncappedDimensions map[string]*float64
	Failed             []string // ids of the critical questions that failed
	Grade              string   // key of the grade that Overall lies in
}

// Score computes the score of answers, question id to option key. A dimension's score is 100 · Σ w p / Σ w over its
// answered questions, the overall score the same mean of the answered dimensions by their weights. A failed
// FailDimension question makes its dimension 0, a failed FailAll question everything. Answers to questions that are not
// shown count for nothing.
func (d *Definition) Score(answers map[string]string) Score {
	s := Score{Dimensions: map[string]*float64{}, UncappedDimensions: map[string]*float64{}}
	shown := d.Shown(answers)
	var capped, uncapped mean
	failedAll := false
	for _, dim := range d.Dimensions {
		value, failed := dim.score(answers, shown)
		s.Failed = append(s.Failed, failed.questions...)
		failedAll = failedAll || failed.all
		s.Dimensions[dim.Key], s.UncappedDimensions[dim.Key] = nil, value.get()
		if value.get() == nil {
			continue
		}
		uncapped.add(dim.Weight, *value.get())
		final := *value.get()
		if failed.dimension || failed.all {
			final = 0
		}
		capped.add(dim.Weight, final)
		s.Dimensions[dim.Key] = &final
	}
	s.Overall, s.Uncapped = capped.get(), uncapped.get()
	if failedAll {
		s.failAll()
	}
	s.Grade = d.gradeOf(s.Overall)
	return s
}

func (s *Score) failAll() {
	zero := 0.0
	s.Overall = &zero
	for key, value := range s.Dimensions {
		if value != nil {
			s.Dimensions[key] = &zero
		}
	}
}

type failures struct {
	questions []string
	dimension bool
	all       bool
}

func (d Dimension) score(answers map[string]string, shown map[string]bool) (value mean, failed failures) {
	for _, q := range d.Questions {
		o, ok := q.Option(answers[q.ID])
		if !ok || !shown[q.ID] {
			continue
		}
		value.add(q.Weight, 100*o.Points)
		if o.Fails && (q.Critical == FailDimension || q.Critical == FailAll) {
			failed.questions = append(failed.questions, q.ID)
			failed.dimension = true
			failed.all = failed.all || q.Critical == FailAll
		}
	}
	return value, failed
}

// compliance are those of the failed questions that guard rules of compliance.
func (d *Definition) compliance(failed []string) []string {
	out := []string{}
	for _, id := range failed {
		if q, _, ok := d.Question(id); ok && q.Class == ComplianceCritical {
			out = append(out, id)
		}
	}
	return out
}

func (d *Definition) gradeOf(overall *float64) (key string) {
	if overall == nil {
		return ""
	}
	best := -1.0
	for _, g := range d.Grades {
		if *overall >= g.From && g.From > best {
			key, best = g.Key, g.From
		}
	}
	return key
}

// mean is a weighted mean of values between 0 and 100.
type mean struct{ sum, weight float64 }

func (m *mean) add(weight, value float64) {
	m.sum += weight * value
	m.weight += weight
}

func (m mean) get() *float64 {
	if m.weight == 0 {
		return nil
	}
	v := min(max(m.sum/m.weight, 0), 100)
	return &v
}
