import { useEffect, useRef } from "react";

const longest = 86_400;

/** Counts the seconds for which something was before somebody's eyes; reading begins anew with another one. */
export function useSeconds(of: string): () => number {
  const spent = useRef({ of, ms: 0, since: 0 });
  useEffect(() => {
    const now = () => (document.visibilityState === "visible" ? performance.now() : 0);
    spent.current = { of, ms: 0, since: now() };
    const turn = () => {
      const { ms, since } = spent.current;
      spent.current = { of, ms: ms + (since ? performance.now() - since : 0), since: now() };
    };
    document.addEventListener("visibilitychange", turn);
    return () => document.removeEventListener("visibilitychange", turn);
  }, [of]);
  return () => {
    const { ms, since } = spent.current;
    return Math.min(longest, Math.round((ms + (since ? performance.now() - since : 0)) / 1000));
  };
}
