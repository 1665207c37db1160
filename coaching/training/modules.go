package training

import (
	"context"
	"slices"
	"time"

	"rater/internal/foundation/events"
	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/internal/interactions"
	"rater/internal/people"
	"rater/scorecards"
)

// Modules writes, publishes and finds modules.
type Modules struct {
	db     *store.DB
	users  *people.Users
	record *interactions.Record
	cards  *scorecards.Catalogue
	audit  *people.Audit
	bus    *events.Bus
	now    func() time.Time
}

// NewModules makes the modules of a database.
func NewModules(db *store.DB, users *people.Users, record *interactions.Record, cards *scorecards.Catalogue, audit *people.Audit, bus *events.Bus, now func() time.Time) *Modules {
	return &Modules{db, users, record, cards, audit, bus, now}
}

// Write begins a module, as a draft of the actor.
func (m *Modules) Write(ctx context.Context, actor people.Actor, c Content) (Module, error) {
	now := m.now()
	module := Module{ID: store.NewID(), Revision: 1, Status: Draft, OwnerID: actor.ID, CreatedAt: now, UpdatedAt: now}
	err := m.db.InTx(ctx, func(ctx context.Context) error {
		if err := m.settle(ctx, &module, c, nil); err != nil {
			return err
		}
		if err := m.insert(ctx, &module); err != nil {
			return err
		}
		if err := m.keepUses(ctx, &module, 0); err != nil {
			return err
		}
		return m.note(ctx, actor, &module, "written")
	})
	return module, err
}

// settle gives the module content that was checked: by itself, and against what it names.
func (m *Modules) settle(ctx context.Context, module *Module, c Content, before map[string]time.Time) error {
	c.clean()
	if c.Prerequisites == nil {
		c.Prerequisites = []string{}
	}
	if c.Parts == nil {
		c.Parts = []ModulePart{}
	}
	f := c.check(before, m.now())
	if len(f) == 0 {
		for _, look := range []func(context.Context, *Module, *Content) (faults, error){m.checkMedia, m.checkScorecards, m.checkPrerequisites} {
			found, err := look(ctx, module, &c)
			if err != nil {
				return err
			}
			f = append(f, found...)
		}
	}
	module.Content = c
	return f.err("the module can't be kept as it is")
}

// note writes the audit row of a change in its transaction, and announces it after the commit.
func (m *Modules) note(ctx context.Context, actor people.Actor, module *Module, what string) error {
	message, owner := interactions.Changed("training", module.ID), module.OwnerID
	m.db.AfterCommit(ctx, func() { m.bus.Tell(message, owner, actor.ID) })
	return m.audit.Write(ctx, actor, "module."+what, "module", module.ID, map[string]any{"revision": module.Revision, "status": module.Status, "version": module.Version})
}

// change runs a step of a module: at this revision, by the rule, saved with its audit row in one transaction.
func (m *Modules) change(ctx context.Context, actor people.Actor, id string, revision int64, what string, rule func(context.Context, *Module) error) (Module, error) {
	var module Module
	err := m.db.InTx(ctx, func(ctx context.Context) (err error) {
		if module, err = m.one(ctx, id); err != nil {
			return err
		}
		if module.Revision != revision {
			return fault.StaleAt(module.Revision)
		}
		if err := rule(ctx, &module); err != nil {
			return err
		}
		module.Revision, module.UpdatedAt = revision+1, m.now()
		if err := m.save(ctx, &module, revision); err != nil {
			return err
		}
		return m.note(ctx, actor, &module, what)
	})
	return module, err
}

// Change changes a module's draft; what was published stays as it is.
func (m *Modules) Change(ctx context.Context, actor people.Actor, id string, revision int64, changes Changes) (Module, error) {
	return m.change(ctx, actor, id, revision, "changed", func(ctx context.Context, module *Module) error {
		if err := m.settle(ctx, module, module.apply(changes), module.workshops()); err != nil {
			return err
		}
		return m.keepUses(ctx, module, 0)
	})
}

// Publish makes the next version of the draft, which is checked once more as a whole.
func (m *Modules) Publish(ctx context.Context, actor people.Actor, id string, revision int64) (Module, error) {
	return m.change(ctx, actor, id, revision, "published", func(ctx context.Context, module *Module) error {
		if err := m.settle(ctx, module, module.Content, nil); err != nil {
			return err
		}
		version, err := module.Publish(actor.ID, m.now())
		if err != nil {
			return err
		}
		if err := m.insertVersion(ctx, &version); err != nil {
			return err
		}
		return m.keepUses(ctx, module, version.Number)
	})
}

// Retire ends a published module.
func (m *Modules) Retire(ctx context.Context, actor people.Actor, id string, revision int64) (Module, error) {
	return m.change(ctx, actor, id, revision, "retired", func(_ context.Context, module *Module) error { return module.Retire() })
}

// Get returns a module: to who writes modules with its draft, to others as it was last published, or NotFound.
func (m *Modules) Get(ctx context.Context, actor people.Actor, id string) (Module, error) {
	module, err := m.one(ctx, id)
	if err != nil || actor.May(people.ModulesWrite) {
		return module, err
	}
	if module.Version == 0 {
		return module, fault.Missing()
	}
	version, err := m.version(ctx, id, module.Version)
	module.Content = version.Content
	return module, err
}

// Preview returns the draft as its agents will see it.
func (m *Modules) Preview(ctx context.Context, id string) (Module, error) {
	module, err := m.one(ctx, id)
	module.Parts = forAgent(module.Parts, id)
	return module, err
}

// ModuleFilter narrows a list of modules; empty parts don't.
type ModuleFilter struct {
	Status, Q, After string
	Limit            int
}

// List returns modules without their parts, the newest first; drafts to who writes them.
func (m *Modules) List(ctx context.Context, actor people.Actor, f ModuleFilter) ([]Module, error) {
	return m.page(ctx, f, actor.May(people.ModulesWrite))
}

// May says what the actor can do with the module now.
func (m *Module) May(actor people.Actor) ModuleMay {
	writes := actor.May(people.ModulesWrite)
	return ModuleMay{Change: writes, Publish: writes, Retire: writes && m.Status == Published,
		Assign: m.Status == Published && actor.May(people.AssignmentsWrite)}
}

// Titles returns the titles of modules by id, as they were last kept.
func (m *Modules) Titles(ctx context.Context, ids []string) (map[string]string, error) {
	return m.titles(ctx, slices.Compact(slices.Sorted(slices.Values(ids))))
}
