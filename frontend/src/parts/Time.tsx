import { useSyncExternalStore } from "react";
import { ago, exact } from "./time";

let now = Date.now();

function tick(listener: () => void) {
  const timer = setInterval(() => {
    now = Date.now();
    listener();
  }, 15_000);
  return () => clearInterval(timer);
}

export function Time({ at }: { at: string | null | undefined }) {
  useSyncExternalStore(tick, () => now);
  if (!at) return null;
  return (
    <time dateTime={at} title={exact(at)}>
      {ago(at)}
    </time>
  );
}
