package server

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"rater/internal/people"
	"rater/scorecards"
)

// ScorecardFile is a scorecard as it is exported and imported.
type ScorecardFile struct {
	Schema     string                `json:"$schema,omitempty" maxLength:"512" doc:"where the schema of this file is"`
	Format     int                   `json:"format" minimum:"1" maximum:"1" doc:"the version of this format"`
	Name       string                `json:"name" maxLength:"100"`
	Definition scorecards.Definition `json:"definition"`
}

const (
	scorecardFormat = 1
	schemaPath      = "/scorecards/schema"
)

type exportOut struct {
	ContentDisposition string `header:"Content-Disposition"`
	Body               ScorecardFile
}

func (a *API) exportScorecard(ctx context.Context, _ people.Actor, in *IDIn) (*exportOut, error) {
	return a.exported(a.d.Catalogue.Get(ctx, in.ID))
}

func (a *API) exportVersion(ctx context.Context, _ people.Actor, in *IDIn) (*exportOut, error) {
	return a.exported(a.d.Catalogue.Version(ctx, in.ID))
}

func (a *API) exported(p scorecards.Published, err error) (*exportOut, error) {
	return &exportOut{`attachment; filename="scorecard.json"`, ScorecardFile{a.d.Config.Origin() + base + schemaPath, scorecardFormat, p.Name, p.Version.Definition}}, err
}

type importIn struct{ Body ScorecardFile }

func (a *API) importScorecard(ctx context.Context, actor people.Actor, in *importIn) (*scorecardDraftOut, error) {
	d, err := a.d.Catalogue.Import(ctx, actor, in.Body.Name, in.Body.Definition)
	return a.showDraft(ctx, actor, d, http.StatusCreated, err)
}

const schemaType = "application/schema+json"

// jsonSchema describes a route that answers a JSON Schema.
func jsonSchema(op *huma.Operation) {
	op.Responses = map[string]*huma.Response{strconv.Itoa(http.StatusOK): {Description: "A JSON Schema, draft 2020-12",
		Content: map[string]*huma.MediaType{schemaType: {Schema: &huma.Schema{Type: huma.TypeObject}}}}}
}

type schemaOut struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

// scorecardSchema is made of the types that an import is read into.
func (a *API) scorecardSchema(context.Context, people.Actor, *struct{}) (*schemaOut, error) {
	parts := huma.NewMapRegistry("#/$defs/", huma.DefaultSchemaNamer)
	whole := huma.SchemaFromType(parts, reflect.TypeFor[ScorecardFile]())
	text, err := json.MarshalIndent(map[string]any{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": a.d.Config.Origin() + base + schemaPath,
		"title": "A scorecard of Rater", "type": whole.Type, "properties": whole.Properties, "required": whole.Required, "additionalProperties": false, "$defs": parts.Map()}, "", "  ")
	return &schemaOut{schemaType, text}, err
}

type templateView struct {
	Key       string `json:"key"`
	Name      string `json:"name"`
	About     string `json:"about"`
	Questions int    `json:"questions"`
}

func (a *API) scorecardTemplates(_ context.Context, _ people.Actor, in *pagingIn) (*body[page[templateView]], error) {
	all, err := scorecards.Templates()
	if err != nil {
		return nil, err
	}
	return window(all, in.Paging, func(t scorecards.Template) string { return t.Key },
		func(t scorecards.Template) templateView {
			return templateView{t.Key, t.Name, t.About, t.Definition.Count()}
		})
}
