package server

import (
	"context"
	"slices"
	"time"

	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

const (
	liveAtOnce  = 200  // rows that are read together
	liveScanned = 1000 // rows that one page looks at to find those that are asked for
)

type liveView struct {
	ID         string                  `json:"id"`
	Channel    string                  `json:"channel"`
	Agent      string                  `json:"agent,omitempty"`
	AgentName  string                  `json:"agent_name,omitempty"`
	AgentRef   string                  `json:"agent_ref,omitempty"`
	Team       string                  `json:"team,omitempty"`
	TeamName   string                  `json:"team_name,omitempty"`
	Queue      string                  `json:"queue,omitempty"`
	Language   string                  `json:"language,omitempty"`
	Subject    string                  `json:"subject,omitempty"`
	StartedAt  *interactions.Stamp     `json:"started_at" format:"date-time" nullable:"false"`
	SaidAt     interactions.Stamp      `json:"said_at" format:"date-time" doc:"when something was said last; before that, when it began"`
	HoldMS     *int64                  `json:"hold_ms,omitempty"`
	Tone       string                  `json:"tone,omitempty" doc:"as the source names it"`
	ToneHint   string                  `json:"tone_hint,omitempty" enum:"negative,neutral,positive" doc:"how the customer's last words sound by a lexicon of English; a hint that knows no irony"`
	Utterances int64                   `json:"utterances"`
	Transfers  int                     `json:"transfers"`
	HelpAt     *interactions.Stamp     `json:"help_at,omitempty" format:"date-time" doc:"since when its agent asks for help"`
	Samples    []scorecards.SampleMark `json:"samples,omitempty" doc:"why it is a sample"`
}

type liveIn struct {
	Team    string `query:"team" maxLength:"100" format:"uuid"`
	Agent   string `query:"agent" maxLength:"100" format:"uuid"`
	Channel string `query:"channel" enum:"phone,chat,email,social,sms,video,in_person"`
	Tone    string `query:"tone" enum:"negative,neutral,positive" doc:"how the customer's last words sound"`
	Sampled string `query:"sampled" enum:"random,targeted" doc:"those drawn by chance, or in which a plan's triggers found something"`
	Silence int    `query:"silence" minimum:"0" maximum:"86400" doc:"nothing was said for so many seconds"`
	Help    bool   `query:"help" doc:"those in which help is asked for"`
	Sort    string `query:"sort" enum:"help,silence,running" default:"help" doc:"who asks for help first, then the newest; the longest silence first; the longest running first"`
	Paging
}

func (in *liveIn) query() (interactions.LiveQuery, error) {
	key, id, err := readTimedCursor(in.After)
	return interactions.LiveQuery{Team: in.Team, Agent: in.Agent, Channel: in.Channel, Silent: time.Duration(in.Silence) * time.Second, Help: in.Help,
		Sort: in.Sort, After: interactions.LiveCursor{Key: key, ID: id}, Limit: liveAtOnce}, err
}

// liveRow is a row with what it is a sample for.
type liveRow struct {
	interactions.LiveRow
	samples []scorecards.SampleMark
}

func (in *liveIn) wants(r liveRow) bool {
	drawn := func(m scorecards.SampleMark) bool { return m.Origin == in.Sampled }
	return (in.Tone == "" || r.Tone == in.Tone) && (in.Sampled == "" || slices.ContainsFunc(r.samples, drawn))
}

// liveList is a page of live interactions. Tones and samples are looked at row by row, so that a page can be shorter than
// asked for, with more behind it.
func (a *API) liveList(ctx context.Context, actor people.Actor, in *liveIn) (*body[page[liveView]], error) {
	rows, next, err := a.liveRows(ctx, actor, in)
	if err != nil {
		return nil, err
	}
	plain := make([]interactions.Interaction, len(rows))
	for n, r := range rows {
		plain[n] = r.Interaction
	}
	names, err := a.namesOfInteractions(ctx, actor, plain)
	if err != nil {
		return nil, err
	}
	p := page[liveView]{Items: []liveView{}, Next: next}
	for _, r := range rows {
		p.Items = append(p.Items, viewLive(r, names))
	}
	return &body[page[liveView]]{p}, nil
}

func (a *API) liveRows(ctx context.Context, actor people.Actor, in *liveIn) (out []liveRow, next *string, err error) {
	q, err := in.query()
	if err != nil {
		return nil, nil, err
	}
	for scanned := 0; scanned < liveScanned; scanned += q.Limit {
		rows, err := a.sampledLive(ctx, actor, q)
		if err != nil {
			return nil, nil, err
		}
		for n, r := range rows {
			if in.wants(r) {
				out = append(out, r)
			}
			if q.After = r.Cursor; len(out) == in.Limit && (n < len(rows)-1 || len(rows) == q.Limit) {
				return out, liveCursor(q.After), nil
			}
		}
		if len(rows) < q.Limit {
			return out, nil, nil
		}
	}
	return out, liveCursor(q.After), nil
}

func liveCursor(c interactions.LiveCursor) *string {
	s := timedCursor(c.Key, c.ID)
	return &s
}

func (a *API) sampledLive(ctx context.Context, actor people.Actor, q interactions.LiveQuery) ([]liveRow, error) {
	rows, err := a.d.Record.Live(ctx, actor, q)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	for n, r := range rows {
		ids[n] = r.ID
	}
	marks, err := a.d.Offers.Marks(ctx, actor, ids)
	out := make([]liveRow, len(rows))
	for n, r := range rows {
		out[n] = liveRow{r, marks[r.ID]}
	}
	return out, err
}

func viewLive(r liveRow, n nameBook) liveView {
	v := liveView{ID: r.ID, Channel: r.Channel, Agent: r.Agent(), AgentName: n.agent(r.Agent(), r.Team()), Team: r.Team(), TeamName: n.teams[r.Team()],
		Queue: r.Queue, Language: r.Language, Subject: r.Subject, StartedAt: stamp(r.StartedAt), SaidAt: interactions.At(r.SaidAt), HoldMS: r.HoldMS,
		Tone: r.Interaction.Tone, ToneHint: r.Tone, Utterances: r.LastPos, Transfers: r.Transfers, HelpAt: stamp(r.HelpAt), Samples: r.samples}
	if n.named(r.Team()) {
		v.AgentRef = r.AgentRef
	}
	return v
}
