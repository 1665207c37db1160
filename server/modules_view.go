package server

import (
	"context"

	"rater/coaching/training"
	"rater/internal/interactions"
	"rater/internal/people"
)

// TrainingModuleSummary is a module as lists show it.
type TrainingModuleSummary struct {
	ID            string             `json:"id"`
	Revision      int64              `json:"revision"`
	Status        string             `json:"status" enum:"draft,published,retired"`
	Version       int                `json:"version" doc:"the newest that was published, 0 for none"`
	Title         string             `json:"title"`
	Summary       string             `json:"summary"`
	Minutes       int                `json:"minutes" doc:"that it takes, estimated"`
	RefreshMonths int                `json:"refresh_months" doc:"after which it is due again, 0 for never"`
	Prerequisites []Named            `json:"prerequisites" nullable:"false"`
	Owner         string             `json:"owner"`
	OwnerName     string             `json:"owner_name"`
	CreatedAt     interactions.Stamp `json:"created_at" format:"date-time"`
	UpdatedAt     interactions.Stamp `json:"updated_at" format:"date-time"`
	May           training.ModuleMay `json:"may"`
}

// TrainingModule is the whole of a module, as its every change answers it.
type TrainingModule struct {
	TrainingModuleSummary
	Parts      []training.ModulePart `json:"parts" nullable:"false"`
	PlacesLeft *int                  `json:"places_left,omitempty" doc:"in its published workshops; none where it has none"`
}

// summariseModules shows modules with the names of people and of other modules, for which it asks once.
func (a *API) summariseModules(ctx context.Context, actor people.Actor, rows []training.Module) ([]TrainingModuleSummary, error) {
	var users, modules []string
	for _, m := range rows {
		users, modules = append(users, m.OwnerID), append(modules, m.Prerequisites...)
	}
	names, err := a.names(ctx, actor, users, nil)
	if err != nil {
		return nil, err
	}
	titles, err := a.d.Modules.Titles(ctx, modules)
	views := make([]TrainingModuleSummary, len(rows))
	for n, m := range rows {
		views[n] = TrainingModuleSummary{ID: m.ID, Revision: m.Revision, Status: m.Status, Version: m.Version, Title: m.Title, Summary: m.Summary, Minutes: m.Minutes,
			RefreshMonths: m.RefreshMonths, Prerequisites: named(m.Prerequisites, titles), Owner: m.OwnerID, OwnerName: names.users[m.OwnerID],
			CreatedAt: interactions.At(m.CreatedAt), UpdatedAt: interactions.At(m.UpdatedAt), May: m.May(actor)}
	}
	return views, err
}

func named(ids []string, names map[string]string) []Named {
	list := make([]Named, len(ids))
	for n, id := range ids {
		list[n] = Named{id, names[id]}
	}
	return list
}

type moduleOut struct {
	ETag string `header:"ETag"`
	Body TrainingModule
}

func (a *API) showModule(ctx context.Context, actor people.Actor, m training.Module, err error) (*moduleOut, error) {
	if err != nil {
		return nil, err
	}
	views, err := a.summariseModules(ctx, actor, []training.Module{m})
	if err != nil {
		return nil, err
	}
	left, err := a.d.Assignments.PlacesLeft(ctx, m)
	return &moduleOut{etag(m.Revision), TrainingModule{views[0], m.Parts, left}}, err
}
