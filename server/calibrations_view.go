package server

import (
	"context"
	"maps"
	"slices"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/internal/stats"
	"rater/scorecards"
)

// CalibrationView is a calibration as lists show it.
type CalibrationView struct {
	ID           string              `json:"id"`
	Revision     int64               `json:"revision"`
	Name         string              `json:"name"`
	Status       string              `json:"status" enum:"scoring,meeting,settled,cancelled"`
	Scorecard    string              `json:"scorecard"`
	Version      string              `json:"version"`
	MadeBy       string              `json:"made_by"`
	MadeByName   string              `json:"made_by_name"`
	ScoreBy      interactions.Stamp  `json:"score_by" format:"date-time"`
	CreatedAt    interactions.Stamp  `json:"created_at" format:"date-time"`
	MetAt        *interactions.Stamp `json:"met_at,omitempty" format:"date-time"`
	SettledAt    *interactions.Stamp `json:"settled_at,omitempty" format:"date-time"`
	CancelledAt  *interactions.Stamp `json:"cancelled_at,omitempty" format:"date-time"`
	CancelReason string              `json:"cancel_reason,omitempty"`
	Interactions int                 `json:"interactions" doc:"how many it is about"`
	Evaluators   []Named             `json:"evaluators" nullable:"false"`
}

// CalibratedItem is an interaction of a calibration, without its agent.
type CalibratedItem struct {
	Interaction string              `json:"interaction"`
	Channel     string              `json:"channel" enum:"phone,chat,email,social,sms,video,in_person"`
	Subject     string              `json:"subject,omitempty"`
	StartedAt   *interactions.Stamp `json:"started_at" format:"date-time"`
}

type ownCalibrating struct {
	Evaluation string            `json:"evaluation"`
	Status     scorecards.Status `json:"status" enum:"draft,submitted,released,acknowledged,withdrawn"`
	CalibratedItem
}

type calibratorView struct {
	Named
	Done int `json:"done" doc:"interactions that they have submitted"`
}

type givenView struct {
	Evaluator string   `json:"evaluator"`
	Option    string   `json:"option" doc:"the key of an option, or na"`
	Points    *float64 `json:"points"`
	Comment   string   `json:"comment,omitempty"`
}

type referenceView struct {
	Option string             `json:"option"`
	Reason string             `json:"reason,omitempty"`
	ByName string             `json:"by_name"`
	At     interactions.Stamp `json:"at" format:"date-time"`
}

type questionSpread struct {
	Question  string         `json:"question"`
	Dimension string         `json:"dimension"`
	Given     []givenView    `json:"given" nullable:"false"`
	Apart     *float64       `json:"apart" doc:"of the highest from the lowest, in points of 100; null where fewer than two have any"`
	Usual     string         `json:"usual" doc:"what most answered"`
	Same      int            `json:"same" doc:"how many did"`
	Reference *referenceView `json:"reference,omitempty"`
}

type evaluatorScore struct {
	Evaluator string   `json:"evaluator"`
	Score     *float64 `json:"score"`
}

type interactionSpread struct {
	CalibratedItem
	Scores    []evaluatorScore `json:"scores" nullable:"false" doc:"of the whole"`
	Questions []questionSpread `json:"questions" nullable:"false" doc:"in the order of the form"`
	Score     *float64         `json:"score" doc:"of the whole by the reference, once it is settled"`
}

type calibrationResult struct {
	Evaluator string   `json:"evaluator,omitempty" doc:"none for all together"`
	Answers   int      `json:"answers"`
	Same      int      `json:"same" doc:"answers that are those of the reference"`
	Low       *float64 `json:"low" doc:"of the 95 % interval of their share, 0 to 1"`
	High      *float64 `json:"high"`
	Scores    int      `json:"scores" doc:"interactions of which both have a score"`
	Above     float64  `json:"above" doc:"points by which the scores lie above the reference's, on the mean"`
	Apart     float64  `json:"apart" doc:"the same without its sign"`
}

type wholeCalibration struct {
	CalibrationView
	Own         []ownCalibrating    `json:"own" nullable:"false" doc:"what it asks oneself to score"`
	Calibrators []calibratorView    `json:"calibrators" nullable:"false"`
	Withheld    bool                `json:"withheld" doc:"what others answered is shown from the meeting on"`
	Spread      []interactionSpread `json:"spread" nullable:"false"`
	Results     []calibrationResult `json:"results" nullable:"false" doc:"each beside the reference, once it is settled"`
	MayHold     bool                `json:"may_hold" doc:"go on to the meeting, settle and cancel"`
}

func viewCalibration(c scorecards.Calibration, n nameBook) CalibrationView {
	return CalibrationView{ID: c.ID, Revision: c.Revision, Name: c.Name, Status: c.Status, Scorecard: c.ScorecardID, Version: c.VersionID, MadeBy: c.MadeBy, MadeByName: n.users[c.MadeBy],
		ScoreBy: interactions.At(c.ScoreBy), CreatedAt: interactions.At(c.CreatedAt), MetAt: stamp(c.MetAt), SettledAt: stamp(c.SettledAt), CancelledAt: stamp(c.CancelledAt),
		CancelReason: c.CancelReason, Interactions: len(c.Interactions), Evaluators: named(c.Evaluators, n.users)}
}

func viewItem(id string, c interactions.Caption) CalibratedItem {
	return CalibratedItem{id, c.Channel, c.Subject, stamp(c.StartedAt)}
}

func (a *API) namesOfCalibrations(ctx context.Context, actor people.Actor, rows []scorecards.Calibration) (nameBook, error) {
	var users []string
	for _, c := range rows {
		users = append(append(users, c.MadeBy), c.Evaluators...)
	}
	return a.names(ctx, actor, users, nil)
}

func (a *API) viewWholeCalibration(ctx context.Context, actor people.Actor, c scorecards.Calibrated) (wholeCalibration, error) {
	ids := make([]string, len(c.Interactions))
	for n, i := range c.Interactions {
		ids[n] = i.InteractionID
	}
	captions, err := a.d.Record.Captions(ctx, ids)
	if err != nil {
		return wholeCalibration{}, err
	}
	names, err := a.namesOfCalibrations(ctx, actor, []scorecards.Calibration{c.Calibration})
	if err != nil {
		return wholeCalibration{}, err
	}
	v := wholeCalibration{CalibrationView: viewCalibration(c.Calibration, names), Own: make([]ownCalibrating, len(c.Own)), Calibrators: []calibratorView{}, Withheld: c.Withheld,
		Spread: make([]interactionSpread, len(c.Spread)), Results: []calibrationResult{}, MayHold: actor.May(people.CalibrationsHold)}
	for n, e := range c.Own {
		v.Own[n] = ownCalibrating{e.ID, e.Status, viewItem(e.InteractionID, captions[e.InteractionID])}
	}
	for _, who := range v.Evaluators {
		v.Calibrators = append(v.Calibrators, calibratorView{who, c.Done[who.ID]})
	}
	refereed, err := a.refereed(ctx, actor, c.Spread)
	for n, s := range c.Spread {
		v.Spread[n] = viewSpread(s, captions[s.InteractionID], refereed)
	}
	for _, r := range c.Results {
		v.Results = append(v.Results, viewResult(r))
	}
	return v, err
}

// refereed are the names of those who settled references.
func (a *API) refereed(ctx context.Context, actor people.Actor, list []scorecards.InteractionSpread) (map[string]string, error) {
	var ids []string
	for _, s := range list {
		for _, q := range s.Questions {
			if q.Reference != nil {
				ids = append(ids, q.Reference.ByID)
			}
		}
	}
	n, err := a.names(ctx, actor, ids, nil)
	return n.users, err
}

func viewSpread(s scorecards.InteractionSpread, caption interactions.Caption, names map[string]string) interactionSpread {
	v := interactionSpread{CalibratedItem: viewItem(s.InteractionID, caption), Scores: []evaluatorScore{}, Questions: make([]questionSpread, len(s.Questions)), Score: s.Score}
	for _, id := range slices.Sorted(maps.Keys(s.Scores)) {
		v.Scores = append(v.Scores, evaluatorScore{id, s.Scores[id]})
	}
	for n, q := range s.Questions {
		one := questionSpread{Question: q.Question, Dimension: q.Dimension, Given: make([]givenView, len(q.Given)), Apart: inHundreds(q.Apart), Usual: q.Usual, Same: q.Same}
		for i, g := range q.Given {
			one.Given[i] = givenView{g.Evaluator, g.Option, g.Points, g.Comment}
		}
		if r := q.Reference; r != nil {
			one.Reference = &referenceView{r.Option, r.Reason, names[r.ByID], interactions.At(r.At)}
		}
		v.Questions[n] = one
	}
	return v
}

func inHundreds(points *float64) *float64 {
	if points == nil {
		return nil
	}
	of := 100 * *points
	return &of
}

func viewResult(r scorecards.CalibrationResult) calibrationResult {
	v := calibrationResult{Evaluator: r.UserID, Answers: r.Answers, Same: r.Same, Scores: r.Scores, Above: r.Above, Apart: r.Apart}
	if share, err := stats.Wilson(float64(r.Same), float64(r.Answers)); err == nil {
		v.Low, v.High = &share.Low, &share.High
	}
	return v
}

type gainView struct {
	ID        string              `json:"id"`
	Name      string              `json:"name"`
	SettledAt interactions.Stamp  `json:"settled_at" format:"date-time"`
	All       calibrationResult   `json:"all"`
	Results   []calibrationResult `json:"results" nullable:"false" doc:"by evaluator; to who is no analyst their own alone"`
}

type gainsView struct {
	Calibrations []gainView `json:"calibrations" nullable:"false" doc:"the oldest first, at most 50"`
	Evaluators   []Named    `json:"evaluators" nullable:"false"`
}
