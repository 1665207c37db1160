// Package testkit gives tests real databases, each test its own, and a clock that stands until it is moved.
package testkit

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"rater/internal/foundation/testkit/postgres"
)

// server is the PostgreSQL of this test program: that of RATER_TEST_POSTGRES_URL, or one that it starts itself.
var server struct {
	url  string
	stop func()
}

// Run runs a package's tests with a PostgreSQL and returns the exit code; it is called by TestMain.
func Run(m *testing.M) int {
	if slices.ContainsFunc(os.Args, func(arg string) bool { return strings.HasPrefix(arg, "-test.fuzz") }) {
		return m.Run() // many processes at once, none of which needs a database
	}
	if url := os.Getenv("RATER_TEST_POSTGRES_URL"); url != "" {
		server.url = url
		return m.Run()
	}
	own, err := postgres.StartFast()
	if err != nil {
		fmt.Fprintln(os.Stderr, "testkit: PostgreSQL can't be started:", err)
		return 1
	}
	defer own.Stop()
	server.url = own.URL
	return m.Run()
}
