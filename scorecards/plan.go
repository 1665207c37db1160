package scorecards

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
)

// What a plan's samples are for.
const (
	ForLive   = "live"   // offered while the interaction is live; what is over already is not drawn
	ForReview = "review" // never offered, in the queue once the interaction has ended
	ForBoth   = "both"   // offered while it is live, else in the queue
)

// Plan says which interactions are sampled, how often, and for which scorecard. Exactly one of Rate and Quota holds.
type Plan struct {
	ID           string     `gorm:"primaryKey"`
	Revision     int64      //
	Name         string     //
	ScorecardID  string     //
	Scope        Scope      `gorm:"serializer:json"`
	Purpose      string     //
	Rate         float64    // probability of each interaction, in (0, 1]; 0 where there is a quota
	Quota        *int       // evaluations of an agent in an ISO week
	DoubleShare  float64    // of the random samples that are scored a second time, in [0, 1]
	Seed         string     // sealed
	OfferSeconds int64      // how long a sample is offered live before it goes to the queue
	DaysToScore  int        // from the day of the draw; a sample is due at the end of the last of them
	DaysToKeep   *int       `gorm:"column:days_to_keep_recordings"` // recordings of its samples; nil as the site keeps them
	StartsOn     string     // the first day, YYYY-MM-DD in the site's zone; empty from the beginning
	EndsOn       string     // the last day, empty for none
	GraceDays    int        // from an agent's entry, in which nothing of them is drawn
	Triggers     Triggers   `gorm:"serializer:json"`
	Active       bool       //
	FollowsID    *string    // the plan that ended for this one
	Standard     bool       // Rater made it, and nobody has changed it
	CreatedAt    time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt    time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`
	EndedAt      *time.Time `gorm:"serializer:millis"`
	Watchers     []string   `gorm:"-"` // who hear of its offers besides the leads
}

// Uniform is the draw of an interaction: HMAC-SHA256(seed, id), its first 53 bits read as a fraction in [0, 1).
// Whoever knows the seed can repeat it, and nobody can steer it.
func Uniform(seed []byte, interaction string) float64 {
	mac := hmac.New(sha256.New, seed)
	mac.Write([]byte(interaction))
	return float64(binary.BigEndian.Uint64(mac.Sum(nil))>>11) / (1 << 53)
}

// doubleSeed is the seed of the second draw, by which samples are scored twice: independent of the first, and repeated
// with the same secret.
func doubleSeed(seed []byte) []byte {
	mac := hmac.New(sha256.New, seed)
	mac.Write([]byte("double"))
	return mac.Sum(nil)
}

// The states of a sample: awaiting the end of its interaction, offered live, waiting in the queue, claimed by somebody, scored, replaced by another one.
const (
	Awaiting = "awaiting"
	Offered  = "offered"
	Queued   = "queued"
	Claimed  = "claimed"
	Scored   = "scored"
	Replaced = "replaced"
)

// Sample is an interaction that a plan drew. Probability is nil and Reason set for a targeted one.
type Sample struct {
	ID            string     `gorm:"primaryKey"`
	PlanID        string     //
	InteractionID string     //
	ScorecardID   string     //
	AgentID       string     //
	TeamID        *string    //
	Origin        string     //
	Probability   *float64   //
	Reason        string     //
	Status        string     //
	DrawnAt       time.Time  `gorm:"serializer:millis"`
	ExpiresAt     time.Time  `gorm:"serializer:millis"`
	DueAt         time.Time  `gorm:"serializer:millis"` // to be scored
	ClaimedBy     *string    //
	ClaimedAt     *time.Time `gorm:"serializer:millis"`
	Given         bool       // to who has claimed it, by somebody else
	ReplacesID    *string    // the sample in whose place it was drawn
	Cause         string     // why it was replaced
	PoolID        *string    // that it was shared by last
	ToppedUp      bool       // drawn at the end of its week, to the quota
	ToDouble      bool       // to be scored a second time
	DoubledAt     *time.Time `gorm:"serializer:millis"` // when somebody was asked for it
}

// dueAfter is the end of the day in the zone that lies days after that of the draw.
func dueAfter(drawn time.Time, days int, zone *time.Location) time.Time {
	y, m, d := drawn.In(zone).Date()
	return time.Date(y, m, d+days+1, 0, 0, 0, 0, zone).Add(-time.Millisecond).UTC()
}

func (s *Sample) overdue(now time.Time) bool {
	return s.Status != Scored && s.Status != Replaced && now.After(s.DueAt)
}

func (s *Sample) claimable() error {
	if s.Status != Offered && s.Status != Queued {
		return fault.New(fault.Conflict, "somebody else has taken this already")
	}
	return nil
}

func (s *Sample) skippable() error {
	if s.Status != Offered {
		return fault.New(fault.Conflict, "this is no longer offered: it is %s", s.Status)
	}
	return nil
}

func (s *Sample) returnable() error {
	if s.Status != Claimed {
		return fault.New(fault.Conflict, "nobody has taken this: it is %s", s.Status)
	}
	return nil
}

// free says whether it can be given to somebody else: no evaluation of it was begun.
func (s *Sample) free(begun bool) error {
	if s.Status == Replaced {
		return fault.New(fault.Conflict, "this was replaced already")
	}
	if begun || s.Status == Scored {
		return fault.New(fault.Conflict, "somebody has begun to score this already")
	}
	return nil
}

// within says of a sample that nobody has taken what sampleReach asks the database: whether the actor may take it.
func (s *Sample) within(a people.Actor) bool {
	if a.ID == s.AgentID {
		return false
	}
	if s.TeamID == nil {
		return a.Is(people.Evaluator)
	}
	return a.LeadsTeam(*s.TeamID)
}

// holder is who has taken it, empty for nobody.
func (s *Sample) holder() string {
	if s.ClaimedBy == nil {
		return ""
	}
	return *s.ClaimedBy
}

// hold is who has a sample since when; the zero value is nobody.
type hold struct {
	by    *string
	at    *time.Time
	given bool
}

func (s *Sample) held() hold { return hold{s.ClaimedBy, s.ClaimedAt, s.Given} }

func (s *Sample) becomes(status string, h hold) {
	s.Status, s.ClaimedBy, s.ClaimedAt, s.Given, s.PoolID = status, h.by, h.at, h.given, nil
}

// sampleEvent is on record for each thing that happened to a sample.
type sampleEvent struct {
	ID       string    `gorm:"primaryKey"`
	SampleID string    //
	At       time.Time `gorm:"serializer:millis"`
	UserID   string    //
	What     string    //
	Reason   string    //
	ToID     string    // who was given it, or the sample at the other end of a replacement
}

func (sampleEvent) TableName() string { return "sample_log" }
