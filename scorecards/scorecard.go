// Package scorecards holds the forms, the evaluations made with them, their disputes, and the sampling that decides
// which interactions are evaluated.
package scorecards

import (
	"slices"
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

// Which rules a critical question guards.
const (
	CustomerCritical   = "customer"
	BusinessCritical   = "business"
	ComplianceCritical = "compliance"
)

// Definition is the content of one version of a scorecard; a published one never changes. Languages are BCP 47 tags, the
// first that of the texts themselves; Texts are those in the others, by language and the path of a text (see wordings).
type Definition struct {
	Languages  []string                     `json:"languages,omitempty" maxItems:"20" nullable:"false" doc:"BCP 47 tags; the first is the language of the texts where they stand"`
	Texts      map[string]map[string]string `json:"texts,omitempty" doc:"texts in the other languages, by language and path: name, <dimension>.name, <dimension>.about, <question id>.text, <question id>.help, <question id>.options.<key>.label, <question id>.options.<key>.describes, <question id>.causes.<key>, grades.<key>; what is left out is read where it stands"`
	Dimensions []Dimension                  `json:"dimensions" maxItems:"5" nullable:"false"`
	Grades     []Grade                      `json:"grades" maxItems:"3" nullable:"false"`
}

// Dimension is a section of a scorecard. Weight is above 0.
type Dimension struct {
	Key          string            `json:"key" maxLength:"60" doc:"reliability, assurance, tangibility, empathy or responsiveness"`
	Name         string            `json:"name" maxLength:"100"`
	About        string            `json:"about" maxLength:"1000"`
	ChannelNotes map[string]string `json:"channel_notes,omitempty" doc:"by channel"`
	Weight       float64           `json:"weight" doc:"above 0, at most 100"`
	Questions    []Question        `json:"questions" maxItems:"100" nullable:"false" doc:"at most 100 on the whole scorecard"`
}

// Question is one line of a scorecard; its options are listed from worst to best. Weight is above 0.
type Question struct {
	ID            string            `json:"id" maxLength:"36" doc:"a UUID that stays from version to version; empty for one that Rater gives"`
	Key           string            `json:"key" maxLength:"60"`
	Text          string            `json:"text" maxLength:"500"`
	Help          string            `json:"help,omitempty" maxLength:"2000"`
	ChannelHelp   map[string]string `json:"channel_help,omitempty" doc:"by channel"`
	Weight        float64           `json:"weight" doc:"above 0, at most 100"`
	Critical      string            `json:"critical" enum:"none,fail_dimension,fail_all"`
	Class         string            `json:"class,omitempty" enum:"customer,business,compliance" doc:"of a critical question"`
	NA            bool              `json:"na"`
	NAChannels    []string          `json:"na_channels,omitempty" maxItems:"7" nullable:"false" doc:"the only channels in which N/A can be answered; without any it can be in all, where na says so"`
	CommentBelow  string            `json:"comment_below,omitempty" maxLength:"60" doc:"an option's key: below it a comment is needed"`
	EvidenceBelow string            `json:"evidence_below,omitempty" maxLength:"60" doc:"an option's key: below it evidence is needed"`
	Usual         string            `json:"usual,omitempty" maxLength:"60" doc:"the key of the option that is usual: evaluators can have it filled in"`
	ShownIf       *Condition        `json:"shown_if,omitempty"`
	Whispers      []string          `json:"whispers,omitempty" maxItems:"5" nullable:"false" doc:"ready words to whisper to the agent while the interaction is live, each 1 to 500 characters"`
	Causes        []Cause           `json:"causes,omitempty" maxItems:"20" nullable:"false" doc:"what can have led to a low answer"`
	Options       []Option          `json:"options" maxItems:"10" nullable:"false" doc:"from worst to best"`
}

// Option is a level of a question's scale. Points lie in [0, 1].
type Option struct {
	Key       string   `json:"key" maxLength:"60"`
	Label     string   `json:"label" maxLength:"100"`
	Points    float64  `json:"points" doc:"0 to 1, rising from option to option"`
	Fails     bool     `json:"fails"`
	Describes string   `json:"describes" maxLength:"1000"`
	Phrases   []string `json:"phrases,omitempty" maxItems:"5" nullable:"false" doc:"ready words for an evaluation's strengths and improvements, each 1 to 500 characters"`
}

// Cause is a reason that an answer can name for what it found.
type Cause struct {
	Key  string `json:"key" maxLength:"60"`
	Name string `json:"name" maxLength:"100"`
}

// Grade is a named range of scores that begins at From and reaches to the next grade.
type Grade struct {
	Key  string  `json:"key" enum:"below,meets,exceeds"`
	Name string  `json:"name" maxLength:"100"`
	From float64 `json:"from"`
}

// Scorecard is a form; its versions hold the content.
type Scorecard struct {
	ID        string     `gorm:"primaryKey"`
	Revision  int64      //
	Name      string     //
	CreatedAt time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	RetiredAt *time.Time `gorm:"serializer:millis"`
}

// Version is a published state of a scorecard.
type Version struct {
	ID          string     `gorm:"primaryKey"`
	ScorecardID string     //
	Number      int        //
	Definition  Definition `gorm:"serializer:json"`
	PublishedAt time.Time  `gorm:"serializer:millis"`
	PublishedBy string     //
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

// allow says whether the key can be the question's answer in this channel, and if not what would be.
func (q *Question) allow(location, key, channel string) *fault.Field {
	if key == "" || (key == NA && q.allowsNA(channel)) {
		return nil
	}
	if key == NA && q.NA {
		return &fault.Field{Location: location, Message: "has no N/A in this interaction's channel; choose one of its options"}
	}
	if key == NA {
		return &fault.Field{Location: location, Message: "this question has no N/A; choose one of its options"}
	}
	if _, ok := q.Option(key); !ok {
		return &fault.Field{Location: location, Message: "is no option of this question in the evaluation's version of the scorecard"}
	}
	return nil
}

func (q *Question) allowsNA(channel string) bool {
	return q.NA && (len(q.NAChannels) == 0 || slices.Contains(q.NAChannels, channel))
}

// below says whether an option lies below the level of this key; nothing lies below an empty one.
func (q *Question) below(option, level string) bool {
	at := func(key string) int { return slices.IndexFunc(q.Options, func(o Option) bool { return o.Key == key }) }
	return at(option) >= 0 && at(option) < at(level)
}

// Cause finds a cause by key.
func (q *Question) Cause(key string) (Cause, bool) {
	at := slices.IndexFunc(q.Causes, func(c Cause) bool { return c.Key == key })
	if at < 0 {
		return Cause{}, false
	}
	return q.Causes[at], true
}
