package scorecards

import (
	"context"
	"errors"
	"strings"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

func (c *Catalogue) card(ctx context.Context, id string) (Scorecard, error) {
	var row Scorecard
	return row, store.Fault(c.db.Conn(ctx).Where("id = ?", id).Take(&row).Error)
}

// saveCard writes the scorecard where it is still at the revision, or is Stale.
func (c *Catalogue) saveCard(ctx context.Context, card *Scorecard, revision int64) error {
	return store.Saved(c.db.Conn(ctx).Model(card).Where("id = ? AND revision = ?", card.ID, revision).Select("*").Omit("ID", "CreatedAt").Updates(card))
}

// insertVersion stores a version, with its scorecard as it is from now on.
func (c *Catalogue) insertVersion(ctx context.Context, p *Published) error {
	if p.Version.Number > 1 {
		if err := c.saveCard(ctx, &p.Scorecard, p.Revision-1); err != nil {
			return err
		}
	} else if err := c.db.Conn(ctx).Create(&p.Scorecard).Error; err != nil {
		return store.Fault(err)
	}
	return store.Fault(c.db.Conn(ctx).Create(&p.Version).Error)
}

func (c *Catalogue) versionPage(ctx context.Context, scorecard string, below, limit int) ([]Version, error) {
	db := c.db.Conn(ctx).Omit("definition").Where("scorecard_id = ?", scorecard).Order("number DESC").Limit(limit)
	if below > 0 {
		db = db.Where("number < ?", below)
	}
	var rows []Version
	return rows, store.Fault(db.Find(&rows).Error)
}

// planOf is the name of an active plan that draws for the scorecard, or empty.
func (c *Catalogue) planOf(ctx context.Context, scorecard string) (string, error) {
	var names []string
	err := c.db.Conn(ctx).Model(&Plan{}).Where("scorecard_id = ? AND active", scorecard).Order("id").Limit(1).Pluck("name", &names).Error
	if err != nil || len(names) == 0 {
		return "", store.Fault(err)
	}
	return names[0], nil
}

func (c *Catalogue) nameTaken(ctx context.Context, name, but string) (bool, error) {
	var n int64
	err := c.db.Conn(ctx).Model(&Scorecard{}).Where("name = ? AND id <> ?", name, but).Count(&n).Error
	return n > 0, store.Fault(err)
}

func (c *Catalogue) draftOf(ctx context.Context, scorecard string) (CardDraft, error) {
	var row CardDraft
	return row, store.Fault(c.db.Conn(ctx).Where("scorecard_id = ?", scorecard).Take(&row).Error)
}

func (c *Catalogue) draftPage(ctx context.Context, after string, limit int) ([]CardDraft, error) {
	db := c.db.Conn(ctx).Omit("definition").Order("scorecard_id DESC").Limit(limit)
	if after != "" {
		db = db.Where("scorecard_id < ?", after)
	}
	var rows []CardDraft
	return rows, store.Fault(db.Find(&rows).Error)
}

func (c *Catalogue) insertDraft(ctx context.Context, d *CardDraft) error {
	return store.Fault(c.db.Conn(ctx).Create(d).Error)
}

// saveDraft writes the draft where it is still at the revision, or is Stale.
func (c *Catalogue) saveDraft(ctx context.Context, d *CardDraft, revision int64) error {
	return store.Saved(c.db.Conn(ctx).Model(d).Where("scorecard_id = ? AND revision = ?", d.ScorecardID, revision).
		Select("Revision", "Name", "Definition", "ChangedBy", "UpdatedAt").Updates(d))
}

// deleteDraft removes the draft where it is still at the revision, or is Stale.
func (c *Catalogue) deleteDraft(ctx context.Context, scorecard string, revision int64) error {
	return store.Saved(c.db.Conn(ctx).Where("scorecard_id = ? AND revision = ?", scorecard, revision).Delete(&CardDraft{}))
}

// inUse is Conflict for a scorecard that is retired.
func inUse(ctx context.Context, db *store.DB, scorecard string) error {
	var n int64
	err := db.Conn(ctx).Model(&Scorecard{}).Where("id = ? AND retired_at IS NOT NULL", scorecard).Count(&n).Error
	if err == nil && n > 0 {
		return fault.New(fault.Conflict, "the scorecard is retired and begins nothing new; choose another one, or have it brought back")
	}
	return store.Fault(err)
}

// ofOthers are those of the questions' ids that a version or a draft of another scorecard has.
func (c *Catalogue) ofOthers(ctx context.Context, scorecard string, ids []string) (map[string]bool, error) {
	found := map[string]bool{}
	if len(ids) == 0 {
		return found, nil
	}
	likely, args := make([]string, len(ids)), make([]any, len(ids))
	for n, id := range ids {
		likely[n], args[n] = `definition LIKE ? ESCAPE '\'`, `%"`+store.EscapeLike(id)+`"%`
	}
	of := func(rows any) error {
		return store.Fault(c.db.Conn(ctx).Select("definition").Where("scorecard_id <> ?", scorecard).Where("("+strings.Join(likely, " OR ")+")", args...).Find(rows).Error)
	}
	var versions []Version
	var drafts []CardDraft
	if err := errors.Join(of(&versions), of(&drafts)); err != nil {
		return nil, err
	}
	mark := func(d *Definition) {
		for id := range d.questions() {
			found[id] = true
		}
	}
	for n := range versions {
		mark(&versions[n].Definition)
	}
	for n := range drafts {
		mark(&drafts[n].Definition)
	}
	return found, nil
}
