package stats_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"rater/internal/stats"
)

// is compares with a figure of a reference, whose citation stands beside the test, and prints both.
func is(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: expected %v ± %v, got %.10g", name, want, tolerance, got)
		return
	}
	t.Logf("| %s | %v | %.8g |", name, want, got)
}

// value is that of a measure which must have one.
func value(t *testing.T, m stats.Measure) float64 {
	t.Helper()
	if m.Value == nil {
		t.Fatalf("no value: %v", m.Why)
	}
	return *m.Value
}

// NaN is a missing rating.
var na = math.NaN()

// table makes ratings of rows of numbers.
func table(t testing.TB, scale stats.Scale, rows [][]float64) *stats.Ratings {
	t.Helper()
	var cells []int32
	var levels []float64
	for _, row := range rows {
		for _, v := range row {
			if math.IsNaN(v) {
				cells = append(cells, stats.Missing)
				continue
			}
			cells = append(cells, int32(len(levels)))
			levels = append(levels, v)
		}
	}
	r, err := stats.NewRatings(scale, len(rows[0]), cells, levels)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// pairs writes a contingency table out as pairs of ratings.
func pairs(counts [][]int) (rows [][]float64) {
	for i, row := range counts {
		for j, n := range row {
			for range n {
				rows = append(rows, []float64{float64(i + 1), float64(j + 1)})
			}
		}
	}
	return rows
}

// sharedTable reads a table of the reference collection, and skips where it isn't at hand.
func sharedTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	folder := os.Getenv("RATER_SHARED")
	if folder == "" {
		folder = "../../../shared"
	}
	f, err := os.Open(filepath.Join(folder, "reference/files", name))
	if err != nil {
		t.Skipf("%s of the reference collection is not at hand", name)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
