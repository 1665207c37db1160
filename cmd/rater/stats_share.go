package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"rater/internal/stats"
)

type wilsonReport struct {
	Share      float64   `json:"share"`
	Low        float64   `json:"low"`
	High       float64   `json:"high"`
	Successes  float64   `json:"successes"`
	N          float64   `json:"n"`
	EffectiveN float64   `json:"effective_n"`
	Warnings   *warnings `json:"warnings"`
}

func statsWilson() *cobra.Command {
	var successes, n float64
	var y, p string
	c := &cobra.Command{
		Use:   "wilson [FILE.csv]",
		Short: "A share and its interval: --successes and --n, or a column of 0 and 1",
		Long: `A share, 0–1, with Wilson's 95 % interval: of --successes in --n, or of a table's column of 1 and 0 (--y, or its only one).
With --probability each row counts 1/π, and the interval is that of the effective number (Σ w)² ÷ Σ w².`,
		Example: `rater stats wilson --successes 81 --n 263
rater stats wilson answers.csv --y resolved --probability p --json`,
		Args: misused(cobra.MaximumNArgs(1)),
	}
	c.Flags().Float64Var(&successes, "successes", 0, "how many were so")
	c.Flags().Float64Var(&n, "n", 0, "of how many")
	c.Flags().StringVar(&y, "y", "", "column of 1 and 0")
	c.Flags().StringVar(&p, "probability", "", "column of the probability of having been drawn, above 0 to 1")
	return statsPrinted(c, func(args []string) (statsReport, error) {
		counts := c.Flags().Changed("successes") && c.Flags().Changed("n")
		if counts == (len(args) == 1) {
			return nil, misuse(errors.New("give either --successes and --n, or a file"))
		}
		if counts {
			s, err := stats.Wilson(successes, n)
			if err != nil {
				return nil, misuse(err)
			}
			return &wilsonReport{s.Value, s.Low, s.High, successes, n, n, &warnings{}}, nil
		}
		t, err := openTable(args[0], c.InOrStdin())
		if err != nil {
			return nil, err
		}
		defer t.close()
		return wilson(t, meanFlags{y: y, probability: p})
	})
}

// only is the place of the column that --y names, or of the only one.
func only(t *csvTable, y string) (int, error) {
	switch {
	case y != "":
		return t.column(y)
	case len(t.header) == 1:
		return 0, nil
	}
	return 0, misuse(fmt.Errorf("--y says which column: the table has %s", shortList(t.header)))
}

func wilson(t *csvTable, f meanFlags) (statsReport, error) {
	column, err := only(t, f.y)
	if err != nil {
		return nil, err
	}
	f.y = t.header[column]
	d, err := readDrawn(t, f)
	if err != nil {
		return nil, err
	}
	var sums stats.Sums
	for i, v := range d.values {
		if v.Y != 0 && v.Y != 1 {
			return nil, fmt.Errorf("value %d of column %s: a share is of 1 and 0, not of %v", i+1, quoted(f.y), v.Y)
		}
		sums.Add(v.Y, v.Probability)
	}
	s, err := stats.WeightedShare(sums)
	if err != nil {
		return nil, err
	}
	return &wilsonReport{s.Value, s.Low, s.High, sums.Y, float64(sums.N), sums.EffectiveN(), d.warnings}, nil
}

func (r *wilsonReport) table(out io.Writer) {
	c := columnsOn(out)
	c.row("share", "low", "high", "successes", "n", "effective_n")
	c.row(r.Share, r.Low, r.High, r.Successes, r.N, r.EffectiveN)
	c.done()
	r.Warnings.print(out)
}
