package coaching

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"rater/internal/foundation/fault"
	"rater/internal/people"
	"rater/scorecards"
)

// Review is what a formal review is over. From and To are days as YYYY-MM-DD, both taken whole.
type Review struct {
	From       string     `json:"from"`
	To         string     `json:"to"`
	Strengths  []Finding  `json:"strengths"`
	Weaknesses []Finding  `json:"weaknesses"`
	Goals      []Goal     `json:"goals"`
	Documents  []Document `json:"documents"`
}

// Finding is a strength or a weakness in words; of a question with how the period's random samples answer it.
type Finding struct {
	Question string  `json:"question,omitempty"`
	Version  string  `json:"version,omitempty"` // of the scorecard, that has the question
	Text     string  `json:"text"`
	N        int     `json:"n"`
	Mean     float64 `json:"mean"` // 0–100
}

// Goal is what is to be reached by a day.
type Goal struct {
	Text  string `json:"text"`
	DueOn string `json:"due_on"`
}

// Document is something to read beside a review, at an address of https.
type Document struct {
	Title string `json:"title"`
	Link  string `json:"link"`
}

const (
	longestPeriod = 400 // days
	mostFindings  = 20
	mostGoals     = 10
	maxFinding    = 500
	maxTitle      = 200
	maxLink       = 500
)

// period reads the days of a review: the beginning of the first, and the end of the last, in a zone.
func period(place, from, to string, now time.Time, zone *time.Location) (begin, end time.Time, err error) {
	var faults []fault.Field
	read := func(name, day string) time.Time {
		at, err := time.ParseInLocation(time.DateOnly, day, zone)
		if err != nil {
			faults = append(faults, fault.Field{Location: place + name, Message: "must be a day such as 2026-03-01"})
		}
		return at
	}
	begin, end = read("from", from), read("to", to).AddDate(0, 0, 1)
	switch {
	case len(faults) > 0:
	case to > dayIn(now, zone):
		faults = append(faults, fault.Field{Location: place + "to", Message: "lies in the future; today is " + dayIn(now, zone)})
	case from > to:
		faults = append(faults, fault.Field{Location: place + "from", Message: "must not be after the last day, " + to})
	case begin.AddDate(0, 0, longestPeriod).Before(end):
		faults = append(faults, fault.Field{Location: place + "from", Message: fmt.Sprintf("must be at most %d days before the last day", longestPeriod)})
	}
	if len(faults) > 0 {
		return begin, end, fault.Fields("the period can't be read like this", faults...)
	}
	return begin, end, nil
}

// tidied is the review as it is stored, or the faults of its lists.
func (r Review) tidied() (Review, []fault.Field) {
	out := Review{From: r.From, To: r.To, Strengths: []Finding{}, Weaknesses: []Finding{}, Goals: []Goal{}, Documents: []Document{}}
	var faults []fault.Field
	add := func(place string, n int, field, format string, args ...any) {
		faults = append(faults, fault.Field{Location: fmt.Sprintf("body.review.%s[%d].%s", place, n, field), Message: fmt.Sprintf(format, args...)})
	}
	for place, list := range map[string][]Finding{"strengths": r.Strengths, "weaknesses": r.Weaknesses} {
		if len(list) > mostFindings {
			faults = append(faults, fault.Field{Location: "body.review." + place, Message: fmt.Sprintf("must have at most %d entries", mostFindings)})
		}
		for n, f := range list {
			if size := length(f.Text); size > maxFinding || (size == 0 && f.Question == "") {
				add(place, n, "text", "must be 1 to %d characters", maxFinding)
			}
		}
	}
	for _, f := range r.Strengths {
		out.Strengths = append(out.Strengths, Finding{Question: f.Question, Text: cleanText(f.Text)})
	}
	for _, f := range r.Weaknesses {
		out.Weaknesses = append(out.Weaknesses, Finding{Question: f.Question, Text: cleanText(f.Text)})
	}
	if len(r.Goals) > mostGoals || len(r.Documents) > mostGoals {
		faults = append(faults, fault.Field{Location: "body.review", Message: fmt.Sprintf("must have at most %d goals and as many documents", mostGoals)})
	}
	for n, g := range r.Goals {
		if size := length(g.Text); size == 0 || size > maxFinding {
			add("goals", n, "text", "must be 1 to %d characters", maxFinding)
		}
		if _, err := time.Parse(time.DateOnly, g.DueOn); err != nil {
			add("goals", n, "due_on", "must be a day such as 2026-03-01")
		}
		out.Goals = append(out.Goals, Goal{cleanText(g.Text), g.DueOn})
	}
	for n, d := range r.Documents {
		if size := length(d.Title); size == 0 || size > maxTitle {
			add("documents", n, "title", "must be 1 to %d characters", maxTitle)
		}
		if !isHTTPS(d.Link) {
			add("documents", n, "link", "must be an address such as https://example.org/paper, of at most %d characters", maxLink)
		}
		out.Documents = append(out.Documents, Document{cleanText(d.Title), d.Link})
	}
	return out, faults
}

func isHTTPS(link string) bool {
	u, err := url.Parse(link)
	return err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil && length(link) <= maxLink
}

// review settles what a formal review is over: its words as they are stored, its figures as the answers give them.
func (c *Sessions) review(ctx context.Context, actor people.Actor, s *Session, r *Review) error {
	if r == nil {
		return nil
	}
	if s.Method != FormalReview {
		return fault.In("body.review", "belongs to a formal review; this is %s", s.Method)
	}
	begin, end, err := period("body.review.", r.From, r.To, c.now(), c.zone)
	if err != nil {
		return err
	}
	tidied, faults := r.tidied()
	if len(faults) > 0 {
		return fault.Fields("the review can't be kept like this", faults...)
	}
	tallies, err := c.answers.Between(ctx, s.AgentID, begin, end)
	if err != nil {
		return err
	}
	for place, list := range map[string][]Finding{"strengths": tidied.Strengths, "weaknesses": tidied.Weaknesses} {
		refs, err := c.answers.Point(ctx, actor, s.AgentID, questionsOf(list), func(n int) string { return fmt.Sprintf("body.review.%s[%d]", place, n) })
		if err != nil {
			return err
		}
		for n, f := range list {
			list[n].Version, list[n].N, list[n].Mean = refs[n].Version, tallies[f.Question].N, tallies[f.Question].Mean
		}
	}
	s.Review = &tidied
	return nil
}

func questionsOf(list []Finding) []scorecards.Ref {
	refs := make([]scorecards.Ref, len(list))
	for n, f := range list {
		refs[n] = scorecards.Ref{Version: f.Version, Question: f.Question}
	}
	return refs
}

// Questions reads the words of the questions that a review is about, by their ids.
func (c *Sessions) Questions(ctx context.Context, r *Review) (map[string]scorecards.Asked, error) {
	asked, err := c.answers.Ask(ctx, questionsOf(slices.Concat(r.Strengths, r.Weaknesses)))
	out := make(map[string]scorecards.Asked, len(asked))
	for _, q := range asked {
		out[q.Question] = q
	}
	return out, err
}

// Draft are an agent's strongest and weakest questions in a period, for a formal review: of released random samples
// that the actor may see, of at least two answers each. The days are taken whole, in the site's zone.
func (c *Sessions) Draft(ctx context.Context, actor people.Actor, agent, from, to string) (strongest, weakest []scorecards.Weakness, err error) {
	if _, err := coachee(ctx, c.users, actor, agent, "query.agent"); err != nil {
		return nil, nil, err
	}
	begin, end, err := period("query.", from, to, c.now(), c.zone)
	if err != nil {
		return nil, nil, err
	}
	return c.answers.Extremes(ctx, actor, agent, begin, end)
}
