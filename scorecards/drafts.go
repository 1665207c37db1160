package scorecards

import (
	"context"
	"fmt"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Drafted is a draft with what is to be said of it now.
type Drafted struct {
	CardDraft
	Faults  []fault.Field // what keeps it from being published, the same that publishing would answer
	Changed bool          // says something else than the newest version
	Retired bool
}

// Beginning says what a new scorecard begins with: a template, another scorecard's newest version, or neither.
type Beginning struct {
	Name      string
	Template  string // key
	Scorecard string // id
}

// Write begins a new scorecard, as a draft.
func (c *Catalogue) Write(ctx context.Context, actor people.Actor, b Beginning) (Drafted, error) {
	content, err := c.contentOf(ctx, b)
	if err != nil {
		return Drafted{}, err
	}
	return c.Import(ctx, actor, b.Name, content)
}

func (c *Catalogue) contentOf(ctx context.Context, b Beginning) (Definition, error) {
	switch {
	case b.Template != "" && b.Scorecard != "":
		return Definition{}, fault.In("body.scorecard", "name a template or a scorecard to begin with, not both")
	case b.Template != "":
		return templateOf(b.Template)
	case b.Scorecard != "":
		p, err := c.Get(ctx, b.Scorecard)
		if fault.Is(err, fault.NotFound) {
			return Definition{}, fault.In("body.scorecard", "there is no published scorecard with this id")
		}
		return p.Version.Definition, err
	}
	blank, err := Standard()
	blank.Dimensions = nil
	return blank, err
}

// Import begins a new scorecard with content from elsewhere, whose questions get ids of their own.
func (c *Catalogue) Import(ctx context.Context, actor people.Actor, name string, content Definition) (Drafted, error) {
	content.renew()
	now := c.now()
	draft := CardDraft{ScorecardID: store.NewID(), Revision: 1, ChangedBy: actor.ID, CreatedAt: now, UpdatedAt: now}
	if err := draft.settle(name, content); err != nil {
		return Drafted{}, err
	}
	return c.begin(ctx, actor, draft)
}

func (c *Catalogue) begin(ctx context.Context, actor people.Actor, draft CardDraft) (whole Drafted, err error) {
	err = c.db.InTx(ctx, func(ctx context.Context) error {
		if err := c.insertDraft(ctx, &draft); err != nil {
			return err
		}
		if err := c.audit.Write(ctx, actor, "scorecard.begun", "scorecard", draft.ScorecardID, draft.audited()); err != nil {
			return err
		}
		c.announce(ctx, draft.ScorecardID, actor.ID)
		whole, err = c.whole(ctx, draft)
		return err
	})
	return whole, err
}

func (d *CardDraft) audited() map[string]any {
	return map[string]any{"revision": d.Revision, "name": d.Name, "version": d.BasedOn}
}

// announce tells people, after the commit, that what they read of a scorecard is stale.
func (c *Catalogue) announce(ctx context.Context, id string, people ...string) {
	c.db.AfterCommit(ctx, func() { c.bus.Tell(interactions.Changed("scorecards", id), people...) })
}

// Revise begins a draft of a scorecard with its newest version, or returns the one that there is, made false then.
func (c *Catalogue) Revise(ctx context.Context, actor people.Actor, id string) (draft Drafted, made bool, err error) {
	err = c.db.InTx(ctx, func(ctx context.Context) error {
		if err := c.db.Lock(ctx, "scorecards"); err != nil {
			return err
		}
		draft, err = c.Draft(ctx, id)
		if !fault.Is(err, fault.NotFound) {
			return err
		}
		p, err := c.Get(ctx, id)
		if err != nil {
			return err
		}
		now := c.now()
		made = true
		draft, err = c.begin(ctx, actor, CardDraft{ScorecardID: id, Revision: 1, Name: p.Name, Definition: p.Version.Definition, BasedOn: p.Version.Number,
			ChangedBy: actor.ID, CreatedAt: now, UpdatedAt: now})
		return err
	})
	return draft, made, err
}

// Draft returns the draft of a scorecard, or NotFound.
func (c *Catalogue) Draft(ctx context.Context, id string) (Drafted, error) {
	draft, err := c.draftOf(ctx, id)
	if err != nil {
		return Drafted{}, err
	}
	return c.whole(ctx, draft)
}

// Drafts lists drafts without their content, the newest scorecard first, behind the one of a scorecard.
func (c *Catalogue) Drafts(ctx context.Context, after string, limit int) ([]CardDraft, error) {
	return c.draftPage(ctx, after, limit)
}

// whole adds to a draft what is to be said of it.
func (c *Catalogue) whole(ctx context.Context, draft CardDraft) (Drafted, error) {
	out := Drafted{CardDraft: draft, Changed: true}
	if draft.BasedOn > 0 {
		p, err := c.Get(ctx, draft.ScorecardID)
		if err != nil {
			return out, err
		}
		out.Changed, out.Retired = draft.differs(p), p.RetiredAt != nil
	}
	var f faults
	f.words("name", draft.Name, maxName, true)
	taken, err := c.nameTaken(ctx, draft.Name, draft.ScorecardID)
	if taken {
		f.add("name", "is another scorecard's already")
	}
	f = append(f, draft.Definition.Faults()...)
	out.Faults = f
	return out, err
}

// at is the draft of a scorecard at a revision: NotFound, or Stale.
func (c *Catalogue) at(ctx context.Context, id string, revision int64) (CardDraft, error) {
	draft, err := c.draftOf(ctx, id)
	if err == nil && draft.Revision != revision {
		err = fault.StaleAt(draft.Revision)
	}
	return draft, err
}

// Keep replaces a draft's name and content, which may be incomplete.
func (c *Catalogue) Keep(ctx context.Context, actor people.Actor, id string, revision int64, name string, content Definition) (whole Drafted, err error) {
	err = c.db.InTx(ctx, func(ctx context.Context) error {
		draft, err := c.at(ctx, id, revision)
		if err != nil {
			return err
		}
		before := draft.ChangedBy
		if err := c.checkOwn(ctx, draft, &content); err != nil {
			return err
		}
		if err := draft.settle(name, content); err != nil {
			return err
		}
		draft.Revision, draft.ChangedBy, draft.UpdatedAt = revision+1, actor.ID, c.now()
		if err := c.saveDraft(ctx, &draft, revision); err != nil {
			return err
		}
		if err := c.audit.Write(ctx, actor, "scorecard.changed", "scorecard", id, draft.audited()); err != nil {
			return err
		}
		c.announce(ctx, id, actor.ID, before)
		whole, err = c.whole(ctx, draft)
		return err
	})
	return whole, err
}

// checkOwn holds that a draft names no question of another scorecard: figures follow a question by its id.
func (c *Catalogue) checkOwn(ctx context.Context, draft CardDraft, content *Definition) error {
	known := draft.Definition.questions()
	var added []string
	for id := range content.questions() {
		if known[id] == nil && id != "" {
			added = append(added, id)
		}
	}
	foreign, err := c.ofOthers(ctx, draft.ScorecardID, added)
	if err != nil || len(foreign) == 0 {
		return err
	}
	var f faults
	for i, dim := range content.Dimensions {
		for j, q := range dim.Questions {
			if foreign[q.ID] {
				f.add(fmt.Sprintf("body.definition.dimensions[%d].questions[%d].id", i, j), "is a question of another scorecard; leave it empty, and Rater gives it one of its own")
			}
		}
	}
	return fault.Fields("the draft can't be kept as it is; nothing was changed", f...)
}

// Discard throws a draft away; a scorecard that was never published is gone with it.
func (c *Catalogue) Discard(ctx context.Context, actor people.Actor, id string, revision int64) error {
	return c.db.InTx(ctx, func(ctx context.Context) error {
		draft, err := c.at(ctx, id, revision)
		if err != nil {
			return err
		}
		if err := c.deleteDraft(ctx, id, revision); err != nil {
			return err
		}
		c.announce(ctx, id, actor.ID, draft.ChangedBy)
		return c.audit.Write(ctx, actor, "scorecard.discarded", "scorecard", id, draft.audited())
	})
}
