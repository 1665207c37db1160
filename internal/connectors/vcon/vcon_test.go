package vcon

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"rater/internal/interactions"
)

type record struct {
	place  string
	events []interactions.Event
	err    error
}

func parseAll(t *testing.T, in string) []record {
	t.Helper()
	var all []record
	err := Parse(strings.NewReader(in), "x.vcon", func(place string, events []interactions.Event, err error) bool {
		all = append(all, record{place, events, err})
		return true
	})
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	return all
}

func read(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestAnArrayThatIsCutOffSaysSo holds that what stood behind the cut is not lost without a word.
func TestAnArrayThatIsCutOffSaysSo(t *testing.T) {
	chat := read(t, "chat.json")
	for name, one := range map[string]struct {
		in, place string
		whole     int
	}{
		"behind an item": {"[" + chat, "item 2 of x.vcon", 1},
		"behind a comma": {"[" + chat + ",\n", "item 2 of x.vcon", 1},
		"in an item":     {"[" + chat + "," + chat[:100], "item 2 of x.vcon", 1},
		"at its start":   {"[", "item 1 of x.vcon", 0},
	} {
		all := parseAll(t, one.in)
		if last := all[len(all)-1]; len(all) != one.whole+1 || last.err == nil || last.place != one.place {
			t.Errorf("%s: %+v", name, all)
		}
	}
	for name, in := range map[string]string{"of one": "[" + chat + "]\n", "of two": "[" + chat + "," + chat + "]"} {
		for _, r := range parseAll(t, in) {
			if r.err != nil {
				t.Errorf("%s: %v", name, r.err)
			}
		}
	}
}

func show(events []interactions.Event) (out []string) {
	for _, e := range events {
		s := strings.TrimPrefix(e.Type, "interaction.")
		switch e.Type {
		case interactions.UtteranceAdded:
			s = e.Speaker + ": " + e.Text
		case interactions.Transferred:
			s += " " + *e.Agent
		}
		out = append(out, e.At.UTC().Format("15:04:05 ")+s)
	}
	return out
}

func TestChat(t *testing.T) {
	all := parseAll(t, read(t, "chat.json"))
	if len(all) != 1 || all[0].err != nil || all[0].place != "file x.vcon" {
		t.Fatalf("records = %+v", all)
	}
	want := []string{"09:30:00 started", "09:30:00 customer: Hello, where is my parcel?", "09:30:20 agent: Let me look & see.",
		"09:30:40 customer: Thanks", "09:30:40 ended"}
	if got := show(all[0].events); !slices.Equal(got, want) {
		t.Errorf("events\n got %q\nwant %q", got, want)
	}
	s := all[0].events[0]
	if *s.Channel != "chat" || *s.Agent != "nadia@desk.example" || *s.Subject != "A parcel that went missing" || *s.Queue != "parcels" ||
		*s.Customer.Ref != "C-17" || *s.Customer.Address != "tom@home.example" || s.Attributes["campaign"] != "spring" || s.Attributes["speakers"] != "" {
		t.Errorf("started = %+v", s)
	}
	if got := all[0].events[3]; *got.Seq != 3 || got.ID != s.Interaction+":dialog:2" {
		t.Errorf("third utterance = %+v", got)
	}
}

func TestCallWithTranscriptAndTransfer(t *testing.T) {
	events := parseAll(t, read(t, "call.json"))[0].events
	want := []string{"13:00:00 started", "13:00:00 agent: Welcome, how can I help?", "13:00:00 customer: My invoice is wrong.",
		"13:00:00 agent: I pass you on.", "13:00:00 transferred ola@desk.example", "13:00:00 agent: Ola here.\nI see it.", "13:01:35 ended"}
	if got := show(events); !slices.Equal(got, want) {
		t.Errorf("events\n got %q\nwant %q", got, want)
	}
	s, e := events[0], events[len(events)-1]
	if *s.Channel != "phone" || *s.Direction != "inbound" || *s.RecordingURL != "https://calls.example/2.wav" || *e.TalkMS != 95500 {
		t.Errorf("started = %+v, ended = %+v", s, e)
	}
}

func TestAgainIsTheSame(t *testing.T) {
	for _, file := range []string{"chat.json", "call.json"} {
		first, second := parseAll(t, read(t, file)), parseAll(t, read(t, file))
		if fmt.Sprint(show(first[0].events)) != fmt.Sprint(show(second[0].events)) {
			t.Errorf("%s is read in two ways", file)
		}
		ids := map[string]bool{}
		for i, e := range first[0].events {
			if e.ID != second[0].events[i].ID || ids[e.ID] {
				t.Errorf("%s: id %q is not the same again, or not the only one", file, e.ID)
			}
			ids[e.ID] = true
		}
	}
}

const (
	head = `{"uuid":"u1","created_at":"2026-03-01T09:30:00Z","parties":[{"role":"agent","name":"A"},{"role":"customer","name":"B"}],`
	good = head + `"dialog":[{"type":"text","parties":1,"body":"Hi"}]}`
)

func TestRejections(t *testing.T) {
	big := strings.Repeat("x", longestText+1)
	for _, tc := range []struct{ name, in, want string }{
		{"signed", `{"payload":"eyJ9","signatures":[{"protected":"x"}]}`, "is signed (JWS); Rater reads unsigned vCons: verify and unpack it first"},
		{"signed, flattened", `{"payload":"eyJ9","protected":"x","signature":"y"}`, "is signed (JWS)"},
		{"signed, compact", `eyJhbGciOiJSUzI1NiJ9.eyJ1.c2ln`, "is signed (JWS)"},
		{"encrypted", `{"protected":"x","recipients":[],"iv":"y","ciphertext":"z","tag":"t"}`, "is encrypted (JWE)"},
		{"encrypted, compact", `eyJhbGciOiJSUzI1NiJ9.a.b.c.d`, "is encrypted (JWE)"},
		{"broken", `{"uuid":"u1","parties":[`, "is broken"},
		{"broken over lines", "{\n \"uuid\":\"u1\",\n \"parties\":[", "is not a whole JSON object"},
		{"something else", `{"subject":"x"}`, "is no vCon"},
		{"not even JSON", `hello`, "is no vCon"},
		{"parties of the wrong type", `{"parties":"x","dialog":[]}`, "parties"},
		{"empty", head + `"dialog":[]}`, "empty dialog"},
		{"no time", `{"parties":[],"dialog":[{"type":"text","body":"Hi"}]}`, "dialog[0].start"},
		{"no such time", head + `"dialog":[{"type":"text","body":"Hi","start":"soon"}]}`, `dialog[0].start: must be a time such as 2026-03-01T09:30:05Z, not "soon"`},
		{"too early", head + `"dialog":[{"type":"text","body":"Hi","start":"1989-12-31T23:59:59Z"}]}`, "between 1990"},
		{"in the future", head + `"dialog":[{"type":"text","body":"Hi","start":"2999-01-01"}]}`, "between 1990"},
		{"bad UTF-8", head + "\"subject\":\"\xff\",\"dialog\":[{}]}", "UTF-8"},
		{"too long a text", head + `"dialog":[{"type":"text","parties":1,"body":"` + big + `"}]}`, "64 KiB"},
		{"base64 that is none", head + `"dialog":[{"type":"text","parties":1,"encoding":"base64url","body":"%"}]}`, "base64url"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			all := parseAll(t, tc.in)
			last := all[len(all)-1]
			if last.err == nil || !strings.Contains(last.err.Error(), tc.want) {
				t.Errorf("records = %+v, want a fault with %q", all, tc.want)
			}
		})
	}
}

func TestOneTooLongTextLeavesTheRest(t *testing.T) {
	all := parseAll(t, head+`"dialog":[{"type":"text","parties":1,"body":"Hi"},{"type":"text","parties":0,"body":"`+strings.Repeat("x", longestText+1)+`"}]}`)
	if len(all) != 2 || len(all[0].events) != 3 || all[1].place != "dialog 1 of line 1 of x.vcon" {
		t.Errorf("records = %d: %+v", len(all), all[1:])
	}
}

func TestShapesOfFiles(t *testing.T) {
	pretty := read(t, "chat.json")
	for _, tc := range []struct {
		name, in string
		want     []string
	}{
		{"one on a line", good, []string{"line 1 of x.vcon"}},
		{"a line each", "\ufeff" + good + "\r\n\n{broken\n" + good, []string{"line 1 of x.vcon", "!line 3 of x.vcon", "line 4 of x.vcon"}},
		{"a broken first line", "{broken\n" + good, []string{"!line 1 of x.vcon", "line 2 of x.vcon"}},
		{"an array", "[" + pretty + ",7," + good + "]", []string{"item 1 of x.vcon", "!item 2 of x.vcon", "item 3 of x.vcon"}},
		{"an array that breaks off", "[" + good + ",", []string{"item 1 of x.vcon", "!item 2 of x.vcon"}},
		{"several over lines", pretty + pretty, []string{"file x.vcon", "item 2 of x.vcon"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, r := range parseAll(t, tc.in) {
				mark := ""
				if r.err != nil {
					mark = "!"
				}
				got = append(got, mark+r.place)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("places = %q, want %q", got, tc.want)
			}
		})
	}
	for _, in := range []string{"", " \n", "[]"} {
		if err := Parse(strings.NewReader(in), "x", func(string, []interactions.Event, error) bool { return true }); err == nil {
			t.Errorf("Parse(%q) = nil, want a fault: a file that yields nothing is no success", in)
		}
	}
}

func TestChannels(t *testing.T) {
	for _, tc := range []struct{ dialog, want string }{
		{`{"type":"text","body":"Hi"}`, "chat"},
		{`{"type":"text","medium":"sms","body":"Hi"}`, "sms"},
		{`{"type":"text","application":"WhatsApp","body":"Hi"}`, "social"},
		{`{"type":"text","message_id":"<1@x>","body":"Hi"}`, "email"},
		{`{"type":"text","mediatype":"multipart/mixed; boundary=\"b\"","body":"--b\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nHi=21\r\n--b--\r\n"}`, "email"},
		{`{"type":"recording","mediatype":"audio/wav","body":"AAAA","encoding":"base64url"}`, "phone"},
		{`{"type":"recording","mediatype":"video/mp4","url":"ftp://x/y"}`, "video"},
	} {
		events := parseAll(t, head+`"dialog":[`+tc.dialog+`]}`)[0].events
		if got := *events[0].Channel; got != tc.want || events[0].RecordingURL != nil {
			t.Errorf("%s is on channel %s, want %s", tc.dialog, got, tc.want)
		}
		if tc.want == "email" && !strings.HasPrefix(events[1].Text, "Hi") {
			t.Errorf("%s says %q", tc.dialog, events[1].Text)
		}
	}
}

func TestGuessedSpeakers(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"private mail is the customer's", `{"uuid":"u","created_at":"2026-03-01","parties":[{"mailto":"a@shop.example"},{"mailto":"b@gmail.com"}],"dialog":[{"parties":1,"body":"Hi"}]}`, "customer: Hi"},
		{"else the first party's", `{"uuid":"u","created_at":"2026-03-01","parties":[{"tel":"1"},{"tel":"2"}],"dialog":[{"parties":1,"body":"Hi"}]}`, "agent: Hi"},
		{"untagged turns alternate", head + `"dialog":[{"type":"text"}],"analysis":[{"type":"transcript","body":"Where is it?\n\nThank you for calling, let me see."}]}`, "customer: Where is it?"},
		{"words with speakers", head + `"dialog":[{"type":"recording"}],"analysis":[{"type":"transcript","dialog":0,"body":{"results":{"channels":[{"alternatives":[{"words":[{"word":"hi","punctuated_word":"Hi","speaker":1,"start":1.5,"end":2},{"word":"there","punctuated_word":"there.","speaker":1,"start":2,"end":2.4},{"word":"yes","speaker":0,"start":4,"end":5}]}]}]}}}]}`, "agent: Hi there."},
	} {
		events := parseAll(t, tc.in)[0].events
		if got := show(events)[1]; !strings.HasSuffix(got, tc.want) || events[0].Attributes["speakers"] != "guessed" {
			t.Errorf("%s: %q %v, want %q, guessed", tc.name, got, events[0].Attributes, tc.want)
		}
	}
}
