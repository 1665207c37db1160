package demo

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"rater/internal/interactions"
	"rater/internal/interactions/redact"
	"rater/scorecards"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

var (
	thirty = Past{Seed: 7, Until: noon, Days: 30, Weekday: 146}
	three  = Past{Seed: 7, Until: noon, Days: 3, Weekday: 146}
)

func events(p Past) (list [][]interactions.Event) {
	for s := range p.Stories() {
		list = append(list, s.Events)
	}
	return list
}

func TestPeople(t *testing.T) {
	people := People()
	emails, externals := map[string]Person{}, map[string]bool{}
	count := map[string]int{}
	for _, p := range people {
		if _, twice := emails[p.Email]; twice || externals[p.ExternalID] || !strings.HasSuffix(p.Email, "@example.com") {
			t.Errorf("%+v is there twice or has no address at example.com", p)
		}
		emails[p.Email], externals[p.ExternalID] = p, true
		count[p.Role+" "+p.Team]++
	}
	for _, fixed := range []string{Admin, Supervisor, Evaluator, Agent, Trainer, Analyst} {
		if emails[fixed+"@example.com"].Role != fixed {
			t.Errorf("%s@example.com is %+v", fixed, emails[fixed+"@example.com"])
		}
	}
	supervisors := 0
	for _, p := range Offered() {
		if emails[p.Email].Role != p.Role || emails[p.Email].Team != p.Team {
			t.Errorf("%+v is offered and is not one of the people", p)
		}
		if p.Role == Supervisor {
			supervisors++
		}
	}
	if len(Offered()) != 7 || supervisors != 2 {
		t.Errorf("offered: %+v", Offered())
	}
	if emails["supervisor@example.com"].Team != Teams[0].Name || emails["agent@example.com"].Team != Teams[0].Name {
		t.Error("supervisor@ doesn't lead agent@'s team")
	}
	for _, team := range Teams {
		if count["agent "+team.Name] != agentsPerTeam || count["supervisor "+team.Name] != 1 {
			t.Errorf("team %s: %v", team.Name, count)
		}
	}
}

func TestScriptsCoverEverything(t *testing.T) {
	channels, kinds, names := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, s := range scripts {
		channels[s.channel]++
		kinds[s.kind]++
		if names[s.name] {
			t.Errorf("script %s is there twice", s.name)
		}
		names[s.name] = true
		for _, c := range []conduct{good, middling, weak} {
			if s.ending(c).resolution == "" {
				t.Errorf("script %s doesn't say how it ends when the agent is %c", s.name, c)
			}
		}
	}
	if len(scripts) < 28 || len(channels) != 7 || len(kinds) != 5 {
		t.Errorf("%d scripts, channels %v, kinds %v", len(scripts), channels, kinds)
	}
}

func TestEveryScriptIsSoundInEveryConduct(t *testing.T) {
	for _, s := range scripts {
		for i, quality := range []float64{0, 0.5, 1} {
			for seed := range uint64(5) {
				r := random(seed, uint64(i))
				c := newCast(r, 1, s, "x", noon, nil)
				c.quality = quality
				story := tell(r, s, c)
				checkStory(t, story, s.name)
			}
		}
	}
}

func checkStory(t *testing.T, s Story, name string) {
	t.Helper()
	ids := map[string]bool{}
	var spoken []interactions.Event
	for i, e := range s.Events {
		if err := e.Check(noon.AddDate(1, 0, 0)); err != nil {
			t.Errorf("%s: %s: %v", name, e.ID, err)
		}
		if ids[e.ID] || i > 0 && e.At.Before(s.Events[i-1].At) {
			t.Errorf("%s: event %s comes twice or too early", name, e.ID)
		}
		ids[e.ID] = true
		if e.Type == interactions.UtteranceAdded {
			spoken = append(spoken, e)
			if strings.ContainsAny(e.Text, "{}|") || strings.Contains(e.Text, "//") || strings.Contains(e.Text, "  ") {
				t.Errorf("%s: %q still shows the script", name, e.Text)
			}
		}
	}
	if s.Events[0].Type != interactions.Started || s.Events[len(s.Events)-1].Type != interactions.Ended || len(spoken) < 2 {
		t.Errorf("%s isn't whole: %d utterances", name, len(spoken))
	}
	for _, m := range s.Moments {
		if m.Utterance >= len(spoken) || spoken[m.Utterance].Speaker != "agent" {
			t.Errorf("%s: moment %+v points at nothing that an agent said", name, m)
		}
	}
}

func TestEveryScriptCanHappen(t *testing.T) {
	d, err := scorecards.Standard()
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, dim := range d.Dimensions {
		for _, q := range dim.Questions {
			asked[q.Key] = true
		}
	}
	for key := range remarks {
		if !asked[key] {
			t.Errorf("no question has the key %s", key)
		}
	}
	for _, s := range scripts {
		handedOn := false
		for _, st := range s.steps {
			handedOn = handedOn || st.kind == 't'
			if handedOn && len(st.moments) > 0 {
				t.Errorf("script %s: what the colleague says is no evidence for the agent: %q", s.name, st.wordings[0])
			}
		}
	}
}

func TestAnInteractionBeginsWithItsFirstWords(t *testing.T) {
	for s := range three.Stories() {
		for _, e := range s.Events {
			if e.Type == interactions.UtteranceAdded {
				if gap := e.At.Sub(s.Events[0].At); gap > 3*time.Second {
					t.Errorf("%s, %s: the first words come after %v", s.ID, s.Channel, gap)
				}
				break
			}
		}
	}
}

func TestSomeInteractionsAreOfAStranger(t *testing.T) {
	strange := 0
	for s := range thirty.Stories() {
		if s.Agent == stranger.Email {
			strange++
		}
	}
	if strange < 5 || strange > 60 {
		t.Errorf("%d of an unmatched agent", strange)
	}
}

func TestHistory(t *testing.T) {
	count, texts, redacted := 0, map[string]int{}, 0
	channels, teams := map[string]int{}, map[string]int{}
	before := time.Time{}
	var qualities []float64
	for s := range thirty.Stories() {
		count++
		channels[s.Channel]++
		teams[s.Team]++
		qualities = append(qualities, s.Quality)
		checkStory(t, s, s.ID)
		start := s.Events[0].At
		if start.Before(before) || start.Before(noon.AddDate(0, 0, -30)) || s.Events[len(s.Events)-1].At.After(noon) {
			t.Fatalf("%s starts at %v, out of order or out of the days", s.ID, start)
		}
		before = start
		whole := ""
		for _, e := range s.Events {
			whole += e.Text
			if _, spans := redact.Text(e.Text); len(spans) > 0 {
				redacted++
			}
		}
		texts[whole]++
	}
	t.Logf("%d interactions, %v, %v, %d utterances to redact, mean quality %.2f", count, channels, teams, redacted, mean(qualities))
	if count < 3300 || count > 4700 || len(channels) != 7 || len(teams) != 5 || redacted < 100 {
		t.Error("that isn't the history that was promised")
	}
	if len(texts) < count*95/100 {
		t.Errorf("only %d of %d conversations differ", len(texts), count)
	}
	if m := mean(qualities); math.Abs(m-0.66) > 0.08 {
		t.Errorf("mean quality %.2f", m)
	}
}

func mean(list []float64) float64 {
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum / float64(len(list))
}

func TestHistoryIsTheSameForTheSameDates(t *testing.T) {
	first := events(three)
	again := events(three)
	if !reflect.DeepEqual(first, again) {
		t.Error("the same seed gives another history")
	}
	have := map[string][]interactions.Event{}
	later := three
	later.Until, later.Days = noon.Add(24*time.Hour), 4
	for _, told := range events(later) {
		have[told[0].ID] = told
	}
	for _, told := range first {
		if who := *told[0].Agent; who == coached || who == unlucky {
			continue // their stories go by the end
		}
		if !reflect.DeepEqual(have[told[0].ID], told) {
			t.Fatalf("a day later %s is another interaction", told[0].ID)
		}
	}
	another := three
	another.Seed = 8
	if other := events(another); reflect.DeepEqual(first, other) {
		t.Error("another seed gives the same history")
	}
}

func TestWeakAgentsShowIt(t *testing.T) {
	var strong, weak []float64
	for s := range thirty.Stories() {
		balance := 0.0
		for _, m := range s.Moments {
			if m.Good {
				balance++
			} else {
				balance--
			}
		}
		switch {
		case s.Quality > 0.75:
			strong = append(strong, balance)
		case s.Quality < 0.45:
			weak = append(weak, balance)
		}
	}
	if len(strong) < 100 || len(weak) < 100 || mean(strong) < mean(weak)+2 {
		t.Errorf("strong %d: %.2f, weak %d: %.2f", len(strong), mean(strong), len(weak), mean(weak))
	}
}

func TestReadScriptsNamesTheLine(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"A: hello", "line 1: a script begins with =="},
		{"== a | chat | question | x\n\nX: hello", "line 3"},
		{"== a | chat | question | x\nA+[+charm]: hello", `"+charm" is no question's key`},
		{"== a | chat | question | x\n! hold long", "hold SECONDS"},
	} {
		if _, err := readScripts(tc.in, 0); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("readScripts(%q) = %v, want %q", tc.in, err, tc.want)
		}
	}
}

func ExamplePast_Stories() {
	for s := range (Past{Seed: 1, Until: noon, Days: 1, Weekday: 146}).Stories() {
		fmt.Println(s.Team, s.Channel, len(s.Events) > 3)
		break
	}
	// Output: Billing phone true
}
