import { roles, type Role } from "@/api/types";
import type { IconName } from "@/parts/Icon";

export interface Place {
  to: "/live" | "/queue" | "/evaluators" | "/work" | "/now" | "/coaching" | "/evaluations" | "/interactions" | "/disputes" | "/disputes/figures" | "/people" | "/scorecards" | "/plans" | "/audit" | "/modules" | "/learning" | "/feedback" | "/standings" | "/strictness" | "/effects" | "/calibrations";
  key: string;
  icon: IconName;
  roles: Role[];
}

const places: Place[] = [
  { to: "/live", key: "live", icon: "live", roles: ["supervisor"] },
  { to: "/queue", key: "queue", icon: "queue", roles: ["supervisor", "evaluator"] },
  { to: "/coaching", key: "coaching", icon: "coaching", roles: ["supervisor"] },
  { to: "/standings", key: "standings", icon: "standings", roles: ["supervisor", "analyst"] },
  { to: "/work", key: "work", icon: "work", roles: ["agent"] },
  { to: "/now", key: "now", icon: "live", roles: ["agent"] },
  { to: "/learning", key: "learning", icon: "learning", roles: ["agent"] },
  { to: "/modules", key: "modules", icon: "modules", roles: ["trainer", "supervisor"] },
  { to: "/evaluations", key: "evaluations", icon: "evaluations", roles: ["supervisor", "evaluator", "agent", "analyst"] },
  { to: "/people", key: "people", icon: "people", roles: ["admin"] },
  { to: "/interactions", key: "interactions", icon: "interactions", roles: ["supervisor", "agent", "analyst", "admin"] },
  { to: "/evaluators", key: "evaluators", icon: "queue", roles: ["supervisor", "admin", "analyst"] },
  { to: "/strictness", key: "strictness", icon: "strictness", roles: ["analyst", "evaluator", "supervisor"] },
  { to: "/effects", key: "effects", icon: "effects", roles: ["trainer", "analyst"] },
  { to: "/plans", key: "plans", icon: "plans", roles: ["analyst"] },
  { to: "/calibrations", key: "calibrations", icon: "check", roles: ["analyst", "evaluator", "supervisor"] },
  { to: "/disputes", key: "disputes", icon: "disputes", roles: ["supervisor", "evaluator"] },
  { to: "/disputes/figures", key: "dispute_figures", icon: "disputes", roles: ["analyst"] },
  { to: "/audit", key: "audit", icon: "audit", roles: ["admin"] },
  { to: "/feedback", key: "feedback", icon: "feedback", roles: ["agent", "evaluator", "supervisor", "admin"] },
  { to: "/scorecards", key: "scorecards", icon: "scorecards", roles: [...roles] },
];

/** The places of somebody with these roles. */
export const placesOf = (held: Role[]): Place[] => places.filter((place) => place.roles.some((role) => held.includes(role)));

const mostInRail = 7;

/** Those that the rail shows; whoever holds every role finds the rest in the palette. */
export const railOf = (held: Role[]): Place[] => placesOf(held).slice(0, mostInRail);

export const home = (held: Role[]): Place["to"] | "/account" => placesOf(held)[0]?.to ?? "/account";

/** Whether the address is a place that other roles have and these do not. */
export function isClosed(held: Role[], path: string): boolean {
  const place = places.find(({ to }) => path === to || ((to === "/people" || to === "/modules" || to === "/standings" || to === "/strictness" || to === "/plans" || to === "/calibrations") && path.startsWith(`${to}/`)));
  return place !== undefined && !place.roles.some((role) => held.includes(role));
}
