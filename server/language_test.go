package server_test

import (
	"net/http"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestQuestionsAreReadInTheReadersLanguage asks for an agenda, suggestions and disputes of a scorecard in two languages.
func TestQuestionsAreReadInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	s, sue, ana := desk1(t, testkit.Open(t, store.SQLite))
	s.person("lyn", people.Analyst)
	lyn, card := s.as("lyn"), s.standard()
	d := read[draft](t, lyn.must(201, http.MethodPost, "/scorecards/"+card.ID+"/draft", fields{}))
	first := d.Definition.Dimensions[0].Questions[0]
	d.Definition.Languages, d.Definition.Texts = []string{"en", "de"}, map[string]map[string]string{"de": {first.ID + ".text": "Auf Deutsch?"}}
	d = read[draft](t, lyn.must(200, http.MethodPut, "/scorecards/"+card.ID+"/draft", fields{"name": d.Name, "definition": d.Definition}, ifMatch(d.Revision)))
	lyn.must(200, http.MethodPost, "/scorecards/"+card.ID+"/draft/publish", nil, ifMatch(d.Revision))
	e := sue.released("c-1")
	ana.contest(e)
	id := sue.planned("ana", 60, fields{"evaluation": e.ID, "question": first.ID, "note": ""}).ID
	for wish, want := range map[string]string{"": first.Text, "de": "Auf Deutsch?", "fr, de-AT;q=0.8, en;q=0.5": "Auf Deutsch?", "en-GB, de;q=0.5": first.Text, "fr": first.Text, ";;q=x": first.Text, "*": first.Text} {
		in := header{"Accept-Language": wish}
		agenda := read[session](t, sue.must(200, http.MethodGet, "/coaching/sessions/"+id, nil, in)).Agenda
		if agenda[0].QuestionText != want {
			t.Errorf("%q: the agenda asks %q", wish, agenda[0].QuestionText)
		}
		type asked struct {
			QuestionText string `json:"question_text"`
		}
		if own := read[list[asked]](t, ana.must(200, http.MethodGet, "/me/disputes", nil, in)).Items; len(own) != 1 || own[0].QuestionText != want {
			t.Errorf("%q: the dispute asks %+v", wish, own)
		}
	}
}
