package server

import (
	"net/http"
	"strings"
	"testing"

	"rater/internal/people"
)

// TestRouteWithoutPermissionOrScopeStops holds that the program does not start with an open door.
func TestRouteWithoutPermissionOrScopeStops(t *testing.T) {
	for _, r := range []Route{
		{http.MethodGet, "/x", "", InReach},
		{http.MethodGet, "/x", people.SignedIn, ""},
		{http.MethodGet, "/x", "a permission of nobody's", InReach},
	} {
		t.Run(string(r.Permission)+" "+string(r.Scope), func(t *testing.T) {
			defer func() {
				if said, _ := recover().(string); !strings.Contains(said, "GET /x") {
					t.Errorf("registering %+v: %q", r, said)
				}
			}()
			(&API{}).declare(r)
		})
	}
}
