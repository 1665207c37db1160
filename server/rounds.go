package server

import (
	"context"

	"rater/coaching"
	"rater/internal/foundation/fault"
	"rater/internal/people"
)

type roundOut struct {
	ETag string `header:"ETag"`
	Body RoundWhole
}

func (a *API) showRound(ctx context.Context, actor people.Actor, r coaching.Round, err error) (*roundOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewRounds(ctx, actor, []coaching.Round{r})
	if err != nil {
		return nil, err
	}
	v := RoundWhole{RoundSummary: views[0], Prompts: coaching.Prompts, CommentPrompts: coaching.CommentPrompts}
	if v.May.Report {
		v.Report = reportOf(r.Report)
	}
	return &roundOut{etag(r.Revision), v}, nil
}

type roundsIn struct {
	Agent  string `query:"agent" maxLength:"100" format:"uuid"`
	Status string `query:"status" enum:"open,closed"`
	Paging
}

func (a *API) rounds(ctx context.Context, actor people.Actor, in *roundsIn) (*body[page[RoundSummary]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Rounds.List(ctx, actor, in.Agent, in.Status, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	cut := more(rows, in.Limit, func(r coaching.Round) string { return r.ID }, same)
	views, err := a.viewRounds(ctx, actor, cut.Items)
	return &body[page[RoundSummary]]{page[RoundSummary]{views, cut.Next}}, err
}

type openRoundIn struct {
	Body struct {
		Agent       string   `json:"agent" maxLength:"100"`
		ClosesOn    string   `json:"closes_on" format:"date" doc:"the last day on which it is answered, 3 to 60 days ahead"`
		Peers       []string `json:"peers" maxItems:"30" nullable:"false" doc:"at least as many as comments need"`
		Supervisors []string `json:"supervisors,omitempty" maxItems:"30" nullable:"false" doc:"fewer than scores need are put together with the peers"`
		Self        bool     `json:"self,omitempty" doc:"whether the agent is asked too, by name"`
	}
}

func (a *API) openRound(ctx context.Context, actor people.Actor, in *openRoundIn) (*roundOut, error) {
	b := in.Body
	r, err := a.d.Rounds.Open(ctx, actor, coaching.NewRound{Agent: b.Agent, ClosesOn: b.ClosesOn, Peers: b.Peers, Supervisors: b.Supervisors, Self: b.Self})
	return a.showRound(ctx, actor, r, err)
}

func (a *API) round(ctx context.Context, actor people.Actor, in *IDIn) (*roundOut, error) {
	r, err := a.d.Rounds.Read(ctx, actor, in.ID)
	return a.showRound(ctx, actor, r, err)
}

func (a *API) closeRound(ctx context.Context, actor people.Actor, in *stepIn) (*roundOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	r, err := a.d.Rounds.Close(ctx, actor, in.ID, revision)
	return a.showRound(ctx, actor, r, err)
}

func (a *API) releaseRound(ctx context.Context, actor people.Actor, in *stepIn) (*roundOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	r, err := a.d.Rounds.Release(ctx, actor, in.ID, revision)
	return a.showRound(ctx, actor, r, err)
}

type scoreIn struct {
	Prompt  string `json:"prompt" enum:"reliability,assurance,tangibility,empathy,responsiveness"`
	Score   *int   `json:"score,omitempty" minimum:"1" maximum:"5"`
	CantSay bool   `json:"cant_say,omitempty" doc:"in the place of a score"`
}

type roundAnswersIn struct {
	IDIn
	Body struct {
		Scores   []scoreIn `json:"scores" maxItems:"5" nullable:"false" doc:"each prompt once"`
		Comments struct {
			Keep string `json:"keep,omitempty" maxLength:"1000"`
			Try  string `json:"try,omitempty" maxLength:"1000"`
		} `json:"comments"`
	}
}

// answerRound takes what a rater says. It can't be changed or taken back, so no revision is named.
func (a *API) answerRound(ctx context.Context, actor people.Actor, in *roundAnswersIn) (*empty, error) {
	said := coaching.Answers{Scores: map[string]int{}, Comments: map[string]string{"keep": in.Body.Comments.Keep, "try": in.Body.Comments.Try}}
	for _, s := range in.Body.Scores {
		if _, twice := said.Scores[s.Prompt]; twice || (s.Score == nil) != s.CantSay {
			return nil, fault.In("body.scores", "of %s must be said once, as a score from 1 to 5 or as cant_say", s.Prompt)
		}
		said.Scores[s.Prompt] = given(s.Score, 0)
	}
	return &empty{}, a.d.Rounds.Answer(ctx, actor, in.ID, said)
}

// myRounds lists the open rounds that ask one.
func (a *API) myRounds(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[askedRound]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Rounds.Mine(ctx, actor, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	agents := make([]string, len(rows))
	for n, r := range rows {
		agents[n] = r.AgentID
	}
	names, err := a.names(ctx, actor, agents, nil)
	return &body[page[askedRound]]{more(rows, in.Limit, func(w coaching.Waiting) string { return w.ID }, func(w coaching.Waiting) askedRound {
		return askedRound{w.ID, w.AgentID, names.users[w.AgentID], w.ClosesOn, w.Cohort, w.HasAnswer, w.KScores, w.KComments, coaching.Prompts, coaching.CommentPrompts}
	})}, err
}
