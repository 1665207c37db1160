package stats

import (
	"errors"
	"math"
)

// NPS is the net promoter score in points, −100 to 100.
type NPS struct {
	Promoters, Passives, Detractors int
	Score, SE, Low, High            float64
}

// NetPromoter takes 9 and 10 as promoters, 7 and 8 as passives, 0 to 6 as detractors (Reichheld 2003), by their
// numbers; the standard error is that of a difference of multinomial shares, √((p + d − (p − d)²) ÷ n).
func NetPromoter(promoters, passives, detractors int) (NPS, error) {
	if promoters < 0 || passives < 0 || detractors < 0 {
		return NPS{}, errors.New("numbers of answers can't be negative")
	}
	n := float64(promoters + passives + detractors)
	if n == 0 {
		return NPS{}, errors.New("no answers, so no net promoter score")
	}
	p, d := float64(promoters)/n, float64(detractors)/n
	s := NPS{Promoters: promoters, Passives: passives, Detractors: detractors, Score: 100 * (p - d)}
	s.SE = 100 * math.Sqrt(math.Max(0, p+d-(p-d)*(p-d))/n)
	s.Low, s.High = math.Max(-100, s.Score-zUpper*s.SE), math.Min(100, s.Score+zUpper*s.SE)
	return s, nil
}
