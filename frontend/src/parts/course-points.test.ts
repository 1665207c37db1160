import { expect, it } from "vitest";
import { columnsOf, reachOf, withGaps, type CoursePoint } from "./course-points";

const point = (at: string, value: number | null, line?: number): CoursePoint => ({ at, value, low: value === null ? null : value - 5, high: value === null ? null : value + 5, n: 3, ...(line === undefined ? {} : { line }) });

it("leaves a gap, and no zero, for each week without scores", () => {
  const weeks = withGaps([point("2026-03-02", 70), point("2026-03-23", 80), point("2026-03-30", 75)]);
  expect(weeks.map(({ at, value, n }) => [at, value, n])).toEqual([
    ["2026-03-02", 70, 3],
    ["2026-03-09", null, 0],
    ["2026-03-16", null, 0],
    ["2026-03-23", 80, 3],
    ["2026-03-30", 75, 3],
  ]);
  expect(columnsOf(weeks)[3]).toEqual([70, null, null, 80, 75]);
  expect(columnsOf(weeks)[1]).toEqual([65, null, null, 75, 70]);
});

it("takes weeks that begin at another hour, as clocks change, for neighbours", () => {
  expect(withGaps([point("2026-03-22", 1), point("2026-03-29", 2), point("2026-04-06", 3)])).toHaveLength(3);
});

it("keeps two versions of a month apart", () => {
  const [times, ...columns] = columnsOf([point("2026-01-01", 50), point("2026-02-01", 60), point("2026-02-01", 30, 1), point("2026-03-01", 40, 1)]);
  expect(times).toHaveLength(3);
  expect(columns[2]).toEqual([50, 60, null]);
  expect(columns[5]).toEqual([null, 30, 40]);
});

it("reaches as far to both sides as what is furthest", () => {
  expect(reachOf([point("2026-01-01", -30)])).toBe(35);
  expect(reachOf([])).toBe(10);
});
