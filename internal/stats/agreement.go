package stats

import "errors"

// Agreement is how far raters agree. Exact is the mean over units of the share of agreeing pairs; where a coefficient
// is undefined its Value is nil and Why says the reason.
type Agreement struct {
	Units, Raters                      int
	Paired                             int // units with two ratings or more
	Exact, Fleiss, Alpha               Measure
	AC1, AC2Linear, AC2Quadratic       Measure
	Kappa, KappaLinear, KappaQuadratic Measure
	ICC                                ICCs
}

// Agree works out every coefficient, with intervals by resampling units.
func Agree(r *Ratings) Agreement {
	s := r.sample()
	found := s.intervals([]coefficient{
		(*sample).exact, (*sample).fleiss, (*sample).alpha,
		gwet(identical), gwet(linear), gwet(quadratic), kappa(identical), kappa(linear), kappa(quadratic),
	})
	return Agreement{Units: r.Units(), Raters: r.Raters, Paired: int(s.tally.paired), Exact: found[0], Fleiss: found[1], Alpha: found[2],
		AC1: found[3], AC2Linear: found[4], AC2Quadratic: found[5],
		Kappa: found[6], KappaLinear: found[7], KappaQuadratic: found[8], ICC: r.icc()}
}

// PairAgreement is how far two evaluators agree who may be others in each unit.
type PairAgreement struct{ Exact, Alpha, AC2 Measure }

// AgreeOnPairs is Agree where the two columns are no particular raters: what takes each column for one person is left out.
// AC2 is weighted by squared distances, and for two levels or names AC1; from interval level on, where each number would be
// a level of its own, there is none.
func AgreeOnPairs(r *Ratings) PairAgreement {
	if r.Scale >= Interval {
		found := r.sample().intervals([]coefficient{(*sample).exact, (*sample).alpha})
		return PairAgreement{found[0], found[1], undefined(errors.New("numbers are no levels"))}
	}
	weight := quadratic
	if len(r.Levels) <= 2 || r.Named {
		weight = identical
	}
	found := r.sample().intervals([]coefficient{(*sample).exact, (*sample).alpha, gwet(weight)})
	return PairAgreement{found[0], found[1], found[2]}
}

var (
	errNoPairs   = errors.New("no unit has two ratings to compare")
	errOneLevel  = errors.New("every rating is the same level, so agreement can't be told from chance")
	errUnordered = errors.New("the levels are names without an order, so there is no distance between them")
)

// coefficient is worked out from a tally.
type coefficient func(*sample) (float64, error)

// sample is ratings with the units taken so many times each.
type sample struct {
	*Ratings
	units []unit
	at    []float64 // the levels' positions
	times []float64
	tally *tally
}

func (r *Ratings) sample() *sample {
	s := &sample{Ratings: r, units: r.units(), at: r.positions(), times: make([]float64, r.Units()), tally: newTally(len(r.Levels))}
	for i := range s.units {
		s.times[i] = 1
		s.tally.add(&s.units[i], 1)
	}
	return s
}

func (s *sample) exact() (float64, error) {
	if s.tally.paired == 0 {
		return 0, errNoPairs
	}
	return s.tally.agree[identical] / s.tally.paired, nil
}

// fleiss is Fleiss' (1971) κ; with missing ratings, agreement is of units with two or more and a level's share of all
// units (Gwet 2014).
func (s *sample) fleiss() (float64, error) {
	t, chance, used := s.tally, 0.0, 0
	for _, c := range t.share {
		chance += c / t.units * c / t.units
		if c > 1e-9 { // what is left of 0 when units are taken out again
			used++
		}
	}
	switch {
	case t.paired == 0:
		return 0, errNoPairs
	case used < 2:
		return 0, errOneLevel
	}
	return (t.agree[identical]/t.paired - chance) / (1 - chance), nil
}

// gwet is AC1, and with distances AC2 (Gwet 2014).
func gwet(w weighting) coefficient {
	return func(s *sample) (float64, error) {
		t, q := s.tally, float64(len(s.Levels))
		switch {
		case t.paired == 0:
			return 0, errNoPairs
		case q < 2:
			return 0, errOneLevel
		case w != identical && s.Named && q > 2:
			return 0, errUnordered
		}
		spread := 0.0
		for _, c := range t.share {
			spread += c / t.units * (1 - c/t.units)
		}
		chance := s.weights(w) / (q * (q - 1)) * spread
		return (t.agree[w]/t.paired - chance) / (1 - chance), nil
	}
}

// weights is Σ over ordered pairs of levels of their weight.
func (s *sample) weights(w weighting) float64 {
	q := float64(len(s.at))
	if w == identical {
		return q
	}
	ones := make([]float64, len(s.at))
	for i := range ones {
		ones[i] = 1
	}
	return q*q - crossDistance(w, ones, ones, s.at)
}
