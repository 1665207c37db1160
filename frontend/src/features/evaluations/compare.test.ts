import { expect, it } from "vitest";
import type { Answer, Question } from "@/api/types";
import { basisOf, compare, differenceOf, type Side } from "./compare";

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

const side = (answers: Answer[], questions = [question("a"), question("b")], version = "v1", scorecard = "card"): Side => ({
  evaluation: { answers, scorecard, scorecard_version: version },
  card: { dimensions: [{ key: "empathy", name: "", about: "", weight: 1, questions }] },
});
const asked = (left: Side, right: Side) => compare(left, right).map(({ question: { id } }) => id);

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
  expect(asked(side([answer("yes")]), side([answer("no")]))).toEqual(["a"]);
});

it("compares by two versions only the questions that both have with the same scale", () => {
  const both = [answer("yes"), answer("no", { question: "b" }), answer("no", { question: "c" })];
  const finer = { ...question("b"), options: question("b").options.slice(1) };
  const reworded = { ...question("a"), text: "reworded" };
  const rows = compare(side(both, [question("a"), question("b"), question("c")]), side(both, [reworded, finer, question("d")], "v2"));
  expect(rows.map(({ question: { text }, asRight }) => [text, asRight.text])).toEqual([["a", "reworded"]]);
});

it("compares no question of two scorecards, even where an id is the same", () => {
  const [left, right] = [side([answer("yes")]), side([answer("no")], [question("a")], "v2", "other")];
  expect(asked(left, right)).toEqual([]);
  expect(basisOf(left.evaluation, right.evaluation)).toBe("scorecards");
});
