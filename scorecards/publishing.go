package scorecards

import (
	"context"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

// Publish makes a draft the next version of its scorecard, which never changes, and ends the draft. Invalid names what
// keeps it from being published, Conflict says that nothing has changed or that the scorecard is retired.
func (c *Catalogue) Publish(ctx context.Context, actor people.Actor, id string, revision int64) (p Published, err error) {
	err = c.db.InTx(ctx, func(ctx context.Context) error {
		if err := c.db.Lock(ctx, "scorecards"); err != nil {
			return err
		}
		draft, err := c.at(ctx, id, revision)
		if err != nil {
			return err
		}
		whole, err := c.whole(ctx, draft)
		if err != nil {
			return err
		}
		if err := whole.publishable(); err != nil {
			return err
		}
		if p, err = c.publish(ctx, actor, draft); err != nil {
			return err
		}
		c.announce(ctx, id, actor.ID, draft.ChangedBy)
		return c.audit.Write(ctx, actor, "scorecard.published", "scorecard", id, map[string]any{"name": p.Name, "version": p.Version.Number})
	})
	return p, err
}

func (d *Drafted) publishable() error {
	switch {
	case d.Retired:
		return fault.New(fault.Conflict, "the scorecard is retired; bring it back before another version of it is published")
	case len(d.Faults) > 0:
		return fault.Fields("the draft can't be published as it is", d.Faults...)
	case !d.Changed:
		return fault.New(fault.Conflict, "nothing has changed since version %d; discard the draft, or change something first", d.BasedOn)
	}
	return nil
}

// publish stores the version, and the scorecard where there is none yet.
func (c *Catalogue) publish(ctx context.Context, actor people.Actor, draft CardDraft) (Published, error) {
	now := c.now()
	p := Published{Scorecard{ID: draft.ScorecardID, Revision: 1, CreatedAt: now}, Version{ID: store.NewID(), ScorecardID: draft.ScorecardID, Number: draft.BasedOn + 1,
		Definition: draft.Definition, PublishedAt: now, PublishedBy: actor.ID}}
	if draft.BasedOn > 0 {
		have, err := c.card(ctx, draft.ScorecardID)
		if err != nil {
			return p, err
		}
		p.Scorecard = have
		p.Revision++
	}
	p.Name = draft.Name
	if err := c.insertVersion(ctx, &p); err != nil {
		return p, err
	}
	return p, c.deleteDraft(ctx, draft.ScorecardID, draft.Revision)
}

// Retire takes a scorecard out of use: it begins no evaluations and no plans, and what was begun with it goes on.
// Conflict names the plan that still draws for it.
func (c *Catalogue) Retire(ctx context.Context, actor people.Actor, id string, revision int64) (Published, error) {
	return c.move(ctx, id, revision, func(ctx context.Context, card *Scorecard, now time.Time) error {
		if card.RetiredAt != nil {
			return fault.New(fault.Conflict, "the scorecard is retired already")
		}
		if err := c.db.Lock(ctx, "plans"); err != nil {
			return err
		}
		plan, err := c.planOf(ctx, id)
		if err != nil {
			return err
		}
		if plan != "" {
			return fault.New(fault.Conflict, "the sampling plan «%s» draws for this scorecard; end it, or give it another scorecard, before this one is retired", plan)
		}
		card.RetiredAt = &now
		c.announce(ctx, id, actor.ID)
		return c.audit.Write(ctx, actor, "scorecard.retired", "scorecard", id, map[string]any{"revision": revision + 1})
	})
}

// BringBack takes a retired scorecard into use again.
func (c *Catalogue) BringBack(ctx context.Context, actor people.Actor, id string, revision int64) (Published, error) {
	return c.move(ctx, id, revision, func(ctx context.Context, card *Scorecard, _ time.Time) error {
		if card.RetiredAt == nil {
			return fault.New(fault.Conflict, "the scorecard is in use; there is nothing to bring back")
		}
		card.RetiredAt = nil
		c.announce(ctx, id, actor.ID)
		return c.audit.Write(ctx, actor, "scorecard.brought_back", "scorecard", id, map[string]any{"revision": revision + 1})
	})
}

// move changes a scorecard at this revision, by the rule.
func (c *Catalogue) move(ctx context.Context, id string, revision int64, rule func(context.Context, *Scorecard, time.Time) error) (p Published, err error) {
	err = c.db.InTx(ctx, func(ctx context.Context) error {
		if p, err = c.Get(ctx, id); err != nil {
			return err
		}
		if p.Revision != revision {
			return fault.StaleAt(p.Revision)
		}
		if err := rule(ctx, &p.Scorecard, c.now()); err != nil {
			return err
		}
		p.Revision++
		return c.saveCard(ctx, &p.Scorecard, revision)
	})
	return p, err
}

// Versions lists the versions of a scorecard without their content, the newest first, those below a number; 0 for all.
func (c *Catalogue) Versions(ctx context.Context, id string, below, limit int) ([]Version, error) {
	if _, err := c.card(ctx, id); err != nil {
		return nil, err
	}
	return c.versionPage(ctx, id, below, limit)
}
