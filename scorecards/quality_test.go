package scorecards_test

import (
	"fmt"
	"math"
	"testing"

	"rater/internal/foundation/testkit"
	"rater/internal/stats"
	"rater/scorecards"
)

// TestQualityOfQuestions scores forty interactions, of which one half is told apart from the other by a and c alike, b is
// asked of the better half alone and always well, and compares with the mathematics of complete rows.
func TestQualityOfQuestions(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, card, ids := builtFloor(t, db)
		ctx := t.Context()
		var rows [][]float64
		points := map[string]float64{"no": 0, "partly": 0.5, "yes": 1}
		judge := func(n int, options ...string) scorecards.Evaluation {
			e, _, err := f.evaluations.Start(ctx, f.lead, f.undrawn(fmt.Sprint("call ", n)).Interaction, card, "")
			must(t, err)
			e, err = f.evaluations.Submit(ctx, f.lead, e.ID, f.answer(e, answering(ids, options...)).Revision)
			must(t, err)
			return e
		}
		var last scorecards.Evaluation
		for n := range 40 {
			a, c := []string{"no", "yes"}[n%2], []string{"no", "partly", "partly", "yes"}[n%4]
			if last = judge(n, a, "yes", c); a == "no" {
				rows = append(rows, []float64{points[a], points[c]})
			} else {
				rows = append(rows, []float64{points[a], points[c], 1})
			}
		}
		withdrawn := judge(99, "no", "", "yes")
		_, err := f.evaluations.Withdraw(ctx, f.lead, withdrawn.ID, withdrawn.Revision, "a mistake")
		must(t, err)
		_, _, err = f.evaluations.Start(ctx, f.lead, f.undrawn("draft").Interaction, card, "")
		must(t, err)
		f.compared(last, card, ids)

		q, err := f.catalogue.Quality(ctx, f.analyst, last.VersionID)
		must(t, err)
		a, b, c := q.Questions[0], q.Questions[1], q.Questions[2]
		if q.Evaluations != 40 || a.N != 40 || a.Options[0].N != 20 || a.Options[2].N != 20 || b.N != 20 || b.Options[2].N != 20 {
			t.Errorf("%d evaluations, %+v, %+v", q.Evaluations, a, b)
		}
		if a.Verdict != scorecards.Tells || b.Verdict != scorecards.AtCeiling || c.Verdict != scorecards.Tells || b.RestN != 20 || b.Rest.Value != nil {
			t.Errorf("%s, %s, %s", a.Verdict, b.Verdict, c.Verdict)
		}
		if want, _ := stats.Wilson(20, 20); *b.Ceiling != want || a.Ceiling.Value != 0.5 {
			t.Errorf("%v, want %v", b.Ceiling, want)
		}
		if want := restByHand(rows, 0); math.Abs(*a.Rest.Value-want) > 1e-9 || a.RestN != 40 {
			t.Errorf("item–rest %v, want %v", *a.Rest.Value, want)
		}
		var n int64
		must(t, f.db.Conn(ctx).Table("audit").Where("action = 'scorecard.quality' AND actor_id = ?", f.analyst.ID).Count(&n).Error)
		if n != 1 {
			t.Error("the reading is not on record")
		}
	})
}

// restByHand is the correlation of an item with the mean of what else its row has, in two passes.
func restByHand(rows [][]float64, item int) float64 {
	var x, y []float64
	for _, row := range rows {
		sum := -row[item]
		for _, v := range row {
			sum += v
		}
		x, y = append(x, row[item]), append(y, sum/float64(len(row)-1))
	}
	mean := func(v []float64) (m float64) {
		for _, one := range v {
			m += one / float64(len(v))
		}
		return m
	}
	mx, my := mean(x), mean(y)
	var xy, xx, yy float64
	for n := range x {
		xy, xx, yy = xy+(x[n]-mx)*(y[n]-my), xx+(x[n]-mx)*(x[n]-mx), yy+(y[n]-my)*(y[n]-my)
	}
	return xy / math.Sqrt(xx*yy)
}

// TestTooFewSayNothing holds that no share is told of few answers.
func TestTooFewSayNothing(t *testing.T) {
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		f, _, _ := builtFloor(t, db)
		q, err := f.catalogue.Quality(t.Context(), f.analyst, f.card.Version.ID)
		must(t, err)
		for _, one := range q.Questions {
			if one.Verdict != scorecards.TooFew || one.NAShare != nil || one.Ceiling != nil || one.Rest.Value != nil {
				t.Errorf("%+v", one)
			}
		}
	})
}
