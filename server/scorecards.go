package server

import (
	"context"
	"strconv"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type scorecardSummary struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Version   int    `json:"version"`
	VersionID string `json:"version_id"`
	Questions int    `json:"questions"`
	Retired   bool   `json:"retired" doc:"begins no evaluations and no plans"`
}

type scorecardView struct {
	ID        string `json:"id"`
	Revision  int64  `json:"revision,omitempty" doc:"of the scorecard: what retiring names in If-Match"`
	Name      string `json:"name"`
	Version   int    `json:"version"`
	VersionID string `json:"version_id"`
	Retired   bool   `json:"retired,omitempty" doc:"begins no evaluations and no plans"`
	scorecards.Definition
}

type scorecardOut struct {
	ETag string `header:"ETag"`
	Body scorecardView
}

func (a *API) scorecards(ctx context.Context, _ people.Actor, in *pagingIn) (*body[page[scorecardSummary]], error) {
	rows, err := a.d.Catalogue.List(ctx)
	if err != nil {
		return nil, err
	}
	return window(rows, in.Paging, func(p scorecards.Published) string { return p.ID }, func(p scorecards.Published) scorecardSummary {
		return scorecardSummary{p.ID, p.Name, p.Version.Number, p.Version.ID, p.Version.Definition.Count(), p.RetiredAt != nil}
	})
}

func viewScorecard(p scorecards.Published, err error) (*scorecardOut, error) {
	return &scorecardOut{etag(p.Revision), scorecardView{p.ID, p.Revision, p.Name, p.Version.Number, p.Version.ID, p.RetiredAt != nil, p.Version.Definition}}, err
}

func (a *API) scorecard(ctx context.Context, _ people.Actor, in *IDIn) (*scorecardOut, error) {
	return viewScorecard(a.d.Catalogue.Get(ctx, in.ID))
}

func (a *API) scorecardVersion(ctx context.Context, _ people.Actor, in *IDIn) (*scorecardOut, error) {
	return viewScorecard(a.d.Catalogue.Version(ctx, in.ID))
}

func (a *API) retireScorecard(ctx context.Context, actor people.Actor, in *stepIn) (*scorecardOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	return viewScorecard(a.d.Catalogue.Retire(ctx, actor, in.ID, revision))
}

func (a *API) bringScorecardBack(ctx context.Context, actor people.Actor, in *stepIn) (*scorecardOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	return viewScorecard(a.d.Catalogue.BringBack(ctx, actor, in.ID, revision))
}

type scorecardVersionView struct {
	ID              string             `json:"id"`
	Version         int                `json:"version"`
	PublishedAt     interactions.Stamp `json:"published_at" format:"date-time"`
	PublishedBy     string             `json:"published_by,omitempty" doc:"to who may publish"`
	PublishedByName string             `json:"published_by_name,omitempty"`
}

func (a *API) scorecardVersions(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[scorecardVersionView]], error) {
	below, err := numberBefore(in.After)
	if err != nil {
		return nil, err
	}
	rows, err := a.d.Catalogue.Versions(ctx, in.ID, below, in.Limit+1)
	if err != nil {
		return nil, err
	}
	by := make([]string, len(rows))
	for n, v := range rows {
		by[n] = v.PublishedBy
	}
	names, err := a.names(ctx, actor, by, nil)
	return &body[page[scorecardVersionView]]{more(rows, in.Limit, func(v scorecards.Version) string { return opaque(strconv.Itoa(v.Number)) },
		func(v scorecards.Version) scorecardVersionView {
			view := scorecardVersionView{ID: v.ID, Version: v.Number, PublishedAt: interactions.At(v.PublishedAt)}
			if actor.May(people.ScorecardsWrite) {
				view.PublishedBy, view.PublishedByName = v.PublishedBy, names.users[v.PublishedBy]
			}
			return view
		})}, err
}

// numberBefore reads a cursor that holds a number of a version, 0 for none.
func numberBefore(after string) (int, error) {
	if after == "" {
		return 0, nil
	}
	text, err := transparent(after)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 1 {
		return 0, fault.In("query.after", "is no cursor that Rater gave")
	}
	return int(n), nil
}
