import { expect, it } from "vitest";
import { activeTime } from "./useActiveTime";

it("counts the time in use, a minute behind each use at most, and none that is out of view", () => {
  let now = 1_000_000;
  const time = activeTime(5000, () => now);
  const after = (seconds: number) => (now += 1000 * seconds);
  time.used();
  after(20);
  expect(time.total()).toBe(25_000);
  after(600);
  expect(time.total()).toBe(65_000);
  time.used();
  after(10);
  time.hidden();
  after(30);
  expect(time.total()).toBe(75_000);
  time.used();
  after(59);
  time.used();
  after(59);
  expect(time.total()).toBe(193_000);
});
