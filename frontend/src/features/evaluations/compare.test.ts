import { expect, it } from "vitest";
import type { Answer, Question } from "@/api/types";
import { compare, differenceOf } from "./compare";

const question = (id: string): Question => ({
  id,
  key: id,
  text: id,
  weight: 1,
  critical: "none",
  na: true,
  options: ["no", "partly", "yes"].map((key, i) => ({ key, label: key, points: i / 2, fails: false, describes: "" })),
});
const answer = (option: string | null, more: Partial<Answer> = {}): Answer => ({ question: "a", option, points: null, evidence: [], ...more });

it.each([
  ["yes", "yes", { kind: "same" }],
  ["no", "partly", { kind: "apart", levels: 1 }],
  ["yes", "no", { kind: "apart", levels: 2 }],
  ["na", "no", { kind: "na" }],
  ["na", "na", { kind: "same" }],
  ["yes", null, { kind: "one_only" }],
])("tells how far %s and %s lie apart", (left, right, want) => {
  expect(differenceOf(question("a"), answer(left), answer(right))).toEqual(want);
});

it("takes a hidden answer for none, and leaves out what neither was asked", () => {
  expect(differenceOf(question("a"), answer("yes"), answer("yes", { hidden: true }))).toEqual({ kind: "one_only" });
  const card = { dimensions: [{ key: "empathy" as const, name: "", about: "", weight: 1, questions: [question("a"), question("b")] }] };
  expect(compare(card, { answers: [answer("yes")] }, { answers: [answer("no")] }).map(({ question: { id } }) => id)).toEqual(["a"]);
});
