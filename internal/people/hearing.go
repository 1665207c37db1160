package people

// MayAddRecording says whether the actor may add the recording of an interaction of this agent and team: who leads the
// team, and nobody their own.
func MayAddRecording(a Actor, agent, team string) bool { return a.LeadsTeam(team) && a.ID != agent }

// SeesNames says whether the actor sees agents' names in rows of this team, and hears their voices, which tell whose they
// are: an analyst sees pseudonyms unless the site's policy names agents.
func SeesNames(a Actor, team string, nameAgents bool) bool {
	return nameAgents || !a.Is(Analyst) || a.LeadsTeam(team) || a.Is(Admin)
}
