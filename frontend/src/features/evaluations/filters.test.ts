import { expect, it } from "vitest";
import { asked, filtersOf } from "./filters";

it("asks for what the address says, with both days whole, and leaves out what the server does not know", () => {
  const query = asked({ status: "released", channel: "pigeon", origin: "random", disputes: "open", scorecard: "s", from: "2026-03-01", to: "2026-03-01" });
  expect([query.status, query.channel, query.origin, query.disputes, query.scorecard]).toEqual(["released", undefined, "random", "open", "s"]);
  expect(Date.parse(query.to!) - Date.parse(query.from!)).toBe(86_400_000);
  expect(new Date(query.from!).getDate()).toBe(1);
  expect([asked({ from: "soon" }).from, asked({ to: "2026-13-01" }).to]).toEqual([undefined, undefined]);
});

it("counts what narrows", () => {
  expect([filtersOf({}), filtersOf({ agent: "a", status: undefined }), filtersOf({ agent: "a", to: "2026-03-01" })]).toEqual([0, 1, 2]);
});
