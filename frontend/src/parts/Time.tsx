import { useNow } from "./now";
import { ago, exact } from "./time";

export function Time({ at }: { at: string | null | undefined }) {
  useNow();
  if (!at) return null;
  return (
    <time dateTime={at} title={exact(at)}>
      {ago(at)}
    </time>
  );
}
