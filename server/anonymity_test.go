package server_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
	"rater/migrations"
)

var (
	anyUUID  = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	anyHash  = regexp.MustCompile(`\b[0-9a-f]{64}\b|\$argon2id\$[^ \]]+`)
	anySeal  = regexp.MustCompile(`[A-Za-z0-9+/]{60,}`)
	anyWriter = regexp.MustCompile(`\bxmin:(\d+)`)
)

// traces is all that the database can tell somebody who holds it: each row of each table in the order in which it lies
// there, on PostgreSQL with its place and the transaction that wrote it, by the order of these. What is random is
// named by its kind, people by their names.
func (s *site) traces(known []string) string {
	s.t.Helper()
	physical := "rowid AS place, *"
	if s.db.Dialect == store.Postgres {
		physical = "ctid::text AS place, 'xmin:' || xmin::text AS written, *"
	}
	var all strings.Builder
	for _, table := range migrations.Tables {
		var rows []map[string]any
		if err := s.db.Conn(s.t.Context()).Raw("SELECT " + physical + " FROM " + table).Scan(&rows).Error; err != nil {
			s.t.Fatalf("%s: %v", table, err)
		}
		for _, row := range rows {
			fmt.Fprintf(&all, "%s %s\n", table, row)
		}
	}
	text := all.String()
	for name, p := range s.users {
		text = strings.ReplaceAll(text, p.ID, name)
	}
	for _, words := range known {
		text = strings.ReplaceAll(text, words, "<words>")
	}
	text = anyHash.ReplaceAllString(anyUUID.ReplaceAllString(text, "<id>"), "<hash>")
	text = anySeal.ReplaceAllStringFunc(text, func(sealed string) string { return fmt.Sprintf("<sealed %d>", len(sealed)) })
	return byOrder(text)
}

// byOrder puts in the place of the number of a transaction which one it was of those that are named.
func byOrder(text string) string {
	var numbers []int
	for _, found := range anyWriter.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(found[1])
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	return anyWriter.ReplaceAllStringFunc(text, func(found string) string {
		n, _ := strconv.Atoi(strings.TrimPrefix(found, "xmin:"))
		at, _ := slices.BinarySearch(numbers, n)
		return fmt.Sprintf("xmin:#%d", at)
	})
}

// difference is the first line in which two texts are not the same.
func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for n := range min(len(x), len(y)) {
		if x[n] != y[n] {
			return fmt.Sprintf("\n%.400s\nand\n%.400s", x[n], y[n])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

// said are words that raters and senders use in the tests, each as nobody else writes.
func said(n int) []string {
	var words []string
	for i := range n {
		words = append(words, fmt.Sprintf("Quokkas number %c stay calm", 'A'+i))
	}
	return words
}

var raterNames = []string{"pia", "per", "pam", "pol", "pip", "sue", "sol", "sam"}

// askedTeam is a team of six agents with three leads.
func askedTeam(t *testing.T, db testkit.Database) *site {
	t.Helper()
	s := open(t, db)
	s.person("ada", people.Admin)
	for _, name := range []string{"sue", "sol", "sam"} {
		s.person(name, people.Supervisor, "billing")
	}
	for _, name := range []string{"ana", "pia", "per", "pam", "pol", "pip"} {
		s.person(name, people.Agent, "billing")
	}
	for _, name := range append([]string{"ana", "ada"}, raterNames...) {
		s.once(name)
	}
	return s
}

func (s *site) idsOfPeople(names ...string) (ids []string) {
	for _, name := range names {
		ids = append(ids, s.users[name].ID)
	}
	return ids
}

type round struct {
	ID, Status      string
	Revision        int64
	Asked, Answered *int
	May             struct{ Close, Release, Report bool }
	Report          *struct {
		TooFew bool `json:"too_few"`
		Views  []struct {
			Cohort string
			Scores []struct {
				Prompt string
				TooFew bool `json:"too_few"`
				N      *int
				Mean   *float64
			}
			Comments []struct {
				Prompt string
				TooFew bool `json:"too_few"`
				Words  []string
			}
		}
		Self *struct{ Scores []struct{ Score *int } }
	}
}

func (c *client) opened(agent string, peers, supervisors []string, self bool) round {
	c.s.t.Helper()
	body := fields{"agent": c.s.users[agent].ID, "closes_on": "2026-03-20", "peers": c.s.idsOfPeople(peers...), "supervisors": append([]string{}, c.s.idsOfPeople(supervisors...)...), "self": self}
	return read[round](c.s.t, c.must(http.StatusCreated, http.MethodPost, "/rounds", body))
}

// answers are scores for each prompt, 0 for can't say, and words.
func answers(scores []int, keep, try string) fields {
	var list []fields
	for n, prompt := range []string{"reliability", "assurance", "tangibility", "empathy", "responsiveness"} {
		if scores[n] == 0 {
			list = append(list, fields{"prompt": prompt, "cant_say": true})
		} else {
			list = append(list, fields{"prompt": prompt, "score": scores[n]})
		}
	}
	return fields{"scores": list, "comments": fields{"keep": keep, "try": try}}
}

// answerAll has raters answer in an order, each with the scores and words of a slot, and one of them not at all.
func (s *site) answerAll(r round, order, slots []int) {
	s.t.Helper()
	words := said(16)
	for _, at := range order {
		slot := slots[at]
		scores := []int{1 + slot%5, 1 + (slot+1)%5, slot % 6, 3, 5 - slot%5}
		s.once(raterNames[at]).must(http.StatusNoContent, http.MethodPost, "/rounds/"+r.ID+"/answers", answers(scores, words[slot], words[8+slot]), header{"Idempotency-Key": fmt.Sprint("key ", at)})
	}
}

// TestNoAnswerLeadsToItsRater plays one round twice, with other people giving the same answers and in another
// order, and compares all that the database, its files, the audit log and the server's log hold: before the round closes,
// after housekeeping, and after it has closed. They are the same, and before it closes none of them holds a word.
func TestNoAnswerLeadsToItsRater(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		words := said(16)
		var first []string
		for n, play := range []struct{ order, slots []int }{
			{[]int{0, 1, 2, 3, 5, 6, 7}, []int{0, 1, 2, 3, 4, 5, 6, 7}},
			{[]int{2, 5, 0, 7, 3, 6, 1}, []int{3, 2, 0, 1, 4, 7, 5, 6}},
		} {
			if n > 0 {
				db = testkit.Open(t, db.Dialect)
			}
			s := askedTeam(t, db)
			sue := s.once("sue")
			r := sue.opened("ana", raterNames[:5], raterNames[5:], true)
			s.answerAll(r, play.order, play.slots)
			moments := []string{s.traces(words)}
			s.clock.Advance(2 * time.Minute)
			for _, name := range raterNames {
				s.once(name).must(200, http.MethodGet, "/me/rounds", nil) // which notes that they were there
			}
			s.houseKept()
			moments = append(moments, s.traces(words))
			everything := s.traces(nil) + s.dump() + files(t, db.Dir) + logged.String() + string(s.once("ada").must(200, http.MethodGet, "/audit?limit=200", nil).raw)
			if strings.Contains(everything, "Quokkas") {
				t.Error("an open round's words can be read somewhere")
			}
			sue.must(200, http.MethodPost, "/rounds/"+r.ID+"/close", nil, ifMatch(r.Revision))
			moments = append(moments, s.traces(words))
			if !strings.Contains(s.traces(nil), words[0]) || strings.Contains(logged.String(), "Quokkas") {
				t.Error("a closed round shows too little, or the log too much")
			}
			if n == 0 {
				first = moments
				continue
			}
			for at, moment := range moments {
				if moment != first[at] {
					t.Errorf("play %d, moment %d tells who said what: %s", n, at, difference(first[at], moment))
				}
			}
		}
	})
}

// TestTheBoxIsNotWrittenNextToAnybody holds, on PostgreSQL, that once housekeeping was there what holds answers and
// suggestions was written after, and by none of, what tells who was at Rater when.
func TestTheBoxIsNotWrittenNextToAnybody(t *testing.T) {
	t.Parallel()
	s := askedTeam(t, testkit.Open(t, store.Postgres))
	r := s.once("sue").opened("ana", raterNames[:5], nil, false)
	s.houseKept()
	s.clock.Advance(2 * time.Minute)
	s.answerAll(r, []int{3}, []int{0, 1, 2, 3})
	s.once("pia").must(201, http.MethodPost, "/suggestions", fields{"words": "More light"})
	s.clock.Advance(2 * time.Minute)
	s.once("sam").must(200, http.MethodGet, "/session", nil)
	s.houseKept()
	var newest struct{ People, Boxes int64 }
	err := s.db.Conn(t.Context()).Raw(`SELECT (SELECT max(xmin::text::bigint) FROM sessions) AS people,
		(SELECT min(x) FROM (SELECT xmin::text::bigint AS x FROM round_boxes UNION ALL SELECT xmin::text::bigint FROM round_raters UNION ALL SELECT xmin::text::bigint FROM suggestion_boxes) AS b) AS boxes`).Scan(&newest).Error
	if err != nil || newest.People == 0 || newest.Boxes <= newest.People {
		t.Errorf("%+v, %v", newest, err)
	}
}

// houseKept does all that is due by time.
func (s *site) houseKept() {
	s.t.Helper()
	if err := s.desk.KeepHouse(s.t.Context(), true); err != nil {
		s.t.Fatal(err)
	}
}
