package stats_test

import (
	"math"
	"testing"

	"rater/internal/stats"
)

// Newcombe, Statistics in Medicine 17 (1998): 857–872, table I, method 3, and 873–890, table II, method 10.
func TestNewcombe(t *testing.T) {
	for _, c := range []struct {
		name               string
		hits, n, low, high float64
	}{{"81/263", 81, 263, 0.2553, 0.3662}, {"15/148", 15, 148, 0.0624, 0.1605}} {
		s, err := stats.Wilson(c.hits, c.n)
		if err != nil {
			t.Fatal(err)
		}
		is(t, "Wilson "+c.name+" low", s.Low, c.low, 5e-5)
		is(t, "Wilson "+c.name+" high", s.High, c.high, 5e-5)
	}
	for _, c := range []struct {
		name       string
		a, n, b, m float64
		low, high  float64
	}{{"56/70 − 48/80", 56, 70, 48, 80, 0.0524, 0.3339}, {"9/10 − 3/10", 9, 10, 3, 10, 0.1705, 0.809}, {"6/7 − 2/7", 6, 7, 2, 7, 0.0582, 0.8062}} {
		a, _ := stats.Wilson(c.a, c.n)
		b, _ := stats.Wilson(c.b, c.m)
		d := stats.ShareDifference(a, b)
		is(t, c.name+" low", d.Low, c.low, 5e-5)
		is(t, c.name+" high", d.High, c.high, 5e-5)
	}
}

// Reichheld, Harvard Business Review (2003); Huber, "margin of error of NPS", Cross Validated: 1/2, 1/3, 1/6 of 324.
func TestNetPromoter(t *testing.T) {
	s, err := stats.NetPromoter(162, 108, 54)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "NPS", s.Score, 33.3333333, 1e-6)
	is(t, "NPS variance of one", s.SE*s.SE/1e4*324, 0.5555555555555556, 1e-12)
	is(t, "NPS SE", s.SE, 4.1, 0.05)
	is(t, "NPS low", s.Low, 25.217384, 1e-5)
}

var (
	sleep1 = []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2}
	sleep2 = []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
)

// Student (1908), The probable error of a mean; R ?t.test.
func TestSleep(t *testing.T) {
	w, err := stats.WelchT(sleep1, sleep2)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "Welch t", w.T, -1.8608, 5e-5)
	is(t, "Welch df", w.DF, 17.776, 5e-4)
	is(t, "Welch p", w.P, 0.07939, 5e-6)
	is(t, "Welch low", w.Low, -3.3654832, 5e-8)
	is(t, "Welch high", w.High, 0.2054832, 5e-8)
	p, err := stats.PairedT(sleep1, sleep2)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "paired t", p.T, -4.0621, 5e-5)
	is(t, "paired p", p.P, 0.002833, 5e-7)
	is(t, "paired low", p.Low, -2.4598858, 5e-8)
	is(t, "paired high", p.High, -0.7001142, 5e-8)
}

// two makes n values with the given mean and standard deviation.
func two(n int, mean, sd float64) []float64 {
	step := sd * math.Sqrt(float64(n-1)/float64(n))
	var x []float64
	for i := range n {
		x = append(x, mean+step*float64(2*(i%2)-1))
	}
	return x
}

// Borenstein, Hedges, Higgins and Rothstein, Introduction to Meta-Analysis (2009), chapter 4.
func TestHedges(t *testing.T) {
	g, err := stats.HedgesG(two(50, 103, 5.5), two(50, 100, 4.5))
	if err != nil {
		t.Fatal(err)
	}
	is(t, "Hedges' g", g.G, 0.5924, 5e-5)
	is(t, "Hedges' g variance", g.SE*g.SE, 0.0411, 6e-5)
	is(t, "Hedges' g SE", g.SE, 0.2028, 6e-5)
}

// NIST/SEMATECH e-Handbook 6.3.2.4.
func TestNISTEWMA(t *testing.T) {
	x := []float64{52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1}
	want := []float64{50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99}
	var periods []stats.Period
	for _, v := range x {
		periods = append(periods, stats.Period{Mean: v, N: 1})
	}
	points, err := stats.EWMA(periods, stats.Chart{Target: 50, Sigma: 2.0539, Lambda: 0.3, Width: 3, Steady: true})
	if err != nil {
		t.Fatal(err)
	}
	signals := 0.0
	for i, p := range points {
		is(t, "EWMA", p.Value, want[i], 0.0051)
		if p.Signal {
			signals++
		}
	}
	is(t, "EWMA upper limit", points[0].High, 52.5884, 2e-4)
	is(t, "EWMA lower limit", points[0].Low, 47.4115, 2e-4)
	is(t, "EWMA signals", signals, 0, 0)
}

// NIST/SEMATECH e-Handbook 6.3.3.2, Montgomery's orange juice cans.
func TestNISTPChart(t *testing.T) {
	bad := []int{12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6}
	n := make([]int, len(bad))
	for i := range n {
		n[i] = 50
	}
	share, points, err := stats.PChart(bad, n)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "p chart share", share, 0.2313, 5e-5)
	is(t, "p chart upper limit", points[0].High, 0.4102, 5e-5)
	is(t, "p chart lower limit", points[0].Low, 0.0524, 5e-5)
	for i, p := range points {
		if p.Signal != (i+1 == 15 || i+1 == 23) {
			t.Errorf("sample %d: signal %v", i+1, p.Signal)
		}
	}
}

// Bland and Altman, Lancet i (1986): two peak flow meters, 17 people.
func TestBlandAltman(t *testing.T) {
	wright := []float64{494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427}
	mini := []float64{512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451}
	l, err := stats.LimitsOfAgreement(wright, mini, 2)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "bias", l.Bias, -2.1, 0.05)
	is(t, "SD of differences", l.SD, 38.8, 0.05)
	is(t, "lower limit", l.Lower, -79.7, 0.06)
	is(t, "upper limit", l.Upper, 75.5, 0.1)
	is(t, "bias low", l.BiasLow, -22, 0.06)
	is(t, "bias high", l.BiasHigh, 17.8, 0.05)
	is(t, "lower limit low", l.LowerLow, -114.3, 0.15)
	is(t, "lower limit high", l.LowerHigh, -45.1, 0.06)
	is(t, "upper limit low", l.UpperLow, 40.9, 0.06)
	is(t, "upper limit high", l.UpperHigh, 110.1, 0.2)
	m, err := stats.LimitsOfAgreement(wright, mini, 1.96)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "lower limit, 1.96", m.Lower, -78.097302, 1e-5)
	is(t, "upper limit, 1.96", m.Upper, 73.862007, 1e-5)
}

// Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995), section 4.1; the rest by R p.adjust.
func TestBenjaminiHochberg(t *testing.T) {
	p := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1}
	want := []float64{0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857143, 0.063857143, 0.0645, 0.0765, 0.486, 0.581181818, 0.714875, 0.753230769, 0.813214286, 1}
	got, err := stats.BenjaminiHochberg(p)
	if err != nil {
		t.Fatal(err)
	}
	refused := 0.0
	for i := range p {
		is(t, "adjusted p", got[i], want[i], 1e-8)
		if got[i] <= 0.05 {
			refused++
		}
	}
	is(t, "refused at 0.05", refused, 4, 0)
}

// NIST/SEMATECH e-Handbook 7.2.6.2; type 7 by R.
func TestPercentile(t *testing.T) {
	x := []float64{95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.061, 95.1591, 95.1195, 95.1065, 95.0925, 95.199, 95.1682}
	got, err := stats.Percentile(x, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	is(t, "90th percentile, type 7", got, 95.19568, 1e-8)
}

// Card and Krueger, American Economic Review 84 (1994), table 3, as means of two groups of two whose changes have the
// printed standard errors; from rounded means the difference is 2.75, printed is 2.76.
func TestCardAndKrueger(t *testing.T) {
	var cases []stats.Case
	add := func(treated bool, before, after, se float64) {
		for _, s := range []float64{-1, 1} { // the standard error of a mean of two is half their distance
			cases = append(cases, stats.Case{Treated: treated, Before: before, After: after + s*se, Cluster: len(cases)})
		}
	}
	add(true, 20.44, 21.03, 0.54)
	add(false, 23.33, 21.17, 1.25)
	e, err := stats.MeasureEffect(cases)
	if err != nil || e.DiD.SE == nil {
		t.Fatal(err, e.DiD.Why)
	}
	is(t, "difference in differences", *e.DiD.Estimate, 2.76, 0.011)
	is(t, "difference in differences SE", *e.DiD.SE, 1.36, 0.005)
}

// Hand et al., A Handbook of Small Data Sets (1993): anorexia, family treatment beside control; R.
func TestAnorexia(t *testing.T) {
	var cases []stats.Case
	for _, row := range sharedTable(t, "anorexia.csv") {
		if row["Treat"] != "CBT" {
			cases = append(cases, stats.Case{Treated: row["Treat"] == "FT", Before: number(t, row["Prewt"]), After: number(t, row["Postwt"]), Cluster: len(cases)})
		}
	}
	e, err := stats.MeasureEffect(cases)
	if err != nil || e.DiD.SE == nil || e.ANCOVA.SE == nil {
		t.Fatal(err, e.DiD.Why, e.ANCOVA.Why)
	}
	is(t, "raw", e.Raw, 9.38642534, 1e-7)
	is(t, "difference in differences", *e.DiD.Estimate, 7.71470588, 1e-7)
	is(t, "difference in differences SE", *e.DiD.SE, 2.33838488, 1e-7)
	t.Logf("ANCOVA %v ± %v", *e.ANCOVA.Estimate, *e.ANCOVA.SE)
}
