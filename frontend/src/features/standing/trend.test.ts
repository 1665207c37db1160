import { expect, it } from "vitest";
import type { Trend } from "@/api/types";
import { stepsOf } from "./trend";

const point = (month: string, version: string, n: number) => ({ key: "overall" as const, month, version, n, mean: 50 });
const trend: Trend = {
  months: ["2026-01", "2026-02", "2026-03"],
  versions: ["a", "b"].map((id, i) => ({ id, scorecard: "c", name: "Calls", number: i + 1 })),
  points: [point("2026-01", "a", 3), point("2026-03", "a", 1), point("2026-03", "b", 2), { ...point("2026-03", "b", 2), key: "empathy" }],
};

it("goes back month by month, and says where another version begins", () => {
  expect(stepsOf(trend, "overall").map(({ month, point, edition }) => [month, point?.version, point?.n, edition?.number])).toEqual([
    ["2026-03", "b", 2, 2],
    ["2026-03", "a", 1, undefined],
    ["2026-02", undefined, undefined, undefined],
    ["2026-01", "a", 3, undefined],
  ]);
  expect(stepsOf(trend, "empathy")[0]).toEqual({ month: "2026-03", point: trend.points[3] });
});
