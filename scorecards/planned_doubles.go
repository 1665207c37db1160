package scorecards

import (
	"context"
	"errors"
	"slices"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// doubledAtOnce is how many drawn samples one call has scored a second time.
const doubledAtOnce = 100

// DoubleDrawn asks for the second evaluation of samples that their plan drew for one, once the first is submitted: of who
// may give it by the rules of Double, so of another team than the first, the one with the fewest drafts. It returns how
// many it looked at; where nobody may, the sample is asked for no more, and its log says so.
func (v *Evaluations) DoubleDrawn(ctx context.Context) (int, error) {
	rows, err := v.toDouble(ctx, doubledAtOnce)
	for _, s := range rows {
		if e := v.db.InTx(ctx, func(ctx context.Context) error { return v.doubleSample(ctx, s) }); e != nil && !fault.Is(e, fault.NotFound) {
			err = errors.Join(err, e)
		}
	}
	return len(rows), err
}

func (v *Evaluations) doubleSample(ctx context.Context, s Sample) error {
	if err := lockSamples(ctx, v.db, s.InteractionID); err != nil {
		return err
	}
	e, err := v.firstOf(ctx, s.ID)
	if err != nil {
		return err
	}
	why := ""
	switch err := v.doublable(ctx, &e); {
	case fault.Is(err, fault.Conflict):
		why = "asked for by hand already"
	case err != nil:
		return err
	default:
		if why, err = v.askSomebody(ctx, &e, s.ID); err != nil {
			return err
		}
	}
	return v.noteDouble(ctx, s, why)
}

// askSomebody says why nobody was asked, empty where somebody was; who gave the sample up before is not asked again.
func (v *Evaluations) askSomebody(ctx context.Context, e *Evaluation, sample string) (string, error) {
	able, err := v.seconds(ctx, e)
	if err != nil {
		return "", err
	}
	gaveUp, err := v.gaveUp(ctx, sample)
	if err != nil {
		return "", err
	}
	able = slices.DeleteFunc(able, func(u people.User) bool { return slices.Contains(gaveUp, u.ID) })
	if len(able) == 0 {
		return "nobody of another team may score it", nil
	}
	ids := make([]string, len(able))
	for n, u := range able {
		ids[n] = u.ID
	}
	drafts, err := v.openDrafts(ctx, ids)
	if err != nil {
		return "", err
	}
	least := slices.MinFunc(ids, func(a, b string) int { return drafts[a] - drafts[b] })
	_, err = v.ask(ctx, people.System(), e, least)
	return "", err
}

// askAgain has somebody else asked for the second evaluation of a sample that a plan drew for one, whose draft is gone.
func (v *Evaluations) askAgain(ctx context.Context, actor people.Actor, e *Evaluation) error {
	first, err := v.byID(ctx, *e.DoubleOf)
	if err != nil || first.SampleID == nil {
		return err
	}
	if err := v.undouble(ctx, *first.SampleID); err != nil {
		return err
	}
	return logSample(ctx, v.db, sampleEvent{store.NewID(), *first.SampleID, v.now(), actor.ID, gaveUpDouble, "", ""})
}
