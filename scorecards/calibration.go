package scorecards

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rater/internal/foundation/fault"
)

// The states of a calibration, in the order in which it goes through them; it can be cancelled until it is settled.
const (
	Scoring   = "scoring" // each evaluator by themselves
	Meeting   = "meeting" // what they answered is shown to those who took part
	Settled   = "settled" // on a reference
	Cancelled = "cancelled"
)

// Calibration is several evaluators' scoring of the same interactions, blind, then a meeting in which they settle what the
// right answers are.
type Calibration struct {
	ID           string     `gorm:"primaryKey"`
	Revision     int64      //
	Name         string     //
	Status       string     //
	ScorecardID  string     //
	VersionID    string     //
	MadeBy       string     //
	ScoreBy      time.Time  `gorm:"serializer:millis"` // when the scores are due
	CreatedAt    time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt    time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`
	MetAt        *time.Time `gorm:"serializer:millis"`
	SettledAt    *time.Time `gorm:"serializer:millis"`
	CancelledAt  *time.Time `gorm:"serializer:millis"`
	CancelReason string     //

	Interactions []CalibrationItem `gorm:"-"`
	Evaluators   []string          `gorm:"-"`
}

// CalibrationItem is an interaction that a calibration is about, with the agent whose part in it is scored.
type CalibrationItem struct {
	CalibrationID string `gorm:"primaryKey"`
	InteractionID string `gorm:"primaryKey"`
	AgentID       string //
	Place         int    // from 0
}

// TableName is where they lie.
func (CalibrationItem) TableName() string { return "calibration_interactions" }

// Reference is the answer to a question of an interaction on which a calibration settled.
type Reference struct {
	CalibrationID string    `gorm:"primaryKey"`
	InteractionID string    `gorm:"primaryKey"`
	QuestionID    string    `gorm:"primaryKey"`
	Option        string    `gorm:"column:option_key"`
	Reason        string    //
	ByID          string    //
	At            time.Time `gorm:"serializer:millis"`
}

// TableName is where they lie.
func (Reference) TableName() string { return "calibration_references" }

// CalibrationWish is what a calibration is to be about.
type CalibrationWish struct {
	Name         string
	Scorecard    string
	ScoreBy      time.Time
	Evaluators   []string
	Interactions []string
}

const (
	longestCalibrationName = 100
	mostCalibrated         = 10
	fewestCalibrators      = 2
	mostCalibrators        = 50
	longestCalibration     = 90 * 24 * time.Hour
)

func (w *CalibrationWish) check(now time.Time) error {
	var f faults
	w.Name = strings.TrimSpace(w.Name)
	if n := utf8.RuneCountInString(w.Name); n == 0 || n > longestCalibrationName {
		f.add("body.name", "must be 1 to %d characters", longestCalibrationName)
	}
	if !w.ScoreBy.After(now) || w.ScoreBy.After(now.Add(longestCalibration)) {
		f.add("body.score_by", "must be later than now, and at most 90 days later")
	}
	if n := len(distinct(w.Evaluators)); n != len(w.Evaluators) || n < fewestCalibrators || n > mostCalibrators {
		f.add("body.evaluators", "must be %d to %d people, each once", fewestCalibrators, mostCalibrators)
	}
	if n := len(distinct(w.Interactions)); n != len(w.Interactions) || n == 0 || n > mostCalibrated {
		f.add("body.interactions", "must be 1 to %d, each once", mostCalibrated)
	}
	if len(f) > 0 {
		return fault.Fields("the calibration can't be begun; nothing was stored", f...)
	}
	return nil
}

// Meet ends the scoring, from when on those who took part see each other's answers; twice says whether two of them
// submitted the same interaction at least.
func (c *Calibration) Meet(twice bool, now time.Time) error {
	if c.Status != Scoring {
		return fault.New(fault.Conflict, "only while it is being scored can a calibration go on to its meeting; this one is %s", c.Status)
	}
	if !twice {
		return fault.New(fault.Conflict, "no two evaluators have submitted the same interaction yet; there would be nothing to compare")
	}
	c.Status, c.MetAt = Meeting, &now
	return nil
}

// Settle ends the meeting: from then on the reference stands.
func (c *Calibration) Settle(now time.Time) error {
	if c.Status != Meeting {
		return fault.New(fault.Conflict, "only in its meeting can a calibration be settled; this one is %s", c.Status)
	}
	c.Status, c.SettledAt = Settled, &now
	return nil
}

// Cancel ends it without a reference.
func (c *Calibration) Cancel(reason string, now time.Time) error {
	if c.Status != Scoring && c.Status != Meeting {
		return fault.New(fault.Conflict, "only what is not over can be cancelled; this calibration is %s", c.Status)
	}
	if err := checkReason(reason); err != nil {
		return err
	}
	c.Status, c.CancelledAt, c.CancelReason = Cancelled, &now, clean(reason)
	return nil
}

// Asks says whether it asks somebody to score.
func (c *Calibration) Asks(user string) bool { return slices.Contains(c.Evaluators, user) }

// place is where an interaction stands in it, or below 0.
func (c *Calibration) place(interaction string) int {
	return slices.IndexFunc(c.Interactions, func(i CalibrationItem) bool { return i.InteractionID == interaction })
}
