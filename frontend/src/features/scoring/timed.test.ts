import { expect, it } from "vitest";
import { timed } from "./timed";

it("has time left to save once seconds have passed since a saving that came through", async () => {
  let total = 60_000;
  let reachable = true;
  const stored: [number, string[], number][] = [];
  const saving = timed<string, null>(60_000, () => total, async (...what) => {
    if (!reachable) throw new Error("unreachable");
    stored.push(what);
    return null;
  });
  expect(saving.left()).toBe(false);
  total += 2000;
  expect(saving.left()).toBe(false);
  total += 40_000;
  expect(saving.left()).toBe(true);
  reachable = false;
  await expect(saving.save(1, ["a"])).rejects.toThrow();
  expect(saving.left()).toBe(true);
  reachable = true;
  await saving.save(1, []);
  expect(stored).toEqual([[1, [], 102_000]]);
  expect(saving.left()).toBe(false);
});
