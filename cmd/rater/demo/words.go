package demo

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
	cities   = []string{"Lisbon", "Vienna", "Copenhagen", "Porto", "Naples", "Dubrovnik", "Oslo", "Marrakesh", "Athens", "Galway"}
	cards    = []string{"4111 1111 1111 1111", "5555 5555 5555 4444", "4012 8888 8888 1881", "3782 822463 10005"}
	weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
	carriers = []string{"FW", "NX", "QK"}
)

// prices are what a product costs at least and at most, in dollars.
var prices = map[string][2]int{
	"kettle": {30, 90}, "desk lamp": {25, 120}, "headphones": {60, 320}, "coffee machine": {120, 600}, "vacuum cleaner": {120, 480},
	"smart speaker": {60, 220}, "garden chair": {50, 160}, "bookshelf": {70, 240}, "food processor": {90, 340}, "air purifier": {110, 380},
	"tablet": {220, 700}, "router": {70, 240}, "fan heater": {40, 150}, "sewing machine": {160, 540}, "camera": {280, 760},
	"electric toothbrush": {40, 190}, "casserole dish": {50, 180}, "doorbell camera": {90, 240}, "television": {280, 790}, "projector": {240, 690},
	"media player": {50, 180},
}

var allProducts = slices.Sorted(maps.Keys(prices))

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

// words fill the blanks of a script; products are those that it can happen with, none for any.
type words struct {
	seed     uint64
	c        *cast
	products []string
}

func newWords(r *rand.Rand, c *cast, products []string) words {
	if len(products) == 0 {
		products = allProducts
	}
	return words{r.Uint64(), c, products}
}

// of is what stands for a blank, the same each time.
func (w words) of(name string) string {
	r := random(w.seed, hash(name))
	c := w.c
	switch name {
	case "customer":
		return c.customer.name
	case "first":
		return firstName(c.customer.name)
	case "email":
		return c.customer.email
	case "phone":
		return c.customer.phone
	case "agent":
		return firstName(c.agent.Name)
	case "agent2":
		return firstName(c.colleague.Name)
	case "daypart":
		return daypart(c.start.Hour())
	case "product":
		return pick(r, w.products)
	case "amount":
		return dollars(r, prices[w.of("product")])
	case "later":
		return fmt.Sprintf("%d:40", c.start.Hour()+2)
	case "hour":
		return fmt.Sprintf("%d:%02d", max(7, c.start.Hour()-2), pick(r, []int{5, 10, 20, 40, 45, 50}))
	}
	return chance(r, name)
}

// chance is what stands for a blank that nothing else decides.
func chance(r *rand.Rand, name string) string {
	switch name {
	case "order":
		return strconv.Itoa(3300000 + r.IntN(90000))
	case "ref":
		return fmt.Sprintf("%c%c%d", 'A'+r.IntN(26), 'A'+r.IntN(26), 1000+r.IntN(9000))
	case "small":
		return dollars(r, [2]int{4, 19})
	case "fare":
		return dollars(r, [2]int{640, 2900})
	case "yearly":
		return dollars(r, [2]int{79, 199})
	case "city":
		return pick(r, cities)
	case "card":
		return pick(r, cards)
	case "weekday":
		return pick(r, weekdays)
	case "flight":
		return fmt.Sprintf("%s %d", pick(r, carriers), 200+r.IntN(700))
	}
	return ""
}

func daypart(hour int) string {
	switch {
	case hour >= 18:
		return "evening"
	case hour >= 12:
		return "afternoon"
	}
	return "morning"
}

func dollars(r *rand.Rand, between [2]int) string {
	return fmt.Sprintf("$%d.%02d", between[0]+r.IntN(between[1]-between[0]), pick(r, []int{0, 0, 50, 90, 95, 99}))
}

func fill(text string, w words) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		if !open && b.Len() == 0 {
			return text
		}
		b.WriteString(before)
		if !open {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(w.of(name))
		text = after
	}
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func random(seed, stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) }
