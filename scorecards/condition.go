package scorecards

import "slices"

// Condition shows a question only where an earlier one was answered with one of the options.
type Condition struct {
	Question string   `json:"question" maxLength:"36" doc:"the id of an earlier question"`
	Options  []string `json:"options" maxItems:"10" nullable:"false" doc:"the keys of its options that show this one"`
}

// Shown says of each question, by id, whether these answers, question id to option key, show it: it has no condition, or
// the question that this stands on is itself shown and answered so.
func (d *Definition) Shown(answers map[string]string) map[string]bool {
	questions, shown := d.questions(), map[string]bool{}
	var look func(id string) bool
	look = func(id string) bool {
		if known, ok := shown[id]; ok {
			return known
		}
		shown[id] = false // what stands on itself is never shown
		q, ok := questions[id]
		if ok {
			c := q.ShownIf
			shown[id] = c == nil || (slices.Contains(c.Options, answers[c.Question]) && look(c.Question))
		}
		return shown[id]
	}
	for id := range questions {
		look(id)
	}
	return shown
}

// Open are the questions that these answers show and leave without one.
func (d *Definition) Open(answers map[string]string) (open []Question) {
	shown := d.Shown(answers)
	for _, dim := range d.Dimensions {
		for _, q := range dim.Questions {
			if shown[q.ID] && answers[q.ID] == "" {
				open = append(open, q)
			}
		}
	}
	return open
}

func (d *Definition) questions() map[string]*Question {
	all := map[string]*Question{}
	for i := range d.Dimensions {
		for j := range d.Dimensions[i].Questions {
			q := &d.Dimensions[i].Questions[j]
			all[q.ID] = q
		}
	}
	return all
}
