package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
)

// statsOn runs a measure on a table.
func statsOn(table string, args ...string) (out, errOut string, code int) {
	var o, e bytes.Buffer
	code = run(context.Background(), append([]string{"stats"}, args...), nil, strings.NewReader(table), &o, &e)
	return o.String(), e.String(), code
}

// found is the JSON that a measure prints, from which at picks a value by its path, as "icc", "2,1", "low".
type found map[string]any

func (f found) at(path ...string) any {
	var v any = map[string]any(f)
	for _, name := range path {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[name]
	}
	return v
}

func measured(t *testing.T, table string, args ...string) found {
	t.Helper()
	out, errOut, code := statsOn(table, append(args, "--json")...)
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	var f found
	if err := json.Unmarshal([]byte(out), &f); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return f
}

const (
	krippendorff = "r1,r2,r3,r4\n1,1,,1\n2,2,3,2\n3,3,3,3\n3,3,3,3\n2,2,2,2\n1,2,3,4\n4,4,4,4\n1,1,2,1\n2,2,2,2\n,5,5,5\n,,1,1\n,,3,\n"
	shrout       = "a,b,c,d\n9,2,5,8\n6,1,3,2\n8,4,6,8\n7,1,2,6\n10,5,6,9\n6,2,4,7\n"
	balanced     = "agent,evaluator,score\nana,eve,60\nana,eve,64\nana,kim,70\nana,kim,74\nben,eve,80\nben,eve,81\nben,kim,91\nben,kim,92\ncat,eve,70\ncat,kim,79\n"
	held         = "agent,evaluator,score\na,e,5\na,e,4\nb,e,6\nb,e,6\nb,f,7\nc,f,8\nc,f,5\nd,f,3\nd,f,4\n"
	coached      = "unit,treated,before,after\na,1,60,70\nb,1,66,71\nc,1,70,80\nd,0,62,64\ne,0,68,70\nf,0,75,74\ng,0,80,82\n"
)

// TestStats holds each measure's JSON to figures that are published (see internal/stats) or follow by hand.
func TestStats(t *testing.T) {
	for _, c := range []struct {
		name, table string
		args        []string
		path        []string
		want        any
	}{
		{"α nominal", krippendorff, []string{"agreement", "-"}, []string{"alpha", "value"}, 0.743421},
		{"α ordinal", krippendorff, []string{"agreement", "-", "--level", "ordinal"}, []string{"alpha", "value"}, 0.815388},
		{"α interval", krippendorff, []string{"agreement", "-", "--level", "interval"}, []string{"alpha", "value"}, 0.849107},
		{"α ratio", krippendorff, []string{"agreement", "-", "--level", "ratio"}, []string{"alpha", "value"}, 0.797403},
		{"AC2", krippendorff, []string{"agreement", "-"}, []string{"ac2_quadratic", "value"}, 0.914001},
		{"Fleiss is a number", krippendorff, []string{"agreement", "-"}, []string{"fleiss"}, 0.761169},
		{"exact is a number", krippendorff, []string{"agreement", "-"}, []string{"exact"}, 0.818182},
		{"units", krippendorff, []string{"agreement", "-"}, []string{"units"}, 12.0},
		{"raters", krippendorff, []string{"agreement", "-"}, []string{"raters"}, 4.0},
		{"κ of four", krippendorff, []string{"agreement", "-"}, []string{"kappa"}, nil},
		{"ICC at nominal level", shrout, []string{"agreement", "-"}, []string{"icc", "2,1"}, nil},
		{"ICC of an incomplete table", krippendorff, []string{"agreement", "-", "--level", "interval"}, []string{"icc", "2,1"}, nil},
		{"ICC(2,1)", shrout, []string{"agreement", "-", "--level", "interval"}, []string{"icc", "2,1", "value"}, 0.289764},
		{"ICC(2,1) low", shrout, []string{"agreement", "-", "--level", "interval"}, []string{"icc", "2,1", "low"}, 0.018787},
		{"a byte order mark", "\ufeff" + shrout, []string{"agreement", "-", "--level", "ratio"}, []string{"icc", "3,k", "high"}, 0.985892},
		{"a column of units", "unit,a,b\nx,1,1\ny,2,2\nz,1,2\n", []string{"agreement", "-"}, []string{"raters"}, 2.0},
		{"words", "a,b\nyes,yes\nno,no\nyes,no\nno,no\n", []string{"agreement", "-"}, []string{"kappa", "value"}, 0.5},
		{"words without an order", "a,b\nlow,low\nmid,mid\nhigh,low\n", []string{"agreement", "-"}, []string{"ac2_linear"}, nil},
		{"words in order", "a,b\nlow,mid\nmid,mid\nhigh,high\nlow,low\n", []string{"agreement", "-", "--level", "ordinal", "--levels", "low,mid,high"}, []string{"kappa_linear", "value"}, 1 - 0.125/0.4375},
		{"connected", balanced, []string{"severity", "-"}, []string{"connected"}, true},
		{"not connected", "agent,evaluator,score\na,e,1\na,e,3\nb,f,2\nb,f,5\n", []string{"severity", "-"}, []string{"connected"}, false},
		{"mean", "y,p\n10,0.5\n20,0.25\n", []string{"mean", "-", "--y", "y", "--probability", "p"}, []string{"mean"}, 100.0 / 6},
		{"total by probabilities", "y,p\n10,0.5\n20,0.25\n", []string{"mean", "-", "--y", "y", "--probability", "p"}, []string{"total"}, 100.0},
		{"total of a population", "y\n10\n20\n", []string{"mean", "-", "--y", "y", "--population", "8"}, []string{"total"}, 120.0},
		{"its correction", "y\n10\n20\n", []string{"mean", "-", "--y", "y", "--population", "8"}, []string{"se"}, 5 * math.Sqrt(0.75)},
		{"no total", "y\n10\n20\n", []string{"mean", "-", "--y", "y"}, []string{"total"}, nil},
		{"effective n", "y,p\n10,0.5\n20,0.25\n", []string{"mean", "-", "--y", "y", "--probability", "p"}, []string{"effective_n"}, 36.0 / 20},
		{"clusters − strata", "y,s,c\n1,a,1\n2,a,2\n3,b,1\n4,b,2\n5,b,3\n", []string{"mean", "-", "--y", "y", "--stratum", "s", "--cluster", "c"}, []string{"df"}, 3.0},
		{"raw effect", coached, []string{"effect", "-"}, []string{"raw"}, 221.0/3 - 290.0/4},
		{"treated", coached, []string{"effect", "-"}, []string{"n_treated"}, 3.0},
		{"difference in differences", coached, []string{"effect", "-"}, []string{"did", "estimate"}, 25.0/3 - 5.0/4},
		{"no overlap", "unit,treated,before,after\na,1,50,60\nb,1,55,66\nc,0,70,71\nd,0,75,75\n", []string{"effect", "-"}, []string{"ancova"}, nil},
		{"Wilson of numbers", "", []string{"wilson", "--successes", "81", "--n", "263"}, []string{"low"}, 0.255289},
		{"Wilson of a column", "x\n1\n0\n1\n1\n", []string{"wilson", "-"}, []string{"share"}, 0.75},
		{"net promoter", "x\n10\n9\n8\n3\n", []string{"nps", "-"}, []string{"nps"}, 25.0},
		{"gap", "customer,supervisor\n80,70\n60,66\n90,80\n,3\n", []string{"gap", "-"}, []string{"gap"}, 14.0 / 3},
		{"EWMA", "period,value,n\nw1,84,4\nw2,70,9\n", []string{"ewma", "-", "--target", "80", "--sigma", "6"}, []string{"signals"}, 0.0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := measured(t, c.table, c.args...)
			got := f.at(c.path...)
			if want, ok := c.want.(float64); ok {
				if x, ok := got.(float64); !ok || math.Abs(x-want) > 1e-6 {
					t.Errorf("%v is %v, not %v", c.path, got, want)
				}
			} else if got != c.want {
				t.Errorf("%v is %v, not %v", c.path, got, c.want)
			}
			if w, _ := f["warnings"].([]any); c.want == nil && len(w) == 0 {
				t.Errorf("null without a reason: %v", f)
			}
		})
	}
}

func TestSeverityShape(t *testing.T) {
	f := measured(t, balanced, "severity", "-")
	for _, key := range []string{"mean", "variance", "agents", "evaluators", "connected", "warnings"} {
		if f[key] == nil {
			t.Errorf("%s is missing", key)
		}
	}
	first := f["agents"].([]any)[0].(map[string]any)
	if first["id"] != "ana" || first["n"] != 4.0 || first["raw"] != 67.0 || len(first) != 6 {
		t.Errorf("%v", first)
	}
	strict := f["evaluators"].([]any)[0].(map[string]any)
	if strict["id"] != "eve" || !(strict["effect"].(float64) < 0) || len(strict) != 4 {
		t.Errorf("%v", strict)
	}
}

// TestStatsWarn sees that suspicious data are named.
func TestStatsWarn(t *testing.T) {
	for _, c := range []struct {
		name, table string
		args        []string
		says        string
	}{
		{"twins", "a,b,c\n1,1,2\n2,2,2\n3,3,1\n", []string{"agreement", "-"}, `raters "a" and "b" agree exactly on all of 3 units`},
		{"one level", "a,b\n1,2\n1,3\n1,2\n", []string{"agreement", "-"}, `rater "a" uses one level`},
		{"single ratings", krippendorff, []string{"agreement", "-"}, "1 unit has a single rating"},
		{"NA", "a,b\n1,NA\n1,1\n2,2\n", []string{"agreement", "-"}, `"NA" is taken as a level`},
		{"held together by one score", held, []string{"severity", "-"}, `held together by one score, of agent "b" by evaluator "f"`},
		{"one score for all", "agent,evaluator,score\na,e,5\nb,e,5\nc,e,5\na,f,4\nb,f,7\nc,f,6\na,g,4\nb,g,8\nc,g,5\n", []string{"severity", "-"}, `evaluator "e" gives the same score to all of 3`},
		{"constant", "y\n4\n4\n", []string{"mean", "-", "--y", "y"}, "do not vary"},
		{"left out", "y,x\n4,1\n,1\n5,1\n", []string{"mean", "-", "--y", "y"}, "1 of 3 rows have no value"},
		{"who left", coached + "h,1,60,\n", []string{"effect", "-"}, "1 of 8 rows lack a score"},
		{"rows of a unit", coached + "a,1,61,72\n", []string{"effect", "-"}, "taken as one cluster"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := measured(t, c.table, c.args...)
			if !strings.Contains(fmt.Sprint(f["warnings"]), c.says) {
				t.Errorf("it says %q", f["warnings"])
			}
			if out, _, code := statsOn(c.table, c.args...); code != 0 || !strings.Contains(out, c.says) {
				t.Errorf("to be read: %d %s", code, out)
			}
		})
	}
}

// TestStatsRefuse sees a sentence that names the place, and the exit code.
func TestStatsRefuse(t *testing.T) {
	for _, c := range []struct {
		name, table string
		args        []string
		code        int
		says        string
	}{
		{"empty", "", []string{"agreement", "-"}, 1, "is empty"},
		{"no rows", "a,b\n", []string{"agreement", "-"}, 1, "a header and no rows"},
		{"one rater", "a\n1\n2\n", []string{"agreement", "-"}, 1, "at least two raters"},
		{"all missing", "a,b\n,\n,\n", []string{"agreement", "-"}, 1, "every rating is missing"},
		{"text at interval level", "a,b\n1,2\n1,x\n", []string{"agreement", "-", "--level", "interval"}, 1, `line 3, column "b": "x" is not a number`},
		{"NaN", "a,b\n1,NaN\n", []string{"agreement", "-", "--level", "ratio"}, 1, `column "b": "NaN" is not a number`},
		{"below 0 at ratio level", "a,b\n1,-1\n", []string{"agreement", "-", "--level", "ratio"}, 1, "no numbers below 0"},
		{"too large", "a,b\n1,1e300\n", []string{"agreement", "-", "--level", "interval"}, 1, "too large"},
		{"ordinal words", "a,b\nx,y\n", []string{"agreement", "-", "--level", "ordinal"}, 1, "--levels"},
		{"not a level", "a,b\nx,q\n", []string{"agreement", "-", "--levels", "x,y"}, 1, `line 2, column "b": "q" is none of --levels`},
		{"unknown level", "a,b\n1,2\n", []string{"agreement", "-", "--level", "cardinal"}, 2, "--level"},
		{"a short row", "a,b\n1,2\n1\n", []string{"agreement", "-"}, 1, "line 3 has another number of cells"},
		{"two columns of a name", "a,a\n1,2\n", []string{"agreement", "-"}, 1, "two columns"},
		{"semicolons", "a;b\n1;2\n", []string{"agreement", "-"}, 1, "separated by commas"},
		{"no UTF-8", "a,b\n1,\xff\n", []string{"agreement", "-"}, 1, `line 2, column "b": the text is not UTF-8`},
		{"one evaluator", "agent,evaluator,score\na,e,1\nb,e,2\n", []string{"severity", "-"}, 1, "at least two of each"},
		{"one agent", "agent,evaluator,score\na,e,1\na,f,2\n", []string{"severity", "-"}, 1, "at least two of each"},
		{"equal scores", "agent,evaluator,score\na,e,5\nb,e,5\na,f,5\nb,f,5\n", []string{"severity", "-"}, 1, "every score is the same"},
		{"explained exactly", "agent,evaluator,score\na,e,5\nb,e,6\na,f,7\nb,f,8\n", []string{"severity", "-"}, 1, "exactly"},
		{"a score in words", "agent,evaluator,score\na,e,good\n", []string{"severity", "-"}, 1, `line 2, column "score": "good" is not a number`},
		{"nobody's score", "agent,evaluator,score\n,e,5\n", []string{"severity", "-"}, 1, `line 2, column "agent"`},
		{"no column", "agent,score\na,5\n", []string{"severity", "-"}, 1, `no column "evaluator"`},
		{"probability 0", "y,p\n1,0.5\n2,0\n", []string{"mean", "-", "--y", "y", "--probability", "p"}, 1, `line 3, column "p": a probability lies above 0`},
		{"probability above 1", "y,p\n1,1.5\n", []string{"mean", "-", "--y", "y", "--probability", "p"}, 1, `line 2, column "p"`},
		{"population too small", "y\n1\n2\n3\n", []string{"mean", "-", "--y", "y", "--population", "2"}, 1, "can't hold"},
		{"no --y", "y\n1\n", []string{"mean", "-"}, 2, "--y"},
		{"population 0", "y\n1\n", []string{"mean", "-", "--y", "y", "--population", "0"}, 2, "--population"},
		{"nobody treated", "unit,treated,before,after\na,0,1,2\n", []string{"effect", "-"}, 1, "with the intervention and without"},
		{"treated in part", "unit,treated,before,after\na,0.5,1,2\n", []string{"effect", "-"}, 1, `line 2, column "treated"`},
		{"behind nothing", "unit,treated,before,after,n_before\na,0,1,2,0\n", []string{"effect", "-"}, 1, `column "n_before"`},
		{"eleven", "x\n11\n", []string{"nps", "-"}, 1, "0 to 10"},
		{"more than all", "", []string{"wilson", "--successes", "5", "--n", "3"}, 2, "between 0 and n"},
		{"neither", "", []string{"wilson"}, 2, "either"},
		{"outside 0–100", "customer,supervisor\n101,5\n", []string{"gap", "-"}, 1, "between 0 and 100"},
		{"no sigma", "value\n5\n5\n", []string{"ewma", "-"}, 1, "--sigma"},
		{"no file", "", []string{"agreement"}, 2, "arg"},
		{"a file that is not there", "", []string{"agreement", "there-is-none.csv"}, 1, "there-is-none.csv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, args := range [][]string{c.args, append(c.args, "--json")} {
				out, errOut, code := statsOn(c.table, args...)
				if code != c.code || out != "" || !strings.Contains(errOut, c.says) {
					t.Errorf("exit %d, %q, %q", code, out, errOut)
				}
			}
		})
	}
}

func TestStatsKnowsItsMeasures(t *testing.T) {
	if _, errOut, code := statsOn("", "luck", "-"); code != 2 || !strings.Contains(errOut, "luck") {
		t.Errorf("exit %d, %q", code, errOut)
	}
	for _, measure := range []string{"agreement", "severity", "mean", "effect", "ewma", "wilson", "nps", "gap"} {
		if out, _, code := statsOn("", measure, "--help"); code != 0 || !strings.Contains(out, "Examples:\n  rater stats "+measure) {
			t.Errorf("%s --help: exit %d, %q", measure, code, out)
		}
	}
}
