package main

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/scorecards"
)

const calibratedEach = 3 // interactions

// calibrate has the evaluators calibrate twice, weeks apart, and asks them a third time, which is open.
func (s *stage) calibrate(ctx context.Context) error {
	analyst, until := s.actors["analyst@example.com"], s.past.Until
	for n, at := range []time.Time{until.AddDate(0, 0, -35), until.AddDate(0, 0, -14), until.AddDate(0, 0, -2)} {
		s.clock.set(at)
		c, err := s.ask(ctx, analyst, []string{"First calibration", "Second calibration", "Third calibration"}[n])
		if err != nil || c.ID == "" {
			return err
		}
		if n == 2 {
			break
		}
		if err := s.settle(ctx, analyst, c); err != nil {
			return err
		}
	}
	s.clock.set(until)
	return nil
}

// ask begins a calibration of all evaluators by interactions that none of them has judged and that have begun long before; it has no id where there are none.
func (s *stage) ask(ctx context.Context, analyst people.Actor, name string) (scorecards.Calibration, error) {
	wish := scorecards.CalibrationWish{Name: name, Scorecard: s.card.ID, ScoreBy: s.clock.Now().AddDate(0, 0, 7)}
	for _, j := range s.judges {
		wish.Evaluators = append(wish.Evaluators, j.ID)
	}
	for at := len(s.choices) - 1; at >= 0 && len(wish.Interactions) < calibratedEach; at-- {
		id := s.choices[at]
		if story, known := s.kept[id]; !known || story.end.After(s.clock.Now()) {
			continue
		}
		wish.Interactions = append(wish.Interactions, id)
		s.choices = append(s.choices[:at:at], s.choices[at+1:]...)
	}
	if len(wish.Interactions) == 0 {
		return scorecards.Calibration{}, nil
	}
	made, err := s.Calibrations.Begin(ctx, analyst, wish)
	if fault.Is(err, fault.Invalid) { // somebody has judged one of them
		return scorecards.Calibration{}, nil
	}
	return made, err
}

// settle has all score it, and the analyst settle on what most answered.
func (s *stage) settle(ctx context.Context, analyst people.Actor, c scorecards.Calibration) error {
	for _, j := range s.judges {
		of, err := s.Calibrations.Of(ctx, j, c.ID)
		if err != nil {
			return err
		}
		for _, e := range of.Own {
			if err := s.fillIn(ctx, j, e, s.kept[e.InteractionID]); err != nil {
				return err
			}
		}
	}
	of, err := s.Calibrations.Meet(ctx, analyst, c.ID, c.Revision)
	if err != nil {
		return err
	}
	for _, spread := range of.Spread {
		for _, q := range spread.Questions {
			if q.Agreed() {
				continue
			}
			r := scorecards.Reference{InteractionID: spread.InteractionID, QuestionID: q.Question, Option: q.Usual, Reason: "It is what the words of the form say; we went through the transcript."}
			if of, err = s.Calibrations.Refer(ctx, analyst, c.ID, of.Revision, r); err != nil {
				return err
			}
		}
	}
	_, err = s.Calibrations.Settle(ctx, analyst, c.ID, of.Revision)
	return err
}
