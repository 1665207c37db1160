package main

import (
	"strings"
	"testing"
)

// TestBadTables gives every measure the tables that people hand in: each is refused in a sentence that says where and what.
func TestBadTables(t *testing.T) {
	for _, c := range tableCommands {
		row := goodRow(c.columns)
		last := c.columns[strings.LastIndex(c.columns, ",")+1:]
		head := c.columns + "\n"
		refused(t, c.args, "", "the standard input is empty: a table needs a header line and rows")
		refused(t, c.args, "\n\n", "the standard input is empty")
		refused(t, c.args, head, "the standard input has ")
		refused(t, c.args, head+strings.Repeat(strings.Repeat(",", strings.Count(c.columns, ","))+"\n", 3), "")
		for _, bad := range []struct{ cell, says string }{
			{"NaN", `"NaN" is not a number; leave the cell empty where a value is missing`},
			{"Inf", `"Inf" is not a number`},
			{"-Infinity", `"-Infinity" is not a number`},
			{"0x10", `"0x10" is not a number`},
			{"good", `"good" is not a number`},
			{`"1,5"`, `"1,5" is not a number`},
			{"1e308", `"1e308" is too large or too small to calculate with`},
			{"1e999", `"1e999" is too large`},
			{"1e-308", `"1e-308" is too large or too small`},
		} {
			if numeric(c.args, last) {
				refused(t, c.args, head+row+"\n"+row[:strings.LastIndex(row, ",")+1]+bad.cell+"\n", `line 3, column "`+last+`": `+bad.says)
			}
		}
		refused(t, c.args, head+row+",1\n", "line 2 has another number of cells than the header")
		refused(t, c.args, head+`"`+row+"\n", "quotation mark is out of place")
	}
}

// goodRow is a row that every measure with these columns takes.
func goodRow(columns string) string {
	cells := map[string]string{"agent": "ana", "evaluator": "eve", "unit": "u", "treated": "1", "period": "w1", "s": "north", "cluster": "k", "p": "0.5", "y": "1"}
	var row []string
	for _, name := range strings.Split(columns, ",") {
		cell, ok := cells[name]
		if !ok {
			cell = "70"
		}
		row = append(row, cell)
	}
	return strings.Join(row, ",")
}

// numeric says whether a command's last column holds numbers alone.
func numeric(args []string, last string) bool {
	if args[0] == "agreement" {
		return strings.Contains(strings.Join(args, " "), "--level interval") || strings.Contains(strings.Join(args, " "), "--level ratio")
	}
	return last != "s" && last != "evaluator" && last != "cluster"
}

func refused(t *testing.T, args []string, table, says string) {
	t.Helper()
	soundTable(t, table, args)
	if _, errOut, code := statsOn(table, args...); code != 1 || !strings.Contains(errOut, says) {
		t.Errorf("%v of %q: exit %d, %q, which does not say %q", args, table, code, errOut, says)
	}
}

// TestMeagreTables are carried, and what can't be known of them is null with its reason.
func TestMeagreTables(t *testing.T) {
	for _, c := range []struct {
		name, table string
		args        []string
		null        []string
		says        string
	}{
		{"one unit", "a,b\n1,2\n", []string{"agreement", "-", "--level", "interval"}, []string{"alpha", "low"}, "only 1 unit has two ratings"},
		{"one level", "a,b\n1,1\n1,1\n1,1\n", []string{"agreement", "-"}, []string{"alpha"}, "every rating is the same level"},
		{"one unit of each rater", "a,b\n1,\n,2\n", []string{"agreement", "-"}, []string{"exact"}, "no unit has two ratings to compare"},
		{"constant raters", "a,b\n1,2\n1,2\n1,2\n", []string{"agreement", "-", "--level", "interval"}, []string{"icc", "3,1"}, "do not vary"},
		{"one value", "y\n4\n", []string{"mean", "-", "--y", "y"}, []string{"se"}, "a single value does not tell how much values vary"},
		{"one cluster", "y,c\n4,k\n5,k\n", []string{"mean", "-", "--y", "y", "--cluster", "c"}, []string{"low"}, "a single cluster"},
		{"a stratum of one", "y,s\n4,k\n5,k\n5,m\n", []string{"mean", "-", "--y", "y", "--stratum", "s"}, []string{"low"}, "a stratum has only one value"},
		{"one pair", "customer,supervisor\n80,70\n", []string{"gap", "-"}, []string{"low"}, "at least two pairs"},
		{"the same gap", "customer,supervisor\n80,70\n60,50\n", []string{"gap", "-"}, []string{"p"}, "do not vary"},
		{"two units", "unit,treated,before,after\na,1,60,70\nb,0,61,62\n", []string{"effect", "-"}, []string{"ancova"}, "too few units to say"},
		{"before-scores all the same", "unit,treated,before,after\na,1,60,70\nb,1,60,75\nc,0,60,62\nd,0,60,65\n", []string{"effect", "-"}, []string{"ancova"}, "the before-scores do not vary"},
		{"everybody gains the same", "unit,treated,before,after\na,1,60,70\nb,1,66,76\nc,0,61,62\nd,0,68,69\n", []string{"effect", "-"}, []string{"did", "se"}, "fits every unit exactly"},
		{"two islands", "agent,evaluator,score\na,e,1\na,e,3\nb,f,2\nb,f,5\n", []string{"severity", "-"}, []string{"mean"}, "2 groups that no score connects"},
	} {
		t.Run(c.name, func(t *testing.T) {
			soundTable(t, c.table, c.args)
			out, _, code := statsOn(c.table, append(c.args, "--json")...)
			if f := measured(t, c.table, c.args...); code != 0 || f.at(c.null...) != nil || !strings.Contains(out, c.says) {
				t.Errorf("exit %d, %v is %v: %s", code, c.null, f.at(c.null...), out)
			}
		})
	}
}

// TestTerminalsAreLeftAlone has names that would make a terminal do something; they are printed as text.
func TestTerminalsAreLeftAlone(t *testing.T) {
	const bell = "\x1b]0;mine\x07"
	for _, c := range []struct {
		table string
		args  []string
	}{
		{strings.ReplaceAll(balanced, "ana", bell), []string{"severity", "-"}},
		{strings.ReplaceAll(balanced, "agent", bell), []string{"severity", "-"}},
		{"a" + bell + ",b\n1,1\n1,1\n1,1\n2,2\n", []string{"agreement", "-"}},
		{"value,period\n1," + bell + "\n2,x\n3,y\n", []string{"ewma", "-"}},
		{"a,b" + bell + "\n1,1\n", []string{"nps", "-"}},
	} {
		if out, errOut, _ := statsOn(c.table, c.args...); strings.ContainsAny(out+errOut, "\x1b\x07") || !strings.Contains(out+errOut, `\x1b]0;mine\a`) {
			t.Errorf("%v: %q, %q", c.args, out, errOut)
		}
	}
}
