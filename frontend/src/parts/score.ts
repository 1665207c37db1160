export interface Score {
  value: number | null | undefined;
  low?: number | null;
  high?: number | null;
  teamLow?: number | null;
  teamHigh?: number | null;
  /** How many evaluations it rests on; none is named where it is the score of one. */
  n?: number;
}

export type Certainty = "none" | "too_few" | "one" | "sure";

/** The score of one evaluation is a fact and carries no interval; a mean without an interval is from too few to say. */
export function certainty(score: Score): Certainty {
  if (score.value == null) return score.n ? "too_few" : "none";
  if (score.n === undefined) return "one";
  return score.low == null || score.high == null ? "too_few" : "sure";
}

export const clamp = (value: number) => Math.min(100, Math.max(0, value));

export const figure = (value: number) => String(Math.round(value));
