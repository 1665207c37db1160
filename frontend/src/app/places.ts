import type { Role } from "@/api/types";
import type { IconName } from "@/parts/Icon";

export interface Place {
  to: "/live" | "/queue" | "/work" | "/evaluations" | "/interactions" | "/disputes" | "/people" | "/account";
  key: string;
  icon: IconName;
  roles: Role[];
}

const places: Place[] = [
  { to: "/live", key: "live", icon: "live", roles: ["supervisor"] },
  { to: "/queue", key: "queue", icon: "queue", roles: ["supervisor", "evaluator"] },
  { to: "/work", key: "work", icon: "work", roles: ["agent"] },
  { to: "/evaluations", key: "evaluations", icon: "evaluations", roles: ["supervisor", "evaluator", "agent", "analyst"] },
  { to: "/interactions", key: "interactions", icon: "interactions", roles: ["supervisor", "agent", "analyst", "admin"] },
  { to: "/disputes", key: "disputes", icon: "disputes", roles: ["supervisor", "evaluator"] },
  { to: "/people", key: "people", icon: "people", roles: ["admin"] },
];

const account: Place = { to: "/account", key: "account", icon: "account", roles: [] };

/** The places of somebody with these roles; whose roles open none has the account. */
export function placesOf(roles: Role[]): Place[] {
  const own = places.filter((place) => place.roles.some((role) => roles.includes(role)));
  return own.length > 0 ? own : [account];
}

export const home = (roles: Role[]): Place["to"] => placesOf(roles)[0]!.to;

/** Whether the address is a place that other roles have and these do not. */
export function isClosed(roles: Role[], path: string): boolean {
  const place = places.find(({ to }) => path === to || (to === "/people" && path.startsWith("/people/")));
  return place !== undefined && !place.roles.some((role) => roles.includes(role));
}
