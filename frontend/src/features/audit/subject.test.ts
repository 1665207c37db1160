import { expect, it } from "vitest";
import { subjectOf } from "./subject";

it("names the evaluation or the session that was read, not the agent whose it is", () => {
  expect(subjectOf({ subject: "agent", subject_id: "a", detail: { evaluation: "e", revision: 2 } })).toEqual({ subject: "evaluation", id: "e" });
  expect(subjectOf({ subject: "agent", subject_id: "a", detail: { session: "s" } })).toEqual({ subject: "coaching_session", id: "s" });
});

it("names the subject where the detail says nothing more", () => {
  expect(subjectOf({ subject: "team", subject_id: "t", detail: { name: "Billing" } })).toEqual({ subject: "team", id: "t" });
  expect(subjectOf({ subject: "agent", subject_id: undefined, detail: { found: 3 } })).toEqual({ subject: "agent", id: undefined });
});
