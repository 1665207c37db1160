import type { SamplingPlan, SamplingTerms } from "@/api/types";

/** The form as it is typed; numbers are text until they are sent, shares are percent. */
export interface PlanValues {
  name: string;
  scorecard: string;
  teams: string[];
  channels: string[];
  kinds: string[];
  queues: string[];
  languages: string[];
  purpose: SamplingPlan["purpose"];
  way: "quota" | "rate";
  quota: number | "";
  rate: number | "";
  double_share: number | "";
  days_to_score: number | "";
  grace_days: number | "";
  /** Empty for as long as the site keeps them. */
  days_to_keep_recordings: number | "";
  starts_on: string;
  ends_on: string;
  watchers: string[];
  tones: string[];
  words: string[];
  silence_seconds: number | "";
  hold_seconds: number | "";
  transfers: number | "";
  repeat_days: number | "";
  high_value: boolean;
}

/** Every field by the name that the server's faults have. */
export const fieldNames = [
  "name", "scorecard", "teams", "channels", "kinds", "queues", "languages", "purpose", "quota", "rate", "double_share", "days_to_score", "grace_days", "days_to_keep_recordings", "starts_on", "ends_on",
  "watchers", "tones", "words", "silence_seconds", "hold_seconds", "transfers", "repeat_days",
];

const percent = (share: number) => Math.round(1e6 * share) / 1e4;

export function valuesOf(plan?: SamplingPlan): PlanValues {
  const triggers = plan?.triggers;
  return {
    name: plan?.name ?? "",
    scorecard: plan?.scorecard ?? "",
    teams: plan?.scope.teams ?? [],
    channels: plan?.scope.channels ?? [],
    kinds: plan?.scope.kinds ?? [],
    queues: plan?.scope.queues ?? [],
    languages: plan?.scope.languages ?? [],
    purpose: plan?.purpose ?? "both",
    way: plan?.rate == null ? "quota" : "rate",
    quota: plan?.quota ?? 4,
    rate: plan?.rate == null ? 5 : percent(plan.rate),
    double_share: percent(plan?.double_share ?? 0.1),
    days_to_score: plan?.days_to_score ?? 7,
    grace_days: plan?.grace_days ?? 0,
    days_to_keep_recordings: plan?.days_to_keep_recordings ?? "",
    starts_on: plan?.starts_on ?? "",
    ends_on: plan?.ends_on ?? "",
    watchers: plan?.watchers.map(({ id }) => id) ?? [],
    tones: triggers?.tones ?? [],
    words: triggers?.words ?? [],
    silence_seconds: triggers?.silence_seconds || "",
    hold_seconds: triggers?.hold_seconds || "",
    transfers: triggers?.transfers ?? "",
    repeat_days: triggers?.repeat_days || "",
    high_value: triggers?.high_value ?? false,
  };
}

const given = (value: number | "") => (value === "" ? undefined : value);

/** What is sent; of a plan that is changed, a first day that it has is left out, since it may lie behind. */
export function termsOf(values: PlanValues, plan?: SamplingPlan): SamplingTerms {
  const { teams, channels, kinds, queues, languages, tones, words, high_value } = values;
  return {
    scope: { teams, channels, kinds, queues, languages },
    purpose: values.purpose,
    ...(values.way === "quota" ? { quota: values.quota || 0 } : { rate: (values.rate || 0) / 100 }),
    double_share: (values.double_share || 0) / 100,
    days_to_score: values.days_to_score || 0,
    grace_days: values.grace_days || 0,
    days_to_keep_recordings: values.days_to_keep_recordings || 0,
    ...(values.starts_on === (plan?.starts_on ?? "") ? {} : { starts_on: values.starts_on }),
    ...(values.ends_on === (plan?.ends_on ?? "") ? {} : { ends_on: values.ends_on }),
    watchers: values.watchers,
    triggers: {
      tones,
      words,
      high_value,
      ...Object.fromEntries((["silence_seconds", "hold_seconds", "transfers", "repeat_days"] as const).flatMap((name) => (given(values[name]) === undefined ? [] : [[name, values[name]]]))),
    },
  };
}

const same = (a: string[], b: string[] | undefined) => JSON.stringify([...a].sort()) === JSON.stringify([...(b ?? [])].sort());

/** Whether a change ends the plan and begins another one. */
export function bends(values: PlanValues, plan: SamplingPlan): boolean {
  const known = valuesOf(plan);
  const scope = (["teams", "channels", "kinds", "queues", "languages"] as const).every((name) => same(values[name], known[name]));
  const amount = values.way === known.way && values[values.way] === known[values.way];
  return !scope || !amount || values.scorecard !== known.scorecard || values.purpose !== known.purpose || values.starts_on !== known.starts_on || values.grace_days !== known.grace_days;
}
