package server

import (
	"context"
	"slices"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type customerView struct {
	Ref     string `json:"ref,omitempty"`
	Name    string `json:"name,omitempty"`
	Address string `json:"address,omitempty"`
	Value   string `json:"value,omitempty" enum:"low,normal,high"`
}

type segmentView struct {
	Agent     string             `json:"agent,omitempty"`
	AgentName string             `json:"agent_name,omitempty"`
	AgentRef  string             `json:"agent_ref,omitempty"`
	Since     interactions.Stamp `json:"since" format:"date-time"`
}

type evaluationRef struct {
	ID            string            `json:"id"`
	Status        scorecards.Status `json:"status"`
	Purpose       string            `json:"purpose" enum:"review,double,self,calibration"`
	Evaluator     string            `json:"evaluator"`
	EvaluatorName string            `json:"evaluator_name"`
}

type interactionView struct {
	ID           string              `json:"id"`
	Source       string              `json:"source"`
	ExternalID   string              `json:"external_id"`
	Status       string              `json:"status" enum:"live,ended"`
	Channel      string              `json:"channel"`
	Direction    string              `json:"direction,omitempty"`
	Kind         string              `json:"kind,omitempty"`
	Agent        string              `json:"agent,omitempty"`
	AgentName    string              `json:"agent_name,omitempty"`
	AgentRef     string              `json:"agent_ref,omitempty"`
	Team         string              `json:"team,omitempty"`
	TeamName     string              `json:"team_name,omitempty"`
	Queue        string              `json:"queue,omitempty"`
	Language     string              `json:"language,omitempty"`
	Subject      string              `json:"subject,omitempty"`
	StartedAt    *interactions.Stamp `json:"started_at" format:"date-time" nullable:"false"`
	QueuedAt     *interactions.Stamp `json:"queued_at,omitempty" format:"date-time"`
	AnsweredAt   *interactions.Stamp `json:"answered_at,omitempty" format:"date-time"`
	EndedAt      *interactions.Stamp `json:"ended_at,omitempty" format:"date-time"`
	EndedBy      string              `json:"ended_by,omitempty" enum:"source,timeout"`
	LastEventAt  interactions.Stamp  `json:"last_event_at" format:"date-time"`
	Customer     *customerView       `json:"customer,omitempty"`
	SpokeTo      string              `json:"spoke_to,omitempty"`
	Account      string              `json:"account,omitempty"`
	Transaction  string              `json:"transaction,omitempty"`
	Attributes   map[string]string   `json:"attributes,omitempty"`
	HoldMS       *int64              `json:"hold_ms,omitempty"`
	TalkMS       *int64              `json:"talk_ms,omitempty"`
	WrapMS       *int64              `json:"wrap_ms,omitempty"`
	Tone         string              `json:"tone,omitempty"`
	Resolution   string              `json:"resolution,omitempty"`
	NextStep     string              `json:"next_step,omitempty"`
	NextOwner    string              `json:"next_owner,omitempty"`
	RecordingURL string              `json:"recording_url,omitempty"`
	Utterances   int64               `json:"utterances" doc:"how many there are; the pos of the last"`
	Transfers    int                 `json:"transfers"`
	Segments     []segmentView       `json:"segments,omitempty"`
	Sample       *scorecards.Offer   `json:"sample,omitempty"`
	Evaluations  []evaluationRef     `json:"evaluations,omitempty"`
}

func viewInteraction(i interactions.Interaction, n nameBook) interactionView {
	v := interactionView{ID: i.ID, Source: i.Source, ExternalID: i.ExternalID, Status: i.Status, Channel: i.Channel, Direction: i.Direction, Kind: i.Kind,
		Agent: n.idOf(i.ID, i.Agent()), AgentName: n.agentOf(i.ID, i.Agent(), i.Team()), Team: i.Team(), TeamName: n.teams[i.Team()], Queue: i.Queue, Language: i.Language,
		Subject: i.Subject, StartedAt: stamp(i.StartedAt), QueuedAt: stamp(i.QueuedAt), AnsweredAt: stamp(i.AnsweredAt), EndedAt: stamp(i.EndedAt),
		EndedBy: i.EndedBy, LastEventAt: interactions.At(i.LastEventAt), SpokeTo: i.SpokeTo, Account: i.Account, Transaction: i.TransactionRef,
		Attributes: i.Attributes, HoldMS: i.HoldMS, TalkMS: i.TalkMS, WrapMS: i.WrapMS, Tone: i.Tone, Resolution: i.Resolution, NextStep: i.NextStep,
		NextOwner: i.NextOwner, RecordingURL: i.RecordingURL, Utterances: i.LastPos, Transfers: i.Transfers}
	if n.refers(i.ID, i.Team()) {
		v.AgentRef = i.AgentRef
	}
	if i.CustomerRef+i.CustomerName+i.CustomerValue != "" {
		v.Customer = &customerView{Ref: i.CustomerRef, Name: i.CustomerName, Value: i.CustomerValue}
	}
	return v
}

// InteractionFilter is what narrows a list of interactions, in the address or in a body.
type InteractionFilter struct {
	Status  string `query:"status" json:"status,omitempty" enum:"live,ended"`
	Agent   string `query:"agent" json:"agent,omitempty" maxLength:"100" format:"uuid"`
	Team    string `query:"team" json:"team,omitempty" maxLength:"100" format:"uuid"`
	Channel string `query:"channel" json:"channel,omitempty" enum:"phone,chat,email,social,sms,video,in_person"`
	Q       string `query:"q" json:"q,omitempty" maxLength:"200" doc:"whole words that were said or stand in the subject, or the source's id"`
	From    string `query:"from" json:"from,omitempty" maxLength:"40"`
	To      string `query:"to" json:"to,omitempty" maxLength:"40"`
	Paging
}

type searchInteractionsIn struct{ Body InteractionFilter }

// searchInteractions is the list for a browser: what somebody looks for can name a person, and an address is logged by
// whatever stands between.
func (a *API) searchInteractions(ctx context.Context, actor people.Actor, in *searchInteractionsIn) (*body[page[interactionView]], error) {
	out, err := a.interactions(ctx, actor, &in.Body)
	return out, inBody(err)
}

func (a *API) interactions(ctx context.Context, actor people.Actor, in *InteractionFilter) (*body[page[interactionView]], error) {
	from, to, err := a.period(in.From, in.To)
	if err != nil {
		return nil, err
	}
	after, err := readInteractionCursor(in.After)
	if err != nil {
		return nil, err
	}
	rows, err := a.d.Record.List(ctx, actor, interactions.Query{Status: in.Status, Agent: in.Agent, Team: in.Team, Channel: in.Channel,
		Words: in.Q, From: from, To: to, After: after, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	names, err := a.namesOfInteractions(ctx, actor, rows)
	if err != nil {
		return nil, err
	}
	if in.Agent != "" { // by whom one must not find what is hidden
		rows = slices.DeleteFunc(rows, func(i interactions.Interaction) bool { return names.hidden[i.ID] })
	}
	return &body[page[interactionView]]{more(rows, in.Limit, interactionCursor, func(i interactions.Interaction) interactionView { return viewInteraction(i, names) })}, nil
}

func (a *API) interaction(ctx context.Context, actor people.Actor, in *IDIn) (*body[interactionView], error) {
	i, err := a.d.Record.Get(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	segments, err := a.d.Record.Segments(ctx, i.ID)
	if err != nil {
		return nil, err
	}
	users := []string{i.Agent()}
	for _, s := range segments {
		if s.AgentID != nil {
			users = append(users, *s.AgentID)
		}
	}
	names, err := a.namesIn(ctx, actor, users, []string{i.Team()})
	if err != nil {
		return nil, err
	}
	v := viewInteraction(i, names)
	for _, s := range segments {
		v.Segments = append(v.Segments, viewSegment(s, i, names))
	}
	address, err := a.d.Record.Address(i)
	if err != nil {
		return nil, err
	}
	if address != "" {
		if v.Customer == nil {
			v.Customer = &customerView{}
		}
		v.Customer.Address = address
	}
	err = a.addScoring(ctx, actor, &v)
	return &body[interactionView]{v}, err
}

func viewSegment(s interactions.Segment, i interactions.Interaction, n nameBook) segmentView {
	v := segmentView{Since: interactions.At(s.Since)}
	if s.AgentID != nil {
		v.Agent, v.AgentName = n.idOf(i.ID, *s.AgentID), n.agentOf(i.ID, *s.AgentID, i.Team())
	}
	if n.refers(i.ID, i.Team()) {
		v.AgentRef = s.AgentRef
	}
	return v
}

// addScoring shows who scores the interaction, to those who may score it.
func (a *API) addScoring(ctx context.Context, actor people.Actor, v *interactionView) error {
	if actor.May(people.QueueRead) {
		samples, err := a.d.Offers.Of(ctx, actor, v.ID)
		if err != nil {
			return err
		}
		if len(samples) > 0 {
			v.Sample = &samples[0]
		}
	}
	if !actor.May(people.EvaluationsRead) {
		return nil
	}
	list, err := a.d.Evaluations.List(ctx, actor, scorecards.Filter{Interaction: v.ID, Limit: 50})
	if err != nil {
		return err
	}
	names, err := a.namesOfEvaluations(ctx, actor, list)
	for _, e := range list {
		v.Evaluations = append(v.Evaluations, evaluationRef{e.ID, e.Status, e.Purpose, e.EvaluatorID, evaluatorName(e, names)})
	}
	return err
}
