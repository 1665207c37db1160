import { expect, it } from "vitest";
import { changeOf, unchanged } from "./bulk";

it("counts days and minutes together, earlier with a minus", () => {
  expect(changeOf({ ...unchanged, days: 1, minutes: 30 })).toEqual({ move_minutes: 1470 });
  expect(changeOf({ ...unchanged, days: -1, minutes: 30 })).toEqual({ move_minutes: -1410 });
});

it("asks for nothing where nothing is said", () => {
  expect(changeOf(unchanged)).toBeNull();
  expect(changeOf({ ...unchanged, what: "cancel", reason: "  " })).toBeNull();
  expect(changeOf({ ...unchanged, what: "hand" })).toBeNull();
});

it("sends only what was chosen", () => {
  expect(changeOf({ ...unchanged, what: "cancel", days: 3, coach: "c", reason: " ill " })).toEqual({ cancel_reason: "ill" });
  expect(changeOf({ ...unchanged, what: "hand", coach: "c", reason: "x" })).toEqual({ coach: "c" });
});
