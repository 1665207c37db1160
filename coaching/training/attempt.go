package training

import "time"

// The states of an attempt.
const (
	Graded = "graded"
	ToMark = "to_mark" // its texts wait for a marker
)

// Attempt is one go at a quiz, or one role play before a marker.
type Attempt struct {
	ID           string     `gorm:"primaryKey"`
	Revision     int64      //
	Status       string     //
	Kind         string     // QuizPart or RolePlayPart
	AssignmentID string     //
	PartID       string     //
	Number       int        // 1, 2, 3 … of the part
	Answers      []Given    `gorm:"serializer:json"`
	Results      []Result   `gorm:"serializer:json"`
	Score        *float64   // 0–100, nil while it is to be marked
	Passed       *bool      //
	Comment      string     // of the marker
	MarkedBy     *string    //
	SubmittedAt  time.Time  `gorm:"serializer:millis"`
	MarkedAt     *time.Time `gorm:"serializer:millis"`
}

// Given is what was answered to one question: options, for an order in the order given, or a text.
type Given struct {
	Question string   `json:"question" maxLength:"36"`
	Options  []string `json:"options,omitempty" maxItems:"12" nullable:"false" doc:"ids; for an order all of them, in order"`
	Text     string   `json:"text,omitempty" maxLength:"8000"`
}

// Result is what an answer came to; Points is nil while it is to be marked.
type Result struct {
	Question string   `json:"question"`
	Points   *float64 `json:"points"`
	Of       int      `json:"of"`
}

// Progress is how far an agent is with one part.
type Progress struct {
	AssignmentID string    `gorm:"primaryKey"`
	PartID       string    `gorm:"primaryKey"`
	Position     int       // 0, 1, 2 … in its version
	Kind         string    //
	Status       string    // PartOpen, PartDone, PartFailed, ToMark or NotYet
	Seconds      int64     //
	Attempts     int       //
	Score        *float64  // 0–100, the best
	Comment      string    // of who signed or marked
	ByID         *string   // who did
	UpdatedAt    time.Time `gorm:"serializer:millis;autoUpdateTime:false"`
}

// TableName is where progress lies.
func (Progress) TableName() string { return "assignment_parts" }

// The states of a part in an assignment, beside ToMark.
const (
	PartOpen   = "open"
	PartDone   = "done"
	PartFailed = "failed" // the last attempt
	NotYet     = "not_yet"
)
