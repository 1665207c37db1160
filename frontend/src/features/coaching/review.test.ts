import { expect, it } from "vitest";
import type { Suggestion } from "@/api/types";
import { lastQuarter, reviewOf } from "./review";

const found = (question: string) => ({ question }) as Suggestion;

it("begins with the last ninety days, over the turn of a year too", () => {
  expect(lastQuarter(new Date(2026, 1, 10))).toMatchObject({ from: "2025-11-12", to: "2026-02-10" });
});

it("sends the findings that stay and no empty rows", () => {
  const form = { ...lastQuarter(), left: ["b"], goals: [{ text: " ", due_on: "" }, { text: "", due_on: "2026-03-01" }], own: { strengths: [" ", "Calm "], weaknesses: [] }, documents: [{ title: "", link: "" }, { title: "Paper", link: "https://example.org" }] };
  const sent = reviewOf(form, { strengths: [found("a"), found("b")], weaknesses: [found("c")] });
  expect(sent.strengths).toEqual([{ question: "a", text: "" }, { text: "Calm" }]);
  expect(sent.weaknesses).toEqual([{ question: "c", text: "" }]);
  expect(sent.goals).toEqual([{ text: "", due_on: "2026-03-01" }]);
  expect(sent.documents).toEqual([{ title: "Paper", link: "https://example.org" }]);
});
