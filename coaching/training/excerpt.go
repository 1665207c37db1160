package training

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"rater/internal/foundation/fault"
	"rater/internal/interactions"
	"rater/internal/people"
)

// Excerpt copies utterances, from one pos to another, of an interaction that the actor may read and that is over: as they
// are stored, with the names of the people in it replaced by what they are.
func (m *Modules) Excerpt(ctx context.Context, actor people.Actor, id string, from, to int64) ([]ExcerptLine, error) {
	if !actor.May(people.InteractionsRead) {
		return nil, fault.New(fault.Forbidden, "your roles don't let you read interactions; write the lines by hand, or ask who may")
	}
	if from < 1 || to < from || to-from+1 > maxLines {
		return nil, fault.In("body.to", "must lie 0 to %d behind from, which is 1 or more", maxLines-1)
	}
	i, err := m.record.Get(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if i.Status != interactions.Over {
		return nil, fault.New(fault.Conflict, "this interaction is not over yet; take the excerpt once it is")
	}
	said, err := m.record.Utterances(ctx, actor, id, from-1, int(to-from+1))
	if err != nil {
		return nil, err
	}
	if len(said) == 0 {
		return nil, fault.In("body.from", "must be 1 to %d, as many utterances as there are", i.LastPos)
	}
	names, err := m.namesIn(ctx, i)
	if err != nil {
		return nil, err
	}
	var lines []ExcerptLine
	for _, u := range said {
		if u.Pos <= to {
			lines = append(lines, ExcerptLine{u.Pos, u.Speaker, short(names.hide(u.Text))})
		}
	}
	return lines, m.audit.Read(ctx, actor, "interaction.excerpt", "interaction", id, map[string]any{"found": len(lines)})
}

func short(text string) string {
	if utf8.RuneCountInString(text) <= maxLine {
		return text
	}
	return string([]rune(text)[:maxLine-1]) + "…"
}

// namesIn are the names of the people in an interaction, as far as Rater knows them.
func (m *Modules) namesIn(ctx context.Context, i interactions.Interaction) (names, error) {
	segments, err := m.record.Segments(ctx, i.ID)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, s := range segments {
		if s.AgentID != nil {
			ids = append(ids, *s.AgentID)
		}
	}
	agents, err := m.users.Names(ctx, ids)
	n := names{}
	for _, name := range agents {
		n.add(name, "Agent")
	}
	n.add(i.CustomerName, "Customer")
	return n, err
}

// names are words to be replaced, and by what.
type names map[string]string

const shortestName = 3

// add takes a name and each word of it that is long enough not to be a common one.
func (n names) add(name, by string) {
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" ,.;()'’\t", r) }) {
		for _, part := range append(strings.Split(word, "-"), word) {
			if utf8.RuneCountInString(part) >= shortestName {
				n[strings.ToLower(part)] = by
			}
		}
	}
}

var word = regexp.MustCompile(`[\p{L}\p{M}][\p{L}\p{M}-]*`)

// hide replaces each word that is a name; of names that follow on each other one word is left.
func (n names) hide(text string) string {
	var out strings.Builder
	last, end := "", 0
	for _, at := range word.FindAllStringIndex(text, -1) {
		by, known := n[strings.ToLower(text[at[0]:at[1]])]
		between := text[end:at[0]]
		if !known {
			out.WriteString(between + text[at[0]:at[1]])
			last, end = "", at[1]
			continue
		}
		if last != by || strings.TrimSpace(between) != "" {
			out.WriteString(between + by)
		}
		last, end = by, at[1]
	}
	return out.String() + text[end:]
}
