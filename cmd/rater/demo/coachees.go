package demo

import "slices"

// Coachees are the addresses of those who were coached on one day of the past.
func Coachees() []string { return []string{coached, unlucky} }

// Agents are the addresses of n agents, of all teams, without some.
func Agents(n int, without ...string) (list []string) {
	for i := range agents {
		email := agents[i*7%len(agents)].Email // 7 and 30 share no factor, so each comes once
		if len(list) < n && !slices.Contains(without, email) {
			list = append(list, email)
		}
	}
	return list
}
