package server

import (
	"context"
	"net/http"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type otherView struct {
	ID            string            `json:"id"`
	Evaluator     string            `json:"evaluator"`
	EvaluatorName string            `json:"evaluator_name"`
	Status        scorecards.Status `json:"status" enum:"draft,submitted,released,acknowledged,withdrawn"`
	Purpose       string            `json:"purpose" enum:"review,double,self,calibration"`
	Overall       *float64          `json:"overall"`
}

func (a *API) otherEvaluations(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[otherView]], error) {
	rows, err := a.d.Evaluations.Others(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	names, err := a.namesOfEvaluations(ctx, actor, rows)
	if err != nil {
		return nil, err
	}
	return window(rows, in.Paging, func(e scorecards.Evaluation) string { return e.ID }, func(e scorecards.Evaluation) otherView {
		return otherView{e.ID, e.EvaluatorID, evaluatorName(e, names), e.Status, e.Purpose, e.Overall}
	})
}

type secondView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (a *API) secondEvaluators(ctx context.Context, actor people.Actor, in *pagingOfIn) (*body[page[secondView]], error) {
	rows, err := a.d.Evaluations.SecondEvaluators(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	return window(rows, in.Paging, func(u people.User) string { return u.ID }, func(u people.User) secondView { return secondView{u.ID, u.Name} })
}

type doubleIn struct {
	IDIn
	Body struct {
		Evaluator string `json:"evaluator" maxLength:"64"`
	}
}

// doubleAsked is all that who asked for a double score learns of it before it is submitted.
type doubleAsked struct {
	ID            string `json:"id"`
	Evaluator     string `json:"evaluator"`
	EvaluatorName string `json:"evaluator_name"`
}

func (a *API) doubleScore(ctx context.Context, actor people.Actor, in *doubleIn) (*body[doubleAsked], error) {
	e, err := a.d.Evaluations.Double(ctx, actor, in.ID, in.Body.Evaluator)
	if err != nil {
		return nil, err
	}
	names, err := a.names(ctx, actor, []string{e.EvaluatorID}, nil)
	return &body[doubleAsked]{doubleAsked{e.ID, e.EvaluatorID, names.users[e.EvaluatorID]}}, err
}

type endDoubleIn struct {
	IDIn
	Body struct {
		Reason string `json:"reason" maxLength:"4000" doc:"which its evaluator reads"`
	}
}

func (a *API) endDouble(ctx context.Context, actor people.Actor, in *endDoubleIn) (*empty, error) {
	return nil, a.d.Evaluations.EndDouble(ctx, actor, in.ID, in.Body.Reason)
}

// openDouble is all that who may end a double score learns of it before it is submitted.
type openDouble struct {
	Evaluator     string             `json:"evaluator"`
	EvaluatorName string             `json:"evaluator_name"`
	AskedBy       string             `json:"asked_by,omitempty"`
	AskedByName   string             `json:"asked_by_name,omitempty"`
	DueAt         interactions.Stamp `json:"due_at" format:"date-time"`
}

func (a *API) openDoubleOf(ctx context.Context, actor people.Actor, e *scorecards.Evaluation) (*openDouble, error) {
	second, err := a.d.Evaluations.OpenDouble(ctx, actor, e)
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	names, err := a.names(ctx, actor, []string{second.EvaluatorID, second.AskedBy}, nil)
	return &openDouble{second.EvaluatorID, names.users[second.EvaluatorID], second.AskedBy, names.users[second.AskedBy], interactions.At(*second.DueAt)}, err
}

type selfIn struct {
	IDIn
	Body struct {
		Scorecard string `json:"scorecard" maxLength:"100"`
	}
}

func (a *API) evaluateSelf(ctx context.Context, actor people.Actor, in *selfIn) (*evaluationOut, error) {
	e, made, err := a.d.Evaluations.Reflect(ctx, actor, in.ID, in.Body.Scorecard)
	out, err := a.showEvaluation(ctx, actor, e, err)
	if err == nil && made {
		out.Status = http.StatusCreated
	}
	return out, err
}
