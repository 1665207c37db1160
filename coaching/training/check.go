package training

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"rater/internal/foundation/fault"
	"rater/internal/interactions/redact"
)

const (
	maxTitle         = 200
	maxSummary       = 2000
	maxMinutes       = 6000
	maxRefresh       = 60 // months
	maxPrerequisites = 20
	maxParts         = 60
	maxLesson        = 64 << 10 // bytes
	maxLines         = 60
	maxLine          = 4000
	maxNote          = 1000
	maxWords         = 8000
	maxReason        = 4000
)

// cleanText is what somebody wrote, as it is stored: without cards, accounts, addresses and numbers of people.
func cleanText(words string) string {
	text, _ := redact.Text(strings.TrimSpace(words))
	return text
}

func length(s string) int { return len([]rune(strings.TrimSpace(s))) }

// faults gathers what is wrong, each under its place.
type faults []fault.Field

func (f *faults) add(place, format string, args ...any) {
	*f = append(*f, fault.Field{Location: place, Message: fmt.Sprintf(format, args...)})
}

func (f faults) err(detail string) error {
	if len(f) == 0 {
		return nil
	}
	return fault.Fields(detail, f...)
}

// words holds a text to 1 to most characters.
func (f *faults) words(place, text string, most int) {
	if n := length(text); n == 0 || n > most {
		f.add(place, "must be 1 to %d characters", most)
	}
}

func (f *faults) within(place string, value, low, high int) {
	if value < low || value > high {
		f.add(place, "must be %d to %d", low, high)
	}
}

// check names what is wrong with the content by itself; before has the workshops' times as they stood, which may have
// passed meanwhile.
func (c *Content) check(before map[string]time.Time, now time.Time) (f faults) {
	f.words("body.title", c.Title, maxTitle)
	if length(c.Summary) > maxSummary {
		f.add("body.summary", "must be at most %d characters", maxSummary)
	}
	f.within("body.minutes", c.Minutes, 0, maxMinutes)
	f.within("body.refresh_months", c.RefreshMonths, 0, maxRefresh)
	if len(c.Prerequisites) > maxPrerequisites {
		f.add("body.prerequisites", "must be at most %d modules", maxPrerequisites)
	}
	for n, id := range c.Prerequisites {
		if slices.Index(c.Prerequisites, id) < n {
			f.add(fmt.Sprintf("body.prerequisites[%d]", n), "is named twice")
		}
	}
	if len(c.Parts) > maxParts {
		f.add("body.parts", "must be at most %d", maxParts)
		return f
	}
	for n := range c.Parts {
		place := fmt.Sprintf("body.parts[%d]", n)
		if slices.IndexFunc(c.Parts, func(p ModulePart) bool { return p.ID == c.Parts[n].ID }) < n {
			f.add(place+".id", "is another part's id; leave it out for a new part")
		}
		c.Parts[n].check(&f, place, before, now)
	}
	return f
}

// check names what is wrong with a part: it has what its kind names, and that alone.
func (p *ModulePart) check(f *faults, place string, before map[string]time.Time, now time.Time) {
	f.words(place+".title", p.Title, maxTitle)
	f.id(place+".id", p.ID)
	has := map[string]bool{LessonPart: p.Lesson != nil, ExcerptPart: p.Excerpt != nil, QuizPart: p.Quiz != nil, RolePlayPart: p.RolePlay != nil,
		WorkshopPart: p.Workshop != nil, TaskPart: p.Task != nil}
	if _, known := has[p.Kind]; !known {
		f.add(place+".kind", "must be lesson, excerpt, quiz, role_play, workshop or task")
		return
	}
	for _, kind := range []string{LessonPart, ExcerptPart, QuizPart, RolePlayPart, WorkshopPart, TaskPart} {
		if has[kind] && kind != p.Kind {
			f.add(place+"."+kind, "doesn't belong to a part of the kind %s", p.Kind)
		}
	}
	if !has[p.Kind] {
		f.add(place+"."+p.Kind, "is missing")
		return
	}
	p.checkKind(f, place+"."+p.Kind, before, now)
}

func (p *ModulePart) checkKind(f *faults, place string, before map[string]time.Time, now time.Time) {
	switch p.Kind {
	case LessonPart:
		if n := len(p.Lesson.Text); length(p.Lesson.Text) == 0 || n > maxLesson {
			f.add(place+".text", "must be 1 byte to 64 KiB, is %d bytes", n)
		}
	case ExcerptPart:
		p.Excerpt.check(f, place)
	case QuizPart:
		p.Quiz.check(f, place)
	case RolePlayPart:
		f.words(place+".scenario", p.RolePlay.Scenario, maxWords)
		f.words(place+".agent_briefing", p.RolePlay.AgentBriefing, maxWords)
		f.percent(place+".pass", p.RolePlay.Pass)
	case WorkshopPart:
		f.words(place+".place", p.Workshop.Place, 500)
		f.within(place+".minutes", p.Workshop.Minutes, 5, 1440)
		f.within(place+".capacity", p.Workshop.Capacity, 1, 10000)
		if at := p.Workshop.StartsAt; !at.Equal(before[p.ID]) && at.Before(now) {
			f.add(place+".starts_at", "lies in the past; it is %s now", now.Format(time.RFC3339))
		} else if at.Year() > 9999 || at.After(now.AddDate(10, 0, 0)) {
			f.add(place+".starts_at", "lies more than ten years ahead")
		}
	case TaskPart:
		f.words(place+".text", p.Task.Text, maxWords)
	}
}

func (f *faults) percent(place string, value float64) {
	if !(value >= 0 && value <= 100) {
		f.add(place, "must be 0 to 100")
	}
}

func (f *faults) id(place, id string) {
	if u, err := uuid.Parse(id); err != nil || u.String() != id {
		f.add(place, "must be a UUID in lower case, or left out")
	}
}

func (x *Excerpt) check(f *faults, place string) {
	checkLines(f, place+".lines", x.Lines)
	for n, m := range x.Moments {
		at := fmt.Sprintf("%s.moments[%d]", place, n)
		if !slices.ContainsFunc(x.Lines, func(l ExcerptLine) bool { return l.Pos == m.Pos }) {
			f.add(at+".pos", "is the pos of no line")
		}
		if m.Kind != "good" && m.Kind != "bad" {
			f.add(at+".kind", "must be good or bad")
		}
		f.words(at+".note", m.Note, maxNote)
	}
}

func checkLines(f *faults, place string, lines []ExcerptLine) {
	if len(lines) == 0 || len(lines) > maxLines {
		f.add(place, "must be 1 to %d lines, are %d", maxLines, len(lines))
		return
	}
	var last int64
	for n, l := range lines {
		at := fmt.Sprintf("%s[%d]", place, n)
		if l.Pos <= last {
			f.add(at+".pos", "must rise from line to line, and begin with 1 or more")
		}
		last = l.Pos
		if !slices.Contains([]string{"customer", "agent", "bot", "system"}, l.Speaker) {
			f.add(at+".speaker", "must be customer, agent, bot or system")
		}
		f.words(at+".text", l.Text, maxLine)
	}
}

var mediaRef = regexp.MustCompile(`media:([0-9a-fA-F-]{36})`)

// media are the ids of media that the part's words name.
func (p *ModulePart) media() (ids []string) {
	if p.Lesson == nil {
		return nil
	}
	for _, found := range mediaRef.FindAllStringSubmatch(p.Lesson.Text, -1) {
		ids = append(ids, strings.ToLower(found[1]))
	}
	return ids
}

// clean gives ids where they are left out, and stores what people wrote without numbers of people.
func (c *Content) clean() {
	c.Title, c.Summary = cleanText(c.Title), cleanText(c.Summary)
	c.Prerequisites, c.Parts = slices.Clone(c.Prerequisites), slices.Clone(c.Parts)
	for n := range c.Parts {
		p := &c.Parts[n]
		giveID(&p.ID)
		p.Title = cleanText(p.Title)
		if p.Excerpt != nil {
			x := *p.Excerpt
			x.Lines, p.Excerpt = cleanLines(x.Lines), &x
		}
		if p.Quiz != nil {
			p.Quiz = p.Quiz.cleaned()
		}
		if p.Workshop != nil {
			w := *p.Workshop
			w.StartsAt, p.Workshop = w.StartsAt.UTC().Truncate(time.Second), &w
		}
	}
}

func giveID(id *string) {
	if *id == "" {
		*id = uuid.NewString()
	}
}

func cleanLines(lines []ExcerptLine) []ExcerptLine {
	out := slices.Clone(lines)
	for n := range out {
		out[n].Text = cleanText(out[n].Text)
	}
	return out
}

// workshops are the times of the content's workshops, by part.
func (c *Content) workshops() map[string]time.Time {
	times := map[string]time.Time{}
	for _, p := range c.Parts {
		if p.Workshop != nil {
			times[p.ID] = p.Workshop.StartsAt
		}
	}
	return times
}
