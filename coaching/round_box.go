package coaching

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// boxShare is what each rater's answers have room for in a box, in bytes: words that are all escaped, and some more. A
// box is as long as all of them from the beginning, so that its length says nothing.
const boxShare = 16 << 10

// packed seals what a box holds, filled up to a constant length.
func packed(sealer *store.Sealer, content any, size int) (string, error) {
	plain, err := json.Marshal(content)
	if err != nil {
		return "", err
	}
	if fill := size - len(plain); fill > 0 {
		plain = append(plain, bytes.Repeat([]byte(" "), fill)...)
	}
	return sealer.Seal(string(plain)), nil
}

func unpacked(sealer *store.Sealer, sealed string, into any) error {
	plain, err := sealer.Open(sealed)
	if err != nil || plain == "" {
		return err
	}
	return json.Unmarshal([]byte(plain), into)
}

func (r *Rounds) readBox(ctx context.Context, round string) ([]answered, error) {
	sealed, err := r.box(ctx, round)
	if err != nil {
		return nil, err
	}
	var list []answered
	return list, unpacked(r.sealer, sealed, &list)
}

// drop puts one rater's answers into the box, in an order that nobody knows beforehand.
func (r *Rounds) drop(ctx context.Context, rater Rater, said Answers, raters int) error {
	list, err := r.readBox(ctx, rater.RoundID)
	if err != nil {
		return err
	}
	list = append(list, answered{Mark: rand.Text(), Cohort: rater.Cohort, Scores: said.Scores, Comments: said.Comments})
	return r.seal(ctx, rater.RoundID, list, raters)
}

func (r *Rounds) seal(ctx context.Context, round string, list []answered, raters int) error {
	slices.SortFunc(list, func(a, b answered) int { return strings.Compare(a.Mark, b.Mark) })
	sealed, err := packed(r.sealer, list, raters*boxShare)
	if err != nil {
		return err
	}
	return r.saveBox(ctx, round, sealed)
}

// stirAll seals the boxes anew into which something was put since it was last called, the first time all.
func (r *Rounds) stirAll(ctx context.Context) error {
	ids := r.stir.takeAll()
	if !r.begun.Load() {
		open, err := r.open(ctx)
		if err != nil {
			return err
		}
		ids = open
	}
	for _, id := range ids {
		if err := r.db.InTx(ctx, func(ctx context.Context) error { return r.stirOne(ctx, id) }); err != nil {
			r.stir.add(id)
			return err
		}
	}
	r.begun.Store(true)
	return nil
}

func (r *Rounds) stirOne(ctx context.Context, id string) error {
	if err := r.db.Lock(ctx, "round "+id); err != nil {
		return err
	}
	round, err := r.byID(ctx, id)
	if err != nil || round.Status != Open {
		return err
	}
	raters, err := r.raters(ctx, id)
	if err != nil {
		return err
	}
	list, err := r.readBox(ctx, id)
	if err != nil {
		return err
	}
	if err := r.seal(ctx, id, list, len(raters)); err != nil {
		return err
	}
	return r.tick(ctx, id, "")
}

// tidied are the answers as they go into the box, or what is wrong with them.
func (a Answers) tidied() (Answers, error) {
	out := Answers{Scores: map[string]int{}, Comments: map[string]string{}}
	var faults []fault.Field
	for _, p := range Prompts {
		score, there := a.Scores[p.Key]
		switch {
		case !there:
			faults = append(faults, fault.Field{Location: "body.scores", Message: fmt.Sprintf("lacks %s: give 1 to 5, or say can't say", p.Key)})
		case score < 0 || score > 5:
			faults = append(faults, fault.Field{Location: "body.scores", Message: fmt.Sprintf("of %s must be 1 to 5", p.Key)})
		}
		out.Scores[p.Key] = score
	}
	for _, p := range CommentPrompts {
		if length(a.Comments[p.Key]) > maxComment {
			faults = append(faults, fault.Field{Location: "body.comments." + p.Key, Message: fmt.Sprintf("must be at most %d characters", maxComment)})
		}
		out.Comments[p.Key] = cleanText(a.Comments[p.Key])
	}
	if len(faults) > 0 {
		return out, fault.Fields("these answers can't be taken; nothing was kept of them", faults...)
	}
	return out, nil
}
