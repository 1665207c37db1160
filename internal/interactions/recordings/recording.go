// Package recordings keeps the sound of interactions, where the site's policy says so.
package recordings

import (
	"time"

	"rater/internal/foundation/sound"
)

// The states of a recording: its bytes are on their way in, there, to be deleted, and deleted.
const (
	coming = "coming"
	kept   = "kept"
	going  = "going"
	gone   = "gone"
)

// Why a recording was deleted.
const (
	outOfTime = "retention" // its days are over
	replaced  = "replaced"  // another one came in its place
	broken    = "broken"    // it never came whole
)

// Recording is the sound of an interaction: what is known of it, and under its id in a Keeper its bytes. An interaction
// has one that is kept, and those that were in its place.
type Recording struct {
	ID            string     `gorm:"primaryKey"`
	InteractionID string     //
	State         string     //
	SHA256        string     `gorm:"column:sha256"`
	Type          string     // one of sound.Types, by its bytes
	Bytes         int64      //
	DurationMS    *int64     `gorm:"column:duration_ms"` // nil where it is not known
	Channels      int        //
	Peaks         [][]int    `gorm:"serializer:json"` // as sound.Facts has them
	AgentMS       *int64     `gorm:"column:agent_ms"` // of two channels that Rater can decode: for how long each talks
	CustomerMS    *int64     `gorm:"column:customer_ms"`
	SilenceMS     *int64     `gorm:"column:silence_ms"`
	OverlapMS     *int64     `gorm:"column:overlap_ms"`
	AddedBy       string     // whose upload it is; a token, or Rater itself where it fetched it
	ReceivedAt    time.Time  `gorm:"serializer:millis"`
	LookAt        time.Time  `gorm:"serializer:millis"` // when housekeeping looks whether its days are over
	GoneAt        *time.Time `gorm:"serializer:millis"`
	Why           string     // it was deleted
}

// TableName is where recordings lie.
func (Recording) TableName() string { return "recordings" }

// tell takes in what its bytes tell. agentFirst says which of two channels is the agent's.
func (r *Recording) tell(f sound.Facts, agentFirst bool) {
	r.Type, r.Channels, r.Peaks = f.Type, f.Channels, f.Peaks
	ms := func(d time.Duration) *int64 { n := d.Milliseconds(); return &n }
	if f.Duration > 0 {
		r.DurationMS = ms(f.Duration)
	}
	if f.Talk == nil {
		return
	}
	r.AgentMS, r.CustomerMS, r.SilenceMS, r.OverlapMS = ms(f.Talk.Second), ms(f.Talk.First), ms(f.Talk.Silence), ms(f.Talk.Overlap)
	if agentFirst {
		r.AgentMS, r.CustomerMS = r.CustomerMS, r.AgentMS
	}
}

// What there is of an interaction's recording.
const (
	None    = "none"    // nobody told of one
	Waiting = "waiting" // it is still to be fetched
	Failed  = "failed"  // it could not be fetched
	Kept    = "kept"    // it can be heard
	Gone    = "gone"    // it was deleted, its days being over
)

// Facts are what there is of an interaction's recording. The zero Recording stands where none is kept.
type Facts struct {
	Recording
	Status string
	Why    string     // it is not there, or not yet
	Since  *time.Time // it is gone

	MayAdd, MayHear bool // the actor
}
