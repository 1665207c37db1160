package server

import (
	"context"

	"rater/coaching/training"
	"rater/internal/interactions"
	"rater/internal/people"
)

// PartIn names a part of an assignment, and the revision that a change rests on.
type PartIn struct {
	IDIn
	Part string `path:"part" maxLength:"100"`
	IfMatching
}

type readPartIn struct {
	PartIn
	Body struct {
		Seconds int64 `json:"seconds,omitempty" minimum:"0" maximum:"86400" doc:"spent on it"`
	}
}

func (a *API) readPart(ctx context.Context, actor people.Actor, in *readPartIn) (*assignmentOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	w, err := a.d.Assignments.Read(ctx, actor, in.ID, in.Part, revision, in.Body.Seconds)
	return a.showAssignment(ctx, actor, w, err)
}

type revealedView struct {
	Question    string   `json:"question"`
	Options     []string `json:"options,omitempty"`
	Text        string   `json:"text,omitempty"`
	Points      *float64 `json:"points,omitempty" doc:"left out while it is to be marked"`
	Of          int      `json:"of,omitempty"`
	Explanation string   `json:"explanation,omitempty"`
	Right       []string `json:"right,omitempty" doc:"options; for the agent once the quiz is passed or no attempt is left"`
}

// TrainingAttempt is one go at a quiz, or a role play before a marker.
type TrainingAttempt struct {
	ID                 string              `json:"id"`
	Revision           int64               `json:"revision"`
	Status             string              `json:"status" enum:"graded,to_mark"`
	Kind               string              `json:"kind" enum:"quiz,role_play"`
	Assignment         string              `json:"assignment"`
	AssignmentRevision int64               `json:"assignment_revision"`
	Part               string              `json:"part"`
	Number             int                 `json:"number"`
	Score              *float64            `json:"score,omitempty" minimum:"0" maximum:"100"`
	Passed             *bool               `json:"passed,omitempty"`
	Comment            string              `json:"comment,omitempty"`
	MarkedByName       string              `json:"marked_by_name,omitempty"`
	SubmittedAt        interactions.Stamp  `json:"submitted_at" format:"date-time"`
	MarkedAt           *interactions.Stamp `json:"marked_at,omitempty" format:"date-time"`
	Answers            []revealedView      `json:"answers" nullable:"false"`
}

func viewAttempt(actor people.Actor, w *training.Whole, t *training.Attempt, names nameBook) TrainingAttempt {
	v := TrainingAttempt{ID: t.ID, Revision: t.Revision, Status: t.Status, Kind: t.Kind, Assignment: t.AssignmentID, AssignmentRevision: w.Revision, Part: t.PartID,
		Number: t.Number, Score: t.Score, Passed: t.Passed, Comment: t.Comment, SubmittedAt: interactions.At(t.SubmittedAt), MarkedAt: stamp(t.MarkedAt), Answers: []revealedView{}}
	if t.MarkedBy != nil {
		v.MarkedByName = names.users[*t.MarkedBy]
	}
	for _, r := range w.Reveal(actor, t) {
		v.Answers = append(v.Answers, revealedView{r.Question, r.Options, r.Text, r.Points, r.Of, r.Explanation, r.Right})
	}
	return v
}

type attemptOut struct {
	ETag string `header:"ETag"`
	Body TrainingAttempt
}

func (a *API) showAttempt(ctx context.Context, actor people.Actor, t training.Tried, err error) (*attemptOut, error) {
	if err != nil {
		return nil, err
	}
	names, err := a.markers(ctx, actor, []training.Attempt{t.Attempt})
	return &attemptOut{etag(t.Revision), viewAttempt(actor, &t.Whole, &t.Attempt, names)}, err
}

func (a *API) markers(ctx context.Context, actor people.Actor, rows []training.Attempt) (nameBook, error) {
	var users []string
	for _, t := range rows {
		if t.MarkedBy != nil {
			users = append(users, *t.MarkedBy)
		}
	}
	return a.names(ctx, actor, users, nil)
}

type tryIn struct {
	PartIn
	Body struct {
		Answers []training.Given `json:"answers" maxItems:"60" nullable:"false"`
		Seconds int64            `json:"seconds,omitempty" minimum:"0" maximum:"86400" doc:"spent on it"`
	}
}

func (a *API) tryPart(ctx context.Context, actor people.Actor, in *tryIn) (*attemptOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	t, err := a.d.Assignments.Try(ctx, actor, in.ID, in.Part, revision, in.Body.Seconds, in.Body.Answers)
	return a.showAttempt(ctx, actor, t, err)
}

type attemptsIn struct {
	IDIn
	Paging
}

func (a *API) attempts(ctx context.Context, actor people.Actor, in *attemptsIn) (*body[page[TrainingAttempt]], error) {
	if err := in.checkID(); err != nil {
		return nil, err
	}
	w, rows, err := a.d.Assignments.Attempts(ctx, actor, in.ID, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	names, err := a.markers(ctx, actor, rows)
	return &body[page[TrainingAttempt]]{more(rows, in.Limit, func(t training.Attempt) string { return t.ID },
		func(t training.Attempt) TrainingAttempt { return viewAttempt(actor, &w, &t, names) })}, err
}

func (a *API) attempt(ctx context.Context, actor people.Actor, in *IDIn) (*attemptOut, error) {
	t, err := a.d.Assignments.Attempt(ctx, actor, in.ID)
	return a.showAttempt(ctx, actor, t, err)
}

type markedText struct {
	Question string  `json:"question" maxLength:"36"`
	Points   float64 `json:"points" minimum:"0" maximum:"10"`
}

type markIn struct {
	IDIn
	IfMatching
	Body struct {
		Marks   []markedText `json:"marks" maxItems:"60" nullable:"false" doc:"one for each text"`
		Comment string       `json:"comment,omitempty" maxLength:"4000"`
	}
}

func (a *API) markAttempt(ctx context.Context, actor people.Actor, in *markIn) (*attemptOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	marks := make([]training.Marking, len(in.Body.Marks))
	for n, m := range in.Body.Marks {
		marks[n] = training.Marking(m)
	}
	t, err := a.d.Assignments.Mark(ctx, actor, in.ID, revision, marks, in.Body.Comment)
	return a.showAttempt(ctx, actor, t, err)
}

type seenAnswer struct {
	Question string `json:"question" maxLength:"100"`
	Option   string `json:"option" maxLength:"100" doc:"of the scorecard's question, or na"`
}

type assessIn struct {
	PartIn
	Body struct {
		Answers []seenAnswer `json:"answers" maxItems:"200" nullable:"false"`
		Comment string       `json:"comment,omitempty" maxLength:"4000"`
	}
}

func (a *API) assessPart(ctx context.Context, actor people.Actor, in *assessIn) (*attemptOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	seen := make([]training.Seen, len(in.Body.Answers))
	for n, s := range in.Body.Answers {
		seen[n] = training.Seen(s)
	}
	t, err := a.d.Assignments.Assess(ctx, actor, in.ID, in.Part, revision, seen, in.Body.Comment)
	return a.showAttempt(ctx, actor, t, err)
}

type signOffIn struct {
	PartIn
	Body struct {
		Outcome string `json:"outcome" enum:"done,not_yet"`
		Comment string `json:"comment,omitempty" maxLength:"4000"`
	}
}

func (a *API) signOffPart(ctx context.Context, actor people.Actor, in *signOffIn) (*assignmentOut, error) {
	revision, err := in.revision()
	if err != nil {
		return nil, err
	}
	w, err := a.d.Assignments.SignOff(ctx, actor, in.ID, in.Part, revision, in.Body.Outcome == training.PartDone, in.Body.Comment)
	return a.showAssignment(ctx, actor, w, err)
}

type assignedScoresView struct {
	Question string   `json:"question"`
	N        int      `json:"n" doc:"answers of random samples in the last 90 days"`
	Mean     *float64 `json:"mean,omitempty" minimum:"0" maximum:"100"`
}

func (a *API) assignedScores(ctx context.Context, actor people.Actor, in *IDIn) (*body[assignedScoresView], error) {
	row, tally, err := a.d.Assignments.Scores(ctx, actor, in.ID)
	v := assignedScoresView{Question: row.QuestionID, N: tally.N}
	if tally.N > 0 {
		v.Mean = &tally.Mean
	}
	return &body[assignedScoresView]{v}, err
}
