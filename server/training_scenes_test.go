package server_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"time"
)

// learnt is an assignment with its quiz, of which an attempt waits to be marked.
type learnt struct {
	ID, Status, Attempt string
	Revision            int64
	Content             []struct {
		ID, Kind string
		Quiz     struct {
			Questions []struct {
				ID, Kind string
				Options  []struct{ ID string }
			}
		}
	}
	Progress []struct {
		Part, Status string
	}
}

func (l learnt) part() string { return l.Content[0].ID }

// taught is what a company's trainer has: a module with a quiz, a lesson with a picture, an excerpt, a role play, a workshop and a task, a rule, and a draft.
type taught struct {
	module, draft, medium, rule string
	learning                    map[string]learnt
}

// sketch is a small picture.
func sketch() []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewPaletted(image.Rect(0, 0, 3, 2), color.Palette{color.White}))
	return b.Bytes()
}

// drawing sends a picture whole, and returns its id.
func (c *client) drawing() string {
	c.s.t.Helper()
	data := sketch()
	id := read[struct{ ID string }](c.s.t, c.must(201, http.MethodPost, "/media", fields{"name": "a.png", "type": "image/png", "bytes": len(data)})).ID
	c.must(204, http.MethodPut, "/media/"+id+"/chunks/0", data, header{"Content-Type": "application/octet-stream"})
	c.must(200, http.MethodPost, "/media/"+id+"/complete", nil)
	return id
}

var lines = []fields{{"pos": 1, "speaker": "customer", "text": "Where is it?"}, {"pos": 2, "speaker": "agent", "text": "I look at once"}}

// partsOf are parts of each kind; the quiz, with a question of each kind, comes first.
func (s *site) partsOf(medium string) []fields {
	two := []fields{{"text": "no"}, {"text": "yes", "right": true}}
	return []fields{
		{"kind": "quiz", "title": "Answer", "quiz": fields{"pass": 50, "attempts": 2, "questions": []fields{
			{"kind": "single", "text": "Which?", "points": 1, "options": two, "explanation": "since it is"},
			{"kind": "multiple", "text": "Which ones?", "points": 2, "options": two},
			{"kind": "order", "text": "In which order?", "points": 2, "options": []fields{{"text": "first"}, {"text": "second"}, {"text": "third"}}},
			{"kind": "score", "text": "Score this", "asks": "Did they listen?", "points": 1, "tolerance": 1, "lines": lines, "options": []fields{{"text": "no"}, {"text": "some"}, {"text": "yes", "right": true}}},
			{"kind": "text", "text": "In your words", "points": 2, "guide": "names the feeling"}}}},
		{"kind": "lesson", "title": "Read", "lesson": fields{"text": "A picture: ![it](media:" + medium + ")"}},
		{"kind": "excerpt", "title": "Hear", "excerpt": fields{"lines": lines, "moments": []fields{{"pos": 2, "kind": "good", "note": "at once"}}}},
		{"kind": "role_play", "title": "Play", "role_play": fields{"scenario": "Late", "agent_briefing": "Calm them", "marker_briefing": "Shout", "scorecard": s.scorecard(), "pass": 50}},
		{"kind": "workshop", "title": "Come", "workshop": fields{"place": "Room 1", "starts_at": s.clock.Now().Add(time.Hour), "minutes": 60, "capacity": 8}},
		{"kind": "task", "title": "Do", "task": fields{"text": "Three calls"}},
	}
}

// written writes a module, and publishes it.
func (c *client) written(title string, parts []fields) string {
	c.s.t.Helper()
	type module struct {
		ID       string
		Revision int64
	}
	m := read[module](c.s.t, c.must(201, http.MethodPost, "/modules", fields{"title": title, "minutes": 30, "parts": parts}))
	m = read[module](c.s.t, c.must(200, http.MethodPost, "/modules/"+m.ID+"/publish", nil, ifMatch(m.Revision)))
	return m.ID
}

// given assigns a module to somebody by name, and reads it as they do.
func (c *client) given(module, agent string) learnt {
	c.s.t.Helper()
	got := read[struct{ Made []learnt }](c.s.t, c.must(201, http.MethodPost, "/assignments", fields{"module": module, "agents": []string{c.s.users[agent].ID}, "due_on": "2026-04-01",
		"reason": "to listen", "question": c.s.form().Dimensions[0].Questions[0].ID}))
	return c.s.once(agent).reads(got.Made[0].ID)
}

func (c *client) reads(id string) learnt {
	c.s.t.Helper()
	return read[learnt](c.s.t, c.must(200, http.MethodGet, "/assignments/"+id, nil))
}

// answering answers a quiz as it is shown: the options as they stand, or their last.
func (l learnt) answering() (answers []fields) {
	for _, q := range l.Content[0].Quiz.Questions {
		a := fields{"question": q.ID}
		var all []string
		for _, o := range q.Options {
			all = append(all, o.ID)
		}
		switch q.Kind {
		case "text":
			a["text"] = "I hear you"
		case "order":
			a["options"] = all
		default:
			a["options"] = all[len(all)-1:]
		}
		answers = append(answers, a)
	}
	return answers
}

// tries answers the quiz of an assignment, and reads the assignment anew.
func (c *client) tries(l learnt) learnt {
	c.s.t.Helper()
	got := read[struct{ ID string }](c.s.t, c.must(201, http.MethodPost, "/assignments/"+l.ID+"/parts/"+l.part()+"/attempts", fields{"answers": l.answering(), "seconds": 60}, ifMatch(l.Revision)))
	l = c.reads(l.ID)
	l.Attempt = got.ID
	return l
}

// teach has the trainer tom give a module to these, each of whom tries its quiz.
func (s *site) teach(to map[string]string) taught {
	s.t.Helper()
	tom := s.once("tom")
	l := taught{medium: tom.drawing(), learning: map[string]learnt{}}
	l.module = tom.written("Listening", s.partsOf(l.medium))
	l.draft = read[struct{ ID string }](s.t, tom.must(201, http.MethodPost, "/modules", fields{"title": "Not yet"})).ID
	l.rule = read[struct{ ID string }](s.t, tom.must(201, http.MethodPost, "/training/rules", fields{"module": l.module, "kind": "new_hire", "days_due": 7, "active": false, "teams": []string{s.team("billing")}})).ID
	for label, agent := range to {
		l.learning[label] = s.once(agent).tries(tom.given(l.module, agent))
	}
	return l
}
