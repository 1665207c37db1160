package scorecards

import "fmt"

// wording is a text of a scorecard that people read, which other languages can have too.
type wording struct {
	path   string // as Definition.Texts names it
	at     string // its place
	text   *string
	most   int // characters
	needed bool
}

// The most characters that each kind of text has; the fields' own tags say the same to who sends them.
const (
	maxName  = 100
	maxKey   = 60
	maxText  = 500
	maxHelp  = 2000
	maxAbout = 1000
)

// wordings are all texts of a definition but what it says of single channels.
func (d *Definition) wordings() (all []wording) {
	for i := range d.Dimensions {
		dim := &d.Dimensions[i]
		at := fmt.Sprintf("definition.dimensions[%d]", i)
		all = append(all, wording{dim.Key + ".name", at + ".name", &dim.Name, maxName, true}, wording{dim.Key + ".about", at + ".about", &dim.About, maxAbout, false})
		for j := range dim.Questions {
			all = append(all, dim.Questions[j].wordings(fmt.Sprintf("%s.questions[%d]", at, j))...)
		}
	}
	for i := range d.Grades {
		g := &d.Grades[i]
		all = append(all, wording{"grades." + g.Key, fmt.Sprintf("definition.grades[%d].name", i), &g.Name, maxName, true})
	}
	return all
}

func (q *Question) wordings(at string) []wording {
	all := []wording{{q.ID + ".text", at + ".text", &q.Text, maxText, true}, {q.ID + ".help", at + ".help", &q.Help, maxHelp, false}}
	for n := range q.Options {
		o, path, place := &q.Options[n], q.ID+".options."+q.Options[n].Key, fmt.Sprintf("%s.options[%d]", at, n)
		all = append(all, wording{path + ".label", place + ".label", &o.Label, maxName, true}, wording{path + ".describes", place + ".describes", &o.Describes, maxAbout, true})
	}
	for n := range q.Causes {
		all = append(all, wording{q.ID + ".causes." + q.Causes[n].Key, fmt.Sprintf("%s.causes[%d].name", at, n), &q.Causes[n].Name, maxName, true})
	}
	return all
}
