package stats_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oracle is a case of the reference collection.
type oracle struct {
	ID, Citation string
	Data         json.RawMessage
	Expected     []struct {
		Name      string
		Value     float64
		Tolerance float64 `json:"abs_tol"`
		Status    string
	}
}

// worked maps the names of a case's values to what this package makes of its data.
type worked map[string]float64

// excused says why a value of a case, by how its name begins, is nothing that this package works out.
var excused = map[string]map[string]string{
	"call_metrics_aws":                  {"": "durations of conversations are internal/interactions' and foundation/sound's"},
	"coaching_effect_anorexia_FT":       {"theta": "CUPED with a pooled slope; the effect here is an analysis of covariance", "adj": "CUPED", "se": "CUPED", "rho": "CUPED"},
	"did_card_krueger":                  {"change": "a group's own change is no effect"},
	"fleiss_1971":                       {"z": "a test of κ against 0 is not shown: intervals are"},
	"gwet_raw4raters_3x3":               {"ord_ac": "weights go by linear or squared distance", "ord_pa": "weights go by linear or squared distance", "ord_fleiss": "Fleiss' κ is not weighted", "ord_alpha": "α with Gwet's ordinal weights is not Krippendorff's ordinal α", "ord_bp": "Brennan and Prediger's coefficient is not shown", "lin_alpha": "α goes by squared distance", "lin_pa": "the weighted share is within AC2 and not shown", "quad_pa": "the weighted share is within AC2 and not shown", "lin_fleiss": "Fleiss' κ is not weighted", "quad_fleiss": "Fleiss' κ is not weighted"},
	"hedges_g_independent":              {"d": "Cohen's d is not shown, only Hedges' g", "V_d": "of Cohen's d", "SE_d": "of Cohen's d", "J": "within Hedges' g"},
	"lohr_supermarkets_and_sample_size": {"": "one draw by unequal probabilities, sample sizes of shares and Neyman's allocation are not used"},
	"multiple_testing_bh":               {"bonferroni": "Benjamini and Hochberg's is used"},
	"percentile_nist":                   {"p90_type6": "percentiles are of type 7"},
	"rater_severity_guilford_linear":    {"MS_": "mean squares of three facets"},
	"servqual_items_gap":                {"": "gaps come with the surveys; the answers are made up"},
	"shrinkage_efron_morris":            {"": "James and Stein's is not used: fair scores are best predictions by REML"},
	"survey_apistrat_apisrs":            {"strat_ratio": "a ratio of two totals is not shown"},
	"vader_readme_a":                    {"": "the tone of words is internal/interactions'"},
	"wilson_newcombe_a":                 {"81/263_cc": "without a correction for continuity", "15/148_cc": "without a correction for continuity"},
}

func reasonFor(id, name string) string {
	switch {
	case strings.HasSuffix(name, "_bp"):
		return "Brennan and Prediger's coefficient is not shown"
	case id == "gwet_raw4raters_3x3" && strings.HasSuffix(name, "_se"), strings.HasSuffix(name, "_ase"):
		return "intervals are by resampling, without a standard error"
	case strings.Contains(name, "_mean") && id == "agreement_on_real_data_a":
		return "a plain mean of all ratings"
	}
	best, reason := -1, ""
	for begin, why := range excused[id] {
		if strings.HasPrefix(name, begin) && len(begin) > best {
			best, reason = len(begin), why
		}
	}
	return reason
}

// TestReferenceCollection works out every value of the collection that this package has a function for, and knows why it has
// none for the others. RATER_REFERENCE names a file into which it writes what came out; the large tables of ratings, which take
// minutes, are worked out then alone.
func TestReferenceCollection(t *testing.T) {
	folder := cmp.Or(os.Getenv("RATER_SHARED"), "../../../shared")
	files, _ := filepath.Glob(filepath.Join(folder, "reference", "*.json"))
	if len(files) == 0 {
		t.Skip("the reference collection is not at hand")
	}
	report := "| case | quantity | status | expected | got | tolerance | |\n| --- | --- | --- | --- | --- | --- | --- |\n"
	var left string
	for _, file := range files {
		if filepath.Base(file) == "INDEX.json" {
			continue
		}
		var o oracle
		text, err := os.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(text, &o)
		}
		if err != nil {
			t.Fatal(file, err)
		}
		rows, without := o.check(t)
		report, left = report+rows, left+without
	}
	if to := os.Getenv("RATER_REFERENCE"); to != "" {
		report += "\nNot worked out by internal/stats:\n\n| case | quantity | status | why |\n| --- | --- | --- | --- |\n" + left
		if err := os.WriteFile(to, []byte(report), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func (o oracle) check(t *testing.T) (rows, without string) {
	got := worked{}
	if work := works[o.ID]; work != nil {
		got = work(t, o.Data)
	}
	for _, e := range o.Expected {
		status := strings.SplitN(e.Status, ":", 2)[0]
		status = strings.SplitN(status, ";", 2)[0]
		x, known := got[e.Name]
		reason := reasonFor(o.ID, e.Name)
		switch {
		case known:
			verdict := "pass"
			if !(math.Abs(x-e.Value) <= e.Tolerance) {
				verdict = "**fails**"
				t.Errorf("%s, %s: expected %v ± %v, got %.10g", o.ID, e.Name, e.Value, e.Tolerance, x)
			}
			rows += fmt.Sprintf("| %s | %s | %s | %v | %.10g | %v | %s |\n", o.ID, e.Name, status, e.Value, x, e.Tolerance, verdict)
		case reason != "":
			without += fmt.Sprintf("| %s | %s | %s | %s |\n", o.ID, e.Name, status, reason)
		case o.ID == "agreement_on_real_data_a" && os.Getenv("RATER_REFERENCE") == "":
		default:
			t.Errorf("%s, %s: nothing works it out, and nothing says why", o.ID, e.Name)
		}
	}
	return rows, without
}
