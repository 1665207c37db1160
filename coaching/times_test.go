package coaching_test

import "time"

const (
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * time.Hour
)
