package insights

import (
	"strings"
	"testing"
)

func TestCellsAreInert(t *testing.T) {
	for text, want := range map[string]string{"=1+1": "'=1+1", "+1": "'+1", "-2": "'-2", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx", "\n=x": "'\n=x", "": "", "a=b": "a=b", "ana-maria": "ana-maria", "'=1": "'=1"} {
		if got := inert(text); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	below, missing := -12.5, (*float64)(nil)
	raw, err := Sheet{Name: "x", Head: []string{"A", "B", "C", "D"}, Rows: [][]any{{"-2", &below, missing, 7}}}.CSV()
	if err != nil || !strings.HasSuffix(string(raw), "A,B,C,D\n'-2,-12.5,,7\n") {
		t.Errorf("%q %v", raw, err)
	}
}
