package scorecards_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
	"rater/scorecards"
)

// form is a definition that can be published: the questions a, b, which stands on a, and c.
func form() scorecards.Definition {
	scale := func() []scorecards.Option {
		return []scorecards.Option{{Key: "no", Label: "No", Describes: "not at all"}, {Key: "partly", Label: "Partly", Points: 0.5, Describes: "some"}, {Key: "yes", Label: "Yes", Points: 1, Describes: "all"}}
	}
	a := scorecards.Question{ID: "00000000-0000-4000-8000-00000000000a", Key: "a", Text: "A?", Weight: 1, Critical: scorecards.NotCritical, NA: true, Options: scale(),
		CommentBelow: "yes", EvidenceBelow: "partly", Causes: []scorecards.Cause{{Key: "time", Name: "No time"}}}
	b := scorecards.Question{ID: "00000000-0000-4000-8000-00000000000b", Key: "b", Text: "B?", Weight: 2, Critical: scorecards.FailAll, Class: scorecards.ComplianceCritical, Options: scale(),
		ShownIf: &scorecards.Condition{Question: a.ID, Options: []string{"partly", "yes"}}}
	b.Options[0].Fails = true
	c := scorecards.Question{ID: "00000000-0000-4000-8000-00000000000c", Key: "c", Text: "C?", Weight: 1, Critical: scorecards.NotCritical, NA: true, NAChannels: []string{"email"}, Options: scale()}
	return scorecards.Definition{Languages: []string{"en", "de"}, Texts: map[string]map[string]string{"de": {"name": "Probe", a.ID + ".text": "A auf Deutsch?", "empathy.name": "Empathie", a.ID + ".options.no.label": "Nein"}},
		Dimensions: []scorecards.Dimension{{Key: "empathy", Name: "Empathy", Weight: 1, Questions: []scorecards.Question{a, b}}, {Key: "assurance", Name: "Assurance", Weight: 2, Questions: []scorecards.Question{c}}},
		Grades:     []scorecards.Grade{{Key: "below", Name: "Below"}, {Key: "meets", Name: "Meets", From: 60}, {Key: "exceeds", Name: "Exceeds", From: 90}}}
}

func placesOf(list []fault.Field) string {
	var places []string
	for _, f := range list {
		places = append(places, strings.TrimPrefix(f.Location, "definition."))
	}
	return strings.Join(places, " ")
}

const q = "dimensions[0].questions[0]"

// spoilt is one thing wrong at a time, and the place at which it is named.
var spoilt = map[string]struct {
	spoil func(d *scorecards.Definition)
	want  string
}{
	"no dimension":                  {func(d *scorecards.Definition) { d.Dimensions, d.Texts = nil, nil }, "dimensions"},
	"a dimension without questions": {func(d *scorecards.Definition) { d.Dimensions[1].Questions = nil }, "dimensions[1].questions"},
	"a foreign dimension":           {func(d *scorecards.Definition) { d.Dimensions[1].Key = "speed" }, "dimensions[1].key"},
	"a dimension twice":             {func(d *scorecards.Definition) { d.Dimensions[1].Key = "empathy" }, "dimensions[1].key"},
	"a dimension without a name":    {func(d *scorecards.Definition) { d.Dimensions[1].Name = " " }, "dimensions[1].name"},
	"a dimension without weight":    {func(d *scorecards.Definition) { d.Dimensions[0].Weight = 0 }, "dimensions[0].weight"},
	"a note of no channel":          {func(d *scorecards.Definition) { d.Dimensions[0].ChannelNotes = map[string]string{"fax": "x"} }, "dimensions[0].channel_notes.fax"},
	"a weight below zero":           {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Weight = -1 }, q + ".weight"},
	"a weight that is none":         {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Weight = math.NaN() }, q + ".weight"},
	"a weight without end":          {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Weight = math.Inf(1) }, q + ".weight"},
	"a weight over the bound":       {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Weight = 100.5 }, q + ".weight"},
	"an id that is none":            {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].ID = "7" }, "dimensions[1].questions[0].id"},
	"an id twice":                   {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].ID = d.Dimensions[0].Questions[0].ID }, "dimensions[1].questions[0].id"},
	"a key twice":                   {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].Key = "a" }, "dimensions[1].questions[0].key"},
	"a key with capitals":           {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Key = "A b" }, q + ".key"},
	"a usual level that is none":    {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Usual = "often" }, q + ".usual"},
	"no text":                       {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Text = "" }, q + ".text"},
	"a text that is too long":       {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Text = strings.Repeat("é", 501) }, q + ".text"},
	"one option": {func(d *scorecards.Definition) {
		d.Dimensions[1].Questions[0].Options = d.Dimensions[1].Questions[0].Options[:1]
	},
		"dimensions[1].questions[0].options"},
	"two options with one key": {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].Options[1].Key = "no" }, "dimensions[1].questions[0].options[1].key"},
	"an option called N/A":     {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].Options[1].Key = "na" }, "dimensions[1].questions[0].options[1].key"},
	"points above one":         {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].Options[2].Points = 1.5 }, "dimensions[1].questions[0].options[2].points"},
	"points that don't rise":   {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].Options[1].Points = 0 }, "dimensions[1].questions[0].options[1].points"},
	"points that are none":     {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].Options[0].Points = math.NaN() }, "dimensions[1].questions[0].options[0].points"},
	"a level without words":    {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].Options[1].Describes = "" }, "dimensions[1].questions[0].options[1].describes"},
	"a level without a label":  {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].Options[1].Label = "" }, "dimensions[1].questions[0].options[1].label"},
	"a phrase of nothing":      {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].Options[0].Phrases = []string{"Ask", " "} }, "dimensions[1].questions[0].options[0].phrases[1]"},
	"a phrase that is too long": {func(d *scorecards.Definition) {
		d.Dimensions[1].Questions[0].Options[0].Phrases = []string{strings.Repeat("x", 501)}
	}, "dimensions[1].questions[0].options[0].phrases[0]"},
	"critical without failing":  {func(d *scorecards.Definition) { d.Dimensions[0].Questions[1].Options[0].Fails = false }, "dimensions[0].questions[1].options"},
	"failing without critical":  {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Options[0].Fails = true }, q + ".critical"},
	"no class":                  {func(d *scorecards.Definition) { d.Dimensions[0].Questions[1].Class = "" }, "dimensions[0].questions[1].class"},
	"a class of none":           {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Class = "customer" }, q + ".class"},
	"critical of no kind":       {func(d *scorecards.Definition) { d.Dimensions[0].Questions[1].Critical = "very" }, "dimensions[0].questions[1].critical"},
	"a comment below nothing":   {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].CommentBelow = "maybe" }, q + ".comment_below"},
	"a comment below the worst": {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].CommentBelow = "no" }, q + ".comment_below"},
	"evidence below nothing":    {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].EvidenceBelow = "maybe" }, q + ".evidence_below"},
	"a cause twice": {func(d *scorecards.Definition) {
		d.Dimensions[0].Questions[0].Causes = append(d.Dimensions[0].Questions[0].Causes, scorecards.Cause{Key: "time", Name: "Again"})
	}, q + ".causes[1].key"},
	"a cause without a name":       {func(d *scorecards.Definition) { d.Dimensions[0].Questions[0].Causes[0].Name = "" }, q + ".causes[0].name"},
	"N/A in no channel":            {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].NAChannels = []string{"fax"} }, "dimensions[1].questions[0].na_channels[0]"},
	"N/A in a channel twice":       {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].NAChannels = []string{"sms", "sms"} }, "dimensions[1].questions[0].na_channels[1]"},
	"channels without N/A":         {func(d *scorecards.Definition) { d.Dimensions[1].Questions[0].NA = false }, "dimensions[1].questions[0].na_channels"},
	"a condition on itself":        {func(d *scorecards.Definition) { on(d).Question = d.Dimensions[0].Questions[1].ID }, "dimensions[0].questions[1].shown_if.question"},
	"a condition on a later one":   {func(d *scorecards.Definition) { on(d).Question = d.Dimensions[1].Questions[0].ID }, "dimensions[0].questions[1].shown_if.question"},
	"a condition on an unknown":    {func(d *scorecards.Definition) { on(d).Question = store.NewID() }, "dimensions[0].questions[1].shown_if.question"},
	"a condition without options":  {func(d *scorecards.Definition) { on(d).Options = nil }, "dimensions[0].questions[1].shown_if.options"},
	"a condition on no option":     {func(d *scorecards.Definition) { on(d).Options = []string{"yes", "never"} }, "dimensions[0].questions[1].shown_if.options[1]"},
	"a condition twice the same":   {func(d *scorecards.Definition) { on(d).Options = []string{"yes", "yes"} }, "dimensions[0].questions[1].shown_if.options[1]"},
	"grades that don't begin at 0": {func(d *scorecards.Definition) { d.Grades[0].From = 1 }, "grades[0].from"},
	"grades that don't rise":       {func(d *scorecards.Definition) { d.Grades[2].From = 60 }, "grades[2].from"},
	"a grade above 100":            {func(d *scorecards.Definition) { d.Grades[2].From = 101 }, "grades[2].from"},
	"a grade in the wrong place":   {func(d *scorecards.Definition) { d.Grades[1].Key = "below" }, "grades[1].key"},
	"two grades":                   {func(d *scorecards.Definition) { d.Grades = d.Grades[:2] }, "grades"},
	"a language that is none":      {func(d *scorecards.Definition) { d.Languages = append(d.Languages, "klingonish!") }, "languages[2]"},
	"a language written otherwise": {func(d *scorecards.Definition) { d.Languages = append(d.Languages, "PT-br") }, "languages[2]"},
	"a language twice":             {func(d *scorecards.Definition) { d.Languages = append(d.Languages, "de") }, "languages[2]"},
	"texts in no language":         {func(d *scorecards.Definition) { d.Languages = d.Languages[:1] }, "texts.de"},
	"a text of nothing":            {func(d *scorecards.Definition) { d.Texts["de"]["gone.text"] = "x" }, "texts.de.gone.text"},
	"a translation that is long":   {func(d *scorecards.Definition) { d.Texts["de"]["empathy.name"] = strings.Repeat("x", 101) }, "texts.de.empathy.name"},
}

// TestFaultsAreNamedAtTheirPlace spoils one thing at a time.
func TestFaultsAreNamedAtTheirPlace(t *testing.T) {
	if d := form(); len(d.Faults()) != 0 {
		t.Fatal(d.Faults())
	}
	for name, one := range spoilt {
		d := form()
		one.spoil(&d)
		if name == "an id twice" || name == "a dimension twice" || name == "a foreign dimension" || name == "a dimension without questions" {
			d.Texts = nil
		}
		if got := placesOf(d.Faults()); got != one.want {
			t.Errorf("%s: want %s, got %v", name, one.want, d.Faults())
		}
	}
}

func on(d *scorecards.Definition) *scorecards.Condition { return d.Dimensions[0].Questions[1].ShownIf }

// TestAFormThatMayHideEverythingCantBePublished has a condition on every question.
func TestAFormThatMayHideEverythingCantBePublished(t *testing.T) {
	d := form()
	for n := range d.Dimensions {
		for m := range d.Dimensions[n].Questions {
			d.Dimensions[n].Questions[m].ShownIf = on(&d)
		}
	}
	if places := placesOf(d.Faults()); !strings.HasSuffix(places, " dimensions") {
		t.Error(d.Faults())
	}
}

// TestOldVersionsStayReadable reads a version as it was stored before there were conditions, classes and causes.
func TestOldVersionsStayReadable(t *testing.T) {
	const old = `{"dimensions":[{"key":"empathy","name":"E","about":"","weight":1,"questions":[{"id":"a","key":"a","text":"A?","weight":1,"critical":"fail_all","na":true,
		"options":[{"key":"no","label":"No","points":0,"fails":true,"describes":"x"},{"key":"yes","label":"Yes","points":1,"fails":false,"describes":"y"}]}]}],"grades":[]}`
	var d scorecards.Definition
	if err := json.Unmarshal([]byte(old), &d); err != nil {
		t.Fatal(err)
	}
	if s := d.Score(map[string]string{"a": "no"}); *s.Overall != 0 || len(s.Failed) != 1 {
		t.Errorf("%+v", s)
	}
	written, err := json.Marshal(d)
	if err != nil || strings.ContainsAny(string(written), "\n") || len(written) > len(old) {
		t.Errorf("%s, %v", written, err)
	}
}

// TestAnyFormIsCheckedWithoutPanic checks what nobody would write.
func TestAnyFormIsCheckedWithoutPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var d scorecards.Definition
		text := rapid.SampledFrom([]string{"", "a", "empathy", "na", "00000000-0000-4000-8000-00000000000a"})
		texts := rapid.SliceOfN(text, 0, 3)
		for range rapid.IntRange(0, 3).Draw(t, "dimensions") {
			dim := scorecards.Dimension{Key: text.Draw(t, "key"), Weight: rapid.Float64().Draw(t, "weight")}
			for range rapid.IntRange(0, 3).Draw(t, "questions") {
				q := scorecards.Question{ID: text.Draw(t, "id"), Key: text.Draw(t, "key"), Critical: text.Draw(t, "critical"), NAChannels: texts.Draw(t, "channels"), CommentBelow: text.Draw(t, "below"),
					ShownIf: &scorecards.Condition{Question: text.Draw(t, "on"), Options: texts.Draw(t, "options")}}
				for _, key := range texts.Draw(t, "keys") {
					q.Options = append(q.Options, scorecards.Option{Key: key, Points: rapid.Float64().Draw(t, "points")})
				}
				dim.Questions = append(dim.Questions, q)
			}
			d.Dimensions = append(d.Dimensions, dim)
		}
		if len(d.Faults()) == 0 {
			t.Fatalf("%+v has no faults", d)
		}
		d.Score(map[string]string{"a": "a"})
	})
}

// TestTheTemplatesAreComplete holds each template to what one expects of it.
func TestTheTemplatesAreComplete(t *testing.T) {
	all, err := scorecards.Templates()
	if err != nil || len(all) != 2 {
		t.Fatalf("%d templates, %v", len(all), err)
	}
	for _, one := range all {
		if places := one.Definition.Faults(); len(places) > 0 {
			t.Errorf("%s: %v", one.Key, places)
		}
		has := map[string]int{}
		for n, dim := range one.Definition.Dimensions {
			if dim.Key != []string{"empathy", "assurance", "reliability", "tangibility", "responsiveness"}[n] || dim.About == "" {
				t.Errorf("%s: %s", one.Key, dim.Key)
			}
			for _, q := range dim.Questions {
				has["condition"] += count(q.ShownIf != nil)
				has["comment"] += count(q.CommentBelow != "")
				has["compliance"] += count(q.Class == scorecards.ComplianceCritical)
				has["causes"] += count(len(q.Causes) > 0)
				has["phrases"] += count(len(q.Options[0].Phrases) > 0 && len(q.Options[len(q.Options)-1].Phrases) > 0)
			}
		}
		if n := one.Definition.Count(); n < 12 || n > 20 || len(one.Definition.Dimensions) != 5 || one.About == "" {
			t.Errorf("%s has %d questions", one.Key, n)
		}
		if has["condition"] == 0 || has["comment"] == 0 || has["compliance"] != 1 || has["causes"] < 3 || has["phrases"] < 3 {
			t.Errorf("%s: %v", one.Key, has)
		}
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
