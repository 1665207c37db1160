package server

import (
	"context"
	"time"

	"rater/coaching"
	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type findingIn struct {
	Question string `json:"question,omitempty" maxLength:"100"`
	Text     string `json:"text" maxLength:"500"`
}

type goalView struct {
	Text  string `json:"text" maxLength:"500"`
	DueOn string `json:"due_on" format:"date"`
}

type documentView struct {
	Title string `json:"title" maxLength:"200"`
	Link  string `json:"link" maxLength:"500" doc:"an address of https"`
}

type reviewIn struct {
	From       string         `json:"from" format:"date"`
	To         string         `json:"to" format:"date" doc:"the last day, at most 400 after the first and not in the future"`
	Strengths  []findingIn    `json:"strengths,omitempty" maxItems:"20" nullable:"false"`
	Weaknesses []findingIn    `json:"weaknesses,omitempty" maxItems:"20" nullable:"false"`
	Goals      []goalView     `json:"goals,omitempty" maxItems:"10" nullable:"false"`
	Documents  []documentView `json:"documents,omitempty" maxItems:"10" nullable:"false"`
}

func findingsOf(list []findingIn) []coaching.Finding {
	out := make([]coaching.Finding, len(list))
	for n, f := range list {
		out[n] = coaching.Finding{Question: f.Question, Text: f.Text}
	}
	return out
}

func (in *reviewIn) review() *coaching.Review {
	if in == nil {
		return nil
	}
	r := coaching.Review{From: in.From, To: in.To, Strengths: findingsOf(in.Strengths), Weaknesses: findingsOf(in.Weaknesses)}
	for _, g := range in.Goals {
		r.Goals = append(r.Goals, coaching.Goal(g))
	}
	for _, d := range in.Documents {
		r.Documents = append(r.Documents, coaching.Document(d))
	}
	return &r
}

type findingView struct {
	Question     string  `json:"question,omitempty"`
	QuestionText string  `json:"question_text,omitempty"`
	Dimension    string  `json:"dimension,omitempty"`
	Text         string  `json:"text"`
	N            int     `json:"n" doc:"answers of released random samples in the period"`
	Mean         float64 `json:"mean" doc:"of these, 0 to 100; of nothing where n is 0"`
}

type reviewView struct {
	From       string         `json:"from" format:"date"`
	To         string         `json:"to" format:"date"`
	Strengths  []findingView  `json:"strengths" nullable:"false"`
	Weaknesses []findingView  `json:"weaknesses" nullable:"false"`
	Goals      []goalView     `json:"goals" nullable:"false"`
	Documents  []documentView `json:"documents" nullable:"false"`
}

// viewReview shows a review with the words of its questions.
func (a *API) viewReview(ctx context.Context, r *coaching.Review) (*reviewView, error) {
	if r == nil {
		return nil, nil //nolint:nilnil // most sessions have none
	}
	texts, err := a.d.Coaching.Questions(ctx, r)
	show := func(list []coaching.Finding) []findingView {
		out := make([]findingView, len(list))
		for n, f := range list {
			out[n] = findingView{f.Question, texts[f.Question].Text, texts[f.Question].Dimension, f.Text, f.N, f.Mean}
		}
		return out
	}
	v := reviewView{From: r.From, To: r.To, Strengths: show(r.Strengths), Weaknesses: show(r.Weaknesses), Goals: []goalView{}, Documents: []documentView{}}
	for _, g := range r.Goals {
		v.Goals = append(v.Goals, goalView(g))
	}
	for _, d := range r.Documents {
		v.Documents = append(v.Documents, documentView(d))
	}
	return &v, err
}

type reviewDraftIn struct {
	Agent string `query:"agent" required:"true" maxLength:"100" format:"uuid"`
	From  string `query:"from" required:"true" maxLength:"40"`
	To    string `query:"to" required:"true" maxLength:"40"`
}

type reviewDraftView struct {
	Strengths  []suggestionView `json:"strengths" nullable:"false"`
	Weaknesses []suggestionView `json:"weaknesses" nullable:"false"`
}

func (a *API) reviewDraft(ctx context.Context, actor people.Actor, in *reviewDraftIn) (*body[reviewDraftView], error) {
	strong, weak, err := a.d.Coaching.Draft(ctx, actor, in.Agent, in.From, in.To)
	if err != nil {
		return nil, err
	}
	v, err := a.viewSuggestions(ctx, append(append([]scorecards.Weakness{}, strong...), weak...))
	if err != nil {
		return nil, err
	}
	return &body[reviewDraftView]{reviewDraftView{v.Items[:len(strong)], v.Items[len(strong):]}}, nil
}

type heardIn struct {
	Interaction string `json:"interaction" maxLength:"100"`
	Pos         int64  `json:"pos" minimum:"1"`
}

func heardOf(list []heardIn) []coaching.Heard {
	out := make([]coaching.Heard, len(list))
	for n, h := range list {
		out[n] = coaching.Heard(h)
	}
	return out
}

// viewHeard reads what the agent shows, with one query.
func (a *API) viewHeard(ctx context.Context, list []coaching.Heard) ([]evidenceView, error) {
	places := map[string][]int64{}
	for _, h := range list {
		places[h.Interaction] = append(places[h.Interaction], h.Pos)
	}
	said, err := a.d.Record.Said(ctx, places)
	views := []evidenceView{}
	for _, h := range list {
		if u, ok := said[interactions.Place(h)]; ok {
			views = append(views, evidenceView{h.Interaction, u.Pos, u.Text})
		}
	}
	return views, err
}

type askPeerIn struct {
	Body struct {
		Agent    string    `json:"agent,omitempty" maxLength:"100" doc:"whom the feedback is for; oneself unless a lead pairs two"`
		Peer     string    `json:"peer" maxLength:"100" doc:"who gives it, an agent of the same team"`
		StartsAt time.Time `json:"starts_at"`
		Minutes  int       `json:"minutes" minimum:"5" maximum:"240"`
		Focus    string    `json:"focus,omitempty" maxLength:"2000"`
		Heard    []heardIn `json:"heard,omitempty" maxItems:"20" nullable:"false" doc:"utterances of one's own interactions to show the peer"`
	}
}

func (a *API) askPeer(ctx context.Context, actor people.Actor, in *askPeerIn) (*sessionOut, error) {
	b := in.Body
	s, err := a.d.Coaching.Ask(ctx, actor, coaching.NewPeerSession{Agent: b.Agent, Peer: b.Peer, StartsAt: b.StartsAt, Minutes: b.Minutes, Focus: b.Focus, Heard: heardOf(b.Heard)})
	return a.showSession(ctx, actor, s, err)
}

type declineSessionIn struct {
	IDIn
	IfMatching
	Body struct {
		Reason string `json:"reason,omitempty" maxLength:"4000" doc:"not needed; both of the session alone read it"`
	}
}

func (a *API) declineSession(ctx context.Context, actor people.Actor, in *declineSessionIn) (*sessionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	s, err := a.d.Coaching.Decline(ctx, actor, in.ID, revision, in.Body.Reason)
	return a.showSession(ctx, actor, s, err)
}

type manySessionsIn struct {
	Body struct {
		IDs          []string `json:"ids" minItems:"1" maxItems:"100" nullable:"false"`
		MoveMinutes  *int     `json:"move_minutes,omitempty" doc:"later, or with a minus earlier"`
		Coach        *string  `json:"coach,omitempty" maxLength:"100" doc:"another who leads the agents' team"`
		CancelReason *string  `json:"cancel_reason,omitempty" maxLength:"4000"`
	}
}

type bulkView struct {
	Items []fault.Outcome `json:"items" nullable:"false"`
}

func (a *API) changeSessions(ctx context.Context, actor people.Actor, in *manySessionsIn) (*body[bulkView], error) {
	b := in.Body
	list, err := a.d.Coaching.ChangeMany(ctx, actor, coaching.Bulk{IDs: b.IDs, MoveMinutes: b.MoveMinutes, Coach: b.Coach, Reason: b.CancelReason})
	return &body[bulkView]{bulkView{list}}, err
}

type peersIn struct {
	Agent string `query:"agent" maxLength:"100" format:"uuid" doc:"whose peers; one's own unless given"`
}

type personName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type peersView struct {
	Peers       []personName `json:"peers" nullable:"false" doc:"agents of the same team"`
	Supervisors []personName `json:"supervisors" nullable:"false" doc:"whom a round may ask; to leads alone"`
}

func (a *API) peersOf(ctx context.Context, actor people.Actor, in *peersIn) (*body[peersView], error) {
	peers, supervisors, err := a.d.Coaching.Around(ctx, actor, in.Agent)
	return &body[peersView]{peersView{namesIn(peers), namesIn(supervisors)}}, err
}

func namesIn(users []people.User) []personName {
	out := make([]personName, len(users))
	for n, u := range users {
		out[n] = personName{u.ID, u.Name}
	}
	return out
}
