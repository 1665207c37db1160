export interface Origin {
  origin: "random" | "targeted";
  probability?: number | null;
  reason?: string | null;
}

const known = ["chosen", "escalation", "low_survey", "complaint", "long_hold", "new_agent", "high_value"] as const;
type Known = (typeof known)[number];

export type OriginWords = { key: "random_in" | "random_percent"; n: number } | { key: "random" } | { key: Known } | { key: "trigger"; reason: string };

/** Why an interaction is here: drawn at random with its odds, or the trigger that drew it. */
export function originWords({ origin, probability, reason }: Origin): OriginWords {
  if (origin === "random") return randomWords(probability);
  if (!reason) return { key: "chosen" };
  const name = known.find((k) => k === reason);
  return name ? { key: name } : { key: "trigger", reason: reason.replaceAll("_", " ") };
}

function randomWords(probability: number | null | undefined): OriginWords {
  if (!probability || probability <= 0) return { key: "random" };
  if (probability >= 1) return { key: "random_in", n: 1 };
  const every = Math.round(1 / probability);
  if (Math.abs(1 / every - probability) / probability < 0.05) return { key: "random_in", n: every };
  return { key: "random_percent", n: Math.round(probability * 100) };
}
