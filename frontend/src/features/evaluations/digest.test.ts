import { expect, it } from "vitest";
import type { Answer, Question } from "@/api/types";
import { digest, nextLevel, type Judged } from "./digest";

function judged(id: string, points: number | null, more: { weight?: number; fails?: boolean; answer?: Partial<Answer> } = {}): Judged {
  const level = { key: "k", label: "", points: points ?? 0, fails: more.fails ?? false, describes: "" };
  const question: Question = { id, key: id, text: "", weight: more.weight ?? 1, critical: "none", na: true, options: [level] };
  return { question, dimension: "empathy", answer: { question: id, option: "k", evidence: [], points, ...more.answer }, level, points };
}
const level = (key: string, points: number, fails = false) => ({ key, label: key, points, fails, describes: "" });
const ids = (list: Judged[]) => list.map((j) => j.question.id);

it("puts what failed first, then what cost most", () => {
  const { toTry } = digest([judged("light", 0.5), judged("heavy", 0.5, { weight: 3 }), judged("failed", 0, { fails: true })]);
  expect(ids(toTry)).toEqual(["failed", "heavy", "light"]);
});

it("puts what has words to show before what has none", () => {
  const { well } = digest([judged("silent", 1, { weight: 5 }), judged("quoted", 1, { answer: { evidence: [{ pos: 1 }] } })]);
  expect(ids(well)).toEqual(["quoted", "silent"]);
});

it("puts a critical question that did not fail behind what was done well", () => {
  const passed = judged("identity", 1, { weight: 9 });
  passed.question = { ...passed.question, critical: "fail_all" };
  expect(ids(digest([passed, judged("warm", 1)]).well)).toEqual(["warm", "identity"]);
});

it("tries the next level, not the best, and never one that fails", () => {
  const half = judged("a", 0.5);
  half.question = { ...half.question, options: [level("none", 0), level("half", 0.5), level("best", 1), level("more", 0.75), level("trap", 0.6, true)] };
  expect(nextLevel(half)?.key).toBe("more");
  expect(nextLevel({ ...half, points: 1 })).toBeUndefined();
});

it("leaves out what was not applicable", () => {
  expect(digest([judged("na", null)])).toEqual({ well: [], toTry: [] });
});
