import { expect, it } from "vitest";
import { pageOf } from "./reports";
import type { ReportSchedule } from "./types";

const sent: ReportSchedule = { id: "s", report: "team", every: "week", format: "csv", paused: false, weeks: 4, next_at: "2026-03-16T06:00:00.000Z", sent_at: "2026-03-09T06:00:00.000Z" };

it("opens the page that was asked for, with its whole question", () => {
  expect(pageOf({ ...sent, team: "t1", version: "v1", dimension: "empathy" })).toBe("/standings?team=t1&version=v1&dimension=empathy&weeks=5");
  expect(pageOf({ ...sent, report: "agents", subject: "a/1", team: "t1" })).toBe("/standings/a%2F1?team=t1&weeks=5");
  expect(pageOf({ ...sent, report: "effects", kind: "coach", on: "overall" })).toBe("/effects?weeks=5&kind=coach&on=overall");
});

it("opens a plan in the days of the site that were sent", () => {
  expect(pageOf({ ...sent, report: "plans", subject: "p1", from: "2026-02-09", to: "2026-03-08" })).toBe("/plans/p1?from=2026-02-09&to=2026-03-08");
});
