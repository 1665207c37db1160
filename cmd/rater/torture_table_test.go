//go:build torture

package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTortureMillionRows gives every measure a table of a million rows.
func TestTortureMillionRows(t *testing.T) {
	for _, c := range tableCommands {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			random := rand.New(rand.NewPCG(71, 1))
			var table strings.Builder
			table.WriteString(c.columns + "\n")
			for n := range 1_000_000 {
				for i, column := range strings.Split(c.columns, ",") {
					if i > 0 {
						table.WriteByte(',')
					}
					table.WriteString(plausible(random, c.args[0], column, n))
				}
				table.WriteByte('\n')
			}
			soundTable(t, table.String(), c.args)
			_, errOut, code := statsOn(table.String(), append(c.args, "--json")...)
			if code != 0 && !strings.Contains(errOut, "--population 40 can't hold the 1000000 rows") {
				t.Error(errOut)
			}
		})
	}
}

func plausible(random *rand.Rand, measure, column string, n int) string {
	switch column {
	case "unit", "period":
		return fmt.Sprint("u", n)
	case "agent", "s":
		return fmt.Sprint("a", n%500)
	case "evaluator", "cluster":
		return fmt.Sprint("e", random.IntN(40))
	case "treated":
		return fmt.Sprint(n % 2)
	case "p":
		return "0.25"
	case "n", "n_before", "n_after":
		return fmt.Sprint(1 + random.IntN(20))
	case "y":
		return fmt.Sprint(random.IntN(2))
	}
	if measure == "agreement" {
		return fmt.Sprint([]int{0, 1, 2, 5, 70, 100}[random.IntN(6)])
	}
	return fmt.Sprint(random.IntN(101))
}
