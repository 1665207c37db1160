package coaching

import (
	"strconv"

	"rater/internal/notices"
)

// What somebody is told of is said here, of each change by its name in the audit log.

func (s *Session) told(what string) []notices.Notice {
	to := func(kind notices.Kind, users ...string) (list []notices.Notice) {
		for _, user := range users {
			list = append(list, notices.To(user, kind, "coaching_session", s.ID, strconv.FormatInt(s.Revision, 10)))
		}
		return list
	}
	switch {
	case what == "planned":
		return to(notices.SessionPlanned, s.AgentID, s.CoachID)
	case what == "changed":
		return to(notices.SessionMoved, s.AgentID, s.CoachID)
	case what == "cancelled" || what == "declined":
		return to(notices.SessionCancelled, s.AgentID, s.CoachID)
	case what == "signed" && s.AgentSignedAt == nil:
		return to(notices.SessionToSign, s.AgentID)
	}
	return nil
}

// soon is what both are told a day before.
func (s *Session) soon() []notices.Notice {
	event := strconv.FormatInt(s.StartsAt.Unix(), 10)
	return []notices.Notice{notices.To(s.AgentID, notices.SessionSoon, "coaching_session", s.ID, event), notices.To(s.CoachID, notices.SessionSoon, "coaching_session", s.ID, event)}
}

func (a *Action) told(what string) []notices.Notice {
	switch what {
	case "agreed":
		return []notices.Notice{notices.To(a.OwnerID, notices.ActionAgreed, "action", a.ID, "")}
	case "closed":
		return []notices.Notice{notices.To(a.AgentID, notices.ActionClosed, "action", a.ID, ""), notices.To(a.AgreedBy, notices.ActionClosed, "action", a.ID, "")}
	}
	return nil
}

// reminder is what its owner is told as its day comes near, and when it is over.
func (a *Action) reminder(today string) notices.Notice {
	kind := notices.ActionDue
	if a.DueOn < today {
		kind = notices.ActionOverdue
	}
	return notices.To(a.OwnerID, kind, "action", a.ID, a.DueOn)
}

func (r *Request) told(what string, leads []string) (list []notices.Notice) {
	switch what {
	case "made":
		for _, lead := range leads {
			list = append(list, notices.To(lead, notices.CoachingAsked, "coaching_request", r.ID, ""))
		}
	case "declined":
		list = append(list, notices.To(r.AgentID, notices.CoachingDeclined, "own_coaching_request", r.ID, ""))
	}
	return list
}

func (r *Recognition) told(what string) []notices.Notice {
	if what != "written" {
		return nil
	}
	return []notices.Notice{notices.To(r.AgentID, notices.Recognised, "recognition", r.ID, "")}
}

// told says nothing of who has answered: all who are asked hear of the opening, and its lead of the end.
func (r *Round) told(what string, raters []string) (list []notices.Notice) {
	switch what {
	case "opened":
		for _, rater := range raters {
			list = append(list, notices.To(rater, notices.RoundAsks, "round", r.ID, ""))
		}
	case "closed":
		list = append(list, notices.To(r.OpenedBy, notices.RoundClosed, "round_report", r.ID, ""))
	case "released":
		list = append(list, notices.To(r.AgentID, notices.RoundReleased, "round_report", r.ID, ""))
	}
	return list
}
