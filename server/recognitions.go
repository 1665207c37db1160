package server

import (
	"context"

	"rater/coaching"
	"rater/internal/interactions"
	"rater/internal/people"
)

// RecognitionWhole is a word of thanks, in lists too.
type RecognitionWhole struct {
	ID         string                  `json:"id"`
	Revision   int64                   `json:"revision"`
	Status     string                  `json:"status" enum:"waiting,published,private,taken_back"`
	Agent      string                  `json:"agent"`
	AgentName  string                  `json:"agent_name"`
	By         string                  `json:"by"`
	ByName     string                  `json:"by_name"`
	Team       string                  `json:"team"`
	TeamName   string                  `json:"team_name"`
	Evaluation *string                 `json:"evaluation,omitempty" doc:"to both alone"`
	Words      string                  `json:"words"`
	CreatedAt  interactions.Stamp      `json:"created_at" format:"date-time"`
	May        coaching.RecognitionMay `json:"may"`
}

func (a *API) viewRecognitions(ctx context.Context, actor people.Actor, rows []coaching.Recognition) ([]RecognitionWhole, error) {
	var users, teams []string
	for _, r := range rows {
		users, teams = append(users, r.AgentID, r.ByID), append(teams, r.TeamID)
	}
	names, err := a.names(ctx, actor, users, teams)
	out := make([]RecognitionWhole, len(rows))
	for n, r := range rows {
		out[n] = RecognitionWhole{r.ID, r.Revision, r.Status, r.AgentID, names.users[r.AgentID], r.ByID, names.users[r.ByID], r.TeamID, names.teams[r.TeamID], nil,
			r.Words, interactions.At(r.CreatedAt), r.May(actor)}
		if actor.ID == r.AgentID || actor.ID == r.ByID {
			out[n].Evaluation = r.EvaluationID
		}
	}
	return out, err
}

type recognitionOut struct {
	ETag string `header:"ETag"`
	Body RecognitionWhole
}

func (a *API) showRecognition(ctx context.Context, actor people.Actor, r coaching.Recognition, err error) (*recognitionOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewRecognitions(ctx, actor, []coaching.Recognition{r})
	return &recognitionOut{etag(r.Revision), views[0]}, err
}

type recogniseIn struct {
	Body struct {
		Agent      string `json:"agent" maxLength:"100"`
		Words      string `json:"words" maxLength:"2000"`
		Evaluation string `json:"evaluation,omitempty" maxLength:"100"`
	}
}

func (a *API) recognise(ctx context.Context, actor people.Actor, in *recogniseIn) (*recognitionOut, error) {
	r, err := a.d.Recognitions.Write(ctx, actor, in.Body.Agent, in.Body.Evaluation, in.Body.Words)
	return a.showRecognition(ctx, actor, r, err)
}

type recognitionsIn struct {
	Whose string `query:"whose" enum:"got,given,team" doc:"all that one may read unless given"`
	Paging
}

func (a *API) recognitions(ctx context.Context, actor people.Actor, in *recognitionsIn) (*body[page[RecognitionWhole]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	rows, err := a.d.Recognitions.List(ctx, actor, in.Whose, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	cut := more(rows, in.Limit, func(r coaching.Recognition) string { return r.ID }, same)
	views, err := a.viewRecognitions(ctx, actor, cut.Items)
	return &body[page[RecognitionWhole]]{page[RecognitionWhole]{views, cut.Next}}, err
}

// moveRecognition makes the handler that takes a recognition to a state.
func (a *API) moveRecognition(to string) Handler[stepIn, recognitionOut] {
	return func(ctx context.Context, actor people.Actor, in *stepIn) (*recognitionOut, error) {
		revision, err := in.revision()
		if err != nil {
			return nil, err
		}
		r, err := a.d.Recognitions.Move(ctx, actor, in.ID, revision, to)
		return a.showRecognition(ctx, actor, r, err)
	}
}
