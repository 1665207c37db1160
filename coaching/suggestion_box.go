package coaching

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// dropped is a suggestion in the box. The mark is drawn anew for each, so that their order says nothing.
type dropped struct {
	Mark    string `json:"m"`
	Words   string `json:"w"`
	Receipt string `json:"r"` // hash
	On      string `json:"d"`
}

func hashed(receipt string) string {
	sum := sha256.Sum256([]byte(strings.ToUpper(strings.TrimSpace(receipt))))
	return hex.EncodeToString(sum[:])
}

// Give puts a suggestion into the box and returns its receipt, of 130 random bits, which is kept nowhere. Nothing says
// who it was: neither row nor audit log nor message.
func (b *SuggestionBox) Give(ctx context.Context, actor people.Actor, words string) (receipt string, err error) {
	if n := length(words); n == 0 || n > maxSuggestion {
		return "", fault.In("body.words", "must be 1 to %d characters", maxSuggestion)
	}
	today := dayIn(b.now(), b.zone)
	if !b.given.take(actor.ID, today) {
		f := fault.New(fault.TooMany, "you have made %d suggestions today; make the next one tomorrow", aDay)
		f.RetryAfter = int(b.untilTomorrow().Seconds())
		return "", f
	}
	receipt = rand.Text()
	err = b.db.InTx(ctx, func(ctx context.Context) error {
		place, err := b.placeOf(ctx, actor.Team)
		if err != nil {
			return err
		}
		return b.within(ctx, place, func(list []dropped) ([]dropped, error) {
			return append(list, dropped{rand.Text(), cleanText(words), hashed(receipt), today}), nil
		})
	})
	b.stir.add("box " + OfSite)
	return receipt, err
}

func (b *SuggestionBox) untilTomorrow() time.Duration {
	now := b.now().In(b.zone)
	return time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, b.zone).Sub(now)
}

// placeOf is where a suggestion from a team goes: to the site's box where the team is too small to hide somebody.
func (b *SuggestionBox) placeOf(ctx context.Context, team string) (string, error) {
	if team == "" {
		return OfSite, nil
	}
	n, err := b.members(ctx, team)
	if n < smallestTeam {
		return OfSite, err
	}
	return team, err
}

// within changes what the box of a place holds, while nobody else does.
func (b *SuggestionBox) within(ctx context.Context, place string, change func([]dropped) ([]dropped, error)) error {
	if err := b.db.Lock(ctx, "suggestions of "+place); err != nil {
		return err
	}
	sealed, err := b.box(ctx, place)
	if err != nil {
		return err
	}
	var list []dropped
	if err := unpacked(b.sealer, sealed, &list); err != nil {
		return err
	}
	if list, err = change(list); err != nil {
		return err
	}
	if len(list) == 0 {
		return b.destroyBox(ctx, place)
	}
	slices.SortFunc(list, func(x, y dropped) int { return strings.Compare(x.Mark, y.Mark) })
	sealed, err = packed(b.sealer, list, (1+len(list)/8)*suggestionRoom)
	if err != nil {
		return err
	}
	return b.saveBox(ctx, place, sealed)
}

// KeepTime lets come out, at the start of a day, what was put in before it, and stirs what was written since.
func (b *SuggestionBox) KeepTime(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	today := dayIn(b.now(), b.zone)
	changed := b.stir.takeAll()
	if b.emptied == today && len(changed) == 0 {
		return nil
	}
	places, err := b.places(ctx)
	if err != nil {
		return err
	}
	for _, place := range places {
		if e := b.db.InTx(ctx, func(ctx context.Context) error { return b.empty(ctx, place, today) }); e != nil {
			err = errors.Join(err, e)
		}
	}
	if err == nil {
		b.emptied = today
		err = b.rewrite(ctx, changed)
	}
	return err
}

// empty lets come out of a box what was put in before today, where that is enough or has waited long enough. What stays
// is sealed anew.
func (b *SuggestionBox) empty(ctx context.Context, place, today string) error {
	day, _ := time.Parse(time.DateOnly, today)
	longAgo := day.AddDate(0, 0, -longestWait).Format(time.DateOnly)
	return b.within(ctx, place, func(list []dropped) ([]dropped, error) {
		var ripe, rest []dropped
		due := false
		for _, d := range list {
			if d.On < today {
				ripe, due = append(ripe, d), due || d.On <= longAgo
			} else {
				rest = append(rest, d)
			}
		}
		if len(ripe) == 0 || (len(ripe) < fewest && !due) {
			return list, nil
		}
		return rest, b.bringOut(ctx, place, today, ripe)
	})
}

// bringOut makes rows of suggestions, in the order of their marks, which is by chance.
func (b *SuggestionBox) bringOut(ctx context.Context, place, today string, ripe []dropped) error {
	rows := make([]Suggestion, len(ripe))
	for n, d := range ripe {
		rows[n] = Suggestion{ID: store.NewID(), Revision: 1, Status: New, Place: place, Words: d.Words, Replies: []Reply{}, ReceiptHash: d.Receipt, CameOn: today}
	}
	if err := b.insert(ctx, rows); err != nil {
		return err
	}
	b.db.AfterCommit(ctx, func() { b.tell(place, rows[0].ID) })
	return b.audit.Write(ctx, people.System(), "suggestions.came", "suggestions", place, map[string]any{"found": len(rows)})
}
