package training

import (
	"time"

	"rater/internal/foundation/fault"
)

// The states of a module.
const (
	Draft     = "draft"
	Published = "published"
	Retired   = "retired"
)

// Content is what a module says: its draft, or one published version.
type Content struct {
	Title         string       `json:"title"`
	Summary       string       `json:"summary"`
	Minutes       int          `json:"minutes"`                                   // that it takes, estimated
	RefreshMonths int          `json:"refresh_months"`                            // after which it is due again, 0 for never
	Prerequisites []string     `json:"prerequisites" gorm:"serializer:json"`      // ids of modules
	Parts         []ModulePart `json:"parts" gorm:"serializer:json;column:parts"` // in their order
}

// Module is learning content. Its own Content is the draft, which changes; Version counts what was published.
type Module struct {
	ID        string `gorm:"primaryKey"`
	Revision  int64
	Status    string
	Version   int // 0 for never published
	Content   `gorm:"embedded"`
	OwnerID   string
	CreatedAt time.Time `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt time.Time `gorm:"serializer:millis;autoUpdateTime:false"`
}

// Version is a published state of a module; it never changes.
type Version struct {
	ModuleID    string `gorm:"primaryKey"`
	Number      int    `gorm:"primaryKey;autoIncrement:false"`
	Content     `gorm:"embedded"`
	PublishedBy string
	PublishedAt time.Time `gorm:"serializer:millis"`
}

// TableName is where versions lie.
func (Version) TableName() string { return "module_versions" }

// Part finds a part by id.
func (c *Content) Part(id string) (*ModulePart, int, bool) {
	for n := range c.Parts {
		if c.Parts[n].ID == id {
			return &c.Parts[n], n, true
		}
	}
	return nil, 0, false
}

// Changes are the parts of a draft to change; nil leaves a part as it is.
type Changes struct {
	Title         *string
	Summary       *string
	Minutes       *int
	RefreshMonths *int
	Prerequisites *[]string
	Parts         *[]ModulePart
}

// apply is the content with the changes.
func (c Content) apply(changes Changes) Content {
	put(&c.Title, changes.Title)
	put(&c.Summary, changes.Summary)
	put(&c.Minutes, changes.Minutes)
	put(&c.RefreshMonths, changes.RefreshMonths)
	put(&c.Prerequisites, changes.Prerequisites)
	put(&c.Parts, changes.Parts)
	return c
}

func put[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// Publish makes the next version of the draft, which was checked.
func (m *Module) Publish(by string, now time.Time) (Version, error) {
	if len(m.Parts) == 0 {
		return Version{}, fault.In("body.parts", "a module needs at least one part before it is published")
	}
	if m.Minutes == 0 {
		return Version{}, fault.In("body.minutes", "say how many minutes it takes before it is published")
	}
	m.Version, m.Status = m.Version+1, Published
	return Version{ModuleID: m.ID, Number: m.Version, Content: m.Content, PublishedBy: by, PublishedAt: now}, nil
}

// Retire ends a published module: it is assigned no more, and who has it may finish it.
func (m *Module) Retire() error {
	if m.Status != Published {
		return fault.New(fault.Conflict, "only a published module can be retired; this one is %s", m.Status)
	}
	m.Status = Retired
	return nil
}

// ModuleMay is what somebody can do with a module now.
type ModuleMay struct {
	Change  bool `json:"change"`
	Publish bool `json:"publish"`
	Retire  bool `json:"retire"`
	Assign  bool `json:"assign"`
}
