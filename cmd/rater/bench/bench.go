// Package bench measures what Rater promises of its speed, each figure beside a reference in the same run: absolute
// figures move with the machine, ratios hold.
package bench

import (
	"context"
	"fmt"
	"io"
	"slices"
)

// Options say what is measured, and how long.
type Options struct {
	Only        []string // names of measures, all when empty
	Rounds      int      // interleaved pairs
	DatabaseURL string   // an empty PostgreSQL database of its own for measuring; one is started when it is ""
	Version     string
	Progress    io.Writer
}

// Figure is one measured figure: the median of ours, of the reference, and of their ratios, with the ratios' spread.
type Figure struct {
	Name      string  `json:"name"`
	Unit      string  `json:"unit"`
	Ours      float64 `json:"ours"`
	Reference float64 `json:"reference,omitempty"`
	Of        string  `json:"of,omitempty"` // what the reference is
	Ratio     float64 `json:"ratio,omitempty"`
	Low       float64 `json:"ratio_low,omitempty"`
	High      float64 `json:"ratio_high,omitempty"`
	Target    float64 `json:"target"`
	AtMost    bool    `json:"at_most"` // the target is an upper bound
	Met       bool    `json:"met"`
}

// measure is a named group of figures.
type measure struct {
	name string
	run  func(ctx context.Context, o Options) ([]Figure, error)
}

var measures = []measure{
	{"ingest", ingest}, {"fanout", fanOut}, {"desk", desk}, {"pages", pages}, {"trend", trend}, {"start", start}, {"script", script},
}

// Names are those of all measures.
func Names() (names []string) {
	for _, m := range measures {
		names = append(names, m.name)
	}
	return names
}

// Run measures and returns the figures; a target that is missed is reported and is no error.
func Run(ctx context.Context, o Options) ([]Figure, error) {
	var all []Figure
	for _, m := range measures {
		if len(o.Only) > 0 && !slices.Contains(o.Only, m.name) {
			continue
		}
		fmt.Fprintf(o.Progress, "measuring %s\n", m.name)
		figures, err := m.run(ctx, o)
		if err != nil {
			return all, fmt.Errorf("%s: %w", m.name, err)
		}
		all = append(all, figures...)
	}
	return all, nil
}

// against makes a figure of interleaved pairs.
func against(name, unit, of string, target float64, upper bool, ours, reference []float64) Figure {
	ratios := make([]float64, len(ours))
	for i := range ours {
		ratios[i] = ours[i] / reference[i]
	}
	f := Figure{Name: name, Unit: unit, Of: of, Ours: median(ours), Reference: median(reference), Ratio: median(ratios),
		Low: slices.Min(ratios), High: slices.Max(ratios), Target: target, AtMost: upper}
	f.Met = reaches(f.Ratio, target, upper)
	return f
}

// atMost makes a figure that has no reference and a bound.
func atMost(name, unit string, bound float64, values ...float64) Figure {
	f := Figure{Name: name, Unit: unit, Ours: median(values), Target: bound, AtMost: true}
	f.Met = f.Ours <= bound
	return f
}

func reaches(value, target float64, upper bool) bool {
	if upper {
		return value <= target
	}
	return value >= target
}

func median(values []float64) float64 { return quantile(values, 0.5) }

// quantile is that of the nearest rank.
func quantile(values []float64, q float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}
