import { queryOptions } from "@tanstack/react-query";
import { http, must } from "./client";
import type { ReportSchedule } from "./types";

/** Which report, and what of: whatever its page was asked for. */
export interface ReportAsk {
  of: "team" | "evaluators" | "agreement" | "effects" | `agents/${string}` | `plans/${string}`;
  asked?: Record<string, string | number | undefined>;
}

/** Where a report is read as a file. */
export function reportOf({ of, asked = {} }: ReportAsk, format: "csv" | "xlsx"): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value));
  return `/api/v1/reports/${of}?${query.toString()}`;
}

export const schedulesQuery = queryOptions({
  queryKey: ["report-schedules"],
  queryFn: ({ signal }) => must(http.GET("/api/v1/reports/schedules", { signal })),
});

export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: [...schedulesQuery.queryKey, id],
    queryFn: ({ signal }) => must(http.GET("/api/v1/reports/schedules/{id}", { params: { path: { id } }, signal })),
  });

export interface Regularly {
  every: ReportSchedule["every"];
  format: ReportSchedule["format"];
  weeks: number;
}

/** What of a page's question a schedule keeps: days of the calendar are counted back from when it is sent. */
function questionOf({ of, asked = {} }: ReportAsk) {
  const [report, subject] = of.split("/") as [ReportSchedule["report"], string | undefined];
  const kept = ["team", "version", "dimension", "kind", "on"].flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]]));
  return { report, ...(subject ? { subject } : {}), ...(Object.fromEntries(kept) as Pick<ReportSchedule, "team" | "version" | "dimension" | "kind" | "on">) };
}

export const sendRegularly = (ask: ReportAsk, how: Regularly) => must(http.POST("/api/v1/reports/schedules", { body: { ...questionOf(ask), ...how } }));

export const pauseReport = ({ id, paused }: Pick<ReportSchedule, "id" | "paused">) => must(http.PATCH("/api/v1/reports/schedules/{id}", { params: { path: { id } }, body: { paused } }));

export const endReport = (id: string) => must(http.DELETE("/api/v1/reports/schedules/{id}", { params: { path: { id } } }));

const pages = { team: "/standings", agents: "/standings", evaluators: "/strictness", agreement: "/strictness/agreement", effects: "/effects", plans: "/plans" } as const;

/** The page of a report, asked what the schedule asks: its whole weeks and the present one, of a plan the days that were sent. */
export function pageOf({ report, subject, team, version, dimension, weeks = 13, kind, on, from, to }: ReportSchedule): string {
  const asked = report === "plans" ? { from, to } : { team, version, dimension, weeks: String(weeks + 1), kind, on };
  const query = new URLSearchParams(Object.entries(asked).filter((part): part is [string, string] => !!part[1]));
  return `${pages[report]}${subject ? `/${encodeURIComponent(subject)}` : ""}?${query.toString()}`;
}
