import { expect, it } from "vitest";
import { pieces, tagged } from "./redactions";

it("cuts out what is redacted and keeps the rest word for word", () => {
  expect(pieces("my card is [card], thanks", [{ kind: "card", start: 11, end: 17 }])).toEqual([
    { text: "my card is " },
    { kind: "card", text: "[card]" },
    { text: ", thanks" },
  ]);
});

it("finds the tags of a text that comes without spans", () => {
  const text = "Charge on [card] of [nobody] and [iban]";
  expect(pieces(text, tagged(text)).filter((piece) => piece.kind)).toEqual([
    { kind: "card", text: "[card]" },
    { kind: "iban", text: "[iban]" },
  ]);
});

it("leaves out spans that overlap or lie outside", () => {
  const spans = [
    { kind: "card", start: 2, end: 4 },
    { kind: "iban", start: 3, end: 5 },
    { kind: "email", start: 4, end: 99 },
  ];
  expect(pieces("abcdef", spans)).toEqual([{ text: "ab" }, { kind: "card", text: "cd" }, { text: "ef" }]);
});
