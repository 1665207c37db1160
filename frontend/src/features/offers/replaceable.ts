import type { Offer, Session } from "@/api/types";

/** Whether somebody can have a sample replaced: one drawn by chance, by who holds it or leads its team. */
export function replaceable(offer: Pick<Offer, "origin" | "claimed_by" | "team">, { user, roles, teams }: Pick<Session, "user" | "roles" | "teams">): boolean {
  const leads = roles.includes("supervisor") && teams.some(({ id, relation }) => relation === "lead" && id === offer.team);
  return offer.origin === "random" && (offer.claimed_by === user.id || leads);
}
