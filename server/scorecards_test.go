package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"go.yaml.in/yaml/v3"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/scorecards"
)

// draft is a draft of a scorecard as its reader sees it.
type draft struct {
	Scorecard, Name string
	Revision        int64
	BasedOn         int    `json:"based_on"`
	ChangedByName   string `json:"changed_by_name"`
	Changed         bool
	Definition      scorecards.Definition
	Faults          []struct{ Location, Message string }
}

func (c *client) begun(body fields) draft {
	c.s.t.Helper()
	return read[draft](c.s.t, c.must(201, http.MethodPost, "/scorecards", body))
}

func (c *client) kept(d draft) draft {
	c.s.t.Helper()
	return read[draft](c.s.t, c.must(200, http.MethodPut, "/scorecards/"+d.Scorecard+"/draft", fields{"name": d.Name, "definition": d.Definition}, ifMatch(d.Revision)))
}

// builders is a desk with the analyst lyn and the admin ada, who build scorecards.
func builders(t *testing.T, db testkit.Database) (s *site, lyn, ada *client) {
	t.Helper()
	s, _, _ = desk1(t, db)
	s.person("lyn", people.Analyst)
	s.person("ada", people.Admin)
	return s, s.as("lyn"), s.as("ada")
}

// TestAScorecardIsBuiltAndScored builds one by the API, scores with it, changes it and retires it.
func TestAScorecardIsBuiltAndScored(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		s, lyn, ada := builders(t, db)
		sue := s.as("sue")
		d := lyn.begun(fields{"name": "Calm", "template": "de-escalation"})
		if len(d.Faults) != 0 || d.ChangedByName != "lyn" || !d.Changed {
			t.Fatalf("%+v", d)
		}
		d.Definition.Dimensions[0].Questions[0].Weight = 0
		d = ada.kept(d)
		if len(d.Faults) != 1 || d.Faults[0].Location != "definition.dimensions[0].questions[0].weight" || d.ChangedByName != "ada" {
			t.Fatalf("%+v", d.Faults)
		}
		r := lyn.must(422, http.MethodPost, "/scorecards/"+d.Scorecard+"/draft/publish", nil, ifMatch(d.Revision))
		if read[problem](t, r).places() != d.Faults[0].Location {
			t.Errorf("publishing: %s", r)
		}
		lyn.must(404, http.MethodGet, "/scorecards/"+d.Scorecard, nil)
		d.Definition.Dimensions[0].Questions[0].Weight = 2
		d = lyn.kept(d)
		s.theOlderOneLoses(d, ada)
		lyn.must(200, http.MethodPost, "/scorecards/"+d.Scorecard+"/draft/publish", nil, ifMatch(d.Revision))
		lyn.must(404, http.MethodGet, "/scorecards/"+d.Scorecard+"/draft", nil)

		e := read[evaluation](t, sue.must(201, http.MethodPost, "/evaluations", fields{"interaction": s.idOf("c-1"), "scorecard": d.Scorecard}))
		answers := best(card{d.Definition.Dimensions})
		answers[0]["cause"] = d.Definition.Dimensions[0].Questions[0].Causes[0].Key
		e = read[evaluation](t, sue.must(200, http.MethodPut, "/evaluations/"+e.ID+"/answers", fields{"answers": answers}, ifMatch(e.Revision)))
		raw := sue.must(200, http.MethodGet, "/evaluations/"+e.ID, nil)
		if !strings.Contains(string(raw.raw), `"cause":"script"`) || *e.Score.Overall != 100 {
			t.Errorf("scored: %s", raw)
		}
		sue.step(e, "submit", nil)
		s.aSecondVersion(d, lyn, ada)
	})
}

// theOlderOneLoses has somebody keep what they read before another change.
func (s *site) theOlderOneLoses(d draft, by *client) {
	s.t.Helper()
	path := "/scorecards/" + d.Scorecard + "/draft"
	body := fields{"name": "Mine", "definition": d.Definition}
	by.must(412, http.MethodPut, path, body, ifMatch(d.Revision-1))
	by.must(428, http.MethodPut, path, body)
	by.must(428, http.MethodDelete, path, nil)
	by.must(428, http.MethodPost, path+"/publish", nil)
	if now := by.must(200, http.MethodGet, path, nil); read[draft](s.t, now).Name != d.Name || now.header.Get("ETag") != ifMatch(d.Revision)["If-Match"] {
		s.t.Errorf("the draft now: %s", now)
	}
}

type version struct {
	ID          string
	Version     int
	PublishedBy string `json:"published_by_name"`
}

// aSecondVersion changes a published scorecard, goes back to it in its list of versions, and retires it.
func (s *site) aSecondVersion(d draft, lyn, ada *client) {
	t := s.t
	t.Helper()
	at := "/scorecards/" + d.Scorecard
	next := read[draft](t, lyn.must(201, http.MethodPost, at+"/draft", fields{}))
	if again := read[draft](t, ada.must(200, http.MethodPost, at+"/draft", fields{})); again.Revision != 1 || next.Changed {
		t.Errorf("begun again: %+v", again)
	}
	r := lyn.must(409, http.MethodPost, at+"/draft/publish", nil, ifMatch(1))
	if !strings.Contains(string(r.raw), "nothing has changed since version 1") {
		t.Errorf("unchanged: %s", r)
	}
	next.Definition.Dimensions = next.Definition.Dimensions[:4]
	next = lyn.kept(next)
	lyn.must(200, http.MethodPost, at+"/draft/publish", nil, ifMatch(next.Revision))
	versions := read[list[version]](t, lyn.must(200, http.MethodGet, at+"/versions?limit=1", nil))
	rest := read[list[version]](t, s.as("sue").must(200, http.MethodGet, at+"/versions?limit=1&after="+*versions.Next, nil))
	if versions.Items[0].Version != 2 || versions.Items[0].PublishedBy != "lyn" || rest.Items[0].Version != 1 || rest.Items[0].PublishedBy != "" || rest.Next != nil {
		t.Errorf("versions %+v, then %+v", versions, rest)
	}
	first := read[card](t, s.as("sue").must(200, http.MethodGet, "/scorecards/versions/"+rest.Items[0].ID, nil))
	if len(first.Dimensions) != 5 {
		t.Errorf("the first version has changed: %+v", first)
	}
	r = ada.must(409, http.MethodPost, "/scorecards/"+s.scorecard()+"/retire", nil, ifMatch(1))
	if !strings.Contains(string(r.raw), "Every interaction alike") {
		t.Errorf("retired while a plan draws for it: %s", r)
	}
	r = ada.must(200, http.MethodPost, at+"/retire", nil, ifMatch(2))
	if !strings.Contains(string(r.raw), `"retired":true`) || !strings.Contains(string(lyn.must(200, http.MethodGet, "/scorecards", nil).raw), `"retired":true`) {
		t.Errorf("retired: %s", r)
	}
	s.source("crm").tell(s.contact("c-9", "ana")...)
	s.as("sue").must(409, http.MethodPost, "/evaluations", fields{"interaction": s.idOf("c-9"), "scorecard": d.Scorecard})
	ada.must(200, http.MethodPost, at+"/bring-back", nil, ifMatch(3))
	s.as("sue").must(201, http.MethodPost, "/evaluations", fields{"interaction": s.idOf("c-9"), "scorecard": d.Scorecard})
}

// TestAnExportedScorecardComesBack imports what was exported: the same words under new ids, and what is no such file is
// refused by its place.
func TestAnExportedScorecardComesBack(t *testing.T) {
	t.Parallel()
	s, lyn, _ := builders(t, testkit.Open(t, store.SQLite))
	out := s.as("sue").must(200, http.MethodGet, "/scorecards/"+s.scorecard()+"/export", nil)
	file := read[fields](t, out)
	if !strings.HasSuffix(file["$schema"].(string), "/api/v1/scorecards/schema") || !strings.Contains(out.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("exported: %.300s", out.raw)
	}
	d := read[draft](t, lyn.must(201, http.MethodPost, "/scorecards/import", out.raw))
	was, is := s.form().Dimensions[0].Questions[0], d.Definition.Dimensions[0].Questions[0]
	if is.ID == was.ID || is.Text != was.Text || d.BasedOn != 0 || placesIn(d) != "name" {
		t.Errorf("imported: %+v, %v", is, d.Faults)
	}
	s.refusesOtherFiles(file, lyn)
	lyn.must(204, http.MethodDelete, "/scorecards/"+d.Scorecard+"/draft", nil, ifMatch(1))
	if rest := read[list[draft]](t, lyn.must(200, http.MethodGet, "/scorecards/drafts", nil)).Items; len(rest) != 0 {
		t.Errorf("drafts are left: %+v", rest)
	}
}

func placesIn(d draft) string {
	var places []string
	for _, f := range d.Faults {
		places = append(places, f.Location)
	}
	return strings.Join(places, " ")
}

func (s *site) refusesOtherFiles(file fields, by *client) {
	s.t.Helper()
	before := s.dump()
	dimension := func() fields { return file["definition"].(fields)["dimensions"].([]any)[0].(fields) }
	question := func() fields { return dimension()["questions"].([]any)[0].(fields) }
	option := func() fields { return question()["options"].([]any)[0].(fields) }
	for _, one := range []struct {
		place string
		spoil func()
	}{
		{"body.format", func() { file["format"] = 2 }},
		{"body.author", func() { file["author"] = "x" }},
		{"body.name", func() { file["name"] = strings.Repeat("x", 101) }},
		{"body.definition.dimensions[0].colour", func() { dimension()["colour"] = "red" }},
		{"body.definition.dimensions[0].weight", func() { dimension()["weight"] = "heavy" }},
		{"body.definition.dimensions[0].questions[0].critical", func() { question()["critical"] = "very" }},
		{"body.definition.dimensions[0].questions[0].class", func() { question()["class"] = "first" }},
		{"body.definition.dimensions[0].questions[0].shown_if", func() { question()["shown_if"] = "always" }},
		{"body.definition.dimensions[0].questions[0].options[0].points", func() { option()["points"] = nil }},
	} {
		whole, err := json.Marshal(file)
		if err != nil {
			s.t.Fatal(err)
		}
		one.spoil()
		if r := by.call(http.MethodPost, "/scorecards/import", file); r.status != 422 || read[problem](s.t, r).places() != one.place {
			s.t.Errorf("%s: %s", one.place, r)
		}
		clear(file)
		if err := json.Unmarshal(whole, &file); err != nil {
			s.t.Fatal(err)
		}
	}
	if s.dump() != before {
		s.t.Error("something was stored")
	}
}

// TestTheSchemaTakesWhatIsExported checks each template and the standard scorecard against the schema that is served.
func TestTheSchemaTakesWhatIsExported(t *testing.T) {
	t.Parallel()
	s, lyn, _ := builders(t, testkit.Open(t, store.SQLite))
	served := lyn.must(200, http.MethodGet, "/scorecards/schema", nil)
	if kind := served.header.Get("Content-Type"); kind != "application/schema+json" {
		t.Errorf("served as %s", kind)
	}
	var whole struct {
		Defs        map[string]*huma.Schema `yaml:"$defs"`
		huma.Schema `yaml:",inline"`
	}
	if err := yaml.Unmarshal(served.raw, &whole); err != nil { // huma names the parts of a schema for YAML alone
		t.Fatal(err)
	}
	for _, key := range []string{"complaint-handling", "de-escalation", ""} {
		id := s.scorecard()
		if key != "" {
			d := lyn.begun(fields{"name": key, "template": key})
			id = d.Scorecard
			lyn.must(200, http.MethodPost, "/scorecards/"+id+"/draft/publish", nil, ifMatch(1))
		}
		file := read[fields](t, lyn.must(200, http.MethodGet, "/scorecards/"+id+"/export", nil))
		if faults := against(t, whole.Defs, &whole.Schema, file); len(faults) > 0 {
			t.Errorf("%s: %v", key, faults)
		}
		file["definition"].(fields)["colour"] = "red"
		if faults := against(t, whole.Defs, &whole.Schema, file); len(faults) != 1 {
			t.Errorf("%s with what it doesn't have: %v", key, faults)
		}
	}
}

// against checks a value by a schema as it was served.
func against(t *testing.T, parts map[string]*huma.Schema, whole *huma.Schema, value any) []error {
	t.Helper()
	registry := huma.NewMapRegistry("#/$defs/", huma.DefaultSchemaNamer)
	for name, part := range parts {
		registry.Map()[name] = part
		part.PrecomputeMessages()
	}
	whole.PrecomputeMessages()
	var result huma.ValidateResult
	huma.Validate(registry, whole, huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, value, &result)
	return result.Errors
}

// TestARolePlayAsksWhatIsShown marks a role play by a scorecard with conditions: what its answers hide needs none, what
// they show does.
func TestARolePlayAsksWhatIsShown(t *testing.T) {
	t.Parallel()
	s, tom, _, _ := school(t, testkit.Open(t, store.SQLite))
	s.person("lyn", people.Analyst)
	lyn := s.as("lyn")
	d := lyn.begun(fields{"name": "Calm", "template": "de-escalation"})
	lyn.must(200, http.MethodPost, "/scorecards/"+d.Scorecard+"/draft/publish", nil, ifMatch(1))
	module := tom.written("Calm", []fields{{"kind": "role_play", "title": "Play", "role_play": fields{"scenario": "Late", "agent_briefing": "Calm", "scorecard": d.Scorecard, "pass": 0}}})
	l := tom.given(module, "ana")
	for n, want := range []int{422, 201} { // the best answers show what stands on them, the worst hide it
		var seen []fields
		for _, dim := range d.Definition.Dimensions {
			for _, q := range dim.Questions {
				if q.ShownIf != nil {
					continue
				}
				option := q.Options[len(q.Options)-1]
				if n == 1 {
					option = q.Options[0]
				}
				seen = append(seen, fields{"question": q.ID, "option": option.Key})
			}
		}
		if got := tom.call(http.MethodPost, "/assignments/"+l.ID+"/parts/"+l.part()+"/assessment", fields{"answers": seen}, ifMatch(l.Revision)); got.status != want {
			t.Errorf("%s answers: want %d, got %s", []string{"the best", "the worst"}[n], want, got)
		}
	}
}
