import type { EvaluationFilter } from "@/api/evaluations";
import { channels } from "@/api/types";
import { oneOf } from "@/parts/lists";

export const purposes = ["review", "double", "self", "calibration"] as const;
export const statuses = ["draft", "submitted", "released", "acknowledged", "withdrawn"] as const;
export const origins = ["random", "targeted"] as const;

/** What the address of the page names. */
export const filterNames = ["status", "agent", "failed", "purpose", "channel", "origin", "scorecard", "version", "interaction", "disputes", "from", "to", "counted", "counted_to", "team", "evaluator"] as const;

export type EvaluationFilters = Partial<Record<(typeof filterNames)[number], string>>;

export const filtersOf = (filter: EvaluationFilters) => filterNames.filter((name) => filter[name]).length;

const isDay = (value: string | undefined) => value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));

const moment = (value: string | undefined) => (value && !Number.isNaN(Date.parse(value)) ? value : undefined);

/** A day's beginning where the reader is, or that of the day behind it. */
function startOf(day: string | undefined, behind: number): string | undefined {
  if (!isDay(day)) return undefined;
  const [y, m, d] = day!.split("-").map(Number) as [number, number, number];
  return new Date(y, m - 1, d + behind).toISOString();
}

/** What the server is asked for: what it does not know is left out, and both days count. */
export function asked(filter: EvaluationFilters): EvaluationFilter {
  const { agent, scorecard, version, interaction, team, evaluator } = filter;
  return {
    agent,
    scorecard,
    version,
    interaction,
    team,
    evaluator,
    status: oneOf(statuses, filter.status),
    failed: oneOf(["compliance"] as const, filter.failed),
    purpose: oneOf(purposes, filter.purpose),
    channel: oneOf(channels, filter.channel),
    origin: oneOf(origins, filter.origin),
    disputes: oneOf(["open"] as const, filter.disputes),
    counted: moment(filter.counted),
    counted_to: moment(filter.counted_to),
    from: startOf(filter.from, 0),
    to: startOf(filter.to, 1),
  };
}
