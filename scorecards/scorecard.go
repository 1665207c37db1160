// Package scorecards holds the forms, the evaluations made with them, their disputes, and the sampling that decides
// which interactions are evaluated.
package scorecards

import (
	"time"

	"rater/internal/foundation/fault"
)

// The five service dimensions.
const (
	Reliability    = "reliability"
	Assurance      = "assurance"
	Tangibility    = "tangibility"
	Empathy        = "empathy"
	Responsiveness = "responsiveness"
)

// DimensionKeys are the five dimensions in the order of their name.
var DimensionKeys = []string{Reliability, Assurance, Tangibility, Empathy, Responsiveness}

// What a critical question does to the score when its chosen option fails.
const (
	NotCritical   = "none"
	FailDimension = "fail_dimension"
	FailAll       = "fail_all"
)

// NA is the answer that leaves a question out of the evaluation.
const NA = "na"

// Definition is the content of one version of a scorecard; a published one never changes.
type Definition struct {
	Dimensions []Dimension `json:"dimensions"`
	Grades     []Grade     `json:"grades"`
}

// Dimension is a section of a scorecard. Weight is above 0.
type Dimension struct {
	Key          string            `json:"key"`
	Name         string            `json:"name"`
	About        string            `json:"about"`
	ChannelNotes map[string]string `json:"channel_notes,omitempty"`
	Weight       float64           `json:"weight"`
	Questions    []Question        `json:"questions"`
}

// Question is one line of a scorecard; its options are listed from worst to best. Weight is above 0.
type Question struct {
	ID          string            `json:"id"`
	Key         string            `json:"key"`
	Text        string            `json:"text"`
	Help        string            `json:"help,omitempty"`
	ChannelHelp map[string]string `json:"channel_help,omitempty"`
	Weight      float64           `json:"weight"`
	Critical    string            `json:"critical" enum:"none,fail_dimension,fail_all"`
	NA          bool              `json:"na"`
	Options     []Option          `json:"options"`
}

// Option is a level of a question's scale. Points lie in [0, 1].
type Option struct {
	Key       string  `json:"key"`
	Label     string  `json:"label"`
	Points    float64 `json:"points"`
	Fails     bool    `json:"fails"`
	Describes string  `json:"describes"`
}

// Grade is a named range of scores that begins at From and reaches to the next grade.
type Grade struct {
	Key  string  `json:"key" enum:"below,meets,exceeds"`
	Name string  `json:"name"`
	From float64 `json:"from"`
}

// Scorecard is a form; its versions hold the content.
type Scorecard struct {
	ID        string    `gorm:"primaryKey"`
	Name      string    //
	CreatedAt time.Time `gorm:"serializer:millis;autoCreateTime:false"`
}

// Version is a published state of a scorecard.
type Version struct {
	ID          string     `gorm:"primaryKey"`
	ScorecardID string     //
	Number      int        //
	Definition  Definition `gorm:"serializer:json"`
	PublishedAt time.Time  `gorm:"serializer:millis"`
}

// TableName is where versions lie.
func (Version) TableName() string { return "scorecard_versions" }

// Question finds a question and the key of its dimension by id.
func (d *Definition) Question(id string) (q *Question, dimension string, ok bool) {
	for i := range d.Dimensions {
		for j := range d.Dimensions[i].Questions {
			if q := &d.Dimensions[i].Questions[j]; q.ID == id {
				return q, d.Dimensions[i].Key, true
			}
		}
	}
	return nil, "", false
}

// Count is how many questions there are.
func (d *Definition) Count() (n int) {
	for _, dim := range d.Dimensions {
		n += len(dim.Questions)
	}
	return n
}

// Option finds an option by key.
func (q *Question) Option(key string) (Option, bool) {
	for _, o := range q.Options {
		if o.Key == key {
			return o, true
		}
	}
	return Option{}, false
}

// allow says whether the key can be the question's answer, and if not what would be.
func (q *Question) allow(location, key string) *fault.Field {
	if key == "" || (key == NA && q.NA) {
		return nil
	}
	if key == NA {
		return &fault.Field{Location: location, Message: "this question has no N/A; choose one of its options"}
	}
	if _, ok := q.Option(key); !ok {
		return &fault.Field{Location: location, Message: "is no option of this question in the evaluation's version of the scorecard"}
	}
	return nil
}
