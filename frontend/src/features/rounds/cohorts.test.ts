import { expect, it } from "vitest";
import type { RoundReport } from "@/api/types";
import { cohortsOf, linesOf, usualFloors } from "./cohorts";

const cohorts = (...of: [number, number, boolean]) => cohortsOf(...of, usualFloors).map(({ cohort, people, words }) => `${cohort} ${people}${words ? " words" : ""}`);

it("counts supervisors apart only where enough of them are asked", () => {
  expect(cohorts(6, 0, false)).toEqual(["peers 6 words"]);
  expect(cohorts(6, 2, true)).toEqual(["others 8 words", "self 1 words"]);
  expect(cohorts(6, 3, false)).toEqual(["peers 6 words", "supervisors 3"]);
});

const prompts = [{ key: "empathy", text: "They ask first." }];
const report: RoundReport = {
  too_few: false,
  views: [
    { cohort: "peers", scores: [{ prompt: "empathy", too_few: false, n: 5, mean: 3.8 }], comments: [] },
    { cohort: "supervisors", scores: [{ prompt: "empathy", too_few: true }], comments: [] },
  ],
  self: { scores: [{ prompt: "empathy", score: 5 }], comments: [] },
};

it("arranges a report by prompt, and knows which cells are not shown", () => {
  expect(linesOf({ prompts }, report)[0]!.cells.map(({ cohort, mean, tooFew }) => [cohort, mean, tooFew])).toEqual([
    ["peers", 3.8, false],
    ["supervisors", undefined, true],
    ["self", 5, false],
  ]);
});

it("takes a figure without a mean as one that is not shown", () => {
  const odd: RoundReport = { too_few: false, views: [{ cohort: "peers", scores: [{ prompt: "empathy", too_few: false, n: 0 }], comments: [] }] };
  expect(linesOf({ prompts }, odd)[0]!.cells[0]!.tooFew).toBe(true);
});
