package people

import (
	"context"

	"rater/internal/foundation/store"
)

func (u *Users) withRole(ctx context.Context, role Role, not []string) ([]User, error) {
	var rows []User
	err := u.conn(ctx).Where("disabled_at IS NULL AND id NOT IN ?", append(not, "")).
		Where("id IN (SELECT user_id FROM user_roles WHERE role = ?)", role).Order("id").Limit(1000).Find(&rows).Error
	return rows, store.Fault(err)
}

// begun is when an agent became one: the first membership of a team, or else the entry in Rater.
const begun = "COALESCE((SELECT min(m.since) FROM memberships m WHERE m.user_id = users.id AND m.kind = 'member'), created_at)"

func (u *Users) agentsBy(ctx context.Context, f AgentFilter) (ids []string, err error) {
	db := u.conn(ctx).Model(&User{}).Where("disabled_at IS NULL AND id > ? AND id <> ?", f.After, f.But).
		Where("id IN (SELECT user_id FROM user_roles WHERE role = ?)", Agent).Order("id").Limit(f.Limit)
	if len(f.Teams) > 0 {
		db = db.Where("id IN (SELECT user_id FROM memberships WHERE kind = ? AND until IS NULL AND team_id IN ?)", Member, f.Teams)
	}
	if !f.Since.IsZero() {
		db = db.Where(begun+" >= ?", store.Millis(f.Since))
	}
	return ids, store.Fault(db.Pluck("id", &ids).Error)
}

func (u *Users) members(ctx context.Context, team, but string) ([]User, error) {
	var rows []User
	return rows, store.Fault(u.conn(ctx).Select("users.id", "users.name").Joins("JOIN user_roles r ON r.user_id = users.id AND r.role = ?", Agent).
		Joins("JOIN memberships m ON m.user_id = users.id AND m.kind = ? AND m.until IS NULL AND m.team_id = ?", Member, team).
		Where("users.disabled_at IS NULL AND users.id <> ?", but).Order("users.name, users.id").Limit(1000).Find(&rows).Error)
}

func (u *Users) leading(ctx context.Context, ids []string) ([]Membership, error) {
	var rows []Membership
	return rows, store.Fault(u.conn(ctx).Where("user_id IN ? AND kind = ? AND until IS NULL", append(ids, ""), Lead).Find(&rows).Error)
}

func (u *Users) leadsOf(ctx context.Context, team string) (ids []string, err error) {
	err = u.conn(ctx).Table("memberships").Where("kind = ? AND until IS NULL AND team_id = ?", Lead, team).Order("user_id").Pluck("user_id", &ids).Error
	return ids, store.Fault(err)
}

// ofTeams are those who lead, or are members of, the teams of somebody.
const ofTeams = "SELECT m.user_id FROM memberships m WHERE m.until IS NULL AND m.team_id IN (SELECT t.team_id FROM memberships t WHERE t.user_id = ? AND t.until IS NULL"

func (u *Users) secondEvaluators(ctx context.Context, p Parties, not []string) ([]User, error) {
	var rows []User
	err := u.conn(ctx).Where("disabled_at IS NULL AND id NOT IN ?", append([]string{p.Evaluator, p.Agent}, not...)).
		Where("id IN (SELECT user_id FROM user_roles WHERE role = ?)", Evaluator).
		Where("id NOT IN (SELECT user_id FROM user_roles WHERE role = ?)", Analyst). // who reads all evaluations
		Where("id NOT IN ("+ofTeams+"))", p.Evaluator).
		Where("id NOT IN ("+ofTeams+" AND t.kind = ?))", p.Agent, Lead).
		Where("id NOT IN (SELECT user_id FROM memberships WHERE kind = ? AND team_id IN ? AND until IS NULL)", Lead, p.Teams).
		Order("id").Limit(1000).Find(&rows).Error
	return rows, store.Fault(err)
}
