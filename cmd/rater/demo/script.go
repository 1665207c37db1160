package demo

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

// A script is a conversation with blanks. Its form, one file for each team:
//
//	== name | channel | kind | subject
//	! tone upset          the customer is upset; also: ! value high, ! outbound, ! hold 40 (seconds, where it stands),
//	                      ! products kettle, tablet (those that it can happen with; without it any)
//	A: one way // another way to say it
//	A+[+feeling]: only by an agent who does well here; evidence for the question with this key
//	A~-: by one who does middling or badly; C, B and S are customer, bot and system
//	> transfer            a colleague takes over
//	=+ resolved | next step | its owner
type script struct {
	name, channel, kind, subject string
	team                         int
	upset, valued, outbound      bool
	steps                        []step
	ends                         []ending
	products                     []string
}

// conduct is how well an agent does: good, middling or weak.
type conduct byte

const (
	good     conduct = '+'
	middling conduct = '~'
	weak     conduct = '-'
)

type step struct {
	kind     byte   // 'u' utterance, 'h' hold, 't' transfer
	speaker  string // of an utterance
	conduct  string // those conducts in which it happens; empty: all
	wordings []string
	hold     int64 // milliseconds
	moments  []Moment
}

type ending struct {
	conduct                         string
	resolution, nextStep, nextOwner string
}

// Moment says that an utterance, counted from 0, is good or bad evidence for the question with this key.
type Moment struct {
	Utterance int
	Question  string
	Good      bool
}

//go:embed scripts/*.txt
var files embed.FS

var scripts = mustReadScripts()

// mustReadScripts panics on a script that is not well formed: they are part of the program.
func mustReadScripts() []script {
	var all []script
	for i, team := range Teams {
		raw, err := files.ReadFile(path.Join("scripts", team.Queue+".txt"))
		if err != nil {
			panic(err)
		}
		list, err := readScripts(string(raw), i)
		if err != nil {
			panic(fmt.Sprintf("scripts/%s.txt: %v", team.Queue, err))
		}
		all = append(all, list...)
	}
	return all
}

func readScripts(text string, team int) ([]script, error) {
	var list []script
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if header, ok := strings.CutPrefix(line, "== "); ok {
			f := fields(header, 4)
			list = append(list, script{name: f[0], channel: f[1], kind: f[2], subject: f[3], team: team})
			continue
		}
		if len(list) == 0 {
			return nil, fmt.Errorf("line %d: a script begins with == name | channel | kind | subject", number)
		}
		if err := list[len(list)-1].read(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return list, nil
}

func (s *script) read(line string) error {
	switch line[0] {
	case '!':
		return s.readTrait(strings.TrimSpace(line[1:]))
	case '>':
		s.steps = append(s.steps, step{kind: 't'})
	case '=':
		marks := strings.TrimRight(line[1:4], " abcdefghijklmnopqrstuvwxyz")
		f := fields(line[1+len(marks):], 3)
		s.ends = append(s.ends, ending{marks, f[0], f[1], f[2]})
	default:
		return s.readUtterance(line)
	}
	return nil
}

func (s *script) readTrait(trait string) error {
	if list, ok := strings.CutPrefix(trait, "products "); ok {
		s.products = strings.Split(list, ", ")
		return checkProducts(s.products)
	}
	var seconds int64
	switch trait {
	case "tone upset":
		s.upset = true
	case "value high":
		s.valued = true
	case "outbound":
		s.outbound = true
	default:
		if _, err := fmt.Sscanf(trait, "hold %d", &seconds); err != nil {
			return fmt.Errorf("%q is no trait: tone upset, value high, outbound, hold SECONDS, products A, B", trait)
		}
		s.steps = append(s.steps, step{kind: 'h', hold: seconds * 1000})
	}
	return nil
}

func checkProducts(list []string) error {
	for _, product := range list {
		if _, ok := prices[product]; !ok {
			return fmt.Errorf("%q has no price", product)
		}
	}
	return nil
}

var speakers = map[byte]string{'A': "agent", 'C': "customer", 'B': "bot", 'S': "system"}

func (s *script) readUtterance(line string) error {
	head, said, ok := strings.Cut(line, ": ")
	speaker := speakers[line[0]]
	if !ok || speaker == "" {
		return fmt.Errorf("%.20q is no utterance: A: text", line)
	}
	marks, evidence, _ := strings.Cut(strings.TrimSuffix(head[1:], "]"), "[")
	u := step{kind: 'u', speaker: speaker, conduct: marks}
	for e := range strings.FieldsFuncSeq(evidence, func(r rune) bool { return r == ',' || r == ' ' }) {
		if _, ok := remarks[e[1:]]; !ok {
			return fmt.Errorf("%q is no question's key with a sign", e)
		}
		if speaker != "agent" {
			return fmt.Errorf("%.20q: only what an agent says is evidence", line)
		}
		u.moments = append(u.moments, Moment{Question: e[1:], Good: e[0] == '+'})
	}
	for w := range strings.SplitSeq(said, " // ") {
		u.wordings = append(u.wordings, strings.TrimSpace(w))
	}
	s.steps = append(s.steps, u)
	return nil
}

func fields(s string, n int) []string {
	parts := append(strings.SplitN(s, "|", n), make([]string, n)...)[:n]
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func (s script) ending(c conduct) ending {
	for _, e := range s.ends {
		if e.conduct == "" || strings.IndexByte(e.conduct, byte(c)) >= 0 {
			return e
		}
	}
	return ending{}
}

// handsOn says whether a colleague takes over.
func (s script) handsOn() bool {
	return slices.ContainsFunc(s.steps, func(st step) bool { return st.kind == 't' })
}
