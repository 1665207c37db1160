import { useSyncExternalStore } from "react";

let now = Date.now();

function tick(listener: () => void) {
  const timer = setInterval(() => {
    now = Date.now();
    listener();
  }, 15_000);
  return () => clearInterval(timer);
}

/** The time, as of at most a quarter of a minute ago while it is shown. */
export const useNow = () => useSyncExternalStore(tick, () => now);
