package scorecards

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/foundation/store"
)

// CardDraft is the next version of a scorecard, or a new one, while it is written. It may be incomplete.
type CardDraft struct {
	ScorecardID string     `gorm:"primaryKey"`
	Revision    int64      //
	Name        string     //
	Definition  Definition `gorm:"serializer:json"`
	BasedOn     int        // number of the version that it began from, 0 for a new scorecard
	ChangedBy   string     //
	CreatedAt   time.Time  `gorm:"serializer:millis;autoCreateTime:false"`
	UpdatedAt   time.Time  `gorm:"serializer:millis;autoUpdateTime:false"`
}

// TableName is where drafts lie.
func (CardDraft) TableName() string { return "scorecard_drafts" }

// settle gives the draft a name and content as they are kept: with ids where there are none, lists that are there, and
// without numbers of people. Invalid where it is more than is kept.
func (d *CardDraft) settle(name string, given Definition) error {
	content, err := given.copied()
	if err != nil {
		return fault.In("body.definition", "can't be kept: %v", err)
	}
	content.fill()
	content.clean()
	var f faults
	f.words("body.name", name, maxName, false)
	if n := content.Count(); n > maxQuestions {
		f.add("body.definition.dimensions", "must have at most %d questions together, have %d", maxQuestions, n)
	}
	if raw, err := json.Marshal(content); err != nil || len(raw) > maxContent {
		f.add("body.definition", "must be at most %d KiB of JSON, is %d", maxContent>>10, len(raw)>>10)
	}
	if len(f) > 0 {
		return fault.Fields("the draft can't be kept as it is; nothing was changed", f...)
	}
	d.Name, d.Definition = clean(name), content
	return nil
}

// copied shares nothing with the definition, so that who gave it keeps theirs as it was.
func (d *Definition) copied() (own Definition, err error) {
	raw, err := json.Marshal(d)
	if err == nil {
		err = json.Unmarshal(raw, &own)
	}
	return own, err
}

// clean leaves numbers of people out of whatever text there is.
func (d *Definition) clean() {
	for _, w := range d.wordings() {
		*w.text = clean(*w.text)
	}
	all := slices.Collect(maps.Values(d.Texts))
	for _, dim := range d.Dimensions {
		all = append(all, dim.ChannelNotes)
		for _, q := range dim.Questions {
			all = append(all, q.ChannelHelp)
			for n := range q.Whispers {
				q.Whispers[n] = clean(q.Whispers[n])
			}
			for _, o := range q.Options {
				for n := range o.Phrases {
					o.Phrases[n] = clean(o.Phrases[n])
				}
			}
		}
	}
	for _, texts := range all {
		for key, text := range texts {
			texts[key] = clean(text)
		}
	}
}

// fill puts ids and lists where there are none.
func (d *Definition) fill() {
	present(&d.Dimensions)
	present(&d.Grades)
	for i := range d.Dimensions {
		present(&d.Dimensions[i].Questions)
		for j := range d.Dimensions[i].Questions {
			q := &d.Dimensions[i].Questions[j]
			present(&q.Options)
			if q.ID == "" {
				q.ID = store.NewID()
			}
			if q.ShownIf != nil {
				present(&q.ShownIf.Options)
			}
		}
	}
}

func present[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

// renew gives all questions ids of their own, and has conditions and texts name these.
func (d *Definition) renew() {
	to := map[string]string{}
	for _, dim := range d.Dimensions {
		for n := range dim.Questions {
			q := &dim.Questions[n]
			was := q.ID
			q.ID = store.NewID()
			if _, twice := to[was]; was != "" && !twice {
				to[was] = q.ID
			}
		}
	}
	for _, q := range d.questions() {
		if q.ShownIf != nil && to[q.ShownIf.Question] != "" {
			q.ShownIf.Question = to[q.ShownIf.Question]
		}
	}
	for _, texts := range d.Texts {
		for path, text := range texts {
			if id, rest, ok := strings.Cut(path, "."); ok && to[id] != "" {
				delete(texts, path)
				texts[to[id]+"."+rest] = text
			}
		}
	}
}

// differs says whether the draft says anything else than a version of its scorecard.
func (d *CardDraft) differs(p Published) bool {
	return d.Name != p.Name || !reflect.DeepEqual(plain(d.Definition), plain(p.Version.Definition))
}

// plain is a definition as JSON reads it, in which what is empty and what is left out are one.
func plain(d Definition) (v any) {
	d.fill()
	raw, err := json.Marshal(d)
	if err == nil {
		err = json.Unmarshal(raw, &v)
	}
	if err != nil {
		return nil
	}
	return v
}
