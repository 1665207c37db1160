package people

import (
	"context"
	"time"

	"gorm.io/gorm"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

func (s *Sessions) insertSession(ctx context.Context, row *Session) error {
	return store.Fault(s.db.Conn(ctx).Create(row).Error)
}

// openSession is a session with the version that people had when it was read.
type openSession struct {
	Session
	PeopleVersion int64
}

func (s *Sessions) sessions(ctx context.Context, hashes []string) ([]openSession, error) {
	var all []openSession
	for _, part := range store.Chunks(hashes, 500) {
		var rows []openSession
		if err := s.db.Conn(ctx).Table("sessions").Select("*, (SELECT version FROM people_version) AS people_version").Where("token_hash IN ?", part).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		all = append(all, rows...)
	}
	for i := range all { // of several parts the earliest, so that nothing is taken to be newer than it is
		all[i].PeopleVersion = all[0].PeopleVersion
	}
	return all, nil
}

func (s *Sessions) touch(ctx context.Context, hash string, at time.Time) error {
	return store.Fault(s.db.Conn(ctx).Model(&Session{}).Where("token_hash = ?", hash).Update("seen_at", store.Millis(at)).Error)
}

func (s *Sessions) dropSession(ctx context.Context, hash string) error {
	return store.Fault(s.db.Conn(ctx).Where("token_hash = ?", hash).Delete(&Session{}).Error)
}

func (s *Sessions) dropExpired(ctx context.Context, now time.Time) error {
	return store.Fault(s.db.Conn(ctx).Where("seen_at < ? OR created_at < ?", store.Millis(now.Add(-s.idle)), store.Millis(now.Add(-s.life))).Delete(&Session{}).Error)
}

func (t *Tokens) insertToken(ctx context.Context, row *Token) error {
	return store.Fault(t.db.Conn(ctx).Create(row).Error)
}

func (t *Tokens) token(ctx context.Context, hash string) (Token, error) {
	var row Token
	return row, store.Fault(t.db.Conn(ctx).Where("token_hash = ? AND revoked_at IS NULL", hash).Take(&row).Error)
}

func (t *Tokens) list(ctx context.Context) ([]Token, error) {
	var rows []Token
	return rows, store.Fault(t.db.Conn(ctx).Order("id DESC").Limit(1000).Find(&rows).Error)
}

func (t *Tokens) revoke(ctx context.Context, id string, at time.Time) error {
	done := t.db.Conn(ctx).Model(&Token{}).Where("id = ? AND revoked_at IS NULL", id).Update("revoked_at", store.Millis(at))
	if done.Error == nil && done.RowsAffected != 1 {
		return fault.New(fault.NotFound, "there is no token with the id %s that is not revoked; «rater token list» shows those that are", id)
	}
	return store.Fault(done.Error)
}

func (t *Teams) insertTeam(ctx context.Context, row *Team) error {
	err := t.db.Conn(ctx).Create(row).Error
	if store.Duplicate(err) {
		return teamTaken(row.Name)
	}
	return store.Fault(err)
}

func (t *Teams) updateTeam(ctx context.Context, team Team) error {
	err := t.db.Conn(ctx).Model(&Team{}).Where("id = ?", team.ID).Updates(map[string]any{"name": team.Name, "name_key": team.NameKey}).Error
	if store.Duplicate(err) {
		return teamTaken(team.Name)
	}
	return store.Fault(err)
}

func teamTaken(name string) error {
	return fault.New(fault.Conflict, "there is a team called %q already; choose another name", name)
}

func (t *Teams) byName(ctx context.Context, name string) (Team, error) {
	var row Team
	return row, store.Fault(t.db.Conn(ctx).Where("name_key = ?", Key(name)).Take(&row).Error)
}

func (t *Teams) byID(ctx context.Context, id string) (Team, error) {
	var row Team
	return row, store.Fault(t.db.Conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (t *Teams) all(ctx context.Context) ([]Team, error) {
	var rows []Team
	return rows, store.Fault(t.db.Conn(ctx).Order("name_key").Limit(2000).Find(&rows).Error)
}

func (t *Teams) names(ctx context.Context, ids []string) (map[string]string, error) {
	var rows []Team
	if len(ids) == 0 {
		return nil, nil
	}
	err := t.db.Conn(ctx).Where("id IN ?", ids).Find(&rows).Error
	out := make(map[string]string, len(rows))
	for _, r := range rows {
		out[r.ID] = r.Name
	}
	return out, store.Fault(err)
}

func (t *Teams) sizes(ctx context.Context) (members map[string]int, leads map[string][]User, err error) {
	var counts []struct {
		TeamID string
		N      int
	}
	db := t.db.Conn(ctx)
	err = db.Model(&Membership{}).Select("team_id, count(*) AS n").Where("kind = ? AND until IS NULL", Member).Group("team_id").Scan(&counts).Error
	if err != nil {
		return nil, nil, store.Fault(err)
	}
	members, leads = map[string]int{}, map[string][]User{}
	for _, c := range counts {
		members[c.TeamID] = c.N
	}
	var rows []struct{ TeamID, ID, Name string }
	err = db.Table("memberships m").Select("m.team_id, u.id, u.name").Joins("JOIN users u ON u.id = m.user_id").
		Where("m.kind = ? AND m.until IS NULL", Lead).Order("u.name").Scan(&rows).Error
	for _, r := range rows {
		leads[r.TeamID] = append(leads[r.TeamID], User{ID: r.ID, Name: r.Name})
	}
	return members, leads, store.Fault(err)
}

func (u *Users) conn(ctx context.Context) *gorm.DB { return u.db.Conn(ctx) }
