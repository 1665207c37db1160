package stats

import "math"

// shrink draws each before-score towards the mean by its own number of scores n: m + n ÷ (n + κ) (before − m), where κ
// is the variance of one score over that of agents. κ is the likeliest given how before-scores spread by n and how well
// the shrunken ones explain the after-scores. Where n is unknown or the same for all, nothing is to be gained.
func shrink(cases []Case) []float64 {
	total, known, same := 0.0, true, true
	for _, c := range cases {
		total += c.NBefore
		known = known && c.NBefore > 0
		same = same && c.NBefore == cases[0].NBefore
	}
	if !known || same {
		return plain(cases)
	}
	middle := math.Log(total / float64(len(cases)))
	some := thinned(cases)
	kappa := math.Exp(highest(func(x float64) float64 { return likelihood(some, math.Exp(x)) }, middle-7, middle+7))
	return shrunken(cases, kappa)
}

// thinned is every so-manyeth of very many cases, which tell κ well enough.
func thinned(cases []Case) (some []Case) {
	const enough = 50_000
	step := 1 + len(cases)/enough
	for i := 0; i < len(cases); i += step {
		some = append(some, cases[i])
	}
	return some
}

func plain(cases []Case) []float64 {
	before := make([]float64, len(cases))
	for i, c := range cases {
		before[i] = c.Before
	}
	return before
}

func shrunken(cases []Case, kappa float64) []float64 {
	var weights, sum float64
	for _, c := range cases {
		r := c.NBefore / (c.NBefore + kappa)
		weights += r
		sum += r * c.Before
	}
	mean := sum / weights
	before := make([]float64, len(cases))
	for i, c := range cases {
		before[i] = mean + c.NBefore/(c.NBefore+kappa)*(c.Before-mean)
	}
	return before
}

// likelihood is log L at κ, but for a constant.
func likelihood(cases []Case, kappa float64) float64 {
	var weights, sum, logs, squares float64
	for _, c := range cases {
		r := c.NBefore / (c.NBefore + kappa)
		weights, sum, logs = weights+r, sum+r*c.Before, logs+math.Log(r)
	}
	mean := sum / weights
	for _, c := range cases {
		squares += c.NBefore / (c.NBefore + kappa) * (c.Before - mean) * (c.Before - mean)
	}
	n := float64(len(cases))
	l := (logs - n*math.Log(squares/n)) / 2
	if r, err := regress(cases, afters(cases), standardised(shrunken(cases, kappa))); err == nil {
		l -= n / 2 * math.Log(math.Max(r.squares(), math.SmallestNonzeroFloat64))
	}
	return l
}

// highest is where f is greatest between two bounds: the best of a grid, then golden sections around it.
func highest(f func(float64) float64, from, to float64) float64 {
	const steps = 28
	step := (to - from) / steps
	best, at := math.Inf(-1), from
	for i := range steps + 1 {
		if v := f(from + float64(i)*step); v > best {
			best, at = v, from+float64(i)*step
		}
	}
	a, b := math.Max(from, at-step), math.Min(to, at+step)
	ratio := (math.Sqrt(5) - 1) / 2
	c, d := b-ratio*(b-a), a+ratio*(b-a)
	fc, fd := f(c), f(d)
	for b-a > 1e-4 {
		if fc > fd {
			b, d, fd = d, c, fc
			c = b - ratio*(b-a)
			fc = f(c)
		} else {
			a, c, fc = c, d, fd
			d = a + ratio*(b-a)
			fd = f(d)
		}
	}
	return (a + b) / 2
}
