package stats

// weighting is how nearly right a rating is that differs: not at all, by distance, by its square.
type weighting int

const (
	identical weighting = iota
	linear
	quadratic
)

// unit is what a row of ratings brings to any coefficient, worked out once.
type unit struct {
	levels   []int32    // given, ascending
	agree    [3]float64 // share of agreeing pairs, by weighting
	apart    float64    // Σ over ordered pairs of the squared distance ÷ (ratings − 1), for α
	row, col int32      // of two raters, both there; else Missing
}

// tally sums units, each taken any number of times.
type tally struct {
	units, paired float64 // with a rating; with at least two
	agree         [3]float64
	apart         float64
	share         []float64 // Σ over units of each level's share among the unit's ratings
	pairable      []float64 // ratings of each level in units with at least two
	row, col      []float64 // by level, of two raters
}

func newTally(levels int) *tally {
	t := &tally{share: make([]float64, levels), pairable: make([]float64, levels)}
	t.row, t.col = make([]float64, levels), make([]float64, levels)
	return t
}

func (t *tally) clear() {
	for _, s := range [][]float64{t.share, t.pairable, t.row, t.col} {
		clear(s)
	}
	t.units, t.paired, t.apart, t.agree = 0, 0, 0, [3]float64{}
}

func (t *tally) add(u *unit, times float64) {
	n := float64(len(u.levels))
	if n == 0 {
		return
	}
	t.units += times
	for _, l := range u.levels {
		t.share[l] += times / n
	}
	if n < 2 {
		return
	}
	t.paired += times
	t.apart += times * u.apart
	for w, a := range u.agree {
		t.agree[w] += times * a
	}
	for _, l := range u.levels {
		t.pairable[l] += times
	}
	if u.row != Missing {
		t.row[u.row] += times
		t.col[u.col] += times
	}
}

// units works out every row.
func (r *Ratings) units() []unit {
	at := r.positions()
	units := make([]unit, r.Units())
	pool := make([]int32, 0, len(r.Cells))
	for i := range units {
		row := r.row(i)
		from := len(pool)
		pool = append(pool, rated(row, pool[from:from])...)
		u := unit{levels: pool[from:], row: Missing, col: Missing}
		if len(u.levels) > 1 {
			u.agree = agreement(u.levels, at)
			u.apart = r.disagreement(u.levels)
		}
		if len(row) == 2 && row[0] != Missing && row[1] != Missing {
			u.row, u.col = row[0], row[1]
		}
		units[i] = u
	}
	return units
}

// agreement is the weighted share of agreeing pairs among the ratings of one unit, by weighting.
func agreement(levels []int32, at []float64) [3]float64 {
	n, width := float64(len(levels)), at[len(at)-1]-at[0]
	if width == 0 {
		return [3]float64{1, 1, 1}
	}
	var sum, squares, distance float64
	for i, l := range levels {
		x := (at[l] - at[0]) / width
		distance += float64(i)*x - sum
		sum += x
		squares += x * x
	}
	pairs := n * (n - 1) / 2
	return [3]float64{same(levels), 1 - distance/pairs, 1 - max(0, n*squares-sum*sum)/pairs}
}
