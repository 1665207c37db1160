package scorecards

import (
	"context"
	"time"

	"rater/internal/interactions"
	"rater/internal/people"
)

// SampleStep is one thing that happened to a sample. Other is the sample at the other end of a replacement.
type SampleStep struct {
	At     interactions.Stamp `json:"at" format:"date-time"`
	What   string             `json:"what"`
	By     string             `json:"by"`
	ByName string             `json:"by_name"`
	Reason string             `json:"reason,omitempty"`
	To     string             `json:"to,omitempty" doc:"who was given it"`
	ToName string             `json:"to_name,omitempty"`
	Other  string             `json:"other,omitempty" doc:"the sample that replaced it, or that it replaces"`

	ID string `json:"-"`
}

const mostSteps = 500

// Steps is what happened to a sample in reach, or for an analyst to any, the oldest first.
func (o *Offers) Steps(ctx context.Context, actor people.Actor, id string) ([]SampleStep, error) {
	if _, err := o.readable(ctx, actor, id); err != nil {
		return nil, err
	}
	rows, err := o.logOf(ctx, id, mostSteps)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range rows {
		ids = append(ids, e.UserID, e.ToID)
	}
	names, err := o.plans.users.Names(ctx, distinct(ids))
	names[people.System().ID] = people.System().Name
	out := make([]SampleStep, len(rows))
	for n, e := range rows {
		out[n] = SampleStep{At: interactions.At(e.At), What: e.What, By: e.UserID, ByName: names[e.UserID], Reason: e.Reason, ID: e.ID}
		if e.What == Replaced || e.What == "replacement" {
			out[n].Other = e.ToID
		} else {
			out[n].To, out[n].ToName = e.ToID, names[e.ToID]
		}
	}
	return out, err
}

// ReplacedSample is what could not be scored: By says who found so, With is the sample in its place, empty where none
// was left.
type ReplacedSample struct {
	ID          string             `json:"id"`
	Plan        string             `json:"plan"`
	PlanName    string             `json:"plan_name"`
	Interaction string             `json:"interaction"`
	DrawnAt     interactions.Stamp `json:"drawn_at" format:"date-time"`
	At          interactions.Stamp `json:"at" format:"date-time"`
	Cause       string             `json:"cause" enum:"dropped,wrong_language,too_short,not_scorable,other"`
	Reason      string             `json:"reason,omitempty"`
	By          string             `json:"by"`
	ByName      string             `json:"by_name"`
	With        string             `json:"with,omitempty" doc:"the sample in its place; absent where none was left, and the place is open"`

	Cursor string `json:"-"`
}

// ReplacedSamples lists all that was replaced, the latest first.
func (o *Offers) ReplacedSamples(ctx context.Context, after string, limit int) ([]ReplacedSample, error) {
	rows, err := o.replaced(ctx, after, limit)
	if err != nil {
		return nil, err
	}
	var users, plans []string
	for _, r := range rows {
		users, plans = append(users, r.UserID), append(plans, r.PlanID)
	}
	names, err := o.plans.users.Names(ctx, distinct(users))
	if err != nil {
		return nil, err
	}
	called, err := namesIn(o.db.Conn(ctx), "plans", distinct(plans))
	out := make([]ReplacedSample, len(rows))
	for n, r := range rows {
		out[n] = ReplacedSample{ID: r.ID, Plan: r.PlanID, PlanName: called[r.PlanID], Interaction: r.InteractionID, DrawnAt: interactions.At(time.UnixMilli(r.DrawnAt)),
			At: interactions.At(time.UnixMilli(r.At)), Cause: r.Cause, Reason: r.Reason, By: r.UserID, ByName: names[r.UserID], With: r.ToID, Cursor: r.LogID}
	}
	return out, err
}
