export interface Score {
  value: number | null | undefined;
  low?: number | null;
  high?: number | null;
  teamLow?: number | null;
  teamHigh?: number | null;
  n: number;
}

export type Certainty = "none" | "too_few" | "one" | "sure";

/** One interaction is a fact and carries no interval; more without an interval are too few to say. */
export function certainty(score: Score): Certainty {
  if (score.value == null) return score.n > 0 ? "too_few" : "none";
  if (score.n === 1) return "one";
  return score.low == null || score.high == null ? "too_few" : "sure";
}

export const clamp = (value: number) => Math.min(100, Math.max(0, value));

export const figure = (value: number) => String(Math.round(value));
