package training

import (
	"context"
	"strconv"

	"rater/internal/notices"
	"rater/internal/people"
)

// told is what its agent, or who gave it, hears of a change, by its name in the audit log.
func (a *Assignment) told(what string) []notices.Notice {
	to := func(user string, kind notices.Kind) []notices.Notice {
		return []notices.Notice{notices.To(user, kind, "assignment", a.ID, strconv.FormatInt(a.Revision, 10))}
	}
	switch what {
	case "made":
		return to(a.AgentID, notices.ModuleAssigned)
	case "extended":
		return to(a.AgentID, notices.ModuleChanged)
	case "cancelled":
		return to(a.AgentID, notices.ModuleCancelled)
	case "marked", "assessed", "signed_off":
		return to(a.AgentID, notices.ModuleMarked)
	}
	return nil
}

const (
	remindedAtOnce = 500
	daysAhead      = 2
	daysBehind     = 7 // who was away that long is reminded no more
)

// Remind tells agents of open assignments whose day is near, or lately over. Each call looks at the next 500; nobody is
// told of one twice, but of another day again.
func (a *Assignments) Remind(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	rows, err := a.near(ctx, a.day(now.AddDate(0, 0, -daysBehind)), a.day(now.AddDate(0, 0, daysAhead)), a.reminded, remindedAtOnce)
	if err != nil {
		return err
	}
	if a.reminded = ""; len(rows) == remindedAtOnce {
		a.reminded = rows[len(rows)-1].ID
	}
	list := make([]notices.Notice, len(rows))
	for n, row := range rows {
		kind := notices.ModuleDue
		if row.DueOn < a.day(now) {
			kind = notices.ModuleOverdue
		}
		list[n] = notices.To(row.AgentID, kind, "assignment", row.ID, row.DueOn)
	}
	return a.outbox.Put(ctx, people.Actor{}, list...)
}
