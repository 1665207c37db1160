import { expect, it } from "vitest";
import type { Utterance } from "@/api/types";
import { inReadingOrder } from "./order";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 9, 0, seconds)).toISOString();
const said = (pos: number, seconds: number, seq?: number): Utterance => ({ pos, at: at(seconds), seq, speaker: "agent", text: "" });
const read = (...utterances: Utterance[]) => inReadingOrder(utterances).map((u) => u.pos);

it("goes by the source's seq, whatever order they arrived in", () => {
  expect(read(said(1, 9, 3), said(2, 1, 1), said(3, 5, 2))).toEqual([2, 3, 1]);
});

it("goes by time where there is no seq, and by pos at the same time", () => {
  expect(read(said(1, 5), said(2, 1), said(3, 1))).toEqual([2, 3, 1]);
});

it("puts those without a seq between the numbered ones by their time", () => {
  expect(read(said(1, 0, 1), said(2, 10, 2), said(3, 5), said(4, 20))).toEqual([1, 3, 2, 4]);
});

it("keeps the numbered ones in order even when their clock ran backwards", () => {
  expect(read(said(1, 10, 1), said(2, 2, 2), said(3, 5))).toEqual([3, 1, 2]);
});
