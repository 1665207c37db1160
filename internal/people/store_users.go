package people

import (
	"context"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

type userRole struct {
	UserID string
	Role   Role
}

type externalID struct {
	Key    string
	UserID string
	Value  string
}

func (u *Users) count(ctx context.Context) (n int64, err error) {
	return n, store.Fault(u.conn(ctx).Model(&User{}).Count(&n).Error)
}

// countAdmins counts the admins who can sign in.
func (u *Users) countAdmins(ctx context.Context) (n int64, err error) {
	err = u.conn(ctx).Table("users u").Joins("JOIN user_roles r ON r.user_id = u.id AND r.role = ?", Admin).
		Where("u.disabled_at IS NULL AND u.password_hash <> ''").Count(&n).Error
	return n, store.Fault(err)
}

func (u *Users) insertUser(ctx context.Context, user *User) error {
	var n int64
	if err := u.conn(ctx).Model(&externalID{}).Where("key = ?", user.EmailKey).Count(&n).Error; err != nil {
		return store.Fault(err)
	}
	if n > 0 {
		return &fault.Error{Kind: fault.Conflict, Detail: "sources know somebody else by this e-mail address",
			Fields: []fault.Field{{Location: "email", Message: "is an external id of another user; take it from that one first"}}}
	}
	err := u.conn(ctx).Create(user).Error
	if store.Duplicate(err) {
		return &fault.Error{Kind: fault.Conflict, Detail: "somebody has this e-mail address already",
			Fields: []fault.Field{{Location: "email", Message: "is taken; change that user instead"}}}
	}
	return store.Fault(err)
}

func (u *Users) updateUser(ctx context.Context, user User) error {
	var disabled any
	if user.DisabledAt != nil {
		disabled = store.Millis(*user.DisabledAt)
	}
	return store.Fault(u.conn(ctx).Model(&User{}).Where("id = ?", user.ID).
		Updates(map[string]any{"name": user.Name, "password_hash": user.PasswordHash, "disabled_at": disabled}).Error)
}

func (u *Users) setRoles(ctx context.Context, id string, roles []Role) error {
	if err := u.conn(ctx).Where("user_id = ?", id).Delete(&userRole{}).Error; err != nil {
		return store.Fault(err)
	}
	var rows []userRole
	for _, r := range Roles {
		if slices.Contains(roles, r) {
			rows = append(rows, userRole{id, r})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return store.Fault(u.conn(ctx).Create(&rows).Error)
}

func (u *Users) setExternalIDs(ctx context.Context, id string, values []string) error {
	if err := u.conn(ctx).Where("user_id = ?", id).Delete(&externalID{}).Error; err != nil {
		return store.Fault(err)
	}
	for _, v := range values {
		err := u.AddExternalID(ctx, id, v)
		if err != nil {
			return err
		}
	}
	return nil
}

// AddExternalID adds one more name by which sources know the user; a name of somebody else is a Conflict.
func (u *Users) AddExternalID(ctx context.Context, id, value string) error {
	var other externalID
	found := u.conn(ctx).Where("key = ?", Key(value)).Limit(1).Find(&other)
	if found.Error != nil {
		return store.Fault(found.Error)
	}
	if found.RowsAffected > 0 && other.UserID == id {
		return nil
	}
	if found.RowsAffected > 0 {
		return takenID()
	}
	owner, err := u.byEmail(ctx, value)
	if err == nil && owner.ID != id {
		return &fault.Error{Kind: fault.Conflict, Detail: "this is somebody else's e-mail address",
			Fields: []fault.Field{{Location: "external_ids", Message: "is the e-mail address of another user"}}}
	}
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	err = u.conn(ctx).Create(&externalID{Key(value), id, value}).Error
	if store.Duplicate(err) {
		return takenID()
	}
	return store.Fault(err)
}

func takenID() error {
	return &fault.Error{Kind: fault.Conflict, Detail: "somebody else has this external id already",
		Fields: []fault.Field{{Location: "external_ids", Message: "is taken; take it from the other user first"}}}
}

func (u *Users) byID(ctx context.Context, id string) (User, error) {
	var row User
	return row, store.Fault(u.conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (u *Users) byEmail(ctx context.Context, email string) (User, error) {
	var row User
	return row, store.Fault(u.conn(ctx).Where("email_key = ?", Key(email)).Take(&row).Error)
}

func (u *Users) wholeByIDs(ctx context.Context, ids []string) ([]User, error) {
	var rows []User
	return rows, store.Fault(u.conn(ctx).Where("id IN ?", ids).Find(&rows).Error)
}

func (u *Users) byIDs(ctx context.Context, ids []string, columns ...string) ([]User, error) {
	var rows []User
	if len(ids) == 0 {
		return nil, nil
	}
	return rows, store.Fault(u.conn(ctx).Select(append(columns, "id", "name")).Where("id IN ?", ids).Find(&rows).Error)
}

func (u *Users) idsByKey(ctx context.Context, keys []string) (map[string]string, error) {
	out := make(map[string]string, len(keys))
	if len(keys) == 0 {
		return out, nil
	}
	var external []externalID
	if err := u.conn(ctx).Where("key IN ?", keys).Find(&external).Error; err != nil {
		return nil, store.Fault(err)
	}
	for _, e := range external {
		out[e.Key] = e.UserID
	}
	var users []User
	if err := u.conn(ctx).Select("id", "email_key").Where("email_key IN ?", keys).Find(&users).Error; err != nil {
		return nil, store.Fault(err)
	}
	for _, user := range users {
		out[user.EmailKey] = user.ID
	}
	return out, nil
}

func (u *Users) page(ctx context.Context, q, after string, limit int) ([]User, error) {
	db := u.conn(ctx).Where("id > ?", after).Order("id").Limit(limit)
	if q != "" {
		like := "%" + store.EscapeLike(q) + "%"
		db = db.Where(`(lower(name) LIKE ? ESCAPE '\' OR email_key LIKE ? ESCAPE '\')`, like, like)
	}
	var rows []User
	return rows, store.Fault(db.Find(&rows).Error)
}

func (u *Users) currentMemberships(ctx context.Context, ids []string) ([]Membership, error) {
	var rows []Membership
	return rows, store.Fault(u.conn(ctx).Where("user_id IN ? AND until IS NULL", ids).Order("since, id").Find(&rows).Error)
}

func (u *Users) memberships(ctx context.Context, ids []string, kind string) ([]Membership, error) {
	var rows []Membership
	if len(ids) == 0 {
		return nil, nil
	}
	return rows, store.Fault(u.conn(ctx).Where("user_id IN ? AND kind = ?", ids, kind).Order("since, id").Find(&rows).Error)
}

// History returns all memberships of the user, past and present, oldest first.
func (u *Users) History(ctx context.Context, id string) ([]Membership, error) {
	var rows []Membership
	return rows, store.Fault(u.conn(ctx).Where("user_id = ?", id).Order("since, id").Limit(500).Find(&rows).Error)
}

func (u *Users) insertMembership(ctx context.Context, m *Membership) error {
	return store.Fault(u.conn(ctx).Create(m).Error)
}

func (u *Users) endMembership(ctx context.Context, id string, at time.Time) error {
	return store.Fault(u.conn(ctx).Model(&Membership{}).Where("id = ?", id).Update("until", store.Millis(at)).Error)
}

func (u *Users) dropSessions(ctx context.Context, id string) error {
	return store.Fault(u.conn(ctx).Where("user_id = ?", id).Delete(&Session{}).Error)
}

func (u *Users) teamsByID(ctx context.Context, ids []string) (map[string]Team, error) {
	out := map[string]Team{}
	if len(ids) == 0 {
		return out, nil
	}
	var rows []Team
	err := u.conn(ctx).Where("id IN ?", ids).Find(&rows).Error
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, store.Fault(err)
}

// fill adds roles, teams and external ids to users, with one query for each kind.
func (u *Users) fill(ctx context.Context, users []User) ([]Person, error) {
	if len(users) == 0 {
		return nil, nil
	}
	people, place, ids := make([]Person, len(users)), map[string]int{}, make([]string, len(users))
	for i, user := range users {
		people[i], place[user.ID], ids[i] = Person{User: user}, i, user.ID
	}
	var roles []userRole
	if err := u.conn(ctx).Where("user_id IN ?", ids).Find(&roles).Error; err != nil {
		return nil, store.Fault(err)
	}
	for _, r := range roles {
		p := &people[place[r.UserID]]
		p.Roles = append(p.Roles, r.Role)
	}
	var external []externalID
	if err := u.conn(ctx).Where("user_id IN ?", ids).Order("value").Find(&external).Error; err != nil {
		return nil, store.Fault(err)
	}
	for _, e := range external {
		p := &people[place[e.UserID]]
		p.ExternalIDs = append(p.ExternalIDs, e.Value)
	}
	var languages []userLanguage
	if err := u.conn(ctx).Where("user_id IN ?", ids).Order("language").Find(&languages).Error; err != nil {
		return nil, store.Fault(err)
	}
	for _, l := range languages {
		p := &people[place[l.UserID]]
		p.Languages = append(p.Languages, l.Language)
	}
	return people, u.fillTeams(ctx, people, place, ids)
}

func (u *Users) fillTeams(ctx context.Context, people []Person, place map[string]int, ids []string) error {
	current, err := u.currentMemberships(ctx, ids)
	if err != nil {
		return err
	}
	var teamIDs []string
	for _, m := range current {
		teamIDs = append(teamIDs, m.TeamID)
	}
	teams, err := u.teamsByID(ctx, teamIDs)
	if err != nil {
		return err
	}
	for _, m := range current {
		p, team := &people[place[m.UserID]], teams[m.TeamID]
		if m.Kind == Lead {
			p.Leads = append(p.Leads, team)
		} else {
			p.MemberOf = &team
		}
	}
	return nil
}

func (u *Users) arbiters(ctx context.Context, p Parties) ([]string, error) {
	var ids []string
	err := u.conn(ctx).Model(&User{}).Where("disabled_at IS NULL AND id NOT IN ?", []string{p.Evaluator, p.Agent}).
		Where("id IN (SELECT user_id FROM user_roles WHERE role IN ?)", []Role{Evaluator, Supervisor}).
		Where("id NOT IN (SELECT user_id FROM memberships WHERE kind = ? AND team_id IN ? AND until IS NULL)", Lead, p.Teams).
		Where("id NOT IN (SELECT user_id FROM memberships WHERE kind = ? AND team_id IN ? AND until IS NULL)", Member, append([]string{""}, p.Led...)).
		Order("id").Limit(1000).Pluck("id", &ids).Error
	return ids, store.Fault(err)
}
