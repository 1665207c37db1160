package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rater/internal/stats"
)

type ewmaReport struct {
	Target   float64       `json:"target"`
	Sigma    float64       `json:"sigma"`
	Lambda   float64       `json:"lambda"`
	Limit    float64       `json:"limit"`
	Signals  int           `json:"signals"`
	Points   []pointReport `json:"points"`
	Warnings *warnings     `json:"warnings"`
}

type pointReport struct {
	Period string  `json:"period"`
	N      float64 `json:"n"`
	Value  float64 `json:"value"`
	EWMA   float64 `json:"ewma"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Signal bool    `json:"signal"`
}

// ewmaFlags are those of the chart; given says which of target and sigma are.
type ewmaFlags struct {
	stats.Chart
	target, sigma bool
}

func statsEWMA() *cobra.Command {
	c := &cobra.Command{
		Use:   "ewma",
		Short: "Drift over periods: columns value, and where there are such n and period",
		Long: `Chart of drift: the exponentially weighted moving average of the periods' means, one row each in their order. Columns:
value, the mean of the period's scores; n, how many they are (1 without it); period, its name. A point outside its limits is
a signal; the defaults raise a false one about every 500 periods. The limits follow each period's n.

Without --target it is the mean of all, without --sigma what neighbouring periods show; both are better known from before.`,
		Example: "rater stats ewma weeks.csv --target 82 --sigma 9",
	}
	var f ewmaFlags
	c.Flags().Float64Var(&f.Target, "target", 0, "where the values should lie")
	c.Flags().Float64Var(&f.Sigma, "sigma", 0, "standard deviation of one score")
	c.Flags().Float64Var(&f.Lambda, "lambda", 0.2, "weight of the newest period, above 0 to 1")
	c.Flags().Float64Var(&f.Width, "limit", 2.962, "width of the limits in standard errors")
	c.Flags().BoolVar(&f.Steady, "steady", false, "limits of a chart that has run for long")
	return statsMeasure(c, func(t *csvTable) (statsReport, error) {
		f.target, f.sigma = c.Flags().Changed("target"), c.Flags().Changed("sigma")
		if err := f.check(); err != nil {
			return nil, misuse(err)
		}
		return ewma(t, f)
	})
}

func (f ewmaFlags) check() error {
	switch {
	case !(f.Lambda > 0 && f.Lambda <= 1):
		return fmt.Errorf("--lambda lies above 0 and is at most 1, not %v", f.Lambda)
	case !(f.Width > 0 && f.Width <= 100):
		return fmt.Errorf("--limit lies above 0, not at %v", f.Width)
	case f.sigma && !(f.Sigma > 0 && f.Sigma <= mostNumber):
		return fmt.Errorf("--sigma lies above 0, not at %v", f.Sigma)
	case !(f.Target >= -mostNumber && f.Target <= mostNumber):
		return fmt.Errorf("--target is no number to calculate with: %v", f.Target)
	}
	return nil
}

func ewma(t *csvTable, f ewmaFlags) (statsReport, error) {
	periods, names, err := readPeriods(t)
	if err != nil {
		return nil, err
	}
	w := &warnings{}
	if !f.target {
		f.Target = target(periods)
		w.add("the target is the mean of the table itself: a drift that was there from the beginning can't be seen")
	}
	if !f.sigma {
		if f.Sigma, err = stats.MovingSigma(periods); err != nil {
			return nil, fmt.Errorf("%w with --sigma", err)
		}
		w.add("the standard deviation is taken from neighbouring periods of the table itself")
	}
	points, err := stats.EWMA(periods, f.Chart)
	if err != nil {
		return nil, err
	}
	r := &ewmaReport{Target: f.Target, Sigma: f.Sigma, Lambda: f.Lambda, Limit: f.Width, Points: []pointReport{}, Warnings: w}
	for i, p := range points {
		if p.Signal {
			r.Signals++
		}
		r.Points = append(r.Points, pointReport{names[i], periods[i].N, periods[i].Mean, p.Value, p.Low, p.High, p.Signal})
	}
	return r, nil
}

func readPeriods(t *csvTable) (periods []stats.Period, names []string, err error) {
	value, err := t.column("value")
	if err != nil {
		return nil, nil, err
	}
	n, name := slices.Index(t.header, "n"), slices.Index(t.header, "period")
	err = t.each(func(*csvTable) error {
		p, err := onePeriod(t, value, n)
		if err != nil {
			return err
		}
		label := strconv.Itoa(t.rows)
		if name >= 0 {
			label, err = t.text(name)
		}
		periods, names = append(periods, p), append(names, strings.Clone(label))
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if len(periods) == 0 {
		return nil, nil, fmt.Errorf("%s has a header and no rows, so no periods", t.name)
	}
	return periods, names, nil
}

func onePeriod(t *csvTable, value, n int) (p stats.Period, err error) {
	p.N = 1
	if n >= 0 {
		var known bool
		if p.N, known, err = t.number(n); err == nil && (!known || p.N <= 0) {
			err = t.fault(n, "a period has at least one score: leave its row out")
		}
		if err != nil {
			return p, err
		}
	}
	mean, known, err := t.number(value)
	if err == nil && !known {
		err = t.fault(value, "a period needs its mean: leave its row out")
	}
	p.Mean = mean
	return p, err
}

// target is the mean of all scores.
func target(periods []stats.Period) float64 {
	var sum, n float64
	for _, p := range periods {
		sum, n = sum+p.N*p.Mean, n+p.N
	}
	return sum / n
}

func (r *ewmaReport) table(out io.Writer) {
	fmt.Fprintf(out, "target %s, standard deviation %s, %d signals\n", readable(r.Target), readable(r.Sigma), r.Signals)
	c := columnsOn(out)
	c.row("period", "n", "value", "ewma", "low", "high", "")
	for _, p := range r.Points {
		mark := ""
		if p.Signal {
			mark = "signal"
		}
		c.row(p.Period, p.N, p.Value, p.EWMA, p.Low, p.High, mark)
	}
	c.done()
	r.Warnings.print(out)
}
