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
