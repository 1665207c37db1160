package scorecards

import (
	"context"
	"slices"

	"rater/internal/foundation/store"
	"rater/internal/stats"
)

// teamSums are what the weekSums of a team's agents add up to, with how much scores vary within agents: Squares is
// Σ(y − ȳ)², DF Σ(n − 1).
type teamSums struct {
	TeamID     string
	Week       int64
	VersionID  string
	Dimension  string
	Agents     int
	stats.Sums `gorm:"embedded"`
	Squares    float64
	DF         int `gorm:"column:df"`
}

func (teamSums) TableName() string { return "team_weeks" }

const (
	teamKey = "team_id, week, version_id, dimension"
	varies  = "sum(CASE WHEN n > 1 THEN yy - y * y / n ELSE 0 END)"
	ofTeam  = "SELECT " + teamKey + ", count(*) AS agents, " + joined + ", " + varies + " AS squares, sum(n - 1) AS df FROM score_weeks WHERE "
	byTeam  = " GROUP BY " + teamKey
)

func (a adder) teamsIn(ctx context.Context, agent string, w week) (teams []string, err error) {
	err = between(a.db.Conn(ctx).Table("score_weeks"), []week{w}).Where("agent_id = ?", agent).Distinct().Pluck("team_id", &teams).Error
	return teams, store.Fault(err)
}

// lockTeam keeps two agents of a team from being added up, each without the other. It is taken behind those of agents.
func (a adder) lockTeam(ctx context.Context, team string) error {
	return a.db.Lock(ctx, "team weeks "+team)
}

// replaceTeams adds up these weeks of the teams anew, in one order, so that two who do it wait for each other and no more.
func (a adder) replaceTeams(ctx context.Context, teams []string, weeks []week) error {
	if len(weeks) == 0 {
		return nil
	}
	begins := make([]int64, len(weeks))
	for n, w := range weeks {
		begins[n] = store.Millis(w.from)
	}
	slices.Sort(teams)
	for _, team := range slices.Compact(teams) {
		if err := a.replaceTeam(ctx, "team_id = ? AND week IN ?", team, begins); err != nil {
			return err
		}
	}
	return nil
}

func (a adder) replaceTeam(ctx context.Context, which, team string, args ...any) error {
	if err := a.lockTeam(ctx, team); err != nil {
		return err
	}
	args = append([]any{team}, args...)
	db := a.db.Conn(ctx)
	if err := db.Where(which, args...).Delete(&teamSums{}).Error; err != nil {
		return store.Fault(err)
	}
	return store.Fault(db.Exec("INSERT INTO team_weeks ("+teamKey+", agents, n, y, yy, w, wy, w_sqr, squares, df) "+ofTeam+which+byTeam, args...).Error)
}

func (v *Evaluations) addUpTeam(ctx context.Context, team string) error {
	return v.db.InTx(ctx, func(ctx context.Context) error { return adder{v.db, v.zone}.replaceTeam(ctx, "team_id = ?", team) })
}

// teamsWithSums are those of which something is, or should be, added up, behind one, in the order of their ids; the one
// without an id are agents without a team.
func (v *Evaluations) teamsWithSums(ctx context.Context, after string, limit int) (ids []string, err error) {
	err = v.conn(ctx).Raw("SELECT DISTINCT team_id FROM (SELECT team_id FROM score_weeks UNION SELECT team_id FROM team_weeks) x"+
		" WHERE team_id > ? OR (? = '' AND team_id = '') ORDER BY team_id LIMIT ?", after, after, limit).Scan(&ids).Error
	return ids, store.Fault(err)
}

// teamsUnadded are those behind one of which some week has fewer, or more, scores than their agents' have.
func (v *Evaluations) teamsUnadded(ctx context.Context, after string, limit int) (ids []string, err error) {
	err = v.conn(ctx).Raw("SELECT a.team_id FROM (SELECT team_id, sum(n) AS n FROM score_weeks GROUP BY team_id) a LEFT JOIN (SELECT team_id, sum(n) AS n FROM team_weeks GROUP BY team_id) t ON t.team_id = a.team_id"+
		" WHERE (t.n IS NULL OR t.n <> a.n) AND (a.team_id > ? OR (? = '' AND a.team_id = '')) ORDER BY a.team_id LIMIT ?", after, after, limit).Scan(&ids).Error
	return ids, store.Fault(err)
}

// keptAndMade are a team's rows as they are kept, and as its agents' have them.
func (a adder) keptAndMade(ctx context.Context, team string) (kept []teamSums, made map[teamSums]teamSums, err error) {
	db := a.db.Conn(ctx)
	if err := db.Where("team_id = ?", team).Order("week, version_id, dimension").Find(&kept).Error; err != nil {
		return nil, nil, store.Fault(err)
	}
	var rows []teamSums
	err = db.Raw(ofTeam+"team_id = ?"+byTeam, team).Scan(&rows).Error
	made = make(map[teamSums]teamSums, len(rows))
	for _, r := range rows {
		made[r.key()] = r
	}
	return kept, made, store.Fault(err)
}
