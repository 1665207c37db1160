import { expect, it } from "vitest";
import stored from "../../../../scorecards/testdata/scores.json?raw";
import type { Scorecard } from "@/api/types";
import { sheetOf } from "./sheet";
import { totalOf } from "./total";

interface Case {
  card: Pick<Scorecard, "dimensions" | "grades">;
  answers: Record<string, string>;
  score: { overall: number | null; uncapped: number | null; dimensions: Record<string, number | null>; failed: string[]; grade: string };
}

/** Cases that the server's score is held to, too: scorecards/shared_test.go. */
const cases = JSON.parse(stored) as Case[];

const near = (value: number | null) => (value === null ? null : (expect.closeTo(value, 9) as number));

it.each(cases)("works the score out as the server does, case %#", ({ card, answers, score }) => {
  const given = Object.entries(answers).map(([question, option]) => ({ question, option, evidence: [], points: null }));
  const { failed, grade, overall, uncapped, dimensions } = totalOf(card, sheetOf(card, { answers: given }));
  expect({ failed, grade: grade ?? "", overall, uncapped, dimensions }).toEqual({
    failed: score.failed,
    grade: score.grade,
    overall: near(score.overall),
    uncapped: near(score.uncapped),
    dimensions: Object.fromEntries(Object.entries(score.dimensions).map(([key, value]) => [key, near(value)])),
  });
});
