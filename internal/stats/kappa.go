package stats

import "fmt"

// kappa is Cohen's (1960), weighted (1968), of the units that both of two raters rated.
func kappa(w weighting) coefficient {
	return func(s *sample) (float64, error) {
		t := s.tally
		switch {
		case s.Raters != 2:
			return 0, fmt.Errorf("only two raters can be compared by Cohen's κ, and there are %d", s.Raters)
		case t.paired == 0:
			return 0, errNoPairs
		case w != identical && s.Named && len(s.Levels) > 2:
			return 0, errUnordered
		}
		expected := t.paired * t.paired
		if w == identical {
			for i := range t.row {
				expected -= t.row[i] * t.col[i]
			}
		} else {
			expected = crossDistance(w, t.row, t.col, s.at)
		}
		apart := expected / (t.paired * t.paired)
		if apart < 1e-12 {
			return 0, errOneLevel
		}
		return 1 - (1-t.agree[w]/t.paired)/apart, nil
	}
}

// crossDistance is Σ rows[k] cols[l] d(k, l), where d is the distance, or its square, over that of the outermost
// levels.
func crossDistance(w weighting, rows, cols, at []float64) (sum float64) {
	width := at[len(at)-1] - at[0]
	if width == 0 {
		return 0
	}
	var r, c, rx, cx, rxx, cxx float64
	for k, a := range at {
		x := (a - at[0]) / width
		sum += rows[k]*(x*c-cx) + cols[k]*(x*r-rx)
		r, c = r+rows[k], c+cols[k]
		rx, cx = rx+rows[k]*x, cx+cols[k]*x
		rxx, cxx = rxx+rows[k]*x*x, cxx+cols[k]*x*x
	}
	if w == quadratic {
		return c*rxx + r*cxx - 2*rx*cx
	}
	return sum
}
