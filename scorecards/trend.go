package scorecards

import (
	"context"
	"slices"
	"time"

	"rater/internal/people"
	"rater/internal/stats"
)

// TrendMonths is how many calendar months a trend looks back on, the present one included.
const TrendMonths = 6

// Point is how an agent stood in one dimension in one month, by one version of a scorecard.
type Point struct {
	Dimension string
	Month     int    // index into the trend's Months
	Version   string // id
	Estimate  stats.Estimate
}

// Trend is how an agent's scores went, month by month, from released evaluations of random samples alone. Scores of two
// versions are never put together.
type Trend struct {
	Months   []time.Time        // their beginnings, the oldest first
	Versions map[string]Edition // by id
	Points   []Point            // by month, then by dimension, then by the version's number
}

// Edition names a version of a scorecard.
type Edition struct {
	Scorecard string // id
	Name      string
	Number    int
}

// Trend computes the actor's own trend in the calendar months of a time zone.
func (v *Evaluations) Trend(ctx context.Context, actor people.Actor, zone *time.Location) (Trend, error) {
	trend := Trend{Months: months(v.now().In(zone), TrendMonths), Versions: map[string]Edition{}}
	mine, err := v.sumsByMonth(ctx, actor.ID, trend.Months)
	if err != nil || len(mine) == 0 {
		return trend, err
	}
	ids := versionsIn(mine)
	if trend.Versions, err = v.editions(ctx, ids); err != nil {
		return trend, err
	}
	all, err := v.sumsByAgent(ctx, ids, "", isoWeek(trend.Months[0], v.zone).from)
	if err != nil {
		return trend, err
	}
	trend.fill(mine, all)
	return trend, v.audit.Read(ctx, actor, "standing.read", "agent", actor.ID, nil)
}

// months are the beginnings of the last n calendar months, that of the given moment included.
func months(now time.Time, n int) []time.Time {
	out := make([]time.Time, n)
	for i := range out {
		out[i] = time.Date(now.Year(), now.Month()-time.Month(n-1-i), 1, 0, 0, 0, 0, now.Location())
	}
	return out
}

func versionsIn(rows []monthSums) []string {
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.VersionID)
	}
	return distinct(ids)
}

// fill makes the points, each with the variance within the agents of its version.
func (t *Trend) fill(mine []monthSums, all []agentSums) {
	persons := map[[2]string][]stats.Sums{}
	for _, a := range all {
		key := [2]string{a.VersionID, a.Dimension}
		persons[key] = append(persons[key], a.Sums)
	}
	for _, r := range mine {
		within, _ := stats.PooledWithin(persons[[2]string{r.VersionID, r.Dimension}]) // without variation there is a mean and no interval
		if e, err := stats.PersonMean(r.Sums, within); err == nil {
			t.Points = append(t.Points, Point{r.Dimension, r.Month, r.VersionID, e})
		}
	}
	order := append([]string{Overall}, DimensionKeys...)
	rank := func(p Point) []int {
		return []int{p.Month, slices.Index(order, p.Dimension), t.Versions[p.Version].Number}
	}
	slices.SortStableFunc(t.Points, func(a, b Point) int { return slices.Compare(rank(a), rank(b)) })
}
