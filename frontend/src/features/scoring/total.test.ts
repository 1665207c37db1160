import { expect, it } from "vitest";
import type { Question, Scorecard } from "@/api/types";
import { sheetOf } from "./sheet";
import { totalOf } from "./total";

const question = (id: string, weight: number, more: Partial<Question> = {}): Question => ({
  id,
  key: id,
  text: id,
  weight,
  critical: "none",
  na: true,
  options: ["low", "mid", "high"].map((key, i) => ({ key, label: key, points: i / 2, fails: key === "low" && more.critical !== undefined, describes: "" })),
  ...more,
});

const card: Pick<Scorecard, "dimensions" | "grades"> = {
  dimensions: [
    { key: "reliability", name: "", weight: 1, about: "", questions: [question("a", 1), question("b", 3, { shown_if: { question: "a", options: ["high"] } })] },
    { key: "empathy", name: "", weight: 2, about: "", questions: [question("c", 1, { critical: "fail_dimension" }), question("d", 1, { critical: "fail_all" })] },
  ],
  grades: [
    { key: "below", name: "", from: 0 },
    { key: "meets", name: "", from: 60 },
    { key: "exceeds", name: "", from: 90 },
  ],
};

const score = (answers: Record<string, string>) =>
  totalOf(card, sheetOf(card, { answers: Object.entries(answers).map(([question, option]) => ({ question, option, evidence: [], points: null })) }));

it("weighs questions within dimensions and dimensions in the whole", () => {
  expect(score({ a: "high", b: "mid", c: "high", d: "mid" })).toMatchObject({ overall: (62.5 + 2 * 75) / 3, dimensions: { reliability: 62.5, empathy: 75 }, failed: [], grade: "meets" });
});

it("leaves out what is hidden, not applicable or open", () => {
  expect(score({ a: "mid", b: "low" })).toMatchObject({ overall: 50, dimensions: { reliability: 50, empathy: null }, grade: "below" });
  expect(score({ a: "na", c: "high" })).toMatchObject({ overall: 100, dimensions: { reliability: null, empathy: 100 }, grade: "exceeds" });
  expect(score({})).toMatchObject({ overall: null, uncapped: null });
});

it("makes the dimension 0, or everything, where a critical question fails, and says what it would be without", () => {
  expect(score({ a: "high", b: "high", c: "low", d: "high" })).toMatchObject({ overall: 100 / 3, uncapped: (100 + 2 * 50) / 3, dimensions: { reliability: 100, empathy: 0 }, failed: ["c"] });
  expect(score({ a: "high", b: "high", c: "high", d: "low" })).toMatchObject({ overall: 0, dimensions: { reliability: 0, empathy: 0 }, failed: ["d"] });
});
