import { expect, it } from "vitest";
import { boundOf } from "./bound";

it.each([
  ["", null],
  [1, 1],
  ["12", 12],
  [1000, 1000],
  ["-", undefined],
  [0, undefined],
  [-3, undefined],
  [1.5, undefined],
  [1001, undefined],
  [" ", undefined],
])("reads %j as %j, and takes nothing odd for no bound", (value, bound) => {
  expect(boundOf(value)).toBe(bound);
});
