import { useEffect, useState } from "react";

/** For how long after the last use a page still counts as used. */
const stillUsed = 60_000;

/** Adds up the time in which something was in view and in use: each use counts on for a minute at most. */
export function activeTime(before: number, now: () => number) {
  let total = before;
  let from: number | null = null;
  let until = 0;
  const settle = () => {
    if (from === null) return;
    const end = Math.min(now(), until);
    total += Math.max(0, end - from);
    from = now() < until ? end : null;
  };
  return {
    used() {
      settle();
      from ??= now();
      until = now() + stillUsed;
    },
    hidden() {
      settle();
      from = null;
    },
    total() {
      settle();
      return total;
    },
  };
}

/** For how many milliseconds the page was in view and used, on top of those before. */
export function useActiveTime(before: number, counts: boolean): () => number {
  const [time] = useState(() => activeTime(before, () => Date.now()));
  useEffect(() => {
    if (!counts) return;
    const used = () => document.visibilityState === "visible" && time.used();
    const turned = () => (document.visibilityState === "visible" ? time.used() : time.hidden());
    const uses = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"] as const;
    used();
    uses.forEach((name) => window.addEventListener(name, used, { passive: true }));
    document.addEventListener("visibilitychange", turned);
    return () => {
      time.hidden();
      uses.forEach((name) => window.removeEventListener(name, used));
      document.removeEventListener("visibilitychange", turned);
    };
  }, [time, counts]);
  return time.total;
}
