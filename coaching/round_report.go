package coaching

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Answers are what one rater says: to each prompt 1–5, or 0 for "can't say"; and words, or none.
type Answers struct {
	Scores   map[string]int
	Comments map[string]string
}

// answered is one rater's answers as the box holds them. The mark is drawn anew for each, so that their order says
// nothing.
type answered struct {
	Mark     string            `json:"m"`
	Cohort   string            `json:"c"`
	Scores   map[string]int    `json:"s"`
	Comments map[string]string `json:"w"`
}

// Report is all that ever leaves a round. What too few have said is not in it, nor how many they were.
type Report struct {
	TooFew bool       `json:"too_few"`
	Views  []View     `json:"views"`
	Self   *SelfWords `json:"self,omitempty"`
}

// View is what some people said together: of a cohort, or of Others.
type View struct {
	Cohort   string      `json:"cohort"`
	Scores   []Cell      `json:"scores"`
	Comments []Commented `json:"comments"`
}

// Cell is what was said to one prompt. Of a cell of too few neither N nor Mean is given. The mean is rounded to one
// decimal.
type Cell struct {
	Prompt string  `json:"prompt"`
	TooFew bool    `json:"too_few"`
	N      int     `json:"n,omitempty"`
	Mean   float64 `json:"mean,omitempty"`
}

// Commented are the words to one prompt, in an order drawn for it alone.
type Commented struct {
	Prompt string   `json:"prompt"`
	TooFew bool     `json:"too_few"`
	Words  []string `json:"words"`
}

// SelfWords are what the agent says of themselves, with their name.
type SelfWords struct {
	Scores   []SelfScore `json:"scores"`
	Comments []SelfWord  `json:"comments"`
}

// SelfScore is the agent's own answer, 0 for "can't say".
type SelfScore struct {
	Prompt string `json:"prompt"`
	Score  int    `json:"score"`
}

// SelfWord are the agent's own words, or none.
type SelfWord struct {
	Prompt string `json:"prompt"`
	Words  string `json:"words"`
}

// disclosed says which of the cohorts are shown, given how many of each have answered, and whether all of them are
// shown together: only where what is not shown, which anybody can then take as the difference, is of at least k people.
func disclosed(n []int, k int) (shown []bool, together bool) {
	shown = make([]bool, len(n))
	all, hidden, every := 0, 0, true
	for i, of := range n {
		shown[i] = of >= k
		all += of
		if !shown[i] {
			hidden, every = hidden+of, false
		}
	}
	return shown, len(n) > 1 && all >= k && (every || hidden >= k)
}

// report adds up what a round's raters said. Cohorts are those that were asked, whoever of them has answered.
func report(cohorts []string, box []answered, k Floors, shuffle func([]string)) Report {
	r := Report{TooFew: true, Views: []View{}}
	names := cohorts
	if len(cohorts) > 1 {
		names = append(slices.Clone(cohorts), Others)
	}
	for _, name := range names {
		r.Views = append(r.Views, View{Cohort: name, Scores: []Cell{}, Comments: []Commented{}})
	}
	for _, p := range Prompts {
		r.score(p.Key, cohorts, box, k.Scores)
	}
	for _, p := range CommentPrompts {
		r.comment(p.Key, cohorts, box, k.Comments, shuffle)
	}
	if r.TooFew {
		return Report{TooFew: true, Views: []View{}}
	}
	r.Self = selfWords(box)
	return r
}

func (r *Report) score(prompt string, cohorts []string, box []answered, k int) {
	said := make([][]int, len(cohorts))
	for _, a := range box {
		if at := slices.Index(cohorts, a.Cohort); at >= 0 && a.Scores[prompt] > 0 {
			said[at] = append(said[at], a.Scores[prompt])
		}
	}
	shown, together := disclosed(sizes(said), k)
	for at, scores := range said {
		r.Views[at].Scores = append(r.Views[at].Scores, r.cell(prompt, scores, shown[at]))
	}
	if len(cohorts) > 1 {
		last := len(cohorts)
		r.Views[last].Scores = append(r.Views[last].Scores, r.cell(prompt, slices.Concat(said...), together))
	}
}

func (r *Report) cell(prompt string, scores []int, shown bool) Cell {
	if !shown {
		return Cell{Prompt: prompt, TooFew: true}
	}
	r.TooFew = false
	sum := 0
	for _, s := range scores {
		sum += s
	}
	return Cell{Prompt: prompt, N: len(scores), Mean: math.Round(10*float64(sum)/float64(len(scores))) / 10}
}

// comment shows words in one view only: with their cohort, or with all where no cohort has enough of them.
func (r *Report) comment(prompt string, cohorts []string, box []answered, k int, shuffle func([]string)) {
	said := make([][]string, len(cohorts))
	for _, a := range box {
		if at := slices.Index(cohorts, a.Cohort); at >= 0 && a.Comments[prompt] != "" {
			said[at] = append(said[at], a.Comments[prompt])
		}
	}
	shown, together := disclosed(sizes(said), k)
	for at, words := range said {
		r.Views[at].Comments = append(r.Views[at].Comments, r.words(prompt, words, shown[at], shuffle))
	}
	if len(cohorts) > 1 {
		last := len(cohorts)
		r.Views[last].Comments = append(r.Views[last].Comments, r.words(prompt, slices.Concat(said...), together && !slices.Contains(shown, true), shuffle))
	}
}

func (r *Report) words(prompt string, words []string, shown bool, shuffle func([]string)) Commented {
	if !shown {
		return Commented{Prompt: prompt, TooFew: true, Words: []string{}}
	}
	r.TooFew = false
	shuffle(words)
	return Commented{Prompt: prompt, Words: words}
}

func selfWords(box []answered) *SelfWords {
	at := slices.IndexFunc(box, func(a answered) bool { return a.Cohort == Self })
	if at < 0 {
		return nil
	}
	out := &SelfWords{Scores: []SelfScore{}, Comments: []SelfWord{}}
	for _, p := range Prompts {
		out.Scores = append(out.Scores, SelfScore{p.Key, box[at].Scores[p.Key]})
	}
	for _, p := range CommentPrompts {
		out.Comments = append(out.Comments, SelfWord{p.Key, box[at].Comments[p.Key]})
	}
	return out
}

func sizes[T any](lists [][]T) []int {
	out := make([]int, len(lists))
	for n, list := range lists {
		out[n] = len(list)
	}
	return out
}

// mix puts words in an order drawn from the system's own chance.
func mix(words []string) {
	rand.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
}
