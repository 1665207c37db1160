package scorecards

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rater/internal/interactions"
)

// check names what is wrong with a question; before are those that stand before it, by id.
func (q *Question) check(f *faults, place string, keys map[string]bool, before map[string]*Question) {
	if id, err := uuid.Parse(q.ID); err != nil || id.String() != q.ID {
		f.add(place+".id", "must be a UUID in lower case, or empty for a new question")
	} else if before[q.ID] != nil {
		f.add(place+".id", "is another question's id; leave it empty for a new question")
	}
	f.key(place+".key", q.Key, keys)
	f.weight(place+".weight", q.Weight)
	f.channels(place+".channel_help", q.ChannelHelp)
	q.checkNA(f, place)
	q.checkOptions(f, place)
	q.checkCritical(f, place)
	f.level(place+".comment_below", q, q.CommentBelow)
	f.level(place+".evidence_below", q, q.EvidenceBelow)
	if _, ok := q.Option(q.Usual); q.Usual != "" && !ok {
		f.add(place+".usual", "is the key of no option of this question")
	}
	q.checkCondition(f, place+".shown_if", before)
	for n, words := range q.Whispers {
		f.words(fmt.Sprintf("%s.whispers[%d]", place, n), words, maxText, true)
	}
	seen := map[string]bool{}
	for n, c := range q.Causes {
		f.key(fmt.Sprintf("%s.causes[%d].key", place, n), c.Key, seen)
	}
}

func (q *Question) checkNA(f *faults, place string) {
	if len(q.NAChannels) > 0 && !q.NA {
		f.add(place+".na_channels", "names channels, but the question has no N/A; allow it, or name none")
	}
	for n, channel := range q.NAChannels {
		at := fmt.Sprintf("%s.na_channels[%d]", place, n)
		if !slices.Contains(interactions.Channels, channel) {
			f.add(at, "is no channel; those are %s", strings.Join(interactions.Channels, ", "))
		} else if slices.Index(q.NAChannels, channel) < n {
			f.add(at, "is named twice")
		}
	}
}

func (q *Question) checkOptions(f *faults, place string) {
	if len(q.Options) < 2 {
		f.add(place+".options", "must be at least two, from worst to best")
	}
	seen := map[string]bool{}
	for n, o := range q.Options {
		at := fmt.Sprintf("%s.options[%d]", place, n)
		if o.Key == NA {
			f.add(at+".key", "means that a question does not apply; give the option another key")
		} else {
			f.key(at+".key", o.Key, seen)
		}
		for m, phrase := range o.Phrases {
			f.words(fmt.Sprintf("%s.phrases[%d]", at, m), phrase, maxText, true)
		}
		switch {
		case !(o.Points >= 0 && o.Points <= 1):
			f.add(at+".points", "must be 0 to 1")
		case n > 0 && o.Points <= q.Options[n-1].Points:
			f.add(at+".points", "must be above %g, the points of the option before: they rise from worst to best", q.Options[n-1].Points)
		}
	}
}

func (q *Question) checkCritical(f *faults, place string) {
	failing := slices.ContainsFunc(q.Options, func(o Option) bool { return o.Fails })
	switch q.Critical {
	case NotCritical:
		if failing {
			f.add(place+".critical", "is none, but an option fails; say what it fails, or let none fail")
		}
		if q.Class != "" {
			f.add(place+".class", "is of critical questions alone; leave it out")
		}
		return
	case FailDimension, FailAll:
	default:
		f.add(place+".critical", "must be none, fail_dimension or fail_all")
	}
	if !failing {
		f.add(place+".options", "of a critical question need one that fails")
	}
	if !slices.Contains([]string{CustomerCritical, BusinessCritical, ComplianceCritical}, q.Class) {
		f.add(place+".class", "must be customer, business or compliance, since the question is critical")
	}
}

func (f *faults) level(place string, q *Question, key string) {
	if key == "" {
		return
	}
	if _, ok := q.Option(key); !ok {
		f.add(place, "is the key of no option of this question")
	} else if q.Options[0].Key == key {
		f.add(place, "is the worst option, and nothing lies below it")
	}
}

func (q *Question) checkCondition(f *faults, place string, before map[string]*Question) {
	if q.ShownIf == nil {
		return
	}
	on, ok := before[q.ShownIf.Question]
	switch {
	case q.ShownIf.Question == q.ID:
		f.add(place+".question", "is the question itself; name an earlier one")
		return
	case !ok:
		f.add(place+".question", "is no earlier question of this scorecard")
		return
	case len(q.ShownIf.Options) == 0:
		f.add(place+".options", "is empty; name the options that show this question")
	}
	for n, key := range q.ShownIf.Options {
		at := fmt.Sprintf("%s.options[%d]", place, n)
		if _, ok := on.Option(key); !ok {
			f.add(at, "is the key of no option of the question that it names")
		} else if slices.Index(q.ShownIf.Options, key) < n {
			f.add(at, "is named twice")
		}
	}
}
