package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// tableCommand is a measure as it is called, with the columns that its table has.
type tableCommand struct {
	columns string
	args    []string
}

var tableCommands = []tableCommand{
	{"a,b", []string{"agreement", "-"}},
	{"a,b,c", []string{"agreement", "-", "--level", "ordinal"}},
	{"unit,a,b", []string{"agreement", "-", "--level", "interval"}},
	{"a,b,c,d", []string{"agreement", "-", "--level", "ratio"}},
	{"a,b", []string{"agreement", "-", "--level", "ordinal", "--levels", "no,x,yes,0,1,2,5,70,100"}},
	{"agent,evaluator,score", []string{"severity", "-"}},
	{"y,p", []string{"mean", "-", "--y", "y", "--probability", "p"}},
	{"score,agent,evaluator", []string{"mean", "-", "--y", "score", "--stratum", "agent", "--cluster", "evaluator"}},
	{"y,s", []string{"mean", "-", "--y", "y", "--stratum", "s", "--population", "40"}},
	{"y,p", []string{"mean", "-", "--y", "y", "--probability", "p", "--population", "1e12"}},
	{"unit,treated,before,after", []string{"effect", "-"}},
	{"unit,treated,before,after,n_before,n_after,cluster", []string{"effect", "-"}},
	{"value,n", []string{"ewma", "-"}},
	{"period,value,n", []string{"ewma", "-", "--target", "80", "--sigma", "6", "--steady"}},
	{"y", []string{"wilson", "-", "--y", "y"}},
	{"y,p", []string{"wilson", "-", "--y", "y", "--probability", "p"}},
	{"y", []string{"nps", "-", "--y", "y"}},
	{"customer,supervisor", []string{"gap", "-"}},
}

// awkward are cells that a measure may find hard; the last ones it is to refuse, but as names.
var awkward = []string{"", "0", "1", "2", "3", "5", "9", "10", "40", "70", "70.1", "99.9", "100", "-1", "0.5", "0.25", "1e-12", "1e-9", "1e12", "-1e12", "1e11", "0.999999999999", "33.333333333333336", "-0", "1.0", "yes", "no",
	"x", "NA", "NaN", "Inf", "1e308", "1e-308"}

const refusable = 6

// cellsOf makes a table of a command's columns, each byte a cell; bytes at the end of their range make those to be refused.
func cellsOf(columns string, bytes []byte) string {
	width := strings.Count(columns, ",") + 1
	fit := len(awkward) - refusable
	var table strings.Builder
	table.WriteString(columns)
	for i, b := range bytes[:len(bytes)/width*width] {
		table.WriteByte(",\n"[map[bool]int{true: 1}[i%width == 0]])
		cell := awkward[int(b)%fit]
		if int(b) > 255-refusable {
			cell = awkward[fit+int(b)-(256-refusable)]
		}
		fmt.Fprintf(&table, "%q", cell)
	}
	return table.String() + "\n"
}

// FuzzTable reads anything as a measure's table: as it is, or where which says so as cells of the measure's own columns. What
// comes out is JSON whose numbers are numbers and whose nulls have a reason, or one sentence.
func FuzzTable(f *testing.F) {
	for _, table := range []string{krippendorff, shrout, balanced, held, coached, "a,b\n\"1\n", "y,p\n1,1e-12\n-1e12,1\n", "value,n\n1,1e12\n2,1e-12\n", "customer,supervisor\n1,1\n1,1\n", "period,value\nNaN,5\nx,7\n"} {
		for which := range tableCommands {
			f.Add([]byte(table), byte(which))
		}
	}
	for which := range tableCommands {
		f.Add([]byte("\x02\x03\x04\x05\x02\x04\x06\x02\x09\x0a\x02\x02\x05\x05\x01\x01\x03\x02\x04\x04\x02\x01\x0b\x0c\x02\x03\x08\x08"), byte(which+128))
	}
	f.Fuzz(func(t *testing.T, raw []byte, which byte) {
		const most = 2048 // small tables: the thousands of resamples of each are what takes time
		if len(raw) > most {
			return
		}
		c := tableCommands[int(which&127)%len(tableCommands)]
		table := string(raw)
		if which >= 128 {
			table = cellsOf(c.columns, raw[:min(len(raw), 200)])
		}
		soundTable(t, table, c.args)
	})
}

// soundTable fails where a measure's answer to a table is neither sound JSON nor one sentence.
func soundTable(t *testing.T, table string, args []string) {
	t.Helper()
	out, errOut, code := statsOn(table, append(slices.Clone(args), "--json")...)
	if code != 0 {
		said := strings.TrimSuffix(errOut, "\n")
		if out != "" || len(said) < len("rater: a few words") || strings.ContainsAny(said, "\n\x00") || strings.Contains(said, "json:") || strings.Contains(said, "strconv") || strings.Contains(said, "EOF") {
			t.Fatalf("%v of %q: exit %d, %q, %q", args, table, code, errOut, out)
		}
		return
	}
	var found map[string]any
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		t.Fatalf("%v of %q: %v: %q", args, table, err, out)
	}
	warnings, listed := found["warnings"].([]any)
	if nulls := soundValue(t, table, args, found); !listed || nulls > 0 && len(warnings) == 0 {
		t.Fatalf("%v of %q: null without a reason: %s", args, table, out)
	}
}

// mayBeNull is what each measure's JSON may leave open, as docs/statistics.md has it.
var mayBeNull = map[string][]string{
	"agreement": {"exact", "fleiss", "alpha", "ac1", "ac2_linear", "ac2_quadratic", "kappa", "kappa_linear", "kappa_quadratic", "1,1", "2,1", "3,1", "1,k", "2,k", "3,k", "low", "high"},
	"severity":  {"mean", "variance", "adjusted", "fair", "se", "effect"},
	"mean":      {"se", "low", "high", "total", "total_se"},
	"effect":    {"did", "ancova", "se", "low", "high"},
	"gap":       {"se", "low", "high", "t", "df", "p"},
}

// soundValue counts the nulls of an object and all within, and fails at what can't be.
func soundValue(t *testing.T, table string, args []string, of map[string]any) (nulls int) {
	t.Helper()
	fails := func(key, why string) { t.Fatalf("%v of %q: %s of %v %s", args, table, key, of, why) }
	for key, v := range of {
		switch v := v.(type) {
		case nil:
			nulls++
			if !slices.Contains(mayBeNull[args[0]], key) {
				fails(key, "is null")
			}
		case float64:
			if v < 0 && slices.Contains([]string{"se", "total_se", "n", "df", "agent", "evaluator", "residual", "effective_n"}, key) {
				fails(key, "is below 0")
			}
			if slices.Contains([]string{"p", "share", "exact"}, key) && (v < 0 || v > 1) {
				fails(key, "is no share")
			}
		case map[string]any:
			nulls += soundValue(t, table, args, v)
		case []any:
			for _, one := range v {
				if m, ok := one.(map[string]any); ok {
					nulls += soundValue(t, table, args, m)
				}
			}
		}
	}
	low, below := of["low"].(float64)
	high, above := of["high"].(float64)
	if below != above || low > high {
		fails("low", "is no limit below high")
	}
	return nulls
}
