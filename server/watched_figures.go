package server

import "rater/internal/insights"

type watchedView struct {
	N          int      `json:"n" doc:"scores of interactions that somebody watched live"`
	Others     int      `json:"others" doc:"scores of those that nobody did"`
	Mean       float64  `json:"mean" doc:"of those watched"`
	OthersMean float64  `json:"others_mean"`
	Difference *float64 `json:"difference" doc:"points that the same agents score more when watched; null with fewer than ten of either, or fewer than two agents with both"`
	Low        *float64 `json:"low" doc:"of the 95 % interval"`
	High       *float64 `json:"high"`
}

func viewWatched(w insights.Watched) watchedView {
	return watchedView{w.Watched, w.Unwatched, w.WatchedMean, w.UnwatchedMean, w.Within.Estimate, w.Within.Low, w.Within.High}
}
