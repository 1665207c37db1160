package main

import (
	"bytes"
	"context"
	"time"

	"rater/cmd/rater/demo"
	"rater/internal/interactions"
	"rater/internal/interactions/recordings"
	"rater/internal/people"
	"rater/scorecards"
)

const (
	recordedCalls = 4 // of those that are scored, and of those that wait
	longestCall   = 4 * time.Minute
	mostUttered   = 200
	lookedThrough = 200
)

// record makes, where they are stored, recordings for some of the newest calls of the first team: scored ones, and ones that wait to be scored.
func (s *stage) record(ctx context.Context) error {
	if s.Config.Recordings != "on" {
		return nil
	}
	lead := s.leads[demo.Teams[0].Name]
	scored, err := s.Evaluations.List(ctx, lead, scorecards.Filter{Channel: "phone", Limit: lookedThrough})
	if err != nil {
		return err
	}
	waiting, err := s.Offers.Queue(ctx, lead, scorecards.QueueCursor{}, lookedThrough)
	if err != nil {
		return err
	}
	var calls [2][]string
	for _, e := range scored {
		calls[0] = append(calls[0], e.InteractionID)
	}
	for _, o := range waiting {
		calls[1] = append(calls[1], o.Interaction)
	}
	for _, ids := range calls {
		if err := s.recordSome(ctx, lead, ids); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) recordSome(ctx context.Context, lead people.Actor, ids []string) error {
	seen, err := s.Record.Visible(ctx, lead, ids)
	if err != nil {
		return err
	}
	made := 0
	for _, id := range ids {
		i := seen[id]
		if made == recordedCalls {
			break
		}
		if i.Channel != "phone" || i.AnsweredAt == nil || i.EndedAt == nil || i.EndedAt.Sub(*i.AnsweredAt) > longestCall || i.LastPos == 0 || !people.MayAddRecording(lead, i.Agent(), i.Team()) {
			continue
		}
		delete(seen, id)
		if err := s.recordCall(ctx, lead, i); err != nil {
			return err
		}
		made++
	}
	return nil
}

func (s *stage) recordCall(ctx context.Context, lead people.Actor, i interactions.Interaction) error {
	said, err := s.Record.Transcript(ctx, i.ID, 0, mostUttered)
	if err != nil {
		return err
	}
	var spoken []demo.Spoken
	for _, u := range said {
		if at := u.At.Sub(*i.AnsweredAt); at >= 0 && (u.Speaker == "agent" || u.Speaker == "customer") {
			spoken = append(spoken, demo.Spoken{Agent: u.Speaker == "agent", At: at, Words: u.Text})
		}
	}
	raw := demo.Sound(spoken, i.EndedAt.Sub(*i.AnsweredAt), s.random("sound "+i.ID).Uint64())
	_, _, err = s.Recordings.Add(ctx, lead, recordings.Told{Interaction: i.ID, Bytes: int64(len(raw))}, bytes.NewReader(raw))
	return err
}
