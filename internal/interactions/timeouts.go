package interactions

import (
	"context"
	"time"

	"rater/internal/foundation/events"
)

// Silences is how long nothing may be heard of an interaction before Rater takes it as ended.
type Silences struct {
	Calls  time.Duration // phone and video
	Chats  time.Duration
	Others time.Duration
}

// DefaultSilences are half an hour for calls, an hour for chats, a day for the others.
var DefaultSilences = Silences{30 * time.Minute, time.Hour, 24 * time.Hour}

type silence struct {
	channels []string
	after    time.Duration
}

func (s Silences) list() []silence {
	return []silence{{[]string{"phone", "video"}, s.Calls}, {[]string{"chat"}, s.Chats}, {[]string{"email", "social", "sms", "in_person"}, s.Others}}
}

const silentAtOnce = 500

// EndSilent ends live interactions of which nothing was heard for too long, as of when they were last heard of, and
// returns how many. A later event opens them again.
func (l *Log) EndSilent(ctx context.Context) (int, error) {
	total := 0
	for _, s := range l.silences.list() {
		n, err := l.endSilentOf(ctx, s.channels, l.now().Add(-s.after))
		total += n
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

func (l *Log) endSilentOf(ctx context.Context, channels []string, since time.Time) (int, error) {
	var ended []*Interaction
	err := l.db.InTx(ctx, func(ctx context.Context) (err error) {
		if ended, err = l.silent(ctx, channels, since, silentAtOnce); err != nil {
			return err
		}
		for _, row := range ended {
			row.Status, row.EndedAt, row.EndedBy = Over, ref(row.LastEventAt), ByTimeout
			if err := l.endSilent(ctx, row); err != nil {
				return err
			}
		}
		return l.recordEnded(ctx, ended)
	})
	if err != nil {
		return 0, err
	}
	var list []events.Event
	for _, row := range ended {
		live := row.clone()
		live.Status = Live
		list = append(list, changesOf(live, row)...)
	}
	l.bus.Publish(list...)
	return len(ended), nil
}

func (l *Log) recordEnded(ctx context.Context, ended []*Interaction) error {
	var list []Interaction
	for _, row := range ended {
		if row.recorded() {
			list = append(list, *row)
		}
	}
	return l.record(ctx, list)
}
