package scorecards

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
)

// Answer is what an evaluator says to one question; Option is empty while it is open, NA where it doesn't apply. Hidden
// ones are of questions that the other answers don't show: they are kept, have no points and count for nothing.
type Answer struct {
	EvaluationID string     `gorm:"primaryKey"`
	QuestionID   string     `gorm:"primaryKey"`
	Option       string     `gorm:"column:option_key"`
	Points       *float64   //
	Hidden       bool       //
	Comment      string     //
	Evidence     []Evidence `gorm:"serializer:json"`
	Cause        string     // the key of one of the question's causes, or empty
	Preset       bool       // the usual option, filled in and not touched since
}

// TableName is where answers lie.
func (Answer) TableName() string { return "evaluation_answers" }

// Words are what an evaluator says of the whole; nil leaves a part as it is. Active is for how long they have worked on the
// draft so far.
type Words struct {
	Strengths    *string
	Improvements *string
	Active       time.Duration
}

// spend keeps for how long the evaluator has worked on it: what was said last unless it was more before, and at most the time
// since its start.
func (e *Evaluation) spend(active time.Duration, now time.Time) {
	e.ActiveMS = min(max(e.ActiveMS, active.Milliseconds()), max(0, now.Sub(e.CreatedAt).Milliseconds()))
}

// Say replaces the words that are given, in a draft.
func (e *Evaluation) Say(w Words) error {
	var f faults
	for _, part := range []struct {
		place string
		words *string
		to    *string
	}{{"body.strengths", w.Strengths, &e.Strengths}, {"body.improvements", w.Improvements, &e.Improvements}} {
		if part.words == nil {
			continue
		}
		f.words(part.place, *part.words, maxWords, false)
		*part.to = clean(*part.words)
	}
	if len(f) > 0 {
		return fault.Fields("the words can't be stored; nothing was changed", f...)
	}
	return nil
}

const (
	maxWords   = 2000
	maxComment = 4000
)

// Heard is what an evaluation needs to know of its interaction: how long the transcript is, and in milliseconds its
// recording, nil where that is not known, and the channel.
type Heard struct {
	LastPos  int64
	LengthMS *int64
	Channel  string
}

// Answer replaces the answers to the questions that are given.
func (e *Evaluation) Answer(d *Definition, answers []Answer, of Heard) error {
	if e.Status != Draft {
		return fault.New(fault.Conflict, "answers can be changed in a draft only; this evaluation is %s", e.Status)
	}
	if err := checkAnswers(d, answers, of); err != nil {
		return err
	}
	for _, a := range answers {
		e.set(a)
	}
	e.score(d)
	return nil
}

func (e *Evaluation) set(a Answer) {
	a.EvaluationID, a.Comment = e.ID, clean(a.Comment)
	if a.Evidence == nil {
		a.Evidence = []Evidence{}
	}
	at := slices.IndexFunc(e.Answers, func(have Answer) bool { return have.QuestionID == a.QuestionID })
	if at < 0 {
		e.Answers = append(e.Answers, a)
		return
	}
	e.Answers[at] = a
}

func checkAnswers(d *Definition, answers []Answer, of Heard) error {
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
		if f := q.allow(place+".option", a.Option, of.Channel); f != nil {
			faults = append(faults, *f)
		}
		if _, known := q.Cause(a.Cause); a.Cause != "" && !known {
			faults = append(faults, fault.Field{Location: place + ".cause", Message: "is no cause of this question in the evaluation's version of the scorecard"})
		}
		if a.Preset && (a.Option == "" || a.Option != q.Usual) {
			faults = append(faults, fault.Field{Location: place + ".preset", Message: "is of the question's usual option alone; leave it out for any other"})
		}
		faults = append(faults, a.checkWords(place, of)...)
	}
	if len(faults) > 0 {
		return fault.Fields("some answers can't be stored; nothing was changed", faults...)
	}
	return nil
}

func (a Answer) checkWords(place string, of Heard) (faults []fault.Field) {
	if len([]rune(a.Comment)) > maxComment || strings.ContainsRune(a.Comment, 0) {
		faults = append(faults, fault.Field{Location: place + ".comment", Message: fmt.Sprintf("must be at most %d characters", maxComment)})
	}
	return append(faults, checkEvidence(place, a.Evidence, of)...)
}

func (e *Evaluation) options() map[string]string {
	options := make(map[string]string, len(e.Answers))
	for _, a := range e.Answers {
		options[a.QuestionID] = a.Option
	}
	return options
}

// score works out the score, and of each answer whether it is hidden and its points.
func (e *Evaluation) score(d *Definition) {
	options := e.options()
	e.Score = d.Score(options)
	e.Overall, e.Uncapped = e.Score.Overall, e.Score.Uncapped
	e.FailedCompliance = d.compliance(e.Score.Failed)
	questions, shown := d.questions(), d.Shown(options)
	for n := range e.Answers {
		a := &e.Answers[n]
		a.Points, a.Hidden = nil, !shown[a.QuestionID]
		if q := questions[a.QuestionID]; q != nil && !a.Hidden {
			if o, ok := q.Option(a.Option); ok {
				a.Points = &o.Points
			}
		}
	}
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
