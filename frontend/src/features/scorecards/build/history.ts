/** What was before and what was undone, the newest last. */
export interface History<T> {
  past: T[];
  now: T;
  future: T[];
  /** Where the last change was made, and when: what follows there at once is one step with it. */
  last?: { place: string; at: number };
}

const most = 100;
const together = 1000;

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [] });

export function step<T>(history: History<T>, now: T, place: string, at = Date.now()): History<T> {
  const same = history.last?.place === place && at - history.last.at < together;
  return { past: same ? history.past : [...history.past, history.now].slice(-most), now, future: [], last: { place, at } };
}

export function undo<T>({ past, now, future }: History<T>): History<T> | null {
  return past.length === 0 ? null : { past: past.slice(0, -1), now: past.at(-1)!, future: [now, ...future] };
}

export function redo<T>({ past, now, future }: History<T>): History<T> | null {
  return future.length === 0 ? null : { past: [...past, now], now: future[0]!, future: future.slice(1) };
}
