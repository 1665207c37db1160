package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"rater/internal/stats"
)

// warnings are sentences; reasons that several measures share are said once.
type warnings struct {
	list    []string
	reasons []string
	names   map[string][]string
}

func (w *warnings) add(format string, args ...any) {
	w.list = append(w.list, fmt.Sprintf(format, args...))
}

// why says why a measure, or its interval, is null.
func (w *warnings) why(name string, reason error) {
	if reason == nil {
		return
	}
	if w.names == nil {
		w.names = map[string][]string{}
	}
	text := reason.Error()
	if len(w.names[text]) == 0 {
		w.reasons = append(w.reasons, text)
	}
	w.names[text] = append(w.names[text], name)
}

func (w *warnings) sentences() []string {
	all := append([]string{}, w.list...)
	for _, reason := range w.reasons {
		all = append(all, strings.Join(w.names[reason], ", ")+": "+reason)
	}
	return all
}

// MarshalJSON writes the sentences.
func (w *warnings) MarshalJSON() ([]byte, error) { return json.Marshal(w.sentences()) }

func (w *warnings) print(out io.Writer) {
	for _, s := range w.sentences() {
		fmt.Fprintln(out, "!", s)
	}
}

// valueReport is a measure with its interval.
type valueReport struct {
	Value float64  `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
}

// value reports a measure, nil where it is undefined, and its reason.
func (w *warnings) value(name string, m stats.Measure) *valueReport {
	if m.Value == nil {
		w.why(name, m.Why)
		return nil
	}
	if m.Low == nil {
		w.why("interval of "+name, m.Why)
	}
	return &valueReport{*m.Value, m.Low, m.High}
}

// cells prints rows in columns.
type cells struct{ *tabwriter.Writer }

func columnsOn(out io.Writer) cells { return cells{tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)} }

func (c cells) row(values ...any) {
	for i, v := range values {
		if i > 0 {
			fmt.Fprint(c, "\t")
		}
		fmt.Fprint(c, readable(v))
	}
	fmt.Fprintln(c)
}

func (c cells) done() { _ = c.Flush() }

func readable(v any) string {
	switch v := v.(type) {
	case float64:
		return strconv.FormatFloat(v, 'g', 5, 64)
	case *float64:
		if v == nil {
			return "-"
		}
		return readable(*v)
	case string:
		return printable(v)
	}
	return fmt.Sprint(v)
}
