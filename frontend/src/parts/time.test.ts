import { expect, it } from "vitest";
import { dayStart, mondayOf } from "./time";

it.each([
  ["2026-03-01", "UTC", 0, "2026-03-01T00:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", 0, "2026-03-28T23:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", 1, "2026-03-29T22:00:00.000Z"],
  ["2026-10-25", "Europe/Berlin", 1, "2026-10-25T23:00:00.000Z"],
  ["2026-11-01", "America/New_York", 0, "2026-11-01T04:00:00.000Z"],
  ["2026-11-01", "America/New_York", 1, "2026-11-02T05:00:00.000Z"],
  ["2026-01-31", "Asia/Kathmandu", 1, "2026-01-31T18:15:00.000Z"],
] as const)("%s in %s, %i days on, begins at %4$s", (day, zone, days, start) => {
  expect(dayStart(day, zone, days)).toBe(start);
});

it("takes what is no day for nothing", () => {
  expect(dayStart("soon", "UTC")).toBeUndefined();
  expect(dayStart(undefined, "UTC")).toBeUndefined();
});

it.each(["2026-03-01T23:00:00.000Z", "2026-03-02T00:00:00.000Z", "2026-03-02T05:00:00.000Z", "2026-03-01T10:00:00.000Z", "2026-03-02T11:00:00.000Z"])("knows the Monday of a week that begins at %s", (begins) => {
  expect(mondayOf(begins)).toBe("2026-03-02");
});
