package demo

// Coachees are the addresses of those who were coached on one day of the past.
func Coachees() []string { return []string{coached, unlucky} }
