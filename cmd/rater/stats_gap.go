package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"rater/internal/stats"
)

type gapReport struct {
	Gap        float64   `json:"gap"`
	SE         *float64  `json:"se"`
	Low        *float64  `json:"low"`
	High       *float64  `json:"high"`
	T          *float64  `json:"t"`
	DF         *float64  `json:"df"`
	P          *float64  `json:"p"`
	Customer   float64   `json:"customer"`
	Supervisor float64   `json:"supervisor"`
	N          int       `json:"n"`
	Warnings   *warnings `json:"warnings"`
}

func statsGap() *cobra.Command {
	return statsMeasure(&cobra.Command{
		Use:   "gap",
		Short: "Customers beside supervisors on the same interactions: columns customer, supervisor",
		Long: `Gap between what customers and supervisors think of the same interactions: the customers' mean minus the supervisors',
both from 0 to 100, with the 95 % interval and test of paired differences. Rows with only one of the two are left out.`,
		Example: "rater stats gap empathy.csv --json",
	}, gap)
}

func gap(t *csvTable) (statsReport, error) {
	at, err := t.columns("customer", "supervisor")
	if err != nil {
		return nil, err
	}
	var customer, supervisor []float64
	err = t.each(func(*csvTable) error {
		a, known, err := points(t, at[0])
		if err != nil {
			return err
		}
		b, both, err := points(t, at[1])
		if known && both {
			customer, supervisor = append(customer, a), append(supervisor, b)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(customer) == 0 {
		return nil, fmt.Errorf("%s has no row with a customer's and a supervisor's score", t.name)
	}
	return gapOf(customer, supervisor, t.rows), nil
}

func points(t *csvTable, column int) (x float64, known bool, err error) {
	x, known, err = t.number(column)
	if err == nil && (x < 0 || x > 100) {
		err = t.fault(column, "a score lies between 0 and 100, not at %v", x)
	}
	return x, known, err
}

func gapOf(customer, supervisor []float64, rows int) *gapReport {
	r := &gapReport{N: len(customer), Warnings: &warnings{}}
	for i := range customer {
		r.Customer += customer[i] / float64(r.N)
		r.Supervisor += supervisor[i] / float64(r.N)
	}
	r.Gap = r.Customer - r.Supervisor
	if r.N < rows {
		r.Warnings.add("%d of %d rows have only one of the two scores, or none, and are left out", rows-r.N, rows)
	}
	t, err := stats.PairedT(customer, supervisor)
	if err != nil {
		r.Warnings.why("se, low, high, t, df, p", err)
		return r
	}
	r.SE, r.Low, r.High, r.T, r.DF, r.P = &t.SE, &t.Low, &t.High, &t.T, &t.DF, &t.P
	return r
}

func (r *gapReport) table(out io.Writer) {
	c := columnsOn(out)
	c.row("gap", "se", "low", "high", "customers", "supervisors", "n")
	c.row(r.Gap, r.SE, r.Low, r.High, r.Customer, r.Supervisor, r.N)
	c.done()
	r.Warnings.print(out)
}
