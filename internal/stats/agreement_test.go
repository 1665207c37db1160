package stats_test

import (
	"testing"

	"rater/internal/stats"
)

// Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), data C: four observers, twelve units.
var krippendorff = [][]float64{
	{1, 1, na, 1}, {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3}, {2, 2, 2, 2}, {1, 2, 3, 4}, {4, 4, 4, 4}, {1, 1, 2, 1},
	{2, 2, 2, 2}, {na, 5, 5, 5}, {na, na, 1, 1}, {na, na, 3, na},
}

func TestKrippendorff(t *testing.T) {
	for _, c := range []struct {
		scale stats.Scale
		want  float64
	}{{stats.Nominal, 0.743}, {stats.Ordinal, 0.815}, {stats.Interval, 0.849}, {stats.Ratio, 0.797}} {
		is(t, "alpha "+c.scale.String(), value(t, stats.Agree(table(t, c.scale, krippendorff)).Alpha), c.want, 0.0005)
	}
	full := map[stats.Scale]float64{stats.Nominal: 0.74342105263, stats.Ordinal: 0.81538750375, stats.Interval: 0.84910714286, stats.Ratio: 0.79740277471}
	for scale, want := range full { // R irr 0.84.1
		is(t, "alpha in full "+scale.String(), value(t, stats.Agree(table(t, scale, krippendorff)).Alpha), want, 1e-9)
	}
}

// The same table in Gwet's Handbook of Inter-Rater Reliability (4th edition 2014) and its package irrCAC.
func TestGwet(t *testing.T) {
	a := stats.Agree(table(t, stats.Nominal, krippendorff))
	is(t, "exact", value(t, a.Exact), 0.81818181818, 6e-6)
	is(t, "AC1", value(t, a.AC1), 0.77544, 6e-6)
	is(t, "Fleiss, missing ratings", value(t, a.Fleiss), 0.76117, 6e-6)
	is(t, "alpha", value(t, a.Alpha), 0.74342, 6e-6)
	is(t, "AC2 linear", value(t, a.AC2Linear), 0.85874, 6e-6)
	is(t, "AC2 quadratic", value(t, a.AC2Quadratic), 0.914, 6e-6)
	b := stats.Agree(table(t, stats.Nominal, pairs([][]int{{13, 0, 0}, {0, 20, 7}, {0, 4, 56}})))
	is(t, "abstractors κ", value(t, b.Kappa), 0.7964094, 1e-7)
	is(t, "abstractors Fleiss (Scott)", value(t, b.Fleiss), 0.7962397, 1e-7)
	is(t, "abstractors AC1", value(t, b.AC1), 0.8493305, 1e-7)
	is(t, "abstractors alpha", value(t, b.Alpha), 0.7972585, 1e-7)
}

// Agresti, Categorical Data Analysis (1990), after Hout, Duncan and Sobel (1987); R vcd.
func TestCohen(t *testing.T) {
	a := stats.Agree(table(t, stats.Ordinal, pairs([][]int{{7, 7, 2, 3}, {2, 8, 3, 7}, {1, 5, 4, 9}, {2, 8, 9, 14}})))
	is(t, "κ", value(t, a.Kappa), 0.1293, 5e-5)
	is(t, "κ linear", value(t, a.KappaLinear), 0.2374, 5e-5)
	is(t, "κ quadratic", value(t, a.KappaQuadratic), 0.332045586, 1e-8)
}

// Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76 (1971): 30 patients, six
// psychiatrists, five diagnoses.
func TestFleiss(t *testing.T) {
	counts := [][5]int{{0, 0, 0, 6, 0}, {0, 3, 0, 0, 3}, {0, 1, 4, 0, 1}, {0, 0, 0, 0, 6}, {0, 3, 0, 3, 0}, {2, 0, 4, 0, 0},
		{0, 0, 4, 0, 2}, {2, 0, 3, 1, 0}, {2, 0, 0, 4, 0}, {0, 0, 0, 0, 6}, {1, 0, 0, 5, 0}, {1, 1, 0, 4, 0}, {0, 3, 3, 0, 0},
		{1, 0, 0, 5, 0}, {0, 2, 0, 3, 1}, {0, 0, 5, 0, 1}, {3, 0, 0, 1, 2}, {5, 1, 0, 0, 0}, {0, 2, 0, 4, 0}, {1, 0, 2, 0, 3},
		{0, 0, 0, 0, 6}, {0, 1, 0, 5, 0}, {0, 2, 0, 1, 3}, {2, 0, 0, 4, 0}, {1, 0, 0, 4, 1}, {0, 5, 0, 1, 0}, {4, 0, 0, 0, 2},
		{0, 2, 0, 4, 0}, {1, 0, 5, 0, 0}, {0, 0, 0, 0, 6}}
	var rows [][]float64
	for _, c := range counts {
		var row []float64
		for diagnosis, n := range c {
			for range n {
				row = append(row, float64(diagnosis))
			}
		}
		rows = append(rows, row)
	}
	is(t, "Fleiss κ", value(t, stats.Agree(table(t, stats.Nominal, rows)).Fleiss), 0.43, 0.0005)
}

// Shrout and Fleiss, Intraclass correlations, Psychological Bulletin 86 (1979), tables 2 to 4; the rest by R psych.
func TestShroutAndFleiss(t *testing.T) {
	rows := [][]float64{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}}
	q, err := stats.MeanSquares(rows)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "BMS", q.Between, 11.24, 0.005)
	is(t, "WMS", q.Within, 6.26, 0.005)
	is(t, "JMS", q.Raters, 32.49, 0.005)
	is(t, "EMS", q.Errors, 1.02, 0.005)
	i := stats.Agree(table(t, stats.Interval, rows)).ICC
	for _, c := range []struct {
		name                       string
		m                          stats.Measure
		published, want, low, high float64
	}{
		{"ICC(1,1)", i.One, 0.17, 0.165741768, -0.1329323, 0.7225601},
		{"ICC(2,1)", i.Two, 0.29, 0.28976378, 0.0187865, 0.7610844},
		{"ICC(3,1)", i.Three, 0.71, 0.714840715, 0.3424648, 0.9458583},
		{"ICC(1,k)", i.OneK, 0.44, 0.442797134, -0.8844422, 0.9124154},
		{"ICC(2,k)", i.TwoK, 0.62, 0.620050548, 0.0711368, 0.927232},
		{"ICC(3,k)", i.ThreeK, 0.91, 0.909315542, 0.6756747, 0.9858917},
	} {
		is(t, c.name+" as published", value(t, c.m), c.published, 0.005)
		is(t, c.name, value(t, c.m), c.want, 1e-8)
		is(t, c.name+" low", *c.m.Low, c.low, 1e-6)
		is(t, c.name+" high", *c.m.High, c.high, 1e-6)
	}
}

// Chatterjee and Price's attitude data; R psych prints a raw alpha of .84.
func TestCronbach(t *testing.T) {
	columns := []string{"rating", "complaints", "privileges", "learning", "raises", "critical", "advance"}
	var rows [][]float64
	for _, line := range sharedTable(t, "attitude.csv") {
		var row []float64
		for _, c := range columns {
			row = append(row, number(t, line[c]))
		}
		rows = append(rows, row)
	}
	alpha, err := stats.CronbachAlpha(rows)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "Cronbach's alpha as published", alpha, 0.84, 0.005)
	is(t, "Cronbach's alpha", alpha, 0.84314277, 1e-8)
	without, err := stats.CronbachWithout(rows)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.809760206, 0.796917457, 0.827847766, 0.803030975, 0.795386574, 0.863872311, 0.840464868} {
		is(t, "without "+columns[i], without[i], want, 1e-8)
	}
}

// Robitzsch's package sirt, data.ratings1, criterion k5: seven raters, most of whom rated few; R irrCAC.
func TestSirtAgreement(t *testing.T) {
	raters, units, marks := numbers{}, numbers{}, map[[2]int]float64{}
	for _, row := range sharedTable(t, "data.ratings1.csv") {
		marks[[2]int{units.of(row["idstud"]), raters.of(row["rater"])}] = number(t, row["k5"])
	}
	rows := make([][]float64, len(units))
	for u := range rows {
		for r := range len(raters) {
			mark, ok := marks[[2]int{u, r}]
			if !ok {
				mark = na
			}
			rows[u] = append(rows[u], mark)
		}
	}
	is(t, "sirt k5 α ordinal", value(t, stats.Agree(table(t, stats.Ordinal, rows)).Alpha), 0.69744872, 1e-7)
	is(t, "sirt k5 α interval", value(t, stats.Agree(table(t, stats.Interval, rows)).Alpha), 0.68655491, 1e-7)
}
