package stats_test

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"rater/internal/stats"
)

// works are the cases of the reference collection, by what this package makes of their data.
var works = map[string]func(*testing.T, json.RawMessage) worked{
	"agreement_on_real_data_a":       realAgreement,
	"bland_altman_pefr":              flowMeters,
	"coaching_effect_anorexia_FT":    anorexia,
	"cronbach_attitude":              attitude,
	"did_card_krueger":               stores,
	"ewma_nist":                      movingAverage,
	"fleiss_1971":                    diagnoses,
	"gstudy_penicillin":              penicillin,
	"gwet_raw4raters_3x3":            gwetTables,
	"hedges_g_independent":           standardised,
	"icc_shrout_fleiss":              judges,
	"kappa_sexualfun":                kappas,
	"kripp_4x12":                     observers,
	"multiple_testing_bh":            adjusted,
	"nps_whuber":                     promoters,
	"pchart_nist":                    cans,
	"percentile_nist":                percentiles,
	"rater_severity_guilford_linear": guilford,
	"rater_severity_sirt_ratings1":   sirtRaters,
	"survey_apistrat_apisrs":         schools,
	"ttests_sleep":                   sleep,
	"wilson_newcombe_a":              shares,
}

func decoded[T any](t *testing.T, data json.RawMessage) (v T) {
	t.Helper()
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// enter takes measures in that have a value.
func (w worked) enter(name string, m stats.Measure) {
	if m.Value != nil {
		w[name] = *m.Value
	}
}

// gaps are rows in which null is a missing rating.
func gaps(rows [][]*float64) (filled [][]float64) {
	for _, row := range rows {
		var line []float64
		for _, v := range row {
			if v == nil {
				v = &na
			}
			line = append(line, *v)
		}
		filled = append(filled, line)
	}
	return filled
}

func flowMeters(t *testing.T, data json.RawMessage) worked {
	d := decoded[struct {
		Wright []float64 `json:"wright_1"`
		Mini   []float64 `json:"mini_1"`
	}](t, data)
	l, m := must(stats.LimitsOfAgreement(d.Wright, d.Mini, 2)), must(stats.LimitsOfAgreement(d.Wright, d.Mini, 1.96))
	var p stats.PairSums
	for i, x := range d.Wright {
		y := d.Mini[i]
		p = stats.PairSums{N: p.N + 1, X: p.X + x, Y: p.Y + y, XX: p.XX + x*x, YY: p.YY + y*y, XY: p.XY + x*y}
	}
	return worked{"bias": l.Bias, "sd_diff": l.SD, "lower_2sd": l.Lower, "upper_2sd": l.Upper, "bias_ci_low": l.BiasLow, "bias_ci_high": l.BiasHigh,
		"lower_loa_ci_low": l.LowerLow, "lower_loa_ci_high": l.LowerHigh, "upper_loa_ci_low": l.UpperLow, "upper_loa_ci_high": l.UpperHigh,
		"lower_1.96": m.Lower, "upper_1.96": m.Upper, "pearson_r": value(t, p.Correlation())}
}

func anorexia(t *testing.T, _ json.RawMessage) worked {
	var cases []stats.Case
	for _, row := range sharedTable(t, "anorexia.csv") {
		if row["Treat"] != "CBT" {
			cases = append(cases, stats.Case{Treated: row["Treat"] == "FT", Before: number(t, row["Prewt"]), After: number(t, row["Postwt"]), Cluster: len(cases)})
		}
	}
	e := must(stats.MeasureEffect(cases))
	return worked{"raw": e.Raw, "did": *e.DiD.Estimate, "did_se": *e.DiD.SE}
}

func attitude(t *testing.T, _ json.RawMessage) worked {
	var rows [][]float64
	for _, line := range sharedTable(t, "attitude.csv") {
		var row []float64
		for _, c := range []string{"rating", "complaints", "privileges", "learning", "raises", "critical", "advance"} {
			row = append(row, number(t, line[c]))
		}
		rows = append(rows, row)
	}
	alpha := must(stats.CronbachAlpha(rows))
	w := worked{"raw_alpha": alpha, "raw_alpha_full": alpha}
	for i, v := range must(stats.CronbachWithout(rows)) {
		w[fmt.Sprintf("drop_%d", i+1)] = v
	}
	return w
}

func stores(t *testing.T, data json.RawMessage) worked {
	type group struct {
		Before, After float64
		Error         float64 `json:"se_change"`
	}
	var cases []stats.Case
	for name, g := range decoded[map[string]group](t, data) {
		for _, s := range []float64{-1, 1} { // the standard error of a mean of two is half their distance
			cases = append(cases, stats.Case{Treated: name == "NJ", Before: g.Before, After: g.After + s*g.Error, Cluster: len(cases)})
		}
	}
	e := must(stats.MeasureEffect(cases))
	return worked{"did": *e.DiD.Estimate, "did_se": *e.DiD.SE}
}

func movingAverage(t *testing.T, data json.RawMessage) worked {
	d := decoded[struct{ X []float64 }](t, data)
	var periods []stats.Period
	for _, x := range d.X {
		periods = append(periods, stats.Period{Mean: x, N: 1})
	}
	w := worked{"n_signals": 0}
	for i, p := range must(stats.EWMA(periods, stats.Chart{Target: 50, Sigma: 2.0539, Lambda: 0.3, Width: 3, Steady: true})) {
		w[fmt.Sprintf("ewma_%d", i+1)], w["UCL"], w["LCL"] = p.Value, p.High, p.Low
		if p.Signal {
			w["n_signals"]++
		}
	}
	return w
}

func diagnoses(t *testing.T, data json.RawMessage) worked {
	d := decoded[struct{ Counts [][]int }](t, data)
	kappa := func(of func(diagnosis int) float64) float64 {
		var rows [][]float64
		for _, counts := range d.Counts {
			var row []float64
			for diagnosis, n := range counts {
				for range n {
					row = append(row, of(diagnosis))
				}
			}
			rows = append(rows, row)
		}
		return value(t, stats.Agree(table(t, stats.Nominal, rows)).Fleiss)
	}
	w := worked{"kappa": kappa(func(d int) float64 { return float64(d) })}
	for one := range 5 { // one diagnosis beside all others
		w[fmt.Sprintf("kappa_category_%d", one+1)] = kappa(func(d int) float64 {
			if d == one {
				return 1
			}
			return 0
		})
	}
	return w
}

func penicillin(t *testing.T, _ json.RawMessage) worked {
	scores, plates, samples := sharedScores(t, "penicillin.csv", "plate", "sample", "diameter")
	f := must(crossed(scores).Fit())
	rows := make([][]float64, len(plates))
	for i := range rows {
		rows[i] = make([]float64, len(samples))
	}
	for _, s := range scores {
		rows[s.agent][s.evaluator] = s.y
	}
	i := must(stats.MeanSquares(rows)).ICC()
	return worked{"sd_plate": math.Sqrt(f.Agent), "sd_sample": math.Sqrt(f.Evaluator), "sd_residual": math.Sqrt(f.Rest), "phi_single": value(t, i.Two), "erho2_single": value(t, i.Three)}
}

func gwetTables(t *testing.T, data json.RawMessage) worked {
	d := decoded[struct {
		Units [][]*float64
		Three [][]int `json:"abstractors3x3"`
	}](t, data)
	a, b := stats.Agree(table(t, stats.Nominal, gaps(d.Units))), stats.Agree(table(t, stats.Nominal, pairs(d.Three)))
	i := stats.Agree(table(t, stats.Interval, gaps(d.Units)))
	w := worked{}
	for name, m := range map[string]stats.Measure{"un_pa": a.Exact, "un_ac": a.AC1, "un_fleiss": a.Fleiss, "un_alpha": a.Alpha, "quad_ac": a.AC2Quadratic, "lin_ac": a.AC2Linear, "quad_alpha": i.Alpha,
		"abstractors3x3_kappa": b.Kappa, "abstractors3x3_scott": b.Fleiss, "abstractors3x3_ac": b.AC1, "abstractors3x3_alpha": b.Alpha} {
		w.enter(name, m)
	}
	return w
}

func standardised(t *testing.T, data json.RawMessage) worked {
	d := decoded[map[string]float64](t, data)
	g := must(stats.HedgesG(two(int(d["n1"]), d["mean1"], d["sd1"]), two(int(d["n2"]), d["mean2"], d["sd2"])))
	return worked{"g": g.G, "V_g": g.SE * g.SE, "SE_g": g.SE}
}

func judges(t *testing.T, data json.RawMessage) worked {
	rows := decoded[map[string][][]float64](t, data)["targets_by_judges"]
	q := must(stats.MeanSquares(rows))
	w := worked{"BMS": q.Between, "WMS": q.Within, "JMS": q.Raters, "EMS": q.Errors}
	i := stats.Agree(table(t, stats.Interval, rows)).ICC
	for name, m := range map[string]stats.Measure{"ICC1": i.One, "ICC2": i.Two, "ICC3": i.Three, "ICC1k": i.OneK, "ICC2k": i.TwoK, "ICC3k": i.ThreeK} {
		w[name], w[name+"_published"], w[name+"_ci95_low"], w[name+"_ci95_high"] = *m.Value, *m.Value, *m.Low, *m.High
	}
	return w
}

func kappas(t *testing.T, data json.RawMessage) worked {
	a := stats.Agree(table(t, stats.Ordinal, pairs(decoded[map[string][][]int](t, data)["table"])))
	return worked{"kappa": *a.Kappa.Value, "kappa_linear": *a.KappaLinear.Value, "kappa_quadratic": *a.KappaQuadratic.Value}
}

func observers(t *testing.T, data json.RawMessage) worked {
	across := gaps(decoded[map[string][][]*float64](t, data)["observers_by_units"])
	rows := make([][]float64, len(across[0]))
	for _, observer := range across {
		for unit, v := range observer {
			rows[unit] = append(rows[unit], v)
		}
	}
	w := worked{}
	for _, scale := range []stats.Scale{stats.Nominal, stats.Ordinal, stats.Interval, stats.Ratio} {
		alpha := value(t, stats.Agree(table(t, scale, rows)).Alpha)
		w["alpha_"+scale.String()], w["alpha_"+scale.String()+"_full"] = alpha, alpha
	}
	return w
}
