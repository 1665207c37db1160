package server

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"rater/coaching"
	"rater/internal/people"
	"rater/scorecards"
)

type sessionsIn struct {
	Agent  string `query:"agent" maxLength:"100" format:"uuid"`
	Coach  string `query:"coach" maxLength:"100" format:"uuid"`
	Status string `query:"status" enum:"planned,held,cancelled,declined"`
	Method string `query:"method" enum:"one_to_one,formal_review,peer"`
	From   string `query:"from" maxLength:"40"`
	To     string `query:"to" maxLength:"40"`
	Paging
}

func (a *API) sessions(ctx context.Context, actor people.Actor, in *sessionsIn) (*body[page[CoachingSessionSummary]], error) {
	from, to, err := a.period(in.From, in.To)
	if err != nil {
		return nil, err
	}
	at, id, err := readTimedCursor(in.After)
	if err != nil {
		return nil, err
	}
	rows, err := a.d.Coaching.List(ctx, actor, coaching.Filter{Agent: in.Agent, Coach: in.Coach, Status: in.Status, Method: in.Method, From: from, To: to,
		After: coaching.Cursor{StartsAt: at, ID: id}, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	names, err := a.namesOfSessions(ctx, actor, rows)
	return &body[page[CoachingSessionSummary]]{more(rows, in.Limit, func(s coaching.Session) string { return timedCursor(s.StartsAt.UnixMilli(), s.ID) },
		func(s coaching.Session) CoachingSessionSummary { return summariseSession(s, names) })}, err
}

type sessionOut struct {
	ETag string `header:"ETag"`
	Body CoachingSession
}

func (a *API) showSession(ctx context.Context, actor people.Actor, s coaching.Session, err error) (*sessionOut, error) {
	if err != nil {
		return nil, err
	}
	v, err := a.viewSession(ctx, actor, s)
	return &sessionOut{etag(s.Revision), v}, err
}

type itemIn struct {
	Evaluation string `json:"evaluation,omitempty" maxLength:"100"`
	Question   string `json:"question,omitempty" maxLength:"100"`
	Note       string `json:"note" maxLength:"2000"`
}

func agendaOf(list []itemIn) []coaching.Item {
	items := make([]coaching.Item, len(list))
	for n, i := range list {
		items[n] = coaching.Item{Ref: scorecards.Ref{Evaluation: i.Evaluation, Question: i.Question}, Note: i.Note}
	}
	return items
}

type planSessionIn struct {
	Body struct {
		Agent    string    `json:"agent" maxLength:"100"`
		Method   string    `json:"method,omitempty" enum:"one_to_one,formal_review" doc:"one_to_one unless given"`
		StartsAt time.Time `json:"starts_at"`
		Minutes  int       `json:"minutes" minimum:"5" maximum:"240"`
		Agenda   []itemIn  `json:"agenda,omitempty" maxItems:"20" nullable:"false"`
		Review   *reviewIn `json:"review,omitempty"`
		Request  string    `json:"request,omitempty" maxLength:"100" doc:"of the agent's, that this answers"`
	}
}

func (a *API) planSession(ctx context.Context, actor people.Actor, in *planSessionIn) (*sessionOut, error) {
	b := in.Body
	n := coaching.NewSession{Agent: b.Agent, Method: b.Method, StartsAt: b.StartsAt, Minutes: b.Minutes, Agenda: agendaOf(b.Agenda), Review: b.Review.review()}
	if b.Request != "" {
		s, err := a.d.Requests.Plan(ctx, actor, b.Request, n)
		return a.showSession(ctx, actor, s, err)
	}
	s, err := a.d.Coaching.Plan(ctx, actor, n)
	return a.showSession(ctx, actor, s, err)
}

func (a *API) coachingSession(ctx context.Context, actor people.Actor, in *IDIn) (*sessionOut, error) {
	s, err := a.d.Coaching.Read(ctx, actor, in.ID)
	return a.showSession(ctx, actor, s, err)
}

type changeSessionIn struct {
	IDIn
	IfMatching
	Body struct {
		StartsAt *time.Time `json:"starts_at,omitempty"`
		Minutes  *int       `json:"minutes,omitempty" minimum:"5" maximum:"240"`
		Agenda   *[]itemIn  `json:"agenda,omitempty" maxItems:"20" nullable:"false"`
		Review   *reviewIn  `json:"review,omitempty" doc:"of a formal review"`
		Coach    *string    `json:"coach,omitempty" maxLength:"100" doc:"another who leads the agent's team"`
		Focus    *string    `json:"focus,omitempty" maxLength:"2000" doc:"of a peer session"`
		Heard    *[]heardIn `json:"heard,omitempty" maxItems:"20" nullable:"false" doc:"of a peer session, by its agent"`
	}
}

func (a *API) changeSession(ctx context.Context, actor people.Actor, in *changeSessionIn) (*sessionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	c := coaching.Changes{StartsAt: in.Body.StartsAt, Minutes: in.Body.Minutes, Review: in.Body.Review.review(), Coach: in.Body.Coach, Focus: in.Body.Focus}
	if in.Body.Heard != nil {
		heard := heardOf(*in.Body.Heard)
		c.Heard = &heard
	}
	if in.Body.Agenda != nil {
		agenda := agendaOf(*in.Body.Agenda)
		c.Agenda = &agenda
	}
	s, err := a.d.Coaching.Change(ctx, actor, in.ID, revision, c)
	return a.showSession(ctx, actor, s, err)
}

type peerAnswers struct {
	Observed string `json:"observed" maxLength:"2000" doc:"what one heard"`
	Worked   string `json:"worked" maxLength:"2000"`
	Try      string `json:"try" maxLength:"2000" doc:"what one would try"`
	Unsure   string `json:"unsure" maxLength:"2000" doc:"what one is unsure of"`
}

type noteSessionIn struct {
	IDIn
	IfMatching
	Body struct {
		Shared  *string      `json:"shared,omitempty" maxLength:"10000"`
		Private *string      `json:"private,omitempty" maxLength:"10000" doc:"for the coach alone"`
		Answers *peerAnswers `json:"answers,omitempty" doc:"of the peer, to the prompts"`
	}
}

func (a *API) noteSession(ctx context.Context, actor people.Actor, in *noteSessionIn) (*sessionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	s, err := a.d.Coaching.Note(ctx, actor, in.ID, revision, coaching.Notes{Shared: in.Body.Shared, Private: in.Body.Private, Answers: (*coaching.PeerWords)(in.Body.Answers)})
	return a.showSession(ctx, actor, s, err)
}

func (a *API) signSession(ctx context.Context, actor people.Actor, in *stepIn) (*sessionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	s, err := a.d.Coaching.Sign(ctx, actor, in.ID, revision)
	return a.showSession(ctx, actor, s, err)
}

func (a *API) cancelSession(ctx context.Context, actor people.Actor, in *withdrawIn) (*sessionOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	s, err := a.d.Coaching.Cancel(ctx, actor, in.ID, revision, in.Body.Reason)
	return a.showSession(ctx, actor, s, err)
}

const calendarType = "text/calendar; charset=utf-8"

// calendar describes a route that answers iCalendar.
func calendar(op *huma.Operation) {
	op.Responses = map[string]*huma.Response{strconv.Itoa(http.StatusOK): {Description: "An invitation, as RFC 5545 and RFC 5546 write it",
		Content: map[string]*huma.MediaType{"text/calendar": {Schema: &huma.Schema{Type: huma.TypeString}}}}}
}

type invitationOut struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

func (a *API) invitation(ctx context.Context, actor people.Actor, in *IDIn) (*invitationOut, error) {
	text, err := a.d.Coaching.Invite(ctx, actor, in.ID)
	return &invitationOut{calendarType, `attachment; filename="coaching.ics"`, text}, err
}

type suggestionsIn struct {
	Agent string `query:"agent" required:"true" maxLength:"100" format:"uuid"`
}

func (a *API) suggestions(ctx context.Context, actor people.Actor, in *suggestionsIn) (*body[suggestionsView], error) {
	weak, err := a.d.Coaching.Suggest(ctx, actor, in.Agent)
	if err != nil {
		return nil, err
	}
	v, err := a.viewSuggestions(ctx, weak)
	return &body[suggestionsView]{v}, err
}

func (a *API) overview(ctx context.Context, actor people.Actor, in *pagingIn) (*body[page[coacheeView]], error) {
	at, id, err := readTimedCursor(in.After)
	if err != nil {
		return nil, err
	}
	rows, err := a.d.Coaching.Overview(ctx, actor, coaching.CoacheeCursor{LastHeldAt: at, ID: id}, in.Limit+1)
	if err != nil {
		return nil, err
	}
	var users, teams []string
	for _, c := range rows {
		users, teams = append(users, c.AgentID), append(teams, c.TeamID)
	}
	names, err := a.names(ctx, actor, users, teams)
	return &body[page[coacheeView]]{more(rows, in.Limit, coacheeCursor, func(c coaching.Coachee) coacheeView {
		return coacheeView{c.AgentID, names.agent(c.AgentID, c.TeamID), c.TeamID, names.teams[c.TeamID], stamp(c.LastHeldAt), stamp(c.NextPlannedAt), c.OpenActions, c.OverdueActions}
	})}, err
}

func coacheeCursor(c coaching.Coachee) string {
	if c.LastHeldAt == nil {
		return timedCursor(0, c.AgentID)
	}
	return timedCursor(c.LastHeldAt.UnixMilli(), c.AgentID)
}
