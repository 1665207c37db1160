package stats_test

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"rater/internal/stats"
)

func adjusted(t *testing.T, data json.RawMessage) worked {
	w := worked{"bh_rejections": 0}
	for i, p := range must(stats.BenjaminiHochberg(decoded[map[string][]float64](t, data)["p"])) {
		w[fmt.Sprintf("bh_%d", i+1)] = p
		if p <= 0.05 {
			w["bh_rejections"]++
		}
	}
	return w
}

func promoters(t *testing.T, data json.RawMessage) worked {
	d := decoded[struct {
		P float64 `json:"p_promoter"`
		S float64 `json:"p_passive"`
		N float64
	}](t, data)
	p, s := int(math.Round(d.P*d.N)), int(math.Round(d.S*d.N))
	n := must(stats.NetPromoter(p, s, int(d.N)-p-s))
	return worked{"nps": n.Score, "variance_unit": n.SE * n.SE / 1e4 * d.N, "se_points": n.SE, "ci95_low": n.Low}
}

func cans(t *testing.T, data json.RawMessage) worked {
	d := decoded[struct {
		Defectives []int
		N          int
	}](t, data)
	n := make([]int, len(d.Defectives))
	for i := range n {
		n[i] = d.N
	}
	share, points, err := stats.PChart(d.Defectives, n)
	if err != nil {
		t.Fatal(err)
	}
	w, names := worked{"pbar": share, "UCL": points[0].High, "LCL": points[0].Low}, []string{"out_first", "out_second", "out_third"}
	for i, p := range points {
		if p.Signal && len(names) > 0 {
			w[names[0]], names = float64(i+1), names[1:]
		}
	}
	return w
}

func percentiles(t *testing.T, data json.RawMessage) worked {
	return worked{"p90_type7": must(stats.Percentile(decoded[map[string][]float64](t, data)["x"], 0.9))}
}

func guilford(t *testing.T, _ json.RawMessage) worked {
	scores, agents, evaluators := sharedScores(t, "guilford.csv", "examinee", "judge", "rating")
	f := must(crossed(scores).Fit())
	w := worked{"grand_mean": f.Mean}
	for name, i := range evaluators {
		w["leniency_"+name], w["total_"+name] = f.Evaluators[i].Adjusted-f.Mean, math.Round(1e9*f.Evaluators[i].Raw*float64(f.Evaluators[i].N))/1e9
	}
	for name, i := range agents {
		w["adjusted_"+name] = f.Agents[i].Adjusted - f.Mean
	}
	scores, _, traits := sharedScores(t, "guilford.csv", "examinee", "trait", "rating")
	f = must(crossed(scores).Fit())
	for name, i := range traits {
		w["trait_"+name] = f.Evaluators[i].Adjusted - f.Mean
	}
	return w
}

func sirtRaters(t *testing.T, _ json.RawMessage) worked {
	scores, _, evaluators := sharedScores(t, "data.ratings1.csv", "idstud", "rater", "k1", "k2", "k3", "k4", "k5")
	f, middle := must(crossed(scores).Fit()), 0.0
	for _, e := range f.Evaluators {
		middle += e.Adjusted / float64(len(f.Evaluators))
	}
	w := worked{}
	for name, i := range evaluators {
		w["leniency_"+name], w["rawmean_"+name] = f.Evaluators[i].Adjusted-middle, f.Evaluators[i].Raw
	}
	return w
}

func schools(t *testing.T, _ json.RawMessage) worked {
	strata, design := numbers{}, stats.Design{Population: 6194}
	of := func(file string, y func(row map[string]string) float64) stats.Survey {
		var drawn []stats.Drawn
		for _, row := range sharedTable(t, file) {
			d := stats.Drawn{Y: y(row), Probability: 200.0 / 6194}
			if file == "apistrat.csv" {
				d.Probability, d.Stratum = 1/number(t, row["pw"]), strata.of(row["stype"])
			}
			drawn = append(drawn, d)
		}
		return survey(t, drawn, design)
	}
	column := func(name string) func(map[string]string) float64 {
		return func(row map[string]string) float64 { return number(t, row[name]) }
	}
	mean, total := of("apistrat.csv", column("api00")), of("apistrat.csv", column("enroll"))
	growth := of("apistrat.csv", func(row map[string]string) float64 { return number(t, row["api00"]) - number(t, row["api99"]) })
	wide := of("apistrat.csv", func(row map[string]string) float64 { return map[string]float64{"Yes": 1}[row["sch.wide"]] })
	simple, pupils := of("apisrs.csv", column("api00")), of("apisrs.csv", column("enroll"))
	return worked{"strat_mean_api00": mean.Mean, "strat_mean_se": *mean.SE, "strat_total_enroll": total.Total, "strat_total_se": *total.TotalSE,
		"strat_mean_growth": growth.Mean, "strat_mean_growth_se": *growth.SE, "strat_prop_schwide": wide.Mean, "strat_prop_se": *wide.SE,
		"srs_mean_api00": simple.Mean, "srs_mean_se": *simple.SE, "srs_total_enroll": pupils.Total, "srs_total_se": *pupils.TotalSE}
}

func sleep(t *testing.T, data json.RawMessage) worked {
	d := decoded[map[string][]float64](t, data)
	w, p := must(stats.WelchT(d["group1"], d["group2"])), must(stats.PairedT(d["group1"], d["group2"]))
	return worked{"welch_t": w.T, "welch_df": w.DF, "welch_p": w.P, "welch_ci_low": w.Low, "welch_ci_high": w.High,
		"paired_t": p.T, "paired_p": p.P, "paired_ci_low": p.Low, "paired_ci_high": p.High}
}

func shares(*testing.T, json.RawMessage) worked {
	w := worked{}
	of := func(hits, n float64) stats.Share { return must(stats.Wilson(hits, n)) }
	for name, s := range map[string]stats.Share{"81/263": of(81, 263), "15/148": of(15, 148),
		"56/70-48/80": stats.ShareDifference(of(56, 70), of(48, 80)), "9/10-3/10": stats.ShareDifference(of(9, 10), of(3, 10)), "6/7-2/7": stats.ShareDifference(of(6, 7), of(2, 7))} {
		w[name+"_low"], w[name+"_high"] = s.Low, s.High
	}
	return w
}
