import type { Utterance } from "@/api/types";

const byTime = (a: Utterance, b: Utterance) => Date.parse(a.at) - Date.parse(b.at) || a.pos - b.pos;
const bySeq = (a: Utterance, b: Utterance) => (a.seq ?? 0) - (b.seq ?? 0) || byTime(a, b);

/** The reading order: by the source's seq where there is one, those without it put in by their time. */
export function inReadingOrder(utterances: readonly Utterance[]): Utterance[] {
  const numbered = utterances.filter((u) => u.seq != null).sort(bySeq);
  const timed = utterances.filter((u) => u.seq == null).sort(byTime);
  if (numbered.length === 0) return timed;
  if (timed.length === 0) return numbered;
  const ordered: Utterance[] = [];
  let next = 0;
  for (const utterance of numbered) {
    while (next < timed.length && byTime(timed[next]!, utterance) < 0) ordered.push(timed[next++]!);
    ordered.push(utterance);
  }
  return ordered.concat(timed.slice(next));
}
