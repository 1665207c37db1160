package stats_test

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"rater/internal/stats"
)

// realAgreement is of ratings that others published; large ones only where RATER_REFERENCE asks for it.
func realAgreement(t *testing.T, _ json.RawMessage) worked {
	w := worked{}
	if os.Getenv("RATER_REFERENCE") == "" {
		return w
	}
	for _, k := range []string{"k1", "k2", "k3", "k4", "k5"} {
		w.alphas(t, "sirt_data.ratings1_"+k, listed(t, "sirt_ratings/data.ratings1.csv", []string{"idstud"}, k))
	}
	for _, k := range []string{"crit2", "crit3", "crit4", "crit6"} {
		w.alphas(t, "sirt_data.ratings3_"+k, listed(t, "sirt_ratings/data.ratings3.csv", []string{"idstud"}, k))
	}
	for _, k := range []string{"coherence", "consistency", "fluency", "relevance"} {
		rows := listed(t, "dialsummeval/ratings.csv", []string{"dialogue_id", "agent_model"}, k)
		w.alphas(t, "dialsummeval_shared_"+k, rows)
		w.correlations(t, "dialsummeval_shared_"+k, rows)
	}
	for _, set := range []string{"SGD", "ReDial"} {
		for _, level := range []string{"utterance", "dialogue"} {
			rows, name, ratings := columnsOf(t, "uss/"+set+"_ratings.csv", level), "uss_"+set+"_"+level, 0
			for _, row := range rows {
				ratings += len(row)
			}
			w[name+"_units"], w[name+"_ratings"] = float64(len(rows)), float64(ratings)
			w.alphas(t, name, rows)
		}
	}
	w.alphas(t, "crowd_emotion_full", listed(t, "crowd_labels/emotion_full_answer.csv", []string{"question"}, "answer"))
	w.alphas(t, "crowd_face_sentiment", listed(t, "crowd_labels/face_sentiment_answer.csv", []string{"question"}, "answer"))
	w.vader(t)
	w.fed(t)
	return w
}

// ratings are rows of differing length, as raters other than the same ones give them.
func ratingsOf(t *testing.T, scale stats.Scale, rows [][]float64) *stats.Ratings {
	t.Helper()
	widest := 0
	for _, row := range rows {
		widest = max(widest, len(row))
	}
	filled := make([][]float64, len(rows))
	for i, row := range rows {
		for len(row) < widest {
			row = append(row, na)
		}
		filled[i] = row
	}
	return table(t, scale, filled)
}

func (w worked) alphas(t *testing.T, name string, rows [][]float64) {
	for _, scale := range []stats.Scale{stats.Nominal, stats.Ordinal, stats.Interval} {
		w.enter(name+"_alpha_"+scale.String(), stats.AgreeOnPairs(ratingsOf(t, scale, rows)).Alpha)
	}
}

func (w worked) correlations(t *testing.T, name string, rows [][]float64) {
	q, err := stats.MeanSquares(rows)
	if err != nil {
		t.Fatal(err)
	}
	i := q.ICC()
	for k, m := range map[string]stats.Measure{"ICC1": i.One, "ICC2": i.Two, "ICC3": i.Three, "ICC1k": i.OneK, "ICC2k": i.TwoK, "ICC3k": i.ThreeK} {
		w.enter(name+"_"+k, m)
	}
}

func dataFile(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(cmp.Or(os.Getenv("RATER_SHARED"), "../../../shared"), "data", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func lines(t *testing.T, name string) (list []map[string]string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(dataFile(t, name))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, column := range all[0] {
			row[column] = line[i]
		}
		list = append(list, row)
	}
	return list
}

// listed gathers a table with a line for each rating into units, in the order of raters.
func listed(t *testing.T, name string, unit []string, score string) (rows [][]float64) {
	units := numbers{}
	for _, line := range lines(t, name) {
		key := ""
		for _, column := range unit {
			key += line[column] + "\t"
		}
		if u := units.of(key); u == len(rows) {
			rows = append(rows, nil)
		}
		if v := line[score]; v != "NA" {
			rows[units[key]] = append(rows[units[key]], number(t, v))
		}
	}
	return rows
}

func columnsOf(t *testing.T, name, level string) (rows [][]float64) {
	for _, line := range lines(t, name) {
		if line["level"] != level {
			continue
		}
		var row []float64
		for k := 1; k <= 9; k++ {
			if v := line["rater"+strconv.Itoa(k)]; v != "" {
				row = append(row, number(t, v))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (w worked) vader(t *testing.T) {
	var rows, whole [][]float64
	for s := bufio.NewScanner(bytes.NewReader(dataFile(t, "vader_ratings/amazonReviewSnippets.jsonl"))); s.Scan(); {
		row := decoded[struct{ Ratings []float64 }](t, s.Bytes()).Ratings
		if rows = append(rows, row); len(row) == 20 {
			whole = append(whole, row)
		}
	}
	w.alphas(t, "vader_amazonReviewSnippets", rows)
	w.correlations(t, "vader_amazonReviewSnippets", whole)
}

// fed is ratings of which some are words, which are missing.
func (w worked) fed(t *testing.T) {
	rows := map[string][][]float64{}
	for _, turn := range decoded[[]struct{ Annotations map[string][]any }](t, dataFile(t, "fed/fed_turn.json")) {
		for name, marks := range turn.Annotations {
			var row []float64
			for _, mark := range marks {
				if v, ok := mark.(float64); ok {
					row = append(row, v)
				}
			}
			rows[name] = append(rows[name], row)
		}
	}
	for name, list := range rows {
		w.alphas(t, "fed_turn_"+name, list)
	}
}
