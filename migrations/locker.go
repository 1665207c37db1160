package migrations

import "github.com/pressly/goose/v3/lock"

// newLocker lets one of several nodes that start together migrate while the others wait.
func newLocker() (lock.SessionLocker, error) {
	return lock.NewPostgresSessionLocker()
}
