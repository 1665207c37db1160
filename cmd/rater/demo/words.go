package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// The cards are numbers that card schemes publish for testing, the phone numbers lie in the range kept for fiction,
// and example.net belongs to nobody.
var (
	customerFirst = []string{
		"Alice", "Bashir", "Carmen", "Dmitri", "Esther", "Felix", "Gita", "Hugo", "Irene", "Jamal", "Katya", "Liam", "Mona",
		"Nils", "Olga", "Pedro", "Quinn", "Rita", "Stefan", "Tara", "Umar", "Vera", "Wendy", "Xavier", "Yara", "Zoltan",
		"Bianca", "Cedric", "Dalia", "Elliot", "Farah", "Gareth", "Hatice", "Isaac", "Jolene", "Kemal", "Lotte", "Marcus",
	}
	customerLast = []string{
		"Abbott", "Bergman", "Chowdhury", "Dietz", "Eriksen", "Fontaine", "Goldberg", "Hussain", "Ibanez", "Jansen", "Kowalski",
		"Lombardi", "Mwangi", "Novotny", "Oduya", "Petrov", "Quimby", "Rahman", "Schaefer", "Takeda", "Ullman", "Vance",
		"Whitaker", "Xiong", "Yilmaz", "Zimmer", "Brandt", "Calloway", "Drummond", "Ellery", "Fairchild", "Grimaldi",
	}
	products = []string{
		"kettle", "desk lamp", "headphones", "coffee machine", "vacuum cleaner", "smart speaker", "garden chair", "bookshelf",
		"food processor", "air purifier", "tablet", "router", "heater", "sewing machine", "camera", "electric toothbrush",
	}
	cities   = []string{"Lisbon", "Vienna", "Copenhagen", "Porto", "Naples", "Dubrovnik", "Oslo", "Marrakesh", "Athens", "Galway"}
	cards    = []string{"4111 1111 1111 1111", "5555 5555 5555 4444", "4012 8888 8888 1881", "3782 822463 10005"}
	weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
	carriers = []string{"FW", "NX", "QK"}
)

// customer is the made-up person at the other end.
type customer struct{ name, ref, email, phone, value string }

func newCustomer(r *rand.Rand) customer {
	first, last := pick(r, customerFirst), pick(r, customerLast)
	n := r.IntN(90000) + 10000
	c := customer{name: first + " " + last, ref: fmt.Sprintf("C-%d", n), value: "normal"}
	c.email = strings.ToLower(fmt.Sprintf("%s.%s%d@example.net", first, last, n%100))
	c.phone = fmt.Sprintf("+1 415 555 01%02d", r.IntN(100))
	switch p := r.IntN(20); {
	case p < 3:
		c.value = "high"
	case p < 6:
		c.value = "low"
	}
	return c
}

// words fill the blanks of a script.
func words(r *rand.Rand, c customer, agent, colleague Person, at time.Time) map[string]string {
	daypart := "morning"
	if at.Hour() >= 12 {
		daypart = "afternoon"
	}
	if at.Hour() >= 18 {
		daypart = "evening"
	}
	return map[string]string{
		"customer": c.name, "first": firstName(c.name), "email": c.email, "phone": c.phone,
		"agent": firstName(agent.Name), "agent2": firstName(colleague.Name), "daypart": daypart,
		"order":   fmt.Sprintf("%d", 3300000+r.IntN(90000)),
		"ref":     fmt.Sprintf("%c%c%d", 'A'+r.IntN(26), 'A'+r.IntN(26), 1000+r.IntN(9000)),
		"amount":  fmt.Sprintf("$%d.%02d", 60+r.IntN(540), pick(r, []int{0, 0, 50, 90, 95, 99})),
		"small":   fmt.Sprintf("$%d.%02d", 4+r.IntN(15), pick(r, []int{0, 50, 90, 99})),
		"product": pick(r, products), "city": pick(r, cities), "card": pick(r, cards), "weekday": pick(r, weekdays),
		"flight": fmt.Sprintf("%s %d", pick(r, carriers), 200+r.IntN(700)),
		"later":  fmt.Sprintf("%d:40", at.Hour()+2),
		"hour":   fmt.Sprintf("%d:%02d", max(7, at.Hour()-2), pick(r, []int{5, 10, 20, 40, 45, 50})),
	}
}

func fill(text string, words map[string]string) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		b.WriteString(before)
		if !open {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(words[name])
		text = after
	}
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func random(seed, stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) }
