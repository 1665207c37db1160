package server

import (
	"context"
	"net/http"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// ScorecardDraftSummary is a draft as lists show it.
type ScorecardDraftSummary struct {
	Scorecard     string             `json:"scorecard"`
	Revision      int64              `json:"revision"`
	Name          string             `json:"name"`
	BasedOn       int                `json:"based_on" doc:"the version that it began from, 0 for a new scorecard"`
	ChangedBy     string             `json:"changed_by"`
	ChangedByName string             `json:"changed_by_name"`
	CreatedAt     interactions.Stamp `json:"created_at" format:"date-time"`
	UpdatedAt     interactions.Stamp `json:"updated_at" format:"date-time"`
}

// ScorecardDraft is the whole of a draft, as its every change answers it.
type ScorecardDraft struct {
	ScorecardDraftSummary
	Definition scorecards.Definition `json:"definition"`
	Changed    bool                  `json:"changed" doc:"says something else than the newest version"`
	Retired    bool                  `json:"retired" doc:"its scorecard is, so that it can't be published"`
	Faults     []fault.Field         `json:"faults" nullable:"false" doc:"what keeps it from being published"`
}

type scorecardDraftOut struct {
	Status int
	ETag   string `header:"ETag"`
	Body   ScorecardDraft
}

func summariseDraft(d scorecards.CardDraft, names nameBook) ScorecardDraftSummary {
	return ScorecardDraftSummary{d.ScorecardID, d.Revision, d.Name, d.BasedOn, d.ChangedBy, names.users[d.ChangedBy], interactions.At(d.CreatedAt), interactions.At(d.UpdatedAt)}
}

func (a *API) showDraft(ctx context.Context, actor people.Actor, d scorecards.Drafted, status int, err error) (*scorecardDraftOut, error) {
	if err != nil {
		return nil, err
	}
	names, err := a.names(ctx, actor, []string{d.ChangedBy}, nil)
	out := ScorecardDraft{summariseDraft(d.CardDraft, names), d.Definition, d.Changed, d.Retired, d.Faults}
	if out.Faults == nil {
		out.Faults = []fault.Field{}
	}
	return &scorecardDraftOut{status, etag(d.Revision), out}, err
}

func (a *API) scorecardDrafts(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[ScorecardDraftSummary]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Catalogue.Drafts(ctx, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	by := make([]string, len(rows))
	for n, d := range rows {
		by[n] = d.ChangedBy
	}
	names, err := a.names(ctx, actor, by, nil)
	return &body[page[ScorecardDraftSummary]]{more(rows, in.Limit, func(d scorecards.CardDraft) string { return d.ScorecardID },
		func(d scorecards.CardDraft) ScorecardDraftSummary { return summariseDraft(d, names) })}, err
}

type writeScorecardIn struct {
	Body struct {
		Name      string `json:"name" minLength:"1" maxLength:"100"`
		Template  string `json:"template,omitempty" maxLength:"100" doc:"begins with this template, as GET /scorecards/templates lists them"`
		Scorecard string `json:"scorecard,omitempty" maxLength:"100" doc:"begins with this scorecard's newest version"`
	}
}

func (a *API) writeScorecard(ctx context.Context, actor people.Actor, in *writeScorecardIn) (*scorecardDraftOut, error) {
	d, err := a.d.Catalogue.Write(ctx, actor, scorecards.Beginning(in.Body))
	return a.showDraft(ctx, actor, d, http.StatusCreated, err)
}

func (a *API) reviseScorecard(ctx context.Context, actor people.Actor, in *claimIn) (*scorecardDraftOut, error) {
	d, made, err := a.d.Catalogue.Revise(ctx, actor, in.ID)
	if made {
		return a.showDraft(ctx, actor, d, http.StatusCreated, err)
	}
	return a.showDraft(ctx, actor, d, http.StatusOK, err)
}

func (a *API) scorecardDraft(ctx context.Context, actor people.Actor, in *IDIn) (*scorecardDraftOut, error) {
	d, err := a.d.Catalogue.Draft(ctx, in.ID)
	return a.showDraft(ctx, actor, d, http.StatusOK, err)
}

type keepScorecardIn struct {
	IDIn
	IfMatching
	Body struct {
		Name       string                `json:"name" maxLength:"100"`
		Definition scorecards.Definition `json:"definition" doc:"the whole, which may be incomplete"`
	}
}

func (a *API) keepScorecard(ctx context.Context, actor people.Actor, in *keepScorecardIn) (*scorecardDraftOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	d, err := a.d.Catalogue.Keep(ctx, actor, in.ID, revision, in.Body.Name, in.Body.Definition)
	return a.showDraft(ctx, actor, d, http.StatusOK, err)
}

func (a *API) discardScorecard(ctx context.Context, actor people.Actor, in *stepIn) (*empty, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	return &empty{}, a.d.Catalogue.Discard(ctx, actor, in.ID, revision)
}

func (a *API) publishScorecard(ctx context.Context, actor people.Actor, in *stepIn) (*scorecardOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	return viewScorecard(a.d.Catalogue.Publish(ctx, actor, in.ID, revision))
}
