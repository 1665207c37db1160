package server

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type disputeMay struct {
	Resolve bool `json:"resolve"`
	State   bool `json:"state" doc:"say the evaluator's side"`
}

type disputeView struct {
	ID            string                `json:"id"`
	Revision      int64                 `json:"revision" doc:"of the evaluation"`
	Evaluation    string                `json:"evaluation"`
	Interaction   string                `json:"interaction"`
	Scorecard     string                `json:"scorecard"`
	Version       string                `json:"scorecard_version"`
	Question      string                `json:"question"`
	QuestionText  string                `json:"question_text"`
	Option        string                `json:"option" doc:"the contested one"`
	Comment       string                `json:"comment,omitempty" doc:"the evaluator's, on the contested answer"`
	Evidence      []utteranceView       `json:"evidence" nullable:"false" doc:"the words that the answer points at"`
	Reason        string                `json:"reason"`
	Spans         []scorecards.Evidence `json:"spans,omitempty" doc:"of the recording, that the answer points at"`
	AgentSpans    []scorecards.Evidence `json:"agent_spans,omitempty"`
	AgentEvidence []utteranceView       `json:"agent_evidence" nullable:"false" doc:"the words that the agent points at"`
	Statement     string                `json:"statement,omitempty" doc:"what the evaluator says to it"`
	StatedAt      *interactions.Stamp   `json:"stated_at,omitempty" format:"date-time"`
	DueAt         interactions.Stamp    `json:"due_at" format:"date-time" doc:"to be decided"`
	Status        string                `json:"status" enum:"open,upheld,changed"`
	OpenDisputes  int                   `json:"open_disputes" doc:"of the evaluation"`
	Score         scoreView             `json:"score" doc:"of the evaluation, now"`
	OpenedBy      string                `json:"opened_by"`
	OpenedByName  string                `json:"opened_by_name"`
	OpenedAt      interactions.Stamp    `json:"opened_at" format:"date-time"`
	Arbiter       string                `json:"arbiter,omitempty"`
	ArbiterName   string                `json:"arbiter_name,omitempty"`
	OutcomeOption string                `json:"outcome_option,omitempty"`
	OutcomeReason string                `json:"outcome_reason,omitempty"`
	OverallBefore *float64              `json:"overall_before,omitempty" doc:"the evaluation's score when it was decided"`
	OverallAfter  *float64              `json:"overall_after,omitempty"`
	DecidedBy     string                `json:"decided_by,omitempty"`
	DecidedByName string                `json:"decided_by_name,omitempty"`
	DecidedAt     *interactions.Stamp   `json:"decided_at,omitempty" format:"date-time"`
	May           disputeMay            `json:"may"`
}

type disputeOut struct {
	ETag string `header:"ETag"`
	Body disputeView
}

// viewCases shows disputes with names and the words that they are about, with one query for each kind.
func (a *API) viewCases(ctx context.Context, actor people.Actor, cases []scorecards.Case) ([]disputeView, error) {
	var ids []string
	refs := make([]scorecards.Ref, len(cases))
	places := map[string][]int64{}
	for i, c := range cases {
		refs[i] = scorecards.Ref{Version: c.Evaluation.VersionID, Question: c.QuestionID}
		ids = append(ids, c.OpenedBy)
		for _, id := range []*string{c.ArbiterID, c.DecidedBy} {
			if id != nil {
				ids = append(ids, *id)
			}
		}
		for _, e := range slices.Concat(c.Evaluation.Answered(c.QuestionID).Evidence, c.Evidence) {
			places[c.Evaluation.InteractionID] = append(places[c.Evaluation.InteractionID], e.Pos)
		}
	}
	names, err := a.names(ctx, actor, ids, nil)
	if err != nil {
		return nil, err
	}
	asked, err := a.d.Answers.Ask(ctx, refs)
	if err != nil {
		return nil, err
	}
	said, err := a.d.Record.Said(ctx, places)
	views := make([]disputeView, len(cases))
	for i, c := range cases {
		views[i] = viewCase(actor, c, names, said)
		views[i].QuestionText = asked[i].Text
	}
	return views, err
}

func viewCase(actor people.Actor, c scorecards.Case, names nameBook, said map[interactions.Place]interactions.Utterance) disputeView {
	e := c.Evaluation
	contested := e.Answered(c.QuestionID)
	v := disputeView{ID: c.ID, Revision: e.Revision, Evaluation: c.EvaluationID, Interaction: e.InteractionID,
		Scorecard: e.ScorecardID, Version: e.VersionID, Question: c.QuestionID, Option: c.Option, Comment: contested.Comment, Reason: c.Reason, Status: c.Status,
		OpenDisputes: e.OpenDisputes, Score: viewScore(e.Score), OpenedBy: c.OpenedBy, OpenedByName: names.agent(c.OpenedBy, e.Team()),
		OpenedAt: interactions.At(c.OpenedAt), OutcomeOption: c.OutcomeOption, OutcomeReason: c.OutcomeReason, DecidedAt: stamp(c.DecidedAt),
		Statement: c.Statement, StatedAt: stamp(c.StatedAt),
		DueAt: interactions.At(c.DueAt), OverallBefore: c.OverallBefore, OverallAfter: c.OverallAfter,
		May:   disputeMay{c.MayResolve(actor) && actor.May(people.DisputesDecide), c.MayState(actor) && actor.May(people.EvaluationsWrite)},
		Spans: spansOf(contested.Evidence), AgentSpans: spansOf(c.Evidence),
		Evidence: quoted(e.InteractionID, contested.Evidence, said), AgentEvidence: quoted(e.InteractionID, c.Evidence, said)}
	if c.ArbiterID != nil {
		v.Arbiter, v.ArbiterName = *c.ArbiterID, names.users[*c.ArbiterID]
	}
	if c.DecidedBy != nil {
		v.DecidedBy, v.DecidedByName = *c.DecidedBy, names.users[*c.DecidedBy]
	}
	return v
}

func spansOf(list []scorecards.Evidence) (spans []scorecards.Evidence) {
	for _, e := range list {
		if e.IsSpan() {
			spans = append(spans, e)
		}
	}
	return spans
}

func quoted(interaction string, list []scorecards.Evidence, said map[interactions.Place]interactions.Utterance) []utteranceView {
	out := []utteranceView{}
	for _, place := range list {
		if u, ok := said[interactions.Place{Interaction: interaction, Pos: place.Pos}]; ok {
			out = append(out, viewUtterance(u))
		}
	}
	return out
}

func (a *API) showCase(ctx context.Context, actor people.Actor, c scorecards.Case, err error) (*disputeOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.viewCases(ctx, actor, []scorecards.Case{c})
	if err != nil {
		return nil, err
	}
	return &disputeOut{etag(c.Evaluation.Revision), views[0]}, nil
}

type disputeIn struct {
	IDIn
	IfMatching
	Body struct {
		Question string `json:"question" maxLength:"100"`
		Reason   string `json:"reason" maxLength:"4000"`

		Evidence []scorecards.Evidence `json:"evidence,omitempty" maxItems:"50" doc:"the words that show it"`
	}
}

func (a *API) dispute(ctx context.Context, actor people.Actor, in *disputeIn) (*disputeOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	c, err := a.d.Evaluations.Dispute(ctx, actor, in.ID, revision, scorecards.Contention{Question: in.Body.Question, Reason: in.Body.Reason, Evidence: in.Body.Evidence})
	return a.showCase(ctx, actor, c, err)
}

func (a *API) oneDispute(ctx context.Context, actor people.Actor, in *IDIn) (*disputeOut, error) {
	c, err := a.d.Evaluations.Look(ctx, actor, in.ID)
	return a.showCase(ctx, actor, c, err)
}

func (a *API) disputeUtterances(ctx context.Context, actor people.Actor, in *utterancesIn) (*body[utterancesOut], error) {
	i, rows, err := a.d.Evaluations.Transcript(ctx, actor, in.ID, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	return showUtterances(rows, in.Limit, a.d.Watches.Read(ctx, actor, i))
}

func (a *API) disputes(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[disputeView]], error) {
	proposed, after, err := readCaseCursor(in.After)
	if err != nil {
		return nil, err
	}
	cases, err := a.d.Evaluations.OpenCases(ctx, actor, after, proposed, in.Limit+1)
	if err != nil {
		return nil, err
	}
	cut := more(cases, in.Limit, func(c scorecards.Case) string { return caseCursor(actor, c) }, same)
	views, err := a.viewCases(ctx, actor, cut.Items)
	return &body[page[disputeView]]{page[disputeView]{views, cut.Next}}, err
}

func (a *API) ownDisputes(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[disputeView]], error) {
	cases, err := a.d.Evaluations.OwnCases(ctx, actor, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	cut := more(cases, in.Limit, func(c scorecards.Case) string { return c.ID }, same)
	views, err := a.viewCases(ctx, actor, cut.Items)
	return &body[page[disputeView]]{page[disputeView]{views, cut.Next}}, err
}

func caseCursor(actor people.Actor, c scorecards.Case) string {
	return opaque(strconv.FormatBool(c.Proposed(actor)) + " " + c.ID)
}

func readCaseCursor(cursor string) (proposed bool, after string, err error) {
	if cursor == "" {
		return false, "", nil
	}
	s, err := transparent(cursor)
	if err != nil {
		return false, "", err
	}
	rank, after, ok := strings.Cut(s, " ")
	proposed, err = strconv.ParseBool(rank)
	if !ok || err != nil {
		return false, "", fault.In("query.after", "is no cursor that Rater gave")
	}
	return proposed, after, nil
}

type resolveIn struct {
	IDIn
	IfMatching
	Body struct {
		Outcome string `json:"outcome" enum:"upheld,changed"`
		Option  string `json:"option,omitempty" maxLength:"100" doc:"the right one, where the outcome is changed"`
		Reason  string `json:"reason" maxLength:"4000"`
	}
}

func (a *API) resolve(ctx context.Context, actor people.Actor, in *resolveIn) (*disputeOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	c, err := a.d.Evaluations.Resolve(ctx, actor, in.ID, revision, scorecards.Decision{Outcome: in.Body.Outcome, Option: in.Body.Option, Reason: in.Body.Reason})
	return a.showCase(ctx, actor, c, err)
}

type statementIn struct {
	IDIn
	IfMatching
	Body struct {
		Words string `json:"words" maxLength:"4000"`
	}
}

func (a *API) stateSide(ctx context.Context, actor people.Actor, in *statementIn) (*disputeOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	c, err := a.d.Evaluations.State(ctx, actor, in.ID, revision, in.Body.Words)
	return a.showCase(ctx, actor, c, err)
}
