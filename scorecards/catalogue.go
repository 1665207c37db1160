package scorecards

import (
	"context"
	_ "embed"
	"encoding/json"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

//go:embed standard.json
var standard []byte

// StandardName is the name of the scorecard that every desk begins with.
const StandardName = "Service quality"

// Catalogue keeps the scorecards and their versions.
type Catalogue struct {
	db  *store.DB
	now func() time.Time
}

// NewCatalogue makes the catalogue of a database.
func NewCatalogue(db *store.DB, now func() time.Time) *Catalogue { return &Catalogue{db, now} }

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

// Ensure publishes the standard scorecard unless it is there, and returns its id.
func (c *Catalogue) Ensure(ctx context.Context) (id string, err error) {
	definition, err := Standard()
	if err != nil {
		return "", err
	}
	err = c.db.InTx(ctx, func(ctx context.Context) error {
		if err := c.db.Lock(ctx, "scorecards"); err != nil {
			return err
		}
		have, err := c.byName(ctx, StandardName)
		if err == nil {
			id = have.ID
			return nil
		}
		if !fault.Is(err, fault.NotFound) {
			return err
		}
		now := c.now()
		card := Scorecard{ID: store.NewID(), Name: StandardName, CreatedAt: now}
		id = card.ID
		return c.insert(ctx, &card, &Version{ID: store.NewID(), ScorecardID: card.ID, Number: 1, Definition: definition, PublishedAt: now})
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
