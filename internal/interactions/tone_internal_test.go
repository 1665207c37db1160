package interactions

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestTone holds what is said of plain words, and that of a customer's many utterances the last five count.
func TestTone(t *testing.T) {
	t.Parallel()
	tones := newTones()
	angry, glad := "This is terrible and I am very angry.", "Thank you, that is wonderful!"
	for _, one := range []struct {
		said []string
		want string
	}{
		{nil, ""}, {[]string{angry}, Negative}, {[]string{glad}, Positive}, {[]string{"I would like to know the date."}, Neutral}, {[]string{""}, Neutral},
		{append(slices.Repeat([]string{angry}, 50), slices.Repeat([]string{glad}, lastWords)...), Positive},
		{[]string{strings.Repeat("x ", longest) + angry}, Neutral},
	} {
		if got := tones.of(one.said); got != one.want {
			t.Errorf("%.60v: want %q, got %q", one.said, one.want, got)
		}
	}
}

// TestToneOfAnything holds that whatever a customer writes has one of the three.
func TestToneOfAnything(t *testing.T) {
	t.Parallel()
	tones := newTones()
	word := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"not", "but", "never", "so", "kind of", "the bomb", ":)", "😀", "LOUD", "!!!", "???", "[card]", "least", "\n", " "}))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), rapid.SampledFrom([]string{" ", "", "\t"}).Draw(t, "between"))
		if got := tones.of([]string{text}); !slices.Contains([]string{Negative, Neutral, Positive}, got) {
			t.Fatalf("%q sounds %q", text, got)
		}
	})
}

func TestEnglish(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]bool{"en": true, "en-GB": true, "EN_us": true, "": false, "nl": false, "eng-x": false, "enm": false} {
		if english(tag) != want {
			t.Errorf("%q: %v", tag, !want)
		}
	}
}

// TestPace holds against a model that nobody does more than so many in any second, and nobody is refused who did fewer.
func TestPace(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, now, done := newPace(3), time.Unix(0, 0), map[string][]time.Time{}
		for range rapid.IntRange(1, 60).Draw(t, "times") {
			now = now.Add(time.Duration(rapid.IntRange(0, 700).Draw(t, "ms")) * time.Millisecond)
			user := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "user")
			lately := 0
			for _, at := range done[user] {
				if now.Sub(at) < time.Second {
					lately++
				}
			}
			allowed := p.allows(user, now)
			if allowed != (lately < 3) {
				t.Fatalf("%s after %d within a second: %v", user, lately, allowed)
			}
			if allowed {
				done[user] = append(done[user], now)
			}
		}
	})
}

// TestPaceForgets holds that who has done nothing lately takes no room.
func TestPaceForgets(t *testing.T) {
	t.Parallel()
	p, now := newPace(3), time.Unix(0, 0)
	for n := range 2 * sweepAbove {
		p.allows(strings.Repeat("x", n), now.Add(time.Duration(n)*time.Second))
	}
	if len(p.done) > sweepAbove+1 {
		t.Errorf("%d are remembered", len(p.done))
	}
}
