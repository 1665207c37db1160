package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rater/internal/stats"
)

// agreementReport is the contract of `rater stats agreement`.
type agreementReport struct {
	Units          int                     `json:"units"`
	Raters         int                     `json:"raters"`
	Exact          *float64                `json:"exact"`
	Fleiss         *float64                `json:"fleiss"`
	Alpha          *valueReport            `json:"alpha"`
	AC1            *valueReport            `json:"ac1"`
	AC2Linear      *valueReport            `json:"ac2_linear"`
	AC2Quadratic   *valueReport            `json:"ac2_quadratic"`
	Kappa          *valueReport            `json:"kappa"`
	KappaLinear    *valueReport            `json:"kappa_linear"`
	KappaQuadratic *valueReport            `json:"kappa_quadratic"`
	ICC            map[string]*valueReport `json:"icc"`
	Warnings       *warnings               `json:"warnings"`
}

func statsAgreement() *cobra.Command {
	c := &cobra.Command{
		Use:   "agreement",
		Short: "Agreement of raters: rows are units, columns raters",
		Long: `Agreement of raters, beyond chance: exact agreement, Fleiss' κ, Krippendorff's α, Gwet's AC1 and AC2, for two raters
Cohen's κ, and for complete tables of at least interval level the six intraclass correlations. Rows are units, columns
raters, an empty cell is missing. A first column named unit or id names the units and is no rater. Intervals are 95 %.

α measures distances by --level: nominal, ordinal (by the order of the levels), interval or ratio. Weighted κ and AC2 go
by the order of the levels, from interval level on by their numbers. --levels names all levels in their order, also those
that nobody used; levels that are words need it to have an order.`,
		Example: `rater stats agreement double-scores.csv --level ordinal
rater stats agreement words.csv --level ordinal --levels below,meets,exceeds --json`,
	}
	level := c.Flags().String("level", "nominal", "level of measurement: nominal, ordinal, interval or ratio")
	levels := c.Flags().StringSlice("levels", nil, "all levels in their order, separated by commas")
	return statsMeasure(c, func(t *csvTable) (statsReport, error) {
		scale, err := stats.ParseScale(*level)
		if err != nil {
			return nil, misuse(fmt.Errorf("--level: %w", err))
		}
		r, l, err := readRatings(t, scale, *levels)
		if err != nil {
			return nil, err
		}
		return agreementOf(r, l, raterNames(t)), nil
	})
}

// raterNames are the columns of a table of ratings that are raters.
func raterNames(t *csvTable) []string {
	if first := strings.ToLower(t.header[0]); first == "unit" || first == "id" {
		return t.header[1:]
	}
	return t.header
}

func readRatings(t *csvTable, scale stats.Scale, levels []string) (*stats.Ratings, *levelCodes, error) {
	names := raterNames(t)
	if len(names) < 2 {
		return nil, nil, fmt.Errorf("agreement needs at least two raters, and the table has %d: each is a column", len(names))
	}
	l, err := newLevelCodes(scale, levels)
	if err != nil {
		return nil, nil, misuse(err)
	}
	var cells []int32
	err = t.each(func(*csvTable) error {
		for i := len(t.header) - len(names); i < len(t.header); i++ {
			code, err := l.code(t, i)
			if err != nil {
				return err
			}
			cells = append(cells, code)
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, nil, err
	case t.rows == 0:
		return nil, nil, fmt.Errorf("%s has a header and no rows", t.name)
	case !slices.ContainsFunc(cells, func(c int32) bool { return c != stats.Missing }):
		return nil, nil, errors.New("every rating is missing")
	}
	r, err := l.ratings(len(names), cells)
	return r, l, err
}

func agreementOf(r *stats.Ratings, l *levelCodes, names []string) *agreementReport {
	w := &warnings{}
	for _, s := range r.Suspicious(names) {
		w.add("%s", s)
	}
	l.suspicious(w)
	a := stats.Agree(r)
	if a.Paired < 30 && a.Exact.Value != nil {
		have := "units have"
		if a.Paired == 1 {
			have = "unit has"
		}
		w.add("only %d %s two ratings: the intervals are rough", a.Paired, have)
	}
	report := &agreementReport{Units: a.Units, Raters: a.Raters, Exact: a.Exact.Value, Fleiss: a.Fleiss.Value, Warnings: w}
	if a.Exact.Value == nil {
		w.why("exact", a.Exact.Why)
	}
	if a.Fleiss.Value == nil {
		w.why("fleiss", a.Fleiss.Why)
	}
	report.Alpha, report.AC1 = w.value("alpha", a.Alpha), w.value("ac1", a.AC1)
	report.AC2Linear, report.AC2Quadratic = w.value("ac2_linear", a.AC2Linear), w.value("ac2_quadratic", a.AC2Quadratic)
	report.Kappa = w.value("kappa", a.Kappa)
	report.KappaLinear, report.KappaQuadratic = w.value("kappa_linear", a.KappaLinear), w.value("kappa_quadratic", a.KappaQuadratic)
	report.ICC = map[string]*valueReport{
		"1,1": w.value("icc 1,1", a.ICC.One), "2,1": w.value("icc 2,1", a.ICC.Two), "3,1": w.value("icc 3,1", a.ICC.Three),
		"1,k": w.value("icc 1,k", a.ICC.OneK), "2,k": w.value("icc 2,k", a.ICC.TwoK), "3,k": w.value("icc 3,k", a.ICC.ThreeK),
	}
	return report
}

func (r *agreementReport) table(out io.Writer) {
	fmt.Fprintf(out, "%d units, %d raters\n", r.Units, r.Raters)
	c := columnsOn(out)
	c.row("measure", "value", "low", "high")
	c.row("exact", r.Exact, "", "")
	c.row("fleiss", r.Fleiss, "", "")
	show := func(name string, v *valueReport) {
		if v == nil {
			c.row(name, "-", "-", "-")
			return
		}
		c.row(name, v.Value, v.Low, v.High)
	}
	for _, m := range []struct {
		name string
		v    *valueReport
	}{{"alpha", r.Alpha}, {"ac1", r.AC1}, {"ac2_linear", r.AC2Linear}, {"ac2_quadratic", r.AC2Quadratic},
		{"kappa", r.Kappa}, {"kappa_linear", r.KappaLinear}, {"kappa_quadratic", r.KappaQuadratic}} {
		show(m.name, m.v)
	}
	for _, name := range []string{"1,1", "2,1", "3,1", "1,k", "2,k", "3,k"} {
		show("icc "+name, r.ICC[name])
	}
	c.done()
	r.Warnings.print(out)
}
