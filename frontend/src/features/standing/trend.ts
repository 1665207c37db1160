import type { StandingLine, Trend } from "@/api/types";
import type { CoursePoint } from "@/parts/course-points";

/** The months of one dimension; a month with scores of two versions is there twice, and each version is a line of its own. */
export function courseOf(trend: Trend, key: StandingLine["key"], fromHere: (edition: Trend["versions"][number]) => string): CoursePoint[] {
  let version: string | undefined;
  const lines: string[] = [];
  return trend.months.flatMap((month): CoursePoint[] => {
    const at = `${month}-01`;
    const points = trend.points.filter((point) => point.key === key && point.month === month);
    if (points.length === 0) return [{ at, value: null, low: null, high: null, n: 0 }];
    return points.map(({ mean, low, high, n, version: of }): CoursePoint => {
      const edition = version !== undefined && version !== of ? trend.versions.find(({ id }) => id === of) : undefined;
      version = of;
      if (!lines.includes(of)) lines.push(of);
      return { at, value: mean, low: low ?? null, high: high ?? null, n, line: lines.indexOf(of), ...(edition ? { note: fromHere(edition) } : {}) };
    });
  });
}
