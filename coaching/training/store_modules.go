package training

import (
	"context"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"rater/internal/foundation/store"
)

func (m *Modules) conn(ctx context.Context) *gorm.DB { return m.db.Conn(ctx) }

func (m *Modules) one(ctx context.Context, id string) (Module, error) {
	var row Module
	return row, store.Fault(m.conn(ctx).Where("id = ?", id).Take(&row).Error)
}

func (m *Modules) insert(ctx context.Context, module *Module) error {
	return store.Fault(m.conn(ctx).Create(module).Error)
}

// save writes the module where it is still at the revision, or is Stale.
func (m *Modules) save(ctx context.Context, module *Module, revision int64) error {
	return store.Saved(m.conn(ctx).Model(module).Where("id = ? AND revision = ?", module.ID, revision).Select("*").Omit("ID", "CreatedAt").Updates(module))
}

func (m *Modules) insertVersion(ctx context.Context, v *Version) error {
	return store.Fault(m.conn(ctx).Create(v).Error)
}

func (m *Modules) version(ctx context.Context, module string, number int) (Version, error) {
	var row Version
	return row, store.Fault(m.conn(ctx).Where("module_id = ? AND number = ?", module, number).Take(&row).Error)
}

// page lists modules; who does not see drafts sees each as it was last published.
func (m *Modules) page(ctx context.Context, f ModuleFilter, drafts bool) ([]Module, error) {
	titled, columns := "modules", "modules.*"
	db := m.conn(ctx).Model(&Module{})
	if !drafts {
		titled, columns = "v", "modules.*, v.title, v.summary, v.minutes, v.refresh_months, v.prerequisites"
		db = db.Joins("JOIN module_versions v ON v.module_id = modules.id AND v.number = modules.version")
	}
	db = db.Select(strings.ReplaceAll(columns, "modules.*", listedColumns)).Order("modules.id DESC").Limit(f.Limit)
	if f.Status != "" {
		db = db.Where("modules.status = ?", f.Status)
	}
	if f.Q != "" {
		db = db.Where("lower("+titled+`.title) LIKE ? ESCAPE '\'`, "%"+store.EscapeLike(strings.ToLower(f.Q))+"%")
	}
	if f.After != "" {
		db = db.Where("modules.id < ?", f.After)
	}
	var rows []Module
	return rows, store.Fault(db.Find(&rows).Error)
}

// listedColumns are those of a module that lists show: all but its parts.
const listedColumns = "modules.id, modules.revision, modules.status, modules.version, modules.title, modules.summary, modules.minutes, " +
	"modules.refresh_months, modules.prerequisites, modules.owner_id, modules.created_at, modules.updated_at"

func (m *Modules) titles(ctx context.Context, ids []string) (map[string]string, error) {
	out := make(map[string]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var rows []node
	err := m.conn(ctx).Model(&Module{}).Select("id", "title").Where("id IN ?", ids).Find(&rows).Error
	for _, row := range rows {
		out[row.ID] = row.Title
	}
	return out, store.Fault(err)
}

func (m *Modules) graph(ctx context.Context) (map[string]node, error) {
	var rows []node
	err := m.conn(ctx).Model(&Module{}).Select("id", "title", "status", "prerequisites").Find(&rows).Error
	out := make(map[string]node, len(rows))
	for _, row := range rows {
		out[row.ID] = row
	}
	return out, store.Fault(err)
}

// use says that a version of a module names a medium; version 0 is the draft.
type use struct {
	MediaID  string `gorm:"primaryKey"`
	ModuleID string `gorm:"primaryKey"`
	Version  int    `gorm:"primaryKey;autoIncrement:false"`
}

func (use) TableName() string { return "media_uses" }

func (m *Modules) completeMedia(ctx context.Context, ids []string) (map[string]bool, error) {
	out := map[string]bool{}
	for _, part := range store.Chunks(ids, 500) {
		var found []string
		if err := m.conn(ctx).Model(&Medium{}).Where("id IN ? AND completed_at IS NOT NULL", part).Pluck("id", &found).Error; err != nil {
			return nil, store.Fault(err)
		}
		for _, id := range found {
			out[id] = true
		}
	}
	return out, nil
}

// keepUses notes what the draft or a version names. What the draft named until now is kept for some time from here on.
func (m *Modules) keepUses(ctx context.Context, module *Module, version int) error {
	at := m.conn(ctx).Where("module_id = ? AND version = ?", module.ID, version)
	before := at.Session(&gorm.Session{}).Model(&use{}).Select("media_id")
	if err := m.conn(ctx).Model(&Medium{}).Where("id IN (?)", before).Update("kept_since", store.Millis(m.now())).Error; err != nil {
		return store.Fault(err)
	}
	if err := at.Session(&gorm.Session{}).Delete(&use{}).Error; err != nil {
		return store.Fault(err)
	}
	var uses []use
	for _, id := range module.media() {
		uses = append(uses, use{id, module.ID, version})
	}
	if len(uses) == 0 {
		return nil
	}
	return store.Fault(m.conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&uses, m.db.BatchSize()).Error)
}
