package server

import (
	"context"
	"time"

	"rater/internal/people"
	"rater/scorecards"
)

func queueCursor(o scorecards.Offer) string {
	due, _ := time.Parse(time.RFC3339, string(o.DueAt)) // which Rater wrote
	return timedCursor(due.UnixMilli(), o.ID)
}

func (a *API) queue(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[scorecards.Offer]], error) {
	due, id, err := readTimedCursor(in.After)
	if err != nil {
		return nil, err
	}
	rows, err := a.d.Offers.Queue(ctx, actor, scorecards.QueueCursor{DueAt: due, ID: id}, in.Limit+1)
	return &body[page[scorecards.Offer]]{more(rows, in.Limit, queueCursor, same)}, err
}

type loadView struct {
	ToScore       int      `json:"to_score" doc:"samples that one holds and has not scored yet, and double scores to make"`
	Overdue       int      `json:"overdue"`
	Doubles       int      `json:"doubles" doc:"how many of these are double scores"`
	MedianMinutes *float64 `json:"median_minutes,omitempty" doc:"how long one's last scorings took; absent where there are fewer than five"`
	N             int      `json:"n" doc:"how many evaluations the median is of, 20 at most"`
}

func (a *API) load(ctx context.Context, actor people.Actor, _ *empty) (*body[loadView], error) {
	l, err := a.d.Offers.Load(ctx, actor)
	v := loadView{ToScore: l.ToScore, Overdue: l.Overdue, Doubles: l.Doubles, N: l.Timed}
	if l.Median != nil {
		minutes := l.Median.Minutes()
		v.MedianMinutes = &minutes
	}
	return &body[loadView]{v}, err
}

func (a *API) stranded(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[scorecards.Offer]], error) {
	due, id, err := readTimedCursor(in.After)
	if err != nil {
		return nil, err
	}
	rows, err := a.d.Offers.Stranded(ctx, actor, scorecards.QueueCursor{DueAt: due, ID: id}, in.Limit+1)
	return &body[page[scorecards.Offer]]{more(rows, in.Limit, queueCursor, same)}, err
}
