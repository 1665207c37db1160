import { bench, describe } from "vitest";
import { pieces, tagged } from "./redactions";

describe("the time grows as the text does: sixteen times as much takes sixteen times as long", () => {
  for (const [name, unit] of [["tags", "[card] "], ["open brackets", "[card"], ["words", "and so on "]] as const)
    for (const kib of [64, 1024]) {
      const text = unit.repeat((kib * 1024) / unit.length);
      bench(`${name}, ${kib} KiB`, () => void pieces(text, tagged(text)));
    }
});
