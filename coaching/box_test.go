package coaching_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"rater/coaching"
	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestTheBoxOfARoundTellsNothing opens the box as who has the secret could: it is as long after each answer as before,
// names nobody, and its order is not that of answering.
func TestTheBoxOfARoundTellsNothing(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		c := newCircle(t, db)
		for range 5 {
			c.peers = append(c.peers, c.person(store.NewID(), people.Agent, "billing"))
		}
		r := c.open(c.about())
		length := len(c.sealed())
		for n, peer := range c.peers {
			c.answer(r, peer, says(1+n%5, strings.Repeat("\u2028 é🙂", 200+n)[:200]+string(rune('A'+n))))
			c.keepTime()
			if n < len(c.peers)-1 && len(c.sealed()) != length {
				t.Fatalf("the box was %d long, and is %d after %d answers", length, len(c.sealed()), n+1)
			}
			if n == len(c.peers)-2 {
				c.checkOrder(n + 1)
			}
		}
	})
}

func (c *circle) sealed() (sealed string) {
	c.t.Helper()
	must(c.t, c.db.Conn(c.t.Context()).Raw("SELECT sealed FROM round_boxes").Scan(&sealed).Error)
	return sealed
}

func (c *circle) checkOrder(answers int) {
	c.t.Helper()
	sealer, err := store.NewSealer([32]byte{7})
	must(c.t, err)
	plain, err := sealer.Open(c.sealed())
	must(c.t, err)
	for _, who := range slices.Concat(c.peers, []people.Actor{c.ana, c.sue}) {
		if strings.Contains(plain, who.ID) || strings.Contains(plain, who.Name) {
			c.t.Errorf("the box names %s", who.Name)
		}
	}
	var list []map[string]any
	must(c.t, json.Unmarshal([]byte(plain), &list))
	var order []string
	for _, one := range list {
		words, _ := one["w"].(map[string]any)["keep"].(string)
		order = append(order, words[len(words)-1:])
		if len(one) != 4 {
			c.t.Errorf("an answer holds %v", one)
		}
	}
	if len(order) != answers || slices.IsSorted(order) {
		c.t.Errorf("the answers lie in the order %q", order)
	}
}

// TestSuggestionsComeOutMixed holds that what is put into the box one after the other comes out in another order.
func TestSuggestionsComeOutMixed(t *testing.T) {
	t.Parallel()
	testkit.Each(t, func(t *testing.T, db testkit.Database) {
		c := newCircle(t, db)
		sealer, err := store.NewSealer([32]byte{7})
		must(t, err)
		box := coaching.NewSuggestionBox(c.sessions, sealer)
		for n := range 10 {
			_, err := box.Give(t.Context(), c.peers[n%5], string(rune('A'+n)))
			must(t, err)
		}
		c.clock.Advance(15 * hour) // the day after
		must(t, box.KeepTime(t.Context()))
		rows, err := box.List(t.Context(), c.sue, "", "", 20)
		must(t, err)
		var order []string
		for _, s := range rows {
			order = append(order, s.Words)
		}
		slices.Reverse(order)
		if len(order) != 10 || slices.IsSorted(order) {
			t.Errorf("they came out as %q", order)
		}
	})
}
