package people

import "time"

// Team is a group of agents with its leads.
type Team struct {
	ID        string    `gorm:"primaryKey"`
	Name      string    //
	NameKey   string    //
	CreatedAt time.Time `gorm:"serializer:millis;autoCreateTime:false"`
}

// The kinds of membership.
const (
	Member = "member" // an agent of the team, of one team at a time
	Lead   = "lead"   // a supervisor of the team, of several if need be
)

// Membership says who belonged to or led a team, from when until when; Until is nil while it lasts.
type Membership struct {
	ID     string     `gorm:"primaryKey"`
	UserID string     //
	TeamID string     //
	Kind   string     //
	Since  time.Time  `gorm:"serializer:millis"`
	Until  *time.Time `gorm:"serializer:millis"`
}

// TeamSummary is a team with its size and its leads of today.
type TeamSummary struct {
	Team
	Members int
	Leads   []User
}
