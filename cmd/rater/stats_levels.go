package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"rater/internal/stats"
)

// levelCodes numbers levels as they come.
type levelCodes struct {
	scale    stats.Scale
	declared bool
	names    []string
	numbers  []float64
	words    bool
	codes    map[string]int32
}

func newLevelCodes(scale stats.Scale, declared []string) (*levelCodes, error) {
	l := &levelCodes{scale: scale, codes: map[string]int32{}}
	for _, name := range declared {
		if err := l.declare(strings.TrimSpace(name)); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (l *levelCodes) declare(name string) error {
	if _, known := l.codes[name]; known || name == "" {
		return fmt.Errorf("--levels: each level is named once, and %s is not", quoted(name))
	}
	if x, ok := plainNumber(name); l.scale >= stats.Interval && (!ok || math.Abs(x) > mostNumber) {
		return fmt.Errorf("--levels: at %s level each is a number, and %s is none", l.scale, quoted(name))
	}
	l.declared = true
	l.add(name)
	return nil
}

func (l *levelCodes) add(name string) int32 {
	code := int32(len(l.names))
	x, ok := plainNumber(name)
	l.words = l.words || !ok
	name = strings.Clone(name)
	l.codes[name], l.names, l.numbers = code, append(l.names, name), append(l.numbers, x)
	return code
}

func (l *levelCodes) code(t *csvTable, column int) (int32, error) {
	name, err := t.text(column)
	if err != nil || name == "" {
		return stats.Missing, err
	}
	if code, known := l.codes[name]; known {
		return code, nil
	}
	if l.declared {
		if code, ok := l.sameNumber(name); ok {
			return code, nil
		}
		return 0, t.fault(column, "%s is none of --levels", quoted(name))
	}
	if x, ok := plainNumber(name); l.scale >= stats.Interval || ok {
		if _, _, err := t.number(column); err != nil {
			return 0, err
		}
		if l.scale == stats.Ratio && x < 0 {
			return 0, t.fault(column, "ratio level has no numbers below 0")
		}
	}
	return l.add(name), nil
}

// sameNumber finds a declared level that is written in another way, as 2 and 2.0.
func (l *levelCodes) sameNumber(name string) (int32, bool) {
	x, ok := plainNumber(name)
	if !ok || l.words {
		return 0, false
	}
	i := slices.Index(l.numbers, x)
	if i >= 0 {
		l.codes[strings.Clone(name)] = int32(i)
	}
	return int32(i), i >= 0
}

// points are the levels' numbers. Declared below interval level, these are their order; words without an order are
// named.
func (l *levelCodes) points() (points []float64, named bool) {
	if l.scale >= stats.Interval || !l.declared && !l.words {
		return l.numbers, false
	}
	for i := range l.names {
		points = append(points, float64(i))
	}
	return points, !l.declared
}

func (l *levelCodes) ratings(raters int, cells []int32) (*stats.Ratings, error) {
	points, named := l.points()
	if named && l.scale == stats.Ordinal {
		return nil, errors.New("--level ordinal with words needs --levels, which names them in their order")
	}
	r, err := stats.NewRatings(l.scale, raters, cells, points)
	if err == nil {
		r.Named = named
	}
	return r, err
}

// suspicious names levels that look like none.
func (l *levelCodes) suspicious(w *warnings) {
	if l.declared {
		return
	}
	for _, name := range l.names {
		switch strings.ToLower(name) {
		case "na", "n/a", "nan", "null", "none", "-", ".", "?":
			w.add("%s is taken as a level: leave the cell empty where a rating is missing", quoted(name))
		}
	}
}
