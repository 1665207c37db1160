import { expect, it } from "vitest";
import { originWords } from "./origin";

it.each([
  [{ origin: "random", probability: 0.05 }, { key: "random_in", n: 20 }],
  [{ origin: "random", probability: 1 / 3 }, { key: "random_in", n: 3 }],
  [{ origin: "random", probability: 0.4 }, { key: "random_percent", n: 40 }],
  [{ origin: "random", probability: 1 }, { key: "random_in", n: 1 }],
  [{ origin: "random" }, { key: "random" }],
  [{ origin: "targeted", reason: "long_hold" }, { key: "long_hold" }],
  [{ origin: "targeted", reason: "asked_for_manager" }, { key: "trigger", reason: "asked for manager" }],
  [{ origin: "targeted" }, { key: "chosen" }],
] as const)("%o", (origin, words) => {
  expect(originWords(origin)).toEqual(words);
});
