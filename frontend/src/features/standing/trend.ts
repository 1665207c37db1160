import type { StandingLine, Trend, TrendPoint } from "@/api/types";

export interface Step {
  month: string;
  point?: TrendPoint;
  /** Where the scorecard's version is another than before. */
  edition?: Trend["versions"][number];
}

/** The months of one dimension, the newest first; a month with scores of two versions is there twice. */
export function stepsOf(trend: Trend, key: StandingLine["key"]): Step[] {
  let version: string | undefined;
  const steps = trend.months.flatMap((month) => {
    const points = trend.points.filter((point) => point.key === key && point.month === month);
    if (points.length === 0) return [{ month }];
    return points.map((point): Step => {
      const edition = version !== undefined && version !== point.version ? trend.versions.find(({ id }) => id === point.version) : undefined;
      version = point.version;
      return { month, point, ...(edition ? { edition } : {}) };
    });
  });
  return steps.reverse();
}
