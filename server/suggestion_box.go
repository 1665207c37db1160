package server

import (
	"context"

	"rater/coaching"
	"rater/internal/people"
)

type replyView struct {
	By     string `json:"by,omitempty" doc:"who answers for the box; none: who made the suggestion"`
	ByName string `json:"by_name,omitempty"`
	Words  string `json:"words"`
	On     string `json:"on" format:"date"`
}

// SuggestionWhole is what came out of the box. Nobody knows who made it.
type SuggestionWhole struct {
	ID       string                 `json:"id"`
	Revision int64                  `json:"revision"`
	Status   string                 `json:"status" enum:"new,heard,planned,done,declined"`
	Team     string                 `json:"team,omitempty" doc:"none: of the whole site"`
	TeamName string                 `json:"team_name,omitempty"`
	Words    string                 `json:"words"`
	Reason   string                 `json:"reason,omitempty" doc:"of its being declined"`
	Replies  []replyView            `json:"replies" nullable:"false"`
	CameOn   string                 `json:"came_on" format:"date"`
	May      coaching.SuggestionMay `json:"may"`
}

func (a *API) viewSuggested(ctx context.Context, actor people.Actor, rows []coaching.Suggestion) ([]SuggestionWhole, error) {
	var users, teams []string
	for _, s := range rows {
		if s.Place != coaching.OfSite {
			teams = append(teams, s.Place)
		}
		for _, r := range s.Replies {
			users = append(users, r.By)
		}
	}
	names, err := a.names(ctx, actor, users, teams)
	out := make([]SuggestionWhole, len(rows))
	for n, s := range rows {
		out[n] = SuggestionWhole{ID: s.ID, Revision: s.Revision, Status: s.Status, Words: s.Words, Reason: s.Reason, Replies: repliesOf(s, names), CameOn: s.CameOn, May: s.May(actor)}
		if s.Place != coaching.OfSite {
			out[n].Team, out[n].TeamName = s.Place, names.teams[s.Place]
		}
	}
	return out, err
}

func repliesOf(s coaching.Suggestion, names nameBook) []replyView {
	out := make([]replyView, len(s.Replies))
	for n, r := range s.Replies {
		out[n] = replyView{r.By, names.users[r.By], r.Words, r.On}
	}
	return out
}

type suggestIn struct {
	Body struct {
		Words string `json:"words" maxLength:"2000"`
	}
}

type receiptView struct {
	Receipt string `json:"receipt" doc:"shown this once; whoever has it can follow the suggestion"`
}

func (a *API) suggest(ctx context.Context, actor people.Actor, in *suggestIn) (*body[receiptView], error) {
	receipt, err := a.d.Suggestions.Give(ctx, actor, in.Body.Words)
	return &body[receiptView]{receiptView{receipt}}, err
}

type followedView struct {
	Status  string      `json:"status" enum:"boxed,new,heard,planned,done,declined" doc:"boxed until it comes out, at the start of a day"`
	Words   string      `json:"words"`
	Reason  string      `json:"reason,omitempty"`
	Replies []replyView `json:"replies" nullable:"false"`
	CameOn  string      `json:"came_on,omitempty" format:"date"`
}

func (a *API) showFollowed(ctx context.Context, actor people.Actor, s coaching.Suggestion, err error) (*body[followedView], error) {
	if err != nil {
		return nil, err
	}
	var users []string
	for _, r := range s.Replies {
		users = append(users, r.By)
	}
	names, err := a.names(ctx, actor, users, nil)
	return &body[followedView]{followedView{s.Status, s.Words, s.Reason, repliesOf(s, names), s.CameOn}}, err
}

type receiptIn struct {
	Body struct {
		Receipt string `json:"receipt" maxLength:"100"`
	}
}

func (a *API) followSuggestion(ctx context.Context, actor people.Actor, in *receiptIn) (*body[followedView], error) {
	s, err := a.d.Suggestions.ByReceipt(ctx, in.Body.Receipt)
	return a.showFollowed(ctx, actor, s, err)
}

type addToSuggestionIn struct {
	Body struct {
		Receipt string `json:"receipt" maxLength:"100"`
		Words   string `json:"words" maxLength:"2000"`
	}
}

func (a *API) addToSuggestion(ctx context.Context, actor people.Actor, in *addToSuggestionIn) (*body[followedView], error) {
	s, err := a.d.Suggestions.Add(ctx, in.Body.Receipt, in.Body.Words)
	return a.showFollowed(ctx, actor, s, err)
}

type suggestedIn struct {
	Status string `query:"status" enum:"new,heard,planned,done,declined"`
	Paging
}

func (a *API) suggested(ctx context.Context, actor people.Actor, in *suggestedIn) (*body[page[SuggestionWhole]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Suggestions.List(ctx, actor, in.Status, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	cut := more(rows, in.Limit, func(s coaching.Suggestion) string { return s.ID }, same)
	views, err := a.viewSuggested(ctx, actor, cut.Items)
	return &body[page[SuggestionWhole]]{page[SuggestionWhole]{views, cut.Next}}, err
}

type suggestionOut struct {
	ETag string `header:"ETag"`
	Body SuggestionWhole
}

func (a *API) showSuggestion(ctx context.Context, actor people.Actor, s coaching.Suggestion, err error) (*suggestionOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewSuggested(ctx, actor, []coaching.Suggestion{s})
	return &suggestionOut{etag(s.Revision), views[0]}, err
}

type replySuggestionIn struct {
	IDIn
	IfMatching
	Body struct {
		Words string `json:"words" maxLength:"2000"`
	}
}

func (a *API) replyToSuggestion(ctx context.Context, actor people.Actor, in *replySuggestionIn) (*suggestionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	s, err := a.d.Suggestions.Reply(ctx, actor, in.ID, revision, in.Body.Words)
	return a.showSuggestion(ctx, actor, s, err)
}

type decideSuggestionIn struct {
	IDIn
	IfMatching
	Body struct {
		Status string `json:"status" enum:"heard,planned,done,declined"`
		Reason string `json:"reason,omitempty" maxLength:"4000" doc:"of declining it"`
	}
}

func (a *API) decideSuggestion(ctx context.Context, actor people.Actor, in *decideSuggestionIn) (*suggestionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	s, err := a.d.Suggestions.Become(ctx, actor, in.ID, revision, in.Body.Status, in.Body.Reason)
	return a.showSuggestion(ctx, actor, s, err)
}
