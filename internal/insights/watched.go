package insights

import (
	"context"
	"time"

	"rater/internal/stats"
)

// fewestWatched is how many scores of either kind are needed before watched and unwatched interactions are compared.
const fewestWatched = 10

// Watched compares the scores of random samples of interactions that somebody watched live with those that nobody did. Within is
// the difference within agents, so that it does not matter whom one watches more.
type Watched struct {
	Watched, Unwatched         int
	WatchedMean, UnwatchedMean float64
	Within                     stats.Contrast
}

type watchedScore struct {
	AgentID string
	Y       float64
	Watched bool
}

type watchedMean struct {
	Watched bool
	N       int
	Mean    float64
}

func (f *Figures) watched(ctx context.Context, version string, from time.Time) (w Watched, err error) {
	means, err := f.watchedMeans(ctx, version, from)
	for _, m := range means {
		if m.Watched {
			w.Watched, w.WatchedMean = m.N, m.Mean
		} else {
			w.Unwatched, w.UnwatchedMean = m.N, m.Mean
		}
	}
	w.Within.Why = stats.ErrTooFew
	if err != nil || min(w.Watched, w.Unwatched) < fewestWatched {
		return w, err
	}
	rows, err := f.watchedScores(ctx, version, from)
	if err != nil {
		return w, err
	}
	agents, cases := map[string]int{}, make([]stats.Case, len(rows))
	for n, r := range rows {
		if _, known := agents[r.AgentID]; !known {
			agents[r.AgentID] = len(agents)
		}
		cases[n] = stats.Case{Treated: r.Watched, After: r.Y, Cluster: agents[r.AgentID]}
	}
	w.Within = stats.WithinClusters(cases)
	return w, nil
}
