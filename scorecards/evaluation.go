package scorecards

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/interactions/redact"
)

// Status is the state of an evaluation.
type Status string

// The states of an evaluation, in the order in which it goes through them.
const (
	Draft        Status = "draft"
	Submitted    Status = "submitted"
	Released     Status = "released"
	Acknowledged Status = "acknowledged"
	Withdrawn    Status = "withdrawn"
)

// Where a sample comes from.
const (
	Random   = "random"
	Targeted = "targeted"
	chosen   = "chosen" // the reason of a targeted evaluation that an evaluator chose
)

// Evaluation is a scorecard filled in for one interaction and agent by one evaluator.
type Evaluation struct {
	ID               string     `gorm:"primaryKey"`
	Revision         int64      //
	Status           Status     //
	InteractionID    string     //
	ScorecardID      string     //
	VersionID        string     //
	AgentID          string     //
	TeamID           *string    //
	EvaluatorID      string     //
	SampleID         *string    //
	Origin           string     //
	Probability      *float64   // of having been drawn, for Random
	Reason           string     // of Targeted
	Overall          *float64   //
	Uncapped         *float64   //
	OpenDisputes     int        //
	CreatedAt        time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt        time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`
	SubmittedAt      *time.Time `gorm:"serializer:millis"`
	ReleasedAt       *time.Time `gorm:"serializer:millis"`
	AcknowledgedAt   *time.Time `gorm:"serializer:millis"`
	Acknowledgement  string     //
	WithdrawnAt      *time.Time `gorm:"serializer:millis"`
	WithdrawalReason string     //

	Score Score `gorm:"serializer:json"` // as the answers give it by its version

	Answers []Answer `gorm:"-"` // where they were read
}

// Answer is what an evaluator says to one question; Option is empty while it is open, NA where it doesn't apply.
type Answer struct {
	EvaluationID string     `gorm:"primaryKey"`
	QuestionID   string     `gorm:"primaryKey"`
	Option       string     `gorm:"column:option_key"`
	Points       *float64   //
	Comment      string     //
	Evidence     []Evidence `gorm:"serializer:json"`
}

// TableName is where answers lie.
func (Answer) TableName() string { return "evaluation_answers" }

// Evidence is an utterance that an answer points at, by its pos.
type Evidence struct {
	Pos int64 `json:"pos" minimum:"1"`
}

const (
	maxComment  = 4000
	maxEvidence = 50
)

// Answer replaces the answers to the questions that are given; lastPos is how long the transcript is.
func (e *Evaluation) Answer(d *Definition, answers []Answer, lastPos int64) error {
	if e.Status != Draft {
		return fault.New(fault.Conflict, "answers can be changed in a draft only; this evaluation is %s", e.Status)
	}
	if err := checkAnswers(d, answers, lastPos); err != nil {
		return err
	}
	for _, a := range answers {
		e.set(d, a)
	}
	e.score(d)
	return nil
}

func (e *Evaluation) set(d *Definition, a Answer) {
	a.EvaluationID, a.Points, a.Comment = e.ID, nil, clean(a.Comment)
	if a.Evidence == nil {
		a.Evidence = []Evidence{}
	}
	if q, _, ok := d.Question(a.QuestionID); ok {
		if o, ok := q.Option(a.Option); ok {
			a.Points = &o.Points
		}
	}
	at := slices.IndexFunc(e.Answers, func(have Answer) bool { return have.QuestionID == a.QuestionID })
	if at < 0 {
		e.Answers = append(e.Answers, a)
		return
	}
	e.Answers[at] = a
}

func checkAnswers(d *Definition, answers []Answer, lastPos int64) error {
	var faults []fault.Field
	seen := map[string]bool{}
	for n, a := range answers {
		place := fmt.Sprintf("body.answers[%d]", n)
		q, _, ok := d.Question(a.QuestionID)
		if !ok {
			faults = append(faults, fault.Field{Location: place + ".question", Message: "is no question of the evaluation's version of the scorecard"})
			continue
		}
		if seen[a.QuestionID] {
			faults = append(faults, fault.Field{Location: place + ".question", Message: "is answered twice in this request"})
		}
		seen[a.QuestionID] = true
		if f := q.allow(place+".option", a.Option); f != nil {
			faults = append(faults, *f)
		}
		faults = append(faults, a.checkWords(place, lastPos)...)
	}
	if len(faults) > 0 {
		return fault.Fields("some answers can't be stored; nothing was changed", faults...)
	}
	return nil
}

func (a Answer) checkWords(place string, lastPos int64) (faults []fault.Field) {
	if len([]rune(a.Comment)) > maxComment || strings.ContainsRune(a.Comment, 0) {
		faults = append(faults, fault.Field{Location: place + ".comment", Message: fmt.Sprintf("must be at most %d characters", maxComment)})
	}
	if len(a.Evidence) > maxEvidence {
		faults = append(faults, fault.Field{Location: place + ".evidence", Message: fmt.Sprintf("must be at most %d", maxEvidence)})
	}
	for n, ev := range a.Evidence {
		if ev.Pos < 1 || ev.Pos > lastPos {
			faults = append(faults, fault.Field{Location: fmt.Sprintf("%s.evidence[%d].pos", place, n),
				Message: fmt.Sprintf("lies outside the transcript, which has utterances 1 to %d", lastPos)})
		}
	}
	return faults
}

func (e *Evaluation) options() map[string]string {
	options := make(map[string]string, len(e.Answers))
	for _, a := range e.Answers {
		options[a.QuestionID] = a.Option
	}
	return options
}

func (e *Evaluation) score(d *Definition) {
	e.Score = d.Score(e.options())
	e.Overall, e.Uncapped = e.Score.Overall, e.Score.Uncapped
}

// Submit closes the draft; each open question is named.
func (e *Evaluation) Submit(d *Definition, now time.Time) error {
	if e.Status != Draft {
		return fault.New(fault.Conflict, "only a draft can be submitted; this evaluation is %s", e.Status)
	}
	var open []fault.Field
	options := e.options()
	for _, dim := range d.Dimensions {
		for _, q := range dim.Questions {
			if options[q.ID] == "" {
				open = append(open, fault.Field{Location: "answers." + q.ID, Message: fmt.Sprintf("«%s» is still open", q.Text)})
			}
		}
	}
	if len(open) > 0 {
		return fault.Fields(fmt.Sprintf("%d of %d questions are still open", len(open), d.Count()), open...)
	}
	e.score(d)
	e.Status, e.SubmittedAt = Submitted, &now
	return nil
}

// Release makes a submitted evaluation visible to its agent.
func (e *Evaluation) Release(now time.Time) error {
	if e.Status != Submitted {
		return fault.New(fault.Conflict, "only a submitted evaluation can be released; this one is %s", e.Status)
	}
	e.Status, e.ReleasedAt = Released, &now
	return nil
}

// Acknowledge notes that the agent has seen a released evaluation.
func (e *Evaluation) Acknowledge(comment string, now time.Time) error {
	if e.Status != Released {
		return fault.New(fault.Conflict, "only a released evaluation can be acknowledged; this one is %s", e.Status)
	}
	if len([]rune(comment)) > maxComment {
		return fault.In("body.comment", "must be at most %d characters", maxComment)
	}
	e.Status, e.AcknowledgedAt, e.Acknowledgement = Acknowledged, &now, clean(comment)
	return nil
}

// Withdraw takes back what was submitted or released.
func (e *Evaluation) Withdraw(reason string, now time.Time) error {
	if e.Status != Submitted && e.Status != Released {
		return fault.New(fault.Conflict, "only a submitted or released evaluation can be withdrawn; this one is %s", e.Status)
	}
	if e.OpenDisputes > 0 {
		return fault.New(fault.Conflict, "a dispute of it is open; it can be withdrawn once that is decided")
	}
	if err := checkReason(reason); err != nil {
		return err
	}
	e.Status, e.WithdrawnAt, e.WithdrawalReason = Withdrawn, &now, clean(reason)
	return nil
}

// clean is what somebody wrote, as it is stored: without cards, accounts, addresses and numbers of people.
func clean(words string) string {
	text, _ := redact.Text(strings.TrimSpace(words))
	return text
}

func checkReason(reason string) error {
	if n := len([]rune(strings.TrimSpace(reason))); n == 0 || n > maxComment {
		return fault.In("body.reason", "say why, in 1 to %d characters", maxComment)
	}
	return nil
}

// Team is the id of the interaction's team, empty for none.
func (e *Evaluation) Team() string {
	if e.TeamID == nil {
		return ""
	}
	return *e.TeamID
}

// Answered is the answer to a question, with the option empty where it is open.
func (e *Evaluation) Answered(question string) Answer {
	for _, a := range e.Answers {
		if a.QuestionID == question {
			return a
		}
	}
	return Answer{EvaluationID: e.ID, QuestionID: question}
}
