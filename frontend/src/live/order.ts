import type { Utterance } from "@/api/types";

/** Times are UTC to the millisecond, all of one length: as words they stand in the same order, and nothing is parsed. */
const byTime = (a: Utterance, b: Utterance) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.pos - b.pos);
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
