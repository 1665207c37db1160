package coaching

import (
	"context"
	"net/url"
	"strings"

	ics "github.com/arran4/golang-ical"

	"rater/internal/people"
)

// Invite returns the session as an iCalendar invitation of its coach to its agent (RFC 5545, RFC 5546): METHOD is
// REQUEST, or CANCEL once it was cancelled or declined. It says when and with whom, and nothing of what about.
func (c *Sessions) Invite(ctx context.Context, actor people.Actor, id string) ([]byte, error) {
	s, err := c.Get(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	coach, err := c.users.Get(ctx, s.CoachID)
	if err != nil {
		return nil, err
	}
	agent, err := c.users.Get(ctx, s.AgentID)
	if err != nil {
		return nil, err
	}
	return []byte(s.invitation(coach.User, agent.User).Serialize(ics.WithNewLineWindows)), nil
}

func (s *Session) invitation(coach, agent people.User) *ics.Calendar {
	cal := ics.NewCalendarFor("Rater")
	cal.SetProductId("-//Rater//Coaching//EN")
	method, status := ics.MethodRequest, ics.ObjectStatusConfirmed
	if s.Status == Cancelled || s.Status == Declined {
		method, status = ics.MethodCancel, ics.ObjectStatusCancelled
	}
	cal.SetMethod(method)
	e := cal.AddEvent(s.ID + "@rater")
	e.SetSequence(s.Sequence)
	e.SetDtStampTime(s.UpdatedAt)
	e.SetStartAt(s.StartsAt)
	e.SetEndAt(s.Ends())
	e.SetSummary(titles[s.Method] + ": " + coach.Name + ", " + agent.Name)
	e.SetStatus(status)
	e.SetOrganizer(mailto(coach), ics.WithCN(commonName(coach)))
	e.AddAttendee(mailto(agent), ics.WithCN(commonName(agent)), ics.WithRSVP(s.Status != Cancelled))
	return cal
}

func mailto(u people.User) string { return "mailto:" + url.PathEscape(u.Email) }

// inNames puts what may stand in a name unquoted in the place of what may not (RFC 5545, 3.2).
var inNames = strings.NewReplacer(`"`, "”", "'", "’", ",", " ", ";", " ", ":", " ", `\`, " ")

func commonName(u people.User) string { return inNames.Replace(u.Name) }
