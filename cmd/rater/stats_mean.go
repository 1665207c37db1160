package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"rater/internal/stats"
)

// meanReport is the contract of `rater stats mean`.
type meanReport struct {
	Mean       float64   `json:"mean"`
	SE         *float64  `json:"se"`
	Low        *float64  `json:"low"`
	High       *float64  `json:"high"`
	Total      *float64  `json:"total"`
	TotalSE    *float64  `json:"total_se"`
	N          int       `json:"n"`
	EffectiveN float64   `json:"effective_n"`
	DF         int       `json:"df"`
	Warnings   *warnings `json:"warnings"`
}

// meanFlags name the columns; an empty one is not given.
type meanFlags struct {
	y, probability, stratum, cluster string
	population                       float64
}

func statsMean() *cobra.Command {
	c := &cobra.Command{
		Use:   "mean",
		Short: "Mean of a sample, with what its design says about its precision",
		Long: `Mean of a sample drawn with known probabilities: Hájek's Σ y/π ÷ Σ 1/π, its linearised standard error among clusters (or
rows) within strata, and a 95 % t interval with clusters − strata (or rows − strata) degrees of freedom. Without
--probability every row counts the same.

--population is the number of units that were sampled from. It gives the total, and without --cluster the correction for
a finite population. Without it the total is Σ y/π, given the probabilities.`,
		Example: `rater stats mean sample.csv --y score --probability p --stratum agent
rater stats mean sample.csv --y score --population 6194 --json`,
	}
	var f meanFlags
	c.Flags().StringVar(&f.y, "y", "", "column of the values (required)")
	c.Flags().StringVar(&f.probability, "probability", "", "column of the probability of having been drawn, above 0 to 1")
	c.Flags().StringVar(&f.stratum, "stratum", "", "column of the stratum")
	c.Flags().StringVar(&f.cluster, "cluster", "", "column of the cluster")
	c.Flags().Float64Var(&f.population, "population", 0, "size of the population")
	return statsMeasure(c, func(t *csvTable) (statsReport, error) {
		switch {
		case f.y == "":
			return nil, misuse(errors.New("--y names the column of the values, and is missing"))
		case c.Flags().Changed("population") && !(f.population >= 1 && f.population <= mostNumber):
			return nil, misuse(fmt.Errorf("--population is the number of units sampled from, 1 or more, not %v", f.population))
		}
		s, err := readDrawn(t, f)
		if err != nil {
			return nil, err
		}
		return s.mean(t)
	})
}

// drawnTable is a sample as it is read.
type drawnTable struct {
	meanFlags
	y, p, stratum, cluster int // columns, -1 where not given
	strata, clusters       map[string]int
	values                 []stats.Drawn
	missing                int
	warnings               *warnings
}

func readDrawn(t *csvTable, f meanFlags) (*drawnTable, error) {
	s := &drawnTable{meanFlags: f, strata: map[string]int{}, clusters: map[string]int{}, warnings: &warnings{}}
	for _, c := range []struct {
		name string
		at   *int
	}{{f.y, &s.y}, {f.probability, &s.p}, {f.stratum, &s.stratum}, {f.cluster, &s.cluster}} {
		*c.at = -1
		if c.name == "" {
			continue
		}
		var err error
		if *c.at, err = t.column(c.name); err != nil {
			return nil, err
		}
	}
	if err := t.each(s.take); err != nil {
		return nil, err
	}
	if len(s.values) == 0 {
		return nil, fmt.Errorf("%s has no values in column %s", t.name, quoted(f.y))
	}
	if s.missing > 0 {
		s.warnings.add("%d of %d rows have no value in column %s and are left out", s.missing, t.rows, quoted(f.y))
	}
	return s, nil
}

func (s *drawnTable) take(t *csvTable) error {
	y, known, err := t.number(s.y)
	if err != nil {
		return err
	}
	v := stats.Drawn{Y: y, Probability: 1}
	if s.p >= 0 {
		if v.Probability, err = probability(t, s.p); err != nil {
			return err
		}
	}
	if v.Stratum, err = numbered(t, s.stratum, s.strata); err != nil {
		return err
	}
	if v.Cluster, err = numbered(t, s.cluster, s.clusters); err != nil {
		return err
	}
	if !known {
		s.missing++
		return nil
	}
	s.values = append(s.values, v)
	return nil
}

func probability(t *csvTable, column int) (float64, error) {
	p, known, err := t.number(column)
	if err == nil && !known {
		err = t.fault(column, "every row needs the probability of having been drawn")
	}
	if err == nil && !(p > 0 && p <= 1) {
		err = t.fault(column, "a probability lies above 0 and is at most 1, not %v", p)
	}
	return p, err
}

// numbered numbers the names of a column as they come; without a column all are the same.
func numbered(t *csvTable, column int, names map[string]int) (int, error) {
	if column < 0 {
		return 0, nil
	}
	name, err := t.label(column)
	if err != nil {
		return 0, err
	}
	i, ok := names[name]
	if !ok {
		i = len(names)
		names[strings.Clone(name)] = i
	}
	return i, nil
}

func (s *drawnTable) mean(t *csvTable) (statsReport, error) {
	n := float64(len(s.values))
	if s.population > 0 && s.population < n {
		return nil, fmt.Errorf("--population %v can't hold the %d rows of %s", s.population, len(s.values), t.name)
	}
	if s.p < 0 && s.population > 0 {
		for i := range s.values {
			s.values[i].Probability = n / s.population
		}
	}
	v, err := stats.SurveyMean(s.values, stats.Design{Clustered: s.cluster >= 0, Population: s.population})
	if err != nil {
		return nil, err
	}
	r := &meanReport{Mean: v.Mean, SE: v.SE, Low: v.Low, High: v.High, Total: &v.Total, TotalSE: v.TotalSE, N: v.N, EffectiveN: v.EffectiveN, DF: v.DF, Warnings: s.warnings}
	if s.p < 0 && s.population == 0 {
		r.Total, r.TotalSE = nil, nil
		r.Warnings.why("total, total_se", errors.New("a total needs --population or --probability"))
	} else if v.SE == nil {
		r.Warnings.why("total_se", v.Why)
	}
	if v.SE == nil {
		r.Warnings.why("se, low, high", v.Why)
	}
	s.suspicious(v)
	return r, nil
}

func (s *drawnTable) suspicious(v stats.Survey) {
	if v.SE != nil && *v.SE == 0 {
		s.warnings.add("the values do not vary within the design, so the interval is a point and says nothing about what was not sampled")
	}
	if s.p >= 0 && s.population > 0 && math.Abs(v.PopulationGuess/s.population-1) > 0.1 {
		s.warnings.add("the probabilities add up to a population of %.0f, and --population says %.0f", v.PopulationGuess, s.population)
	}
	if 2*v.EffectiveN < float64(v.N) {
		s.warnings.add("the probabilities differ so much that %d values are worth %.1f", v.N, v.EffectiveN)
	}
}

func (r *meanReport) table(out io.Writer) {
	c := columnsOn(out)
	for _, row := range []struct {
		name  string
		value any
	}{{"mean", r.Mean}, {"se", r.SE}, {"low", r.Low}, {"high", r.High}, {"total", r.Total}, {"total_se", r.TotalSE}, {"n", r.N}, {"effective_n", r.EffectiveN}, {"df", r.DF}} {
		c.row(row.name, row.value)
	}
	c.done()
	r.Warnings.print(out)
}
