import { expect, it } from "vitest";
import type { Offer, Role } from "@/api/types";
import { replaceable } from "./replaceable";

const session = (...roles: Role[]) => ({
  user: { id: "me", name: "", email: "" },
  roles,
  teams: [
    { id: "led", name: "", relation: "lead" as const },
    { id: "joined", name: "", relation: "member" as const },
  ],
});
const sample = (more: Partial<Offer>) => ({ origin: "random" as const, ...more });

it.each<[string, Role, Partial<Offer>, boolean]>([
  ["one's own", "evaluator", { claimed_by: "me", team: "joined" }, true],
  ["another's", "evaluator", { claimed_by: "other", team: "joined" }, false],
  ["one that waits", "evaluator", { team: "led" }, false],
  ["one of a team that one leads", "supervisor", { claimed_by: "other", team: "led" }, true],
  ["one of a team that one is only in", "supervisor", { team: "joined" }, false],
  ["one of a team of others", "supervisor", { team: "elsewhere" }, false],
  ["one of no team", "supervisor", {}, false],
  ["one's own that was chosen", "supervisor", { claimed_by: "me", team: "led", origin: "targeted" }, false],
])("knows of %s, to a %s, whether it can be replaced", (_, role, offer, can) => {
  expect(replaceable(sample(offer), session(role))).toBe(can);
});
