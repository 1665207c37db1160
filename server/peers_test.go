package server_test

import (
	"fmt"
	"net/http"
	"testing"

	"rater/internal/foundation/store"
	"rater/internal/foundation/testkit"
	"rater/internal/people"
)

// TestServersTellEachOther puts two servers on one PostgreSQL: what the one takes in, the sockets of the other hear,
// each utterance once and in order.
func TestServersTellEachOther(t *testing.T) {
	t.Parallel()
	db := testkit.Open(t, store.Postgres)
	one := open(t, db)
	one.person("sue", people.Supervisor, "billing")
	one.person("ana", people.Agent, "billing")
	other := open(t, db)
	other.users, other.teams = one.users, one.teams
	crm := one.source("crm")
	crm.tell(one.started("call", "ana"))

	sue, ana := other.as("sue").dial(), other.as("ana").dial()
	sue.expect("hello", "offer")
	ana.expect("hello")
	sue.watch(one.idOf("call"), 0)
	sue.expect("watching", "caught_up:0")
	const utterances = 60
	for n := range utterances {
		crm.tell(one.said("call", n+1, "customer", fmt.Sprint("words ", n+1)))
	}
	for n := range utterances {
		if m := sue.hear("utterance"); m.Pos != int64(n+1) {
			t.Fatalf("pos %d where %d belongs", m.Pos, n+1)
		}
	}
	crm.tell(one.contact("next", "ana")...)
	sue.hear("offer")
	one.as("sue").must(http.StatusOK, http.MethodPost, "/offers/"+one.offerOf("next")+"/claim", fields{})
	sue.hear("offer_closed")
	crm.tell(one.ended("call"))
	sue.hear("ended")
	one.as("sue").released("next")
	ana.hear("changed")
}
