/** What was measured at one time: a value with the interval that it lies in, or the limits that it should lie in. */
export interface CoursePoint {
  /** A day of the calendar, YYYY-MM-DD. */
  at: string;
  /** Null where nothing was measured: a gap, which is not zero. */
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  /** Of two lines, which are drawn apart, such as two versions of a scorecard; the first without. */
  line?: number;
  note?: string;
}

const day = 86_400_000;
const ms = (at: string) => Date.parse(`${at}T00:00:00Z`);
const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10);
const nothing = { value: null, low: null, high: null, n: 0 };

/** The same weeks with a gap for each in which nothing was measured. */
export function withGaps(points: CoursePoint[], days = 7): CoursePoint[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    const missed = before ? Math.round((ms(point.at) - ms(before.at)) / day / days) - 1 : 0;
    return [...Array.from({ length: Math.max(0, missed) }, (_, k) => ({ at: dayAt(ms(before!.at) + (k + 1) * days * day), ...nothing })), point];
  });
}

type Column = (number | null)[];

/** The points as columns: the seconds, then low, high and value of each line, since what comes later is drawn over it. */
export function columnsOf(points: CoursePoint[]): [number[], ...Column[]] {
  const times = [...new Set(points.map(({ at }) => ms(at) / 1000))].sort((a, b) => a - b);
  const lines = Math.max(1, ...points.map(({ line = 0 }) => line + 1));
  const columns: Column[] = Array.from({ length: 3 * lines }, () => times.map(() => null));
  for (const { at, line = 0, value, low, high } of points) {
    const row = times.indexOf(ms(at) / 1000);
    [low, high, value].forEach((one, i) => one !== null && (columns[3 * line + i]![row] = one));
  }
  return [times, ...columns];
}

/** As far as an axis around 0 has to reach, points. */
export const reachOf = (points: CoursePoint[]) => Math.max(10, ...points.flatMap(({ value, low, high }) => [value, low, high].map((one) => Math.abs(one ?? 0))));
