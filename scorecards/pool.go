package scorecards

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// Pool is a group of evaluators among whom Rater shares the samples that wait in the queue of the teams it serves, of all
// teams where it names none.
type Pool struct {
	ID        string     `gorm:"primaryKey"`
	Revision  int64      //
	Name      string     //
	NameKey   string     //
	CreatedAt time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`
	EndedAt   *time.Time `gorm:"serializer:millis"`
	Members   []string   `gorm:"-"` // users
	Teams     []string   `gorm:"-"` // none for all
}

type poolMember struct{ PoolID, UserID string }

type poolTeam struct{ PoolID, TeamID string }

// PoolChanges are the parts of a pool to change; nil leaves a part as it is.
type PoolChanges struct {
	Name    *string
	Members *[]string
	Teams   *[]string
}

const (
	longestPoolName = 100
	mostMembers     = 200
	mostPools       = 100
)

func (p *Pool) change(c PoolChanges) error {
	if c.Name != nil {
		name := strings.TrimSpace(*c.Name)
		if n := utf8.RuneCountInString(name); n == 0 || n > longestPoolName {
			return fault.In("body.name", "must be 1 to %d characters", longestPoolName)
		}
		p.Name, p.NameKey = name, people.Key(name)
	}
	if c.Members != nil {
		if p.Members = distinct(*c.Members); len(p.Members) > mostMembers {
			return fault.In("body.members", "must be at most %d", mostMembers)
		}
	}
	if c.Teams != nil {
		p.Teams = distinct(*c.Teams)
	}
	return nil
}

// serves says whether the pool serves samples of a team, nil for of none.
func (p *Pool) serves(team *string) bool {
	if len(p.Teams) == 0 {
		return true
	}
	for _, t := range p.Teams {
		if team != nil && t == *team {
			return true
		}
	}
	return false
}

// shares says whether it could give somebody a sample as one of their own: it serves the sample's team, and who holds the
// sample, if anybody does, is of it as they are.
func (p *Pool) shares(s *Sample, user string) bool {
	holds := s.Status != Claimed || slices.Contains(p.Members, s.holder())
	return p.serves(s.TeamID) && holds && slices.Contains(p.Members, user)
}
