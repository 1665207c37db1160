import { expect, it } from "vitest";
import type { Trend } from "@/api/types";
import { courseOf } from "./trend";

const point = (month: string, version: string, n: number) => ({ key: "overall" as const, month, version, n, mean: 50 });
const trend: Trend = {
  months: ["2026-01", "2026-02", "2026-03"],
  versions: ["a", "b"].map((id, i) => ({ id, scorecard: "c", name: "Calls", number: i + 1 })),
  points: [point("2026-01", "a", 3), point("2026-03", "a", 1), point("2026-03", "b", 2), { ...point("2026-03", "b", 2), key: "empathy" }],
};

it("goes month by month, each version a line of its own, and says where another begins", () => {
  const steps = courseOf(trend, "overall", ({ number }) => `version ${number}`);
  expect(steps.map(({ at, value, n, line, note }) => [at, value, n, line, note])).toEqual([
    ["2026-01-01", 50, 3, 0, undefined],
    ["2026-02-01", null, 0, undefined, undefined],
    ["2026-03-01", 50, 1, 0, undefined],
    ["2026-03-01", 50, 2, 1, "version 2"],
  ]);
  expect(courseOf(trend, "empathy", String).map(({ value }) => value)).toEqual([null, null, 50]);
});
