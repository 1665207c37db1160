package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rater/internal/stats"
)

// effectReport is the contract of `rater stats effect`.
type effectReport struct {
	Raw      float64         `json:"raw"`
	DiD      *contrastReport `json:"did"`
	ANCOVA   *contrastReport `json:"ancova"`
	Treated  int             `json:"n_treated"`
	Control  int             `json:"n_control"`
	Warnings *warnings       `json:"warnings"`
}

type contrastReport struct {
	Estimate float64  `json:"estimate"`
	SE       *float64 `json:"se"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
}

func statsEffect() *cobra.Command {
	return statsMeasure(&cobra.Command{
		Use:   "effect",
		Short: "Effect of coaching or of a module: columns unit, treated, before, after",
		Long: `What an intervention did to scores. Columns: unit, treated (1 or 0, yes or no), before and after; and where there are such
n_before and n_after, how many scores stand behind each, and cluster, the unit of assignment, such as the coach or team.

ancova is the answer: the intervention's coefficient beside the before-score, which is shrunk to the mean by its own
n_before where these differ. raw is the difference of the after-scores and did that of the changes; where people were
chosen because they scored low, both are mostly regression to the mean. Intervals are 95 %, robust to the cluster (CR2 with
Bell and McCaffrey's degrees of freedom); several rows of a unit are one cluster. It is refused where the before-scores of
the two groups do not overlap.`,
		Example: "rater stats effect coached.csv --json",
	}, effect)
}

// effectTable is the cases as they are read.
type effectTable struct {
	unit, treated, before, after int
	nBefore, nAfter, cluster     int // -1 where not given
	clusters                     map[string]int
	cases                        []stats.Case
	incomplete, few              int
}

func effect(t *csvTable) (statsReport, error) {
	at, err := t.columns("unit", "treated", "before", "after")
	if err != nil {
		return nil, err
	}
	optional := func(name string) int { return slices.Index(t.header, name) }
	e := &effectTable{unit: at[0], treated: at[1], before: at[2], after: at[3], nBefore: optional("n_before"), nAfter: optional("n_after"), cluster: optional("cluster"), clusters: map[string]int{}}
	if err := t.each(e.take); err != nil {
		return nil, err
	}
	if len(e.cases) == 0 {
		return nil, fmt.Errorf("%s has no row with a score before and one after", t.name)
	}
	return e.measure()
}

func (e *effectTable) take(t *csvTable) error {
	c, known, err := e.scores(t)
	if err != nil {
		return err
	}
	if c.Treated, err = treated(t, e.treated); err != nil {
		return err
	}
	at := e.cluster
	if at < 0 {
		at = e.unit
	}
	if _, err := t.label(e.unit); err != nil {
		return err
	}
	if c.Cluster, err = numbered(t, at, e.clusters); err != nil {
		return err
	}
	var n float64
	if c.NBefore, err = behind(t, e.nBefore, known); err != nil {
		return err
	}
	if n, err = behind(t, e.nAfter, known); err != nil {
		return err
	}
	if !known {
		e.incomplete++
		return nil
	}
	if e.nAfter >= 0 && n < 3 {
		e.few++
	}
	e.cases = append(e.cases, c)
	return nil
}

func (e *effectTable) scores(t *csvTable) (c stats.Case, known bool, err error) {
	var before, after bool
	if c.Before, before, err = t.number(e.before); err != nil {
		return c, false, err
	}
	c.After, after, err = t.number(e.after)
	return c, before && after, err
}

// behind is the number of scores behind a mean, 0 where there is no such column.
func behind(t *csvTable, column int, needed bool) (float64, error) {
	if column < 0 {
		return 0, nil
	}
	n, known, err := t.number(column)
	if err == nil && needed && (!known || n < 1) {
		err = t.fault(column, "a score rests on at least 1")
	}
	return n, err
}

func treated(t *csvTable, column int) (bool, error) {
	s, err := t.text(column)
	if err != nil {
		return false, err
	}
	switch strings.ToLower(s) {
	case "1", "1.0", "yes", "true":
		return true, nil
	case "0", "0.0", "no", "false":
		return false, nil
	}
	return false, t.fault(column, "treated is 1 or 0, yes or no, not %s", quoted(s))
}

func (e *effectTable) measure() (statsReport, error) {
	found, err := stats.MeasureEffect(e.cases)
	if err != nil {
		return nil, err
	}
	w := &warnings{}
	e.suspicious(w, found)
	return &effectReport{Raw: found.Raw, DiD: w.contrast("did", found.DiD), ANCOVA: w.contrast("ancova", found.ANCOVA), Treated: found.Treated, Control: found.Control, Warnings: w}, nil
}

func (w *warnings) contrast(name string, c stats.Contrast) *contrastReport {
	if c.Estimate == nil {
		w.why(name, c.Why)
		return nil
	}
	if c.SE == nil {
		w.why("interval of "+name, c.Why)
	}
	return &contrastReport{*c.Estimate, c.SE, c.Low, c.High}
}

func (e *effectTable) suspicious(w *warnings, found stats.Effect) {
	if e.incomplete > 0 {
		w.add("%d of %d rows lack a score before or after and are left out: if those who left did worse, the effect looks better than it is", e.incomplete, e.incomplete+len(e.cases))
	}
	if e.cluster < 0 && len(e.clusters) < len(e.cases) {
		w.add("some units have several rows: the rows of a unit are taken as one cluster")
	}
	if e.few > 0 {
		w.add("%d of the after-scores rest on fewer than 3 scores", e.few)
	}
	if e.nBefore < 0 {
		w.add("without a column n_before every before-score is taken as equally sure")
	}
	if found.ANCOVA.Estimate != nil && 5*found.Overlap < found.Treated {
		w.add("only %d of %d before-scores with the intervention lie in the range of those without: the rest is compared by extending a line", found.Overlap, found.Treated)
	}
	if found.ANCOVA.SE != nil && found.ANCOVA.DF < 4 {
		w.add("so few units or clusters carry the interval of ancova that it is wide and rough")
	}
}

func (r *effectReport) table(out io.Writer) {
	fmt.Fprintf(out, "%d with the intervention, %d without\n", r.Treated, r.Control)
	c := columnsOn(out)
	c.row("", "estimate", "se", "low", "high")
	for _, m := range []struct {
		name string
		v    *contrastReport
	}{{"ancova (the effect)", r.ANCOVA}, {"did (difference of changes)", r.DiD}} {
		if m.v == nil {
			c.row(m.name, "-", "-", "-", "-")
			continue
		}
		c.row(m.name, m.v.Estimate, m.v.SE, m.v.Low, m.v.High)
	}
	c.row("raw (difference of after-scores)", r.Raw, "", "", "")
	c.done()
	r.Warnings.print(out)
}
