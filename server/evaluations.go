package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/scorecards"
)

type evaluationOut struct {
	Status int
	ETag   string `header:"ETag"`
	Body   evaluationView
}

func etag(revision int64) string { return `"` + strconv.FormatInt(revision, 10) + `"` }

// IfMatching names the revision that a change rests on.
type IfMatching struct {
	IfMatch string `header:"If-Match" maxLength:"40" doc:"the revision in quotes, as ETag gave it"`
}

func (m IfMatching) revision() (int64, error) {
	if m.IfMatch == "" {
		return 0, fault.New(fault.Precondition, `name the revision that you read, in the header If-Match: "<revision>"`)
	}
	quoted := len(m.IfMatch) > 2 && m.IfMatch[0] == '"' && m.IfMatch[len(m.IfMatch)-1] == '"'
	n, err := strconv.ParseInt(strings.Trim(m.IfMatch, `"`), 10, 64)
	if err != nil || !quoted {
		return 0, fault.New(fault.Stale, `If-Match must hold the revision in quotes, such as "3"`)
	}
	return n, nil
}

func (a *API) showEvaluation(ctx context.Context, actor people.Actor, e scorecards.Evaluation, err error) (*evaluationOut, error) {
	if err != nil {
		return nil, err
	}
	v, err := a.viewEvaluation(ctx, actor, e)
	return &evaluationOut{http.StatusOK, etag(e.Revision), v}, err
}

type startIn struct {
	Body struct {
		Interaction string `json:"interaction" maxLength:"100"`
		Scorecard   string `json:"scorecard" maxLength:"100"`
		Agent       string `json:"agent,omitempty" maxLength:"512" doc:"id, e-mail address or external id; without it the agent with most utterances"`
	}
}

func (a *API) startEvaluation(ctx context.Context, actor people.Actor, in *startIn) (*evaluationOut, error) {
	e, made, err := a.d.Evaluations.Start(ctx, actor, in.Body.Interaction, in.Body.Scorecard, in.Body.Agent)
	out, err := a.showEvaluation(ctx, actor, e, err)
	if err == nil && made {
		out.Status = http.StatusCreated
	}
	return out, err
}

type evaluationsIn struct {
	Agent       string `query:"agent" maxLength:"100" format:"uuid"`
	Evaluator   string `query:"evaluator" maxLength:"100" format:"uuid"`
	Interaction string `query:"interaction" maxLength:"100" format:"uuid"`
	Scorecard   string `query:"scorecard" maxLength:"100" format:"uuid"`
	Version     string `query:"version" maxLength:"100" format:"uuid" doc:"of a scorecard"`
	Channel     string `query:"channel" enum:"phone,chat,email,social,sms,video,in_person" doc:"of the interaction"`
	Origin      string `query:"origin" enum:"random,targeted"`
	Disputes    string `query:"disputes" enum:"open" doc:"those of which a dispute is open"`
	Status      string `query:"status" enum:"draft,submitted,released,acknowledged,withdrawn"`
	Purpose     string `query:"purpose" enum:"review,double,self,calibration"`
	Failed      string `query:"failed" enum:"compliance" doc:"those that found a failure of compliance"`
	From        string `query:"from" maxLength:"40"`
	To          string `query:"to" maxLength:"40"`
	Counted     string `query:"counted" maxLength:"40" doc:"a time: those alone whose scores count in figures, released then or since"`
	CountedTo   string `query:"counted_to" maxLength:"40" doc:"beside counted: released before that time"`
	Team        string `query:"team" maxLength:"100" format:"uuid" doc:"in which their scores count"`
	Paging
}

func (a *API) evaluations(ctx context.Context, actor people.Actor, in *evaluationsIn) (*body[page[EvaluationSummary]], error) {
	from, to, err := a.period(in.From, in.To)
	if err != nil {
		return nil, err
	}
	if err := in.checkID(); err != nil {
		return nil, err
	}
	counted, err := a.moment("query.counted", in.Counted, 0)
	if err != nil {
		return nil, err
	}
	countedTo, err := a.moment("query.counted_to", in.CountedTo, 0)
	if err != nil {
		return nil, err
	}
	rows, err := a.d.Evaluations.Browse(ctx, actor, scorecards.Filter{Counted: counted, CountedTo: countedTo, Team: in.Team, Agent: in.Agent, Evaluator: in.Evaluator, Interaction: in.Interaction, Scorecard: in.Scorecard, Version: in.Version,
		Channel: in.Channel, Origin: in.Origin, Disputed: in.Disputes == "open", Status: scorecards.Status(in.Status),
		Purpose: in.Purpose, FailedCompliance: in.Failed == "compliance", From: from, To: to, After: in.After, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	names, err := a.namesOfEvaluations(ctx, actor, rows)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i, e := range rows {
		ids[i] = e.InteractionID
	}
	of, err := a.d.Record.Captions(ctx, ids)
	return &body[page[EvaluationSummary]]{more(rows, in.Limit, func(e scorecards.Evaluation) string { return e.ID },
		func(e scorecards.Evaluation) EvaluationSummary { return summarise(e, of[e.InteractionID], names) })}, err
}

func (a *API) evaluation(ctx context.Context, actor people.Actor, in *IDIn) (*evaluationOut, error) {
	e, err := a.d.Evaluations.Read(ctx, actor, in.ID)
	return a.showEvaluation(ctx, actor, e, err)
}

type answersIn struct {
	IDIn
	IfMatching
	Body struct {
		Answers []struct {
			Question string                `json:"question" maxLength:"100"`
			Option   *string               `json:"option,omitempty" maxLength:"100" nullable:"true" doc:"the key of an option, na, or null to leave it open"`
			Comment  string                `json:"comment,omitempty" maxLength:"4000"`
			Evidence []scorecards.Evidence `json:"evidence,omitempty" maxItems:"50" nullable:"false"`
			Cause    string                `json:"cause,omitempty" maxLength:"60" doc:"the key of one of the question's causes"`
			Preset   bool                  `json:"preset,omitempty" doc:"the usual option, filled in and not touched since"`
		} `json:"answers" maxItems:"500" nullable:"false"`
		Strengths    *string `json:"strengths,omitempty" maxLength:"2000" doc:"what was done well; left out it stays"`
		Improvements *string `json:"improvements,omitempty" maxLength:"2000" doc:"what to do better; left out it stays"`
		ActiveMS     int64   `json:"active_ms,omitempty" minimum:"0" maximum:"2147483647" doc:"for how long one has worked on the draft so far; at most the time since its start counts"`
	}
}

func (a *API) answers(ctx context.Context, actor people.Actor, in *answersIn) (*evaluationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	answers := make([]scorecards.Answer, len(in.Body.Answers))
	for i, b := range in.Body.Answers {
		answers[i] = scorecards.Answer{QuestionID: b.Question, Comment: b.Comment, Evidence: b.Evidence, Cause: b.Cause, Preset: b.Preset}
		if b.Option != nil {
			answers[i].Option = *b.Option
		}
	}
	e, err := a.d.Evaluations.Answer(ctx, actor, in.ID, revision, answers, scorecards.Words{Strengths: in.Body.Strengths, Improvements: in.Body.Improvements,
		Active: time.Duration(in.Body.ActiveMS) * time.Millisecond})
	return a.showEvaluation(ctx, actor, e, err)
}

type stepIn struct {
	IDIn
	IfMatching
	NoBody
}

func (a *API) submit(ctx context.Context, actor people.Actor, in *stepIn) (*evaluationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	e, err := a.d.Evaluations.Submit(ctx, actor, in.ID, revision)
	return a.showEvaluation(ctx, actor, e, err)
}

func (a *API) discardEvaluation(ctx context.Context, actor people.Actor, in *stepIn) (*empty, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	return nil, a.d.Evaluations.Discard(ctx, actor, in.ID, revision)
}

type acknowledgeIn struct {
	IDIn
	IfMatching
	Body *struct {
		Comment string `json:"comment,omitempty" maxLength:"4000"`
	} `required:"false"`
}

func (a *API) acknowledge(ctx context.Context, actor people.Actor, in *acknowledgeIn) (*evaluationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	comment := ""
	if in.Body != nil {
		comment = in.Body.Comment
	}
	e, err := a.d.Evaluations.Acknowledge(ctx, actor, in.ID, revision, comment)
	return a.showEvaluation(ctx, actor, e, err)
}

type withdrawIn struct {
	IDIn
	IfMatching
	Body struct {
		Reason string `json:"reason" maxLength:"4000"`
	}
}

func (a *API) withdraw(ctx context.Context, actor people.Actor, in *withdrawIn) (*evaluationOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	e, err := a.d.Evaluations.Withdraw(ctx, actor, in.ID, revision, in.Body.Reason)
	return a.showEvaluation(ctx, actor, e, err)
}
