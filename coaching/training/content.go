// Package training holds what trainers teach with: modules, who is to learn them, and how they did.
package training

import "time"

// The kinds of a module's parts.
const (
	LessonPart   = "lesson"
	ExcerptPart  = "excerpt"
	QuizPart     = "quiz"
	RolePlayPart = "role_play"
	WorkshopPart = "workshop"
	TaskPart     = "task"
)

// The kinds of a quiz's questions.
const (
	Single   = "single"
	Multiple = "multiple"
	Order    = "order"
	Text     = "text"
	Score    = "score"
)

// ModulePart is one step of a module; of what follows the title it has what its kind names.
type ModulePart struct {
	ID       string    `json:"id,omitempty" maxLength:"36" doc:"given where it is left out, and stays"`
	Kind     string    `json:"kind" enum:"lesson,excerpt,quiz,role_play,workshop,task"`
	Title    string    `json:"title" maxLength:"200"`
	Lesson   *Lesson   `json:"lesson,omitempty"`
	Excerpt  *Excerpt  `json:"excerpt,omitempty"`
	Quiz     *Quiz     `json:"quiz,omitempty"`
	RolePlay *RolePlay `json:"role_play,omitempty"`
	Workshop *Workshop `json:"workshop,omitempty"`
	Task     *Task     `json:"task,omitempty"`
}

// Lesson is a text to read, in Markdown; media:<id> in it names a picture, a sound or a film.
type Lesson struct {
	Text string `json:"text" maxLength:"65536" doc:"Markdown, at most 64 KiB; media:<id> names a picture, a sound or a film"`
}

// Excerpt is a piece of an interaction with its good and bad moments.
type Excerpt struct {
	Lines   []ExcerptLine `json:"lines" maxItems:"60" nullable:"false"`
	Moments []Moment      `json:"moments,omitempty" maxItems:"60" nullable:"false"`
}

// ExcerptLine is what one said; Pos rises from line to line.
type ExcerptLine struct {
	Pos     int64  `json:"pos" minimum:"1"`
	Speaker string `json:"speaker" enum:"customer,agent,bot,system"`
	Text    string `json:"text" maxLength:"4000"`
}

// Moment marks a line as good or bad, and says why.
type Moment struct {
	Pos  int64  `json:"pos" minimum:"1"`
	Kind string `json:"kind" enum:"good,bad"`
	Note string `json:"note" maxLength:"1000"`
}

// Quiz is a set of questions to be answered together.
type Quiz struct {
	Questions []QuizQuestion `json:"questions" maxItems:"60" nullable:"false"`
	Pass      float64        `json:"pass" minimum:"0" maximum:"100" doc:"percent of the points that it takes"`
	Attempts  int            `json:"attempts" minimum:"0" maximum:"100" doc:"how many there are; 0 for any number"`
}

// QuizQuestion is one question. The options of an order stand in the right order, those of a score from worst to best.
type QuizQuestion struct {
	ID          string        `json:"id,omitempty" maxLength:"36" doc:"given where it is left out, and stays"`
	Kind        string        `json:"kind" enum:"single,multiple,order,text,score"`
	Text        string        `json:"text" maxLength:"2000"`
	Options     []QuizOption  `json:"options,omitempty" maxItems:"12" nullable:"false" doc:"of an order in the right order, of a score its levels from worst to best"`
	Guide       string        `json:"guide,omitempty" maxLength:"4000" doc:"of a text: what the marker looks for"`
	Lines       []ExcerptLine `json:"lines,omitempty" maxItems:"60" nullable:"false" doc:"of a score: the interaction"`
	Asks        string        `json:"asks,omitempty" maxLength:"1000" doc:"of a score: the scorecard's question"`
	Tolerance   int           `json:"tolerance,omitempty" minimum:"0" maximum:"11" doc:"of a score: levels beside the reference that are right too"`
	Points      int           `json:"points" minimum:"1" maximum:"10"`
	Explanation string        `json:"explanation,omitempty" maxLength:"4000" doc:"shown after an attempt"`
}

// QuizOption is one that can be chosen.
type QuizOption struct {
	ID    string `json:"id,omitempty" maxLength:"36" doc:"a random UUID; given where it is left out"`
	Text  string `json:"text" maxLength:"500"`
	Right bool   `json:"right,omitempty" doc:"of a score: the reference"`
}

// RolePlay is played before a marker, who answers the questions of a scorecard.
type RolePlay struct {
	Scenario         string  `json:"scenario" maxLength:"8000"`
	AgentBriefing    string  `json:"agent_briefing" maxLength:"8000"`
	MarkerBriefing   string  `json:"marker_briefing,omitempty" maxLength:"8000" doc:"for the marker alone"`
	Scorecard        string  `json:"scorecard" maxLength:"36"`
	ScorecardVersion string  `json:"scorecard_version,omitempty" maxLength:"36" doc:"the scorecard's newest when the module was kept; given by Rater"`
	Pass             float64 `json:"pass" minimum:"0" maximum:"100" doc:"the score that it takes"`
}

// Workshop is a meeting whose trainer notes who came.
type Workshop struct {
	Place    string    `json:"place" maxLength:"500" doc:"a room, or the address of a call"`
	StartsAt time.Time `json:"starts_at"`
	Minutes  int       `json:"minutes" minimum:"5" maximum:"1440"`
	Capacity int       `json:"capacity" minimum:"1" maximum:"10000"`
}

// Task is something to do on the job, which a trainer or who leads the agent's team signs off.
type Task struct {
	Text string `json:"text" maxLength:"8000"`
}

// Question finds a question of a quiz by id.
func (q *Quiz) Question(id string) (*QuizQuestion, bool) {
	for n := range q.Questions {
		if q.Questions[n].ID == id {
			return &q.Questions[n], true
		}
	}
	return nil, false
}

// Points are those that a quiz gives at most.
func (q *Quiz) Points() (sum int) {
	for _, question := range q.Questions {
		sum += question.Points
	}
	return sum
}
