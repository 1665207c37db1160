package server

import (
	"context"

	"rater/coaching"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

type evidenceView struct {
	Interaction string `json:"interaction"`
	Pos         int64  `json:"pos"`
	Text        string `json:"text"`
}

type agendaView struct {
	Evaluation   string              `json:"evaluation,omitempty"`
	ReleasedAt   *interactions.Stamp `json:"released_at,omitempty" format:"date-time" doc:"when the evaluation was"`
	Question     string              `json:"question,omitempty"`
	QuestionText string              `json:"question_text,omitempty"`
	Dimension    string              `json:"dimension,omitempty"`
	Note         string              `json:"note"`
	Score        *float64            `json:"score,omitempty" minimum:"0" maximum:"100" doc:"100 times the points of the answer"`
	Evidence     []evidenceView      `json:"evidence" nullable:"false"`
}

// CoachingSessionSummary is a session as lists show it.
type CoachingSessionSummary struct {
	ID                 string              `json:"id"`
	Revision           int64               `json:"revision"`
	Method             string              `json:"method" enum:"one_to_one,formal_review,peer"`
	Status             string              `json:"status" enum:"planned,held,cancelled,declined"`
	Agent              string              `json:"agent"`
	AgentName          string              `json:"agent_name"`
	Coach              string              `json:"coach"`
	CoachName          string              `json:"coach_name"`
	Team               string              `json:"team"`
	TeamName           string              `json:"team_name"`
	StartsAt           interactions.Stamp  `json:"starts_at" format:"date-time"`
	Minutes            int                 `json:"minutes" minimum:"5" maximum:"240"`
	CoachSignedAt      *interactions.Stamp `json:"coach_signed_at,omitempty" format:"date-time"`
	AgentSignedAt      *interactions.Stamp `json:"agent_signed_at,omitempty" format:"date-time"`
	CancellationReason string              `json:"cancellation_reason,omitempty"`
	CreatedAt          interactions.Stamp  `json:"created_at" format:"date-time"`
	UpdatedAt          interactions.Stamp  `json:"updated_at" format:"date-time"`
}

// CoachingSession is the whole of one session, as its every change answers it.
type CoachingSession struct {
	CoachingSessionSummary
	Agenda       []agendaView        `json:"agenda" nullable:"false"`
	SharedNotes  string              `json:"shared_notes"`
	PrivateNotes *string             `json:"private_notes,omitempty" doc:"for its coach alone"`
	Review       *reviewView         `json:"review,omitempty" doc:"of a formal review"`
	Focus        string              `json:"focus,omitempty" doc:"of a peer session, to both alone"`
	Heard        []evidenceView      `json:"heard,omitempty" nullable:"false" doc:"of a peer session, to both alone"`
	Answers      *peerAnswers        `json:"answers,omitempty" doc:"of a peer session, to both alone"`
	Plan         *string             `json:"plan,omitempty" doc:"that it comes of"`
	Actions      []CoachingAction    `json:"actions" nullable:"false"`
	May          coaching.SessionMay `json:"may"`
}

func (a *API) namesOfSessions(ctx context.Context, actor people.Actor, rows []coaching.Session) (nameBook, error) {
	var users, teams []string
	for _, s := range rows {
		users, teams = append(users, s.AgentID, s.CoachID), append(teams, s.TeamID)
	}
	return a.names(ctx, actor, users, teams)
}

func summariseSession(s coaching.Session, n nameBook) CoachingSessionSummary {
	return CoachingSessionSummary{ID: s.ID, Revision: s.Revision, Method: s.Method, Status: s.Status, Agent: s.AgentID, AgentName: n.agent(s.AgentID, s.TeamID),
		Coach: s.CoachID, CoachName: n.users[s.CoachID], Team: s.TeamID, TeamName: n.teams[s.TeamID], StartsAt: interactions.At(s.StartsAt), Minutes: s.Minutes,
		CoachSignedAt: stamp(s.CoachSignedAt), AgentSignedAt: stamp(s.AgentSignedAt), CancellationReason: s.CancellationReason,
		CreatedAt: interactions.At(s.CreatedAt), UpdatedAt: interactions.At(s.UpdatedAt)}
}

func (a *API) viewSession(ctx context.Context, actor people.Actor, s coaching.Session) (CoachingSession, error) {
	names, err := a.namesOfSessions(ctx, actor, []coaching.Session{s})
	if err != nil {
		return CoachingSession{}, err
	}
	v := CoachingSession{CoachingSessionSummary: summariseSession(s, names), SharedNotes: s.SharedNotes, May: s.May(actor), Focus: s.Focus,
		Answers: (*peerAnswers)(s.PeerAnswers), Plan: s.PlanID}
	if actor.ID == s.CoachID {
		v.PrivateNotes = &s.PrivateNotes
	}
	if v.Agenda, err = a.viewAgenda(ctx, actor, s); err != nil {
		return v, err
	}
	if v.Heard, err = a.viewHeard(ctx, s.Heard); err != nil {
		return v, err
	}
	if v.Review, err = a.viewReview(ctx, s.Review); err != nil {
		return v, err
	}
	actions, err := a.d.Actions.Of(ctx, s.ID)
	if err != nil {
		return v, err
	}
	if v.Actions, err = a.viewActions(ctx, actor, actions); err != nil {
		return v, err
	}
	team, err := a.d.Users.TeamNow(ctx, s.AgentID)
	if err == nil && !people.SeesCoached(actor, s.AgentID, team) {
		v.hideScores()
	}
	return v, err
}

// hideScores takes out what rests on evaluations that the reader may not see any more.
func (v *CoachingSession) hideScores() {
	v.May.Measure = false
	for n := range v.Agenda {
		v.Agenda[n].Score, v.Agenda[n].Evidence = nil, []evidenceView{}
	}
	for n := range v.Actions {
		v.Actions[n].Sample = nil
	}
}

func (a *API) viewAgenda(ctx context.Context, actor people.Actor, s coaching.Session) ([]agendaView, error) {
	asked, err := a.d.Coaching.Agenda(ctx, actor, s)
	if err != nil {
		return nil, err
	}
	released, err := a.d.Coaching.ReleasedAt(ctx, s)
	if err != nil {
		return nil, err
	}
	said, err := a.evidenceOf(ctx, asked)
	views := make([]agendaView, len(asked))
	for n, q := range asked {
		views[n] = agendaView{q.Evaluation, stamp(released[q.Evaluation]), q.Question, q.Text, q.Dimension, s.Agenda[n].Note, q.Score, said(q)}
	}
	return views, err
}

// evidenceOf reads the words that answers point at, with one query, and returns what finds those of one answer.
func (a *API) evidenceOf(ctx context.Context, list []scorecards.Asked) (func(scorecards.Asked) []evidenceView, error) {
	places := map[string][]int64{}
	for _, q := range list {
		for _, e := range q.Evidence {
			places[q.Interaction] = append(places[q.Interaction], e.Pos)
		}
	}
	said, err := a.d.Record.Said(ctx, places)
	return func(q scorecards.Asked) []evidenceView {
		views := []evidenceView{}
		for _, e := range q.Evidence {
			if u, ok := said[interactions.Place{Interaction: q.Interaction, Pos: e.Pos}]; ok {
				views = append(views, evidenceView{q.Interaction, u.Pos, u.Text})
			}
		}
		return views
	}, err
}

type suggestionView struct {
	Evaluation   string         `json:"evaluation"`
	Interaction  string         `json:"interaction"`
	Question     string         `json:"question"`
	QuestionText string         `json:"question_text"`
	Dimension    string         `json:"dimension"`
	Score        float64        `json:"score" doc:"of the newest weak answer, 0 to 100"`
	N            int            `json:"n" doc:"answers in the last 90 days"`
	Mean         float64        `json:"mean" doc:"of these, 0 to 100"`
	Evidence     []evidenceView `json:"evidence" nullable:"false"`
}

type suggestionsView struct {
	Items []suggestionView `json:"items" nullable:"false"`
}

func (a *API) viewSuggestions(ctx context.Context, weak []scorecards.Weakness) (suggestionsView, error) {
	asked := make([]scorecards.Asked, len(weak))
	for n, w := range weak {
		asked[n] = w.Asked
	}
	said, err := a.evidenceOf(ctx, asked)
	v := suggestionsView{make([]suggestionView, len(weak))}
	for n, w := range weak {
		v.Items[n] = suggestionView{w.Evaluation, w.Interaction, w.Question, w.Text, w.Dimension, *w.Score, w.N, w.Mean, said(w.Asked)}
	}
	return v, err
}

type coacheeView struct {
	Agent          string              `json:"agent"`
	AgentName      string              `json:"agent_name"`
	Team           string              `json:"team"`
	TeamName       string              `json:"team_name"`
	LastHeldAt     *interactions.Stamp `json:"last_held_at,omitempty" format:"date-time"`
	NextPlannedAt  *interactions.Stamp `json:"next_planned_at,omitempty" format:"date-time"`
	OpenActions    int                 `json:"open_actions"`
	OverdueActions int                 `json:"overdue_actions"`
}
