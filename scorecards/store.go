package scorecards

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

func (c *Catalogue) first(ctx context.Context) (Scorecard, error) {
	var row Scorecard
	return row, store.Fault(c.db.Conn(ctx).Order("id").Limit(1).Take(&row).Error)
}

func (c *Catalogue) all(ctx context.Context) ([]Published, error) {
	var cards []Scorecard
	if err := c.db.Conn(ctx).Order("name").Limit(1000).Find(&cards).Error; err != nil {
		return nil, store.Fault(err)
	}
	out := make([]Published, len(cards))
	ids := make([]string, len(cards))
	for i, card := range cards {
		out[i].Scorecard, ids[i] = card, card.ID
	}
	newest, err := newestVersions(c.db.Conn(ctx), ids)
	for i := range out {
		out[i].Version = newest[out[i].ID]
	}
	return out, err
}

func (c *Catalogue) one(ctx context.Context, id string) (Published, error) {
	card, err := c.card(ctx, id)
	if err != nil {
		return Published{}, err
	}
	newest, err := newestVersions(c.db.Conn(ctx), []string{id})
	return Published{card, newest[id]}, err
}

func (c *Catalogue) version(ctx context.Context, id string) (p Published, err error) {
	if err := c.db.Conn(ctx).Where("id = ?", id).Take(&p.Version).Error; err != nil {
		return p, store.Fault(err)
	}
	return p, store.Fault(c.db.Conn(ctx).Where("id = ?", p.Version.ScorecardID).Take(&p.Scorecard).Error)
}

func newestVersions(db *gorm.DB, scorecards []string) (map[string]Version, error) {
	out := map[string]Version{}
	if len(scorecards) == 0 {
		return out, nil
	}
	var rows []Version
	err := db.Where("scorecard_id IN ? AND number = (SELECT max(n.number) FROM scorecard_versions n WHERE n.scorecard_id = scorecard_versions.scorecard_id)", scorecards).Find(&rows).Error
	for _, row := range rows {
		out[row.ScorecardID] = row
	}
	return out, store.Fault(err)
}

func (v *Evaluations) publishedVersion(ctx context.Context, scorecard string) (Version, error) {
	newest, err := newestVersions(v.db.Conn(ctx), []string{scorecard})
	if err != nil {
		return Version{}, err
	}
	version, ok := newest[scorecard]
	if !ok {
		return version, fault.Missing()
	}
	return version, nil
}

func (v *Evaluations) versionByID(ctx context.Context, id string) (Version, error) {
	var row Version
	return row, store.Fault(v.db.Conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (v *Evaluations) versionsByID(ctx context.Context, ids []string) (map[string]Version, error) {
	return versionsByID(ctx, v.db, ids)
}

func versionsByID(ctx context.Context, db *store.DB, ids []string) (map[string]Version, error) {
	out := map[string]Version{}
	for _, part := range store.Chunks(slices.Compact(slices.Sorted(slices.Values(ids))), 500) {
		var rows []Version
		if err := db.Conn(ctx).Where("id IN ?", part).Find(&rows).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, row := range rows {
			out[row.ID] = row
		}
	}
	return out, nil
}
