package interactions

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/jonreiter/govader"
)

// How a customer's words sound.
const (
	Negative = "negative"
	Neutral  = "neutral"
	Positive = "positive"
)

const (
	lookBack  = 20   // utterances in which the customer's last words are looked for
	lastWords = 5    // of the customer's utterances, that are read together
	plainTone = 0.4  // a mean compound score of at least that is positive, of at most its negative negative
	longest   = 2000 // bytes that are read of one utterance
	mostTones = 20_000
)

// tones says how customers' last words sound, by VADER's lexicon of English (Hutto and Gilbert 2014): a hint that knows no
// irony. Its own bounds of 0.05 would take polite words (like, please, thank you, help) for pleasure. What it has read is remembered until something more is said.
type tones struct {
	read func() *govader.SentimentIntensityAnalyzer

	mu    sync.Mutex
	known map[string]tone // by interaction
}

type tone struct {
	pos int64
	is  string
}

func newTones() *tones {
	return &tones{read: sync.OnceValue(govader.NewSentimentIntensityAnalyzer), known: map[string]tone{}}
}

// of is how an English customer's words sound when they are read together, empty for none.
func (t *tones) of(words []string) string {
	words = words[max(0, len(words)-lastWords):]
	if len(words) == 0 {
		return ""
	}
	sum := 0.0
	for _, text := range words {
		sum += t.read().PolarityScores(text[:min(len(text), longest)]).Compound
	}
	switch mean := sum / float64(len(words)); {
	case mean >= plainTone:
		return Positive
	case mean <= -plainTone:
		return Negative
	}
	return Neutral
}

// remembered is what is known of an interaction whose last utterance is still at pos.
func (t *tones) remembered(id string, pos int64) (string, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	known, ok := t.known[id]
	return known.is, ok && known.pos == pos
}

func (t *tones) remember(id string, pos int64, is string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.known) >= mostTones {
		clear(t.known)
	}
	t.known[id] = tone{pos, is}
}

// addTones says of interactions in English how their customers sound.
func (r *Record) addTones(ctx context.Context, rows []LiveRow) error {
	unread := map[string]*LiveRow{}
	for n := range rows {
		row := &rows[n]
		if !english(row.Language) || row.LastPos == 0 {
			continue
		}
		known := false
		if row.Tone, known = r.tones.remembered(row.ID, row.LastPos); !known {
			unread[row.ID] = row
		}
	}
	if len(unread) == 0 {
		return nil
	}
	words, err := r.customersWords(ctx, slices.Collect(maps.Keys(unread)), lookBack)
	if err != nil {
		return err
	}
	for id, row := range unread {
		row.Tone = r.tones.of(words[id])
		r.tones.remember(id, row.LastPos, row.Tone)
	}
	return nil
}

// english says whether a BCP 47 tag is one of English; of what names no language nothing is said.
func english(tag string) bool {
	first, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	return first == "en"
}
