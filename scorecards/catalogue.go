package scorecards

import (
	"context"
	_ "embed"
	"encoding/json"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/people"
)

//go:embed standard.json
var standard []byte

// StandardName is the name of the scorecard that every desk begins with.
const StandardName = "Service quality"

// Catalogue keeps the scorecards, their versions and their drafts.
type Catalogue struct {
	db    *store.DB
	audit *people.Audit
	bus   *events.Bus
	now   func() time.Time
}

// NewCatalogue makes the catalogue of a database.
func NewCatalogue(db *store.DB, audit *people.Audit, bus *events.Bus, now func() time.Time) *Catalogue {
	return &Catalogue{db, audit, bus, now}
}

// Published is a scorecard with its newest version.
type Published struct {
	Scorecard
	Version Version
}

// Standard is the content of the scorecard that every desk begins with.
func Standard() (Definition, error) {
	var d Definition
	return d, json.Unmarshal(standard, &d)
}

// Ensure publishes the standard scorecard where there is none at all, and returns the id of the first that there is.
func (c *Catalogue) Ensure(ctx context.Context) (id string, err error) {
	definition, err := Standard()
	if err != nil {
		return "", err
	}
	err = c.db.InTx(ctx, func(ctx context.Context) error {
		if err := c.db.Lock(ctx, "scorecards"); err != nil {
			return err
		}
		have, err := c.first(ctx)
		if id = have.ID; !fault.Is(err, fault.NotFound) {
			return err
		}
		now := c.now()
		p := Published{Scorecard{ID: store.NewID(), Revision: 1, Name: StandardName, CreatedAt: now},
			Version{ID: store.NewID(), Number: 1, Definition: definition, PublishedAt: now, PublishedBy: people.System().ID}}
		id, p.Version.ScorecardID = p.ID, p.ID
		return c.insertVersion(ctx, &p)
	})
	return id, err
}

// List returns all scorecards with their newest versions, by name.
func (c *Catalogue) List(ctx context.Context) ([]Published, error) { return c.all(ctx) }

// Get returns a scorecard with its newest version.
func (c *Catalogue) Get(ctx context.Context, id string) (Published, error) { return c.one(ctx, id) }

// Version returns any published version by id, with its scorecard.
func (c *Catalogue) Version(ctx context.Context, id string) (Published, error) {
	return c.version(ctx, id)
}
