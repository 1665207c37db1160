package coaching

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const mostTested = 12 // raters

// splits calls test with every way in which raters can be split over cohorts, and every number of each that can have
// answered.
func splits(cohorts int, test func(asked, answered []int)) {
	var walk func(asked, said []int, left int)
	walk = func(asked, said []int, left int) {
		if len(asked) == cohorts {
			test(asked, said)
			return
		}
		for n := range left + 1 {
			for a := range n + 1 {
				walk(append(slices.Clone(asked), n), append(slices.Clone(said), a), left-n)
			}
		}
	}
	walk(nil, nil, mostTested)
}

// boxOf is a box in which so many of each cohort have said something; of the others only that they can't say.
func boxOf(cohorts []string, asked, said []int) (box []answered) {
	for at, cohort := range cohorts {
		for n := range asked[at] {
			a := answered{Mark: fmt.Sprint(at, n), Cohort: cohort, Scores: map[string]int{}, Comments: map[string]string{}}
			for _, p := range Prompts {
				a.Scores[p.Key] = 0
				if n < said[at] {
					a.Scores[p.Key] = 1 + n%5
				}
			}
			for _, p := range CommentPrompts {
				if n < said[at] {
					a.Comments[p.Key] = fmt.Sprintf("%s of %s %d.", p.Key, cohort, n)
				}
			}
			box = append(box, a)
		}
	}
	return box
}

// groups are all the sets of people whom somebody can tell apart who adds and subtracts views: of each cohort whether
// they are in it.
func groups(cohorts int, views [][]int) (found [][]int) {
	var walk func(at int, sum []int)
	walk = func(at int, sum []int) {
		if at == len(views) {
			if slices.Max(sum) == 1 && slices.Min(sum) >= 0 {
				found = append(found, sum)
			}
			return
		}
		for _, times := range []int{-1, 0, 1} {
			next := slices.Clone(sum)
			for c := range next {
				next[c] += times * views[at][c]
			}
			walk(at+1, next)
		}
	}
	walk(0, make([]int, cohorts))
	return found
}

// TestNoViewsTellFewerThanEnoughApart goes through every split of up to twelve raters in one, two and three cohorts, and
// every number of them who answered: from what the report shows nobody can work out a group of fewer than k people, be it
// a cell or any sum or difference of cells.
func TestNoViewsTellFewerThanEnoughApart(t *testing.T) {
	t.Parallel()
	shownTogether, shownAll := 0, 0
	for cohorts := 1; cohorts <= 3; cohorts++ {
		names := []string{Peers, Supervisors, Customers}[:cohorts]
		for _, k := range []Floors{{3, 5}, {3, 3}, {4, 6}} {
			splits(cohorts, func(asked, said []int) {
				r := report(names, boxOf(names, asked, said), k, func([]string) {})
				for at, p := range Prompts {
					views := viewsOf(r, names, func(v View) bool { return !v.Scores[at].TooFew })
					checkGroups(t, p.Key, cohorts, views, said, k.Scores)
					if len(views) > 0 && len(views) <= cohorts && slices.Min(views[len(views)-1]) == 1 && cohorts > 1 {
						shownTogether++
					}
					if len(views) == cohorts+1 {
						shownAll++
					}
				}
				for at, p := range CommentPrompts {
					checkGroups(t, p.Key, cohorts, viewsOf(r, names, func(v View) bool { return !v.Comments[at].TooFew }), said, k.Comments)
				}
			})
		}
	}
	if shownTogether == 0 || shownAll == 0 {
		t.Errorf("all together were shown %d times without, %d times with each cohort: the test looks at nothing", shownTogether, shownAll)
	}
}

// viewsOf are the cohorts that stand behind each view that is shown.
func viewsOf(r Report, cohorts []string, shown func(View) bool) (views [][]int) {
	for _, v := range r.Views {
		if !shown(v) {
			continue
		}
		in := make([]int, len(cohorts))
		for c, name := range cohorts {
			if v.Cohort == name || v.Cohort == Others {
				in[c] = 1
			}
		}
		views = append(views, in)
	}
	return views
}

func checkGroups(t *testing.T, prompt string, cohorts int, views [][]int, said []int, k int) {
	t.Helper()
	for _, group := range groups(cohorts, views) {
		of := 0
		for c, in := range group {
			of += in * said[c]
		}
		if of < k {
			t.Fatalf("%s, %v answered: the views %v tell a group %v of %d people, fewer than %d", prompt, said, views, group, of, k)
		}
	}
}

// TestWhatTooFewSaidIsNowhere holds that nothing of a cell of too few is in the report: neither number, mean nor words.
func TestWhatTooFewSaidIsNowhere(t *testing.T) {
	t.Parallel()
	names := []string{Peers, Supervisors}
	splits(2, func(asked, said []int) {
		r := report(names, boxOf(names, asked, said), Floors{3, 5}, mix)
		raw, _ := json.Marshal(r)
		for at, name := range names {
			words := strings.Contains(string(raw), "of "+name)
			if words != (said[at] >= 5 || (said[1-at] < 5 && said[0]+said[1] >= 5 && said[at] > 0)) {
				t.Fatalf("%v answered: the words of %s are shown: %v in %s", said, name, words, raw)
			}
		}
		for _, v := range r.Views {
			for _, c := range v.Scores {
				if c.TooFew && (c.N != 0 || c.Mean != 0) {
					t.Fatalf("%v answered: %+v", said, c)
				}
			}
		}
		if r.TooFew && (len(r.Views) != 0 || r.Self != nil) {
			t.Fatalf("%v answered, too few, and yet %s", said, raw)
		}
	})
}

// TestMeansAreOfWhoSaidSomething compares cells with a plain sum, to one decimal; who can't say does not count.
func TestMeansAreOfWhoSaidSomething(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		scores := rapid.SliceOfN(rapid.IntRange(0, 5), 0, 12).Draw(t, "scores")
		var box []answered
		sum, n := 0, 0
		for _, s := range scores {
			box = append(box, answered{Cohort: Peers, Scores: map[string]int{"empathy": s}})
			if sum += s; s > 0 {
				n++
			}
		}
		box = append(box, answered{Cohort: Self, Scores: map[string]int{"empathy": 5}})
		r := report([]string{Peers}, box, Floors{3, 5}, mix)
		if n < 3 {
			if !r.TooFew {
				t.Fatalf("%d answered: %+v", n, r)
			}
			return
		}
		at := slices.IndexFunc(r.Views[0].Scores, func(c Cell) bool { return c.Prompt == "empathy" })
		got := r.Views[0].Scores[at]
		if got.TooFew || got.N != n || math.Abs(got.Mean-float64(sum)/float64(n)) > 0.05+1e-9 || math.Abs(got.Mean*10-math.Round(got.Mean*10)) > 1e-9 {
			t.Fatalf("%v: %+v", scores, got)
		}
		if r.Self == nil || r.Self.Scores[at].Score != 5 {
			t.Fatalf("of themselves: %+v", r.Self)
		}
	})
}

// TestSmallCohortsAreNotApart holds, for every number of peers and supervisors, that supervisors are a cohort of their
// own only where they are enough for it.
func TestSmallCohortsAreNotApart(t *testing.T) {
	t.Parallel()
	ids := strings.Split("abcdefghijklmnop", "")
	for peers := 5; peers <= mostTested; peers++ {
		for supervisors := 0; peers+supervisors <= mostTested; supervisors++ {
			n := NewRound{Agent: "z", Peers: ids[:peers], Supervisors: ids[peers : peers+supervisors], Self: true}
			raters := n.raters("round", Floors{3, 5})
			size := map[string]int{}
			for _, r := range raters {
				size[r.Cohort]++
			}
			cohorts := cohortsOf(raters)
			want := map[string]int{Peers: peers, Self: 1}
			switch {
			case supervisors >= 3:
				want[Supervisors] = supervisors
			case supervisors > 0:
				want = map[string]int{Others: peers + supervisors, Self: 1}
			}
			if fmt.Sprint(size) != fmt.Sprint(want) || slices.Contains(cohorts, Self) || len(cohorts) != len(want)-1 {
				t.Errorf("%d peers and %d supervisors: %v in %v", peers, supervisors, size, cohorts)
			}
		}
	}
}
