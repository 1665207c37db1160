import type { Learner } from "@/api/assignments";

/** The teams that learners are in, by name. */
export function teamsOf(learners: Learner[]) {
  const names = new Map(learners.flatMap(({ team, team_name }) => (team ? [[team, team_name ?? ""] as const] : [])));
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
