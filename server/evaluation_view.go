package server

import (
	"context"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type scoreView struct {
	Overall            *float64            `json:"overall"`
	Uncapped           *float64            `json:"uncapped"`
	Grade              string              `json:"grade,omitempty" enum:"below,meets,exceeds"`
	Failed             []string            `json:"failed,omitempty"`
	Dimensions         map[string]*float64 `json:"dimensions"`
	UncappedDimensions map[string]*float64 `json:"uncapped_dimensions"`
}

// EvaluationSummary is an evaluation as lists show it, without answers.
type EvaluationSummary struct {
	ID                   string              `json:"id"`
	Revision             int64               `json:"revision"`
	Status               scorecards.Status   `json:"status" enum:"draft,submitted,released,acknowledged,withdrawn"`
	Purpose              string              `json:"purpose" enum:"review,double,self,calibration" doc:"a review alone is released and counts; a double score, a self-evaluation and a score of a calibration are for comparison"`
	Interaction          string              `json:"interaction"`
	Agent                string              `json:"agent"`
	AgentName            string              `json:"agent_name"`
	Team                 string              `json:"team,omitempty"`
	TeamName             string              `json:"team_name,omitempty"`
	Evaluator            string              `json:"evaluator"`
	EvaluatorName        string              `json:"evaluator_name"`
	Scorecard            string              `json:"scorecard"`
	ScorecardVersion     string              `json:"scorecard_version"`
	Origin               string              `json:"origin" enum:"random,targeted"`
	Probability          *float64            `json:"probability"`
	Reason               string              `json:"reason,omitempty"`
	Channel              string              `json:"channel"`
	Subject              string              `json:"subject,omitempty"`
	InteractionStartedAt *interactions.Stamp `json:"interaction_started_at" format:"date-time"`
	Score                scoreView           `json:"score"`
	FailedCompliance     []string            `json:"failed_compliance,omitempty" doc:"questions of class compliance that failed"`
	OpenDisputes         int                 `json:"open_disputes"`
	CreatedAt            interactions.Stamp  `json:"created_at" format:"date-time"`
	UpdatedAt            interactions.Stamp  `json:"updated_at" format:"date-time"`
	DueAt                *interactions.Stamp `json:"due_at,omitempty" format:"date-time" doc:"of a double score: to be submitted"`
	SubmittedAt          *interactions.Stamp `json:"submitted_at,omitempty" format:"date-time"`
	ReleaseAt            *interactions.Stamp `json:"release_at,omitempty" format:"date-time" doc:"when it is to be released by itself"`
	ReleasedAt           *interactions.Stamp `json:"released_at,omitempty" format:"date-time"`
	AcknowledgedAt       *interactions.Stamp `json:"acknowledged_at,omitempty" format:"date-time"`
	Acknowledgement      string              `json:"acknowledgement,omitempty"`
	WithdrawnAt          *interactions.Stamp `json:"withdrawn_at,omitempty" format:"date-time"`
	WithdrawalReason     string              `json:"withdrawal_reason,omitempty"`
}

type answerView struct {
	Question string                `json:"question"`
	Option   *string               `json:"option" doc:"the key of an option, na, or null while it is open"`
	Points   *float64              `json:"points"`
	Hidden   bool                  `json:"hidden,omitempty" doc:"the other answers do not show the question: this one counts for nothing"`
	Comment  string                `json:"comment,omitempty"`
	Evidence []scorecards.Evidence `json:"evidence" nullable:"false"`
	Cause    string                `json:"cause,omitempty" doc:"the key of one of the question's causes"`
	Preset   bool                  `json:"preset,omitempty" doc:"the usual option, filled in and not touched since"`
	Changed  []changeView          `json:"changed,omitempty"`
}

type changeView struct {
	From    string `json:"from"`
	Dispute string `json:"dispute"`
}

type disputeRef struct {
	ID        string              `json:"id"`
	Question  string              `json:"question"`
	Status    string              `json:"status" enum:"open,upheld,changed"`
	Reason    string              `json:"reason"`
	OpenedAt  interactions.Stamp  `json:"opened_at" format:"date-time"`
	DecidedAt *interactions.Stamp `json:"decided_at,omitempty" format:"date-time"`
}

type mayView struct {
	Edit        bool `json:"edit"`
	Discard     bool `json:"discard" doc:"throw the draft away"`
	Submit      bool `json:"submit"`
	Release     bool `json:"release"`
	Withdraw    bool `json:"withdraw"`
	Acknowledge bool `json:"acknowledge"`
	Dispute     bool `json:"dispute"`
	Double      bool `json:"double" doc:"have it scored a second time"`
}

type evaluationView struct {
	EvaluationSummary
	Answers      []answerView `json:"answers" nullable:"false"`
	Strengths    string       `json:"strengths,omitempty" doc:"what was done well, in the evaluator's words"`
	Improvements string       `json:"improvements,omitempty" doc:"what to do better"`
	Disputes     []disputeRef `json:"disputes" nullable:"false"`
	May          mayView      `json:"may"`

	OpenDouble *openDouble `json:"open_double,omitempty" doc:"the second evaluation that somebody is making, to who may have it made"`

	ActiveMS *int64 `json:"active_ms,omitempty" doc:"for how long its evaluator worked on it; never to the agent"`

	DisputableUntil *interactions.Stamp `json:"disputable_until,omitempty" format:"date-time" doc:"of a released one"`
}

func viewScore(s scorecards.Score) scoreView {
	return scoreView{s.Overall, s.Uncapped, s.Grade, s.Failed, s.Dimensions, s.UncappedDimensions}
}

func summarise(e scorecards.Evaluation, i interactions.Caption, n nameBook) EvaluationSummary {
	return EvaluationSummary{ID: e.ID, Revision: e.Revision, Status: e.Status, Purpose: e.Purpose, Interaction: e.InteractionID, Agent: agentID(e), AgentName: agentName(e, n),
		Team: e.Team(), TeamName: n.teams[e.Team()], Evaluator: e.EvaluatorID, EvaluatorName: evaluatorName(e, n), Scorecard: e.ScorecardID, ScorecardVersion: e.VersionID,
		Origin: e.Origin, Probability: e.Probability, Reason: e.Reason, Channel: i.Channel, Subject: i.Subject, InteractionStartedAt: stamp(i.StartedAt),
		Score: viewScore(e.Score), FailedCompliance: e.FailedCompliance, OpenDisputes: e.OpenDisputes, CreatedAt: interactions.At(e.CreatedAt), UpdatedAt: interactions.At(e.UpdatedAt),
		DueAt: stamp(e.DueAt), SubmittedAt: stamp(e.SubmittedAt), ReleaseAt: stamp(e.ReleaseAt), ReleasedAt: stamp(e.ReleasedAt), AcknowledgedAt: stamp(e.AcknowledgedAt), Acknowledgement: e.Acknowledgement,
		WithdrawnAt: stamp(e.WithdrawnAt), WithdrawalReason: e.WithdrawalReason}
}

// agentName is hidden from who scores in a calibration.
func agentName(e scorecards.Evaluation, n nameBook) string {
	if e.Purpose == scorecards.Calibrating {
		return n.pseudo(e.AgentID)
	}
	return n.agent(e.AgentID, e.Team())
}

func agentID(e scorecards.Evaluation) string {
	if e.Purpose == scorecards.Calibrating {
		return ""
	}
	return e.AgentID
}

// evaluatorName is as the agent's where it is they who evaluated themselves.
func evaluatorName(e scorecards.Evaluation, n nameBook) string {
	if e.EvaluatorID == e.AgentID {
		return n.agent(e.AgentID, e.Team())
	}
	return n.users[e.EvaluatorID]
}

// viewEvaluation is the whole of one evaluation, as its every change answers it.
func (a *API) viewEvaluation(ctx context.Context, actor people.Actor, e scorecards.Evaluation) (evaluationView, error) {
	names, err := a.namesOfEvaluations(ctx, actor, []scorecards.Evaluation{e})
	if err != nil {
		return evaluationView{}, err
	}
	i, err := a.d.Record.ByID(ctx, e.InteractionID)
	if err != nil {
		return evaluationView{}, err
	}
	disputes, err := a.d.Evaluations.DisputesOf(ctx, e.ID)
	if err != nil {
		return evaluationView{}, err
	}
	v := evaluationView{EvaluationSummary: summarise(e, i.Caption(), names), Answers: []answerView{}, Strengths: e.Strengths, Improvements: e.Improvements, Disputes: []disputeRef{},
		May: mayDo(actor, e, a.d.Evaluations.Disputable(&e)), DisputableUntil: stamp(a.d.Evaluations.DisputableUntil(&e))}
	if actor.ID != e.AgentID {
		v.ActiveMS = &e.ActiveMS
	}
	if v.OpenDouble, err = a.openDoubleOf(ctx, actor, &e); err != nil {
		return v, err
	}
	for _, d := range disputes {
		v.Disputes = append(v.Disputes, disputeRef{d.ID, d.QuestionID, d.Status, d.Reason, interactions.At(d.OpenedAt), stamp(d.DecidedAt)})
	}
	for _, answer := range e.Answers {
		v.Answers = append(v.Answers, viewAnswer(answer, disputes))
	}
	return v, nil
}

func viewAnswer(a scorecards.Answer, disputes []scorecards.Dispute) answerView {
	v := answerView{Question: a.QuestionID, Points: a.Points, Hidden: a.Hidden, Comment: a.Comment, Evidence: a.Evidence, Cause: a.Cause, Preset: a.Preset}
	if a.Option != "" {
		v.Option = &a.Option
	}
	if v.Evidence == nil {
		v.Evidence = []scorecards.Evidence{}
	}
	for _, d := range disputes {
		if d.QuestionID == a.QuestionID && d.Status == scorecards.Changed {
			v.Changed = append(v.Changed, changeView{d.Option, d.ID})
		}
	}
	return v
}

func mayDo(actor people.Actor, e scorecards.Evaluation, disputable bool) mayView {
	mine := actor.ID == e.EvaluatorID && actor.May(people.EvaluationsWrite)
	kept := e.Purpose == scorecards.Calibrating
	draft := (mine || (actor.ID == e.EvaluatorID && e.Purpose == scorecards.Self)) && e.Status == scorecards.Draft
	aboutMe := actor.ID == e.AgentID && actor.May(people.EvaluationsReply)
	return mayView{
		Edit: draft, Discard: draft && !kept, Submit: draft, Release: mine && e.Releasable() == nil,
		Withdraw:    mine && !kept && (e.Status == scorecards.Submitted || e.Status == scorecards.Released) && e.OpenDisputes == 0,
		Acknowledge: aboutMe && e.Status == scorecards.Released, Dispute: aboutMe && disputable,
		Double: actor.May(people.EvaluationsPair) && people.MayDouble(actor, e.AgentID, e.Team()) && e.Doublable() == nil,
	}
}
