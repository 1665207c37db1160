package training

import (
	"context"
	"strconv"

	"rater/internal/notices"
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
	daysAhead  = 2
	daysBehind = 7 // who was away that long is reminded no more
)

// Remind tells agents of open assignments whose day is near, or lately over. Each call looks at the next 500; nobody is
// told of one twice, but of another day again.
func (a *Assignments) Remind(ctx context.Context) error {
	now := a.now()
	return notices.Remind(ctx, a.outbox, &a.reminded, func(after string, limit int) ([]Assignment, error) {
		return a.near(ctx, a.day(now.AddDate(0, 0, -daysBehind)), a.day(now.AddDate(0, 0, daysAhead)), after, limit)
	}, func(row *Assignment) (string, []notices.Notice) {
		kind := notices.ModuleDue
		if row.DueOn < a.day(now) {
			kind = notices.ModuleOverdue
		}
		return row.ID, []notices.Notice{notices.To(row.AgentID, kind, "assignment", row.ID, row.DueOn)}
	})
}
