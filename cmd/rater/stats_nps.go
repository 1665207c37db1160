package main

import (
	"fmt"
	"io"
	"math"

	"github.com/spf13/cobra"

	"rater/internal/stats"
)

type npsReport struct {
	NPS        float64   `json:"nps"`
	SE         float64   `json:"se"`
	Low        float64   `json:"low"`
	High       float64   `json:"high"`
	Promoters  int       `json:"promoters"`
	Passives   int       `json:"passives"`
	Detractors int       `json:"detractors"`
	N          int       `json:"n"`
	Warnings   *warnings `json:"warnings"`
}

func statsNPS() *cobra.Command {
	c := &cobra.Command{
		Use:     "nps",
		Short:   "Net promoter score: a column of answers from 0 to 10",
		Long:    `Net promoter score of answers from 0 to 10 (--y, or the only column), in points, with its multinomial standard error and 95 % interval.`,
		Example: "rater stats nps survey.csv --y recommend",
	}
	y := c.Flags().String("y", "", "column of the answers")
	return statsMeasure(c, func(t *csvTable) (statsReport, error) { return nps(t, *y) })
}

func nps(t *csvTable, y string) (statsReport, error) {
	column, err := only(t, y)
	if err != nil {
		return nil, err
	}
	var answers [3]int // detractors, passives, promoters
	missing := 0
	err = t.each(func(*csvTable) error {
		x, known, err := t.number(column)
		switch {
		case err != nil:
			return err
		case !known:
			missing++
		case x < 0 || x > 10 || x != math.Trunc(x):
			return t.fault(column, "an answer is a whole number from 0 to 10, not %v", x)
		default:
			answers[promotes(x)]++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if answers == [3]int{} {
		return nil, fmt.Errorf("%s has no answers in column %s", t.name, quoted(t.header[column]))
	}
	s, err := stats.NetPromoter(answers[2], answers[1], answers[0])
	if err != nil {
		return nil, err
	}
	r := &npsReport{s.Score, s.SE, s.Low, s.High, s.Promoters, s.Passives, s.Detractors, s.Promoters + s.Passives + s.Detractors, &warnings{}}
	if missing > 0 {
		r.Warnings.add("%d of %d rows have no answer and are left out", missing, t.rows)
	}
	if s.SE == 0 {
		r.Warnings.add("every answer is of the same kind, so the interval is a point and says nothing about who did not answer")
	}
	return r, nil
}

func promotes(x float64) int {
	switch {
	case x >= 9:
		return 2
	case x >= 7:
		return 1
	}
	return 0
}

func (r *npsReport) table(out io.Writer) {
	c := columnsOn(out)
	c.row("nps", "se", "low", "high", "promoters", "passives", "detractors")
	c.row(r.NPS, r.SE, r.Low, r.High, r.Promoters, r.Passives, r.Detractors)
	c.done()
	r.Warnings.print(out)
}
