package stats

import (
	"errors"
	"fmt"
	"math"
)

// Drawn is one sampled value. Stratum and Cluster number the stratum and, within a clustered design, the cluster;
// a cluster belongs to one stratum.
type Drawn struct {
	Y, Probability   float64 // in (0, 1]
	Stratum, Cluster int
}

// Design says how values were drawn.
type Design struct {
	Clustered  bool
	Population float64 // its size, 0 where unknown; known, it corrects for a finite population, unless clustered
}

// Survey is a mean with what a design-based statement needs. SE, Low and High are nil where there is no interval, and
// Why says the reason.
type Survey struct {
	N               int
	EffectiveN      float64
	DF              int
	Mean            float64
	SE, Low, High   *float64
	Total           float64 // of the population: its size times the mean, or Σ y/π where its size is unknown
	TotalSE         *float64
	Why             error
	PopulationGuess float64 // Σ 1/π
}

// SurveyMean is the Hájek mean Σ y/π ÷ Σ 1/π with its linearised variance among clusters (without clusters, among
// values) within strata, and a t interval with clusters − strata degrees of freedom (Särndal, Swensson and Wretman
// 1992, 5.7 and 5.5; Lumley 2010, appendix). Strata count as drawn by simple random sampling.
func SurveyMean(values []Drawn, d Design) (Survey, error) {
	if len(values) == 0 {
		return Survey{}, errors.New("no values, so no mean")
	}
	if d.Population > 0 && d.Population < float64(len(values)) {
		return Survey{}, fmt.Errorf("a population of %v can't hold a sample of %d", d.Population, len(values))
	}
	var sums Sums
	for i, v := range values {
		if !(v.Probability > 0 && v.Probability <= 1) {
			return Survey{}, fmt.Errorf("value %d: a probability lies above 0 and is at most 1, not %v", i+1, v.Probability)
		}
		sums.Add(v.Y, v.Probability)
	}
	s := Survey{N: sums.N, EffectiveN: sums.EffectiveN(), Mean: sums.WY / sums.W, PopulationGuess: sums.W}
	s.interval(values, d, sums.W)
	s.total(values, d, sums.WY)
	return s, nil
}

func (s *Survey) total(values []Drawn, d Design, total float64) {
	s.Total = total
	if d.Population > 0 {
		s.Total = d.Population * s.Mean
	}
	if s.SE == nil {
		return
	}
	se := d.Population * *s.SE
	if d.Population == 0 {
		variance, _, _ := linearised(values, d, 0, 1)
		se = math.Sqrt(variance)
	}
	s.TotalSE = &se
}

func (s *Survey) interval(values []Drawn, d Design, weights float64) {
	variance, df, why := linearised(values, d, s.Mean, weights)
	s.DF, s.Why = df, why
	if why != nil {
		return
	}
	se := math.Sqrt(variance)
	half := tUpper(float64(df)) * se
	low, high := s.Mean-half, s.Mean+half
	s.SE, s.Low, s.High = &se, &low, &high
}

// stratum gathers the linearised values of its clusters.
type stratum struct {
	values, clusters int
	weights          float64
	z, zz            float64
}

// linearised is the variance of Σ (y − mean) ÷ π ÷ weights, and its degrees of freedom.
func linearised(values []Drawn, d Design, mean, weights float64) (variance float64, df int, why error) {
	strata := gather(values, d, mean, weights)
	for _, h := range strata {
		df += h.clusters - 1
		if h.clusters < 2 {
			why = lonely(d.Clustered, len(strata))
			continue
		}
		variance += h.variance(d)
	}
	return variance, df, why
}

// gather keeps the order in which strata and clusters appear, so that the same values give the same last digit.
func gather(values []Drawn, d Design, mean, weights float64) (strata []*stratum) {
	type cluster struct {
		of *stratum
		z  float64
	}
	var clusters []*cluster
	stratumOf, clusterOf := map[int]*stratum{}, map[[2]int]*cluster{}
	for _, v := range values {
		h := stratumOf[v.Stratum]
		if h == nil {
			h = &stratum{}
			stratumOf[v.Stratum], strata = h, append(strata, h)
		}
		h.values++
		h.weights += 1 / v.Probability
		z := (v.Y - mean) / v.Probability / weights
		if !d.Clustered {
			h.add(z)
			continue
		}
		at := [2]int{v.Stratum, v.Cluster}
		c := clusterOf[at]
		if c == nil {
			c = &cluster{of: h}
			clusterOf[at], clusters = c, append(clusters, c)
		}
		c.z += z
	}
	for _, c := range clusters {
		c.of.add(c.z)
	}
	return strata
}

func (h *stratum) add(z float64) {
	h.clusters++
	h.z += z
	h.zz += z * z
}

func (h *stratum) variance(d Design) float64 {
	n := float64(h.clusters)
	v := n / (n - 1) * math.Max(0, h.zz-h.z*h.z/n)
	if d.Population > 0 && !d.Clustered {
		v *= math.Max(0, 1-float64(h.values)/h.weights)
	}
	return v
}

func lonely(clustered bool, strata int) error {
	what := "value"
	if clustered {
		what = "cluster"
	}
	if strata > 1 {
		return fmt.Errorf("a stratum has only one %s, so nothing tells how much it varies: join it with another", what)
	}
	return fmt.Errorf("a single %s does not tell how much values vary", what)
}
