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

export const placesOf = (roles: Role[]) => places.filter((place) => place.roles.some((role) => roles.includes(role)));

export const home = (roles: Role[]): Place["to"] => placesOf(roles)[0]?.to ?? "/account";
