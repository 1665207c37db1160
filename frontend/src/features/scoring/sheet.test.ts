import { describe, expect, it } from "vitest";
import type { Channel, Question, Scorecard } from "@/api/types";
import { answerOf, changedQuestions, evidenceMarks, filledIn, isException, lacks, openQuestions, reduce, sheetOf, shownQuestions, toInput, unfinished, type Move, type Sheet } from "./sheet";

const question = (id: string, na = true): Question => ({
  id,
  key: id,
  text: id,
  weight: 1,
  critical: "none",
  na,
  options: ["low", "mid", "high"].map((key, i) => ({ key, label: key, points: i / 2, fails: false, describes: "" })),
});

const scorecard: Scorecard = {
  id: "s",
  name: "",
  version: 1,
  version_id: "v",
  grades: [],
  dimensions: [
    { key: "reliability", name: "", weight: 1, about: "", questions: [question("a"), question("b", false)] },
    { key: "empathy", name: "", weight: 1, about: "", questions: [question("c")] },
  ],
};

const start = (answers: { question: string; option: string | null }[] = []) => sheetOf(scorecard, { answers: answers.map((a) => ({ ...a, evidence: [], points: null })) });
const play = (sheet: Sheet, ...moves: Move[]) => moves.reduce(reduce, sheet);
const digit = (n: number): Move => ({ type: "digit", digit: n });

it("begins at the first open question", () => {
  expect(start([{ question: "a", option: "low" }]).current).toBe(1);
});

it("takes a digit as a level and goes on, so that each question is one key", () => {
  const done = play(start(), digit(1), digit(2), digit(3));
  expect(Object.fromEntries(Object.entries(done.answers).map(([id, a]) => [id, a.option]))).toEqual({ a: "low", b: "mid", c: "high" });
  expect(openQuestions(done)).toEqual([]);
});

it("comes back to a question that was passed over", () => {
  const sheet = play(start(), { type: "step", by: 1 }, digit(1), digit(1));
  expect(sheet.questions[sheet.current]?.id).toBe("a");
});

it("takes 0 as not applicable only where the question allows it", () => {
  const first = play(start(), digit(0));
  expect(first.answers.a?.option).toBe("na");
  expect(play(first, digit(0))).toBe(first);
});

it("ignores a digit without a level", () => {
  const sheet = start();
  expect(play(sheet, digit(4))).toBe(sheet);
});

it("pins a part of the recording to the current question once, keeps it with the utterances, and unpins it", () => {
  const span = { from_ms: 5000, to_ms: 9000 };
  const pinned = play(start(), { type: "pin", span }, { type: "pin", span }, { type: "pin", span: { from_ms: 1000, to_ms: 1000 } });
  expect(pinned.answers.a?.spans).toEqual([{ from_ms: 1000, to_ms: 1000 }, span]);
  expect(toInput("a", answerOf(pinned, "a")).evidence).toEqual([{ from_ms: 1000, to_ms: 1000 }, span]);
  const stored = sheetOf(scorecard, { answers: [{ question: "a", option: null, points: null, evidence: [{ pos: 3 }, span] }] });
  expect(answerOf(stored, "a")).toMatchObject({ evidence: [3], spans: [span] });
  expect(toInput("a", answerOf(stored, "a")).evidence).toEqual([{ pos: 3 }, span]);
  expect(play(pinned, { type: "unpin", question: "a", span }).answers.a?.spans).toHaveLength(1);
});

it("marks the selected utterance as evidence of the current question, and unmarks it again", () => {
  const marked = play(start(), { type: "select", pos: 7 }, { type: "mark" }, { type: "select", pos: 3 }, { type: "mark" });
  expect(marked.answers.a?.evidence).toEqual([3, 7]);
  expect(evidenceMarks(marked)).toEqual(new Map([[3, ["reliability"]], [7, ["reliability"]]]));
  expect(play(marked, { type: "mark" }).answers.a?.evidence).toEqual([7]);
});

it("marks nothing when nothing is selected", () => {
  const sheet = start();
  expect(play(sheet, { type: "mark" })).toBe(sheet);
});

it("stays within the questions", () => {
  expect(play(start(), { type: "step", by: -1 }).current).toBe(0);
  expect(play(start(), { type: "step", by: 1 }, { type: "step", by: 1 }, { type: "step", by: 1 }).current).toBe(2);
});

it("names only the questions whose answers changed", () => {
  const before = play(start(), digit(1));
  expect(changedQuestions(before, play(before, { type: "comment", question: "b", text: "why" }))).toEqual(["b"]);
  expect(changedQuestions(before, play(before, { type: "step", by: 1 }))).toEqual([]);
});

const asked = (sheet: Sheet) => shownQuestions(sheet).map(({ id }) => id).join("");
const standing = (on: string, options: string[], id: string): Question => ({ ...question(id), shown_if: { question: on, options } });
const chain = (channel?: Channel): Sheet =>
  sheetOf({ dimensions: [{ ...scorecard.dimensions[0]!, questions: [question("a"), standing("a", ["low"], "b"), standing("b", ["high"], "c"), { ...question("d"), na_channels: ["email"], comment_below: "high", evidence_below: "mid" }] }] }, { answers: [], channel });

it("shows a question only where another one, itself shown, is answered so, and skips what is hidden", () => {
  expect(asked(chain())).toBe("ad");
  const low = play(chain(), digit(1));
  expect(asked(low)).toBe("abd");
  expect(low.questions[low.current]?.id).toBe("b");
  const deep = play(low, digit(3));
  expect(asked(deep)).toBe("abcd");
  const turned = play(deep, { type: "choose", question: "a", option: "high" });
  expect(asked(turned)).toBe("ad");
  expect(turned.questions[turned.current]?.id).toBe("d");
  expect(openQuestions(turned).map(({ id }) => id)).toEqual(["d"]);
  const back = play(turned, { type: "step", by: -1 });
  expect(back.questions[back.current]?.id).toBe("a");
});

const zeroOn = (channel?: Channel) => play(chain(channel), { type: "go", question: "d" }, digit(0)).answers.d?.option;

it("lets N/A be chosen only in the channels that have it", () => {
  expect([zeroOn(), zeroOn("email"), zeroOn("phone")]).toEqual(["na", "na", undefined]);
});

it("says what an answer lacks below a level, until it has it", () => {
  const d = chain().questions[3]!;
  const low = { option: "low", comment: " ", evidence: [], spans: [], cause: "", preset: false };
  expect(lacks(d, low)).toEqual(["comment", "evidence"]);
  expect(lacks(d, { ...low, option: "mid" })).toEqual(["comment"]);
  expect(lacks(d, { ...low, option: "high" })).toEqual([]);
  expect(lacks(d, { ...low, option: "na" }, "phone")).toEqual(["option"]);
  const done = play(chain(), { type: "choose", question: "a", option: "high" }, { type: "choose", question: "d", option: "low" });
  expect(unfinished(done).map(({ id }) => id)).toEqual(["d"]);
  expect(unfinished(play(done, { type: "comment", question: "d", text: "late" }, { type: "go", question: "d" }, { type: "select", pos: 2 }, { type: "mark" }))).toEqual([]);
});

describe("usual levels", () => {
  const usual = (id: string, level: string, on?: string): Question => ({ ...question(id), usual: level, ...(on ? { shown_if: { question: on, options: ["high"] } } : {}) });
  const card = { dimensions: [{ ...scorecard.dimensions[0]!, questions: [usual("a", "high"), usual("b", "mid", "a"), question("c")] }] };
  const filled = reduce(sheetOf(card, { answers: [] }), { type: "fill" });

  it("fills in what is open, and what that shows, and nothing without a usual level", () => {
    expect(["a", "b", "c"].map((id) => [answerOf(filled, id).option, answerOf(filled, id).preset])).toEqual([["high", true], ["mid", true], [null, false]]);
    expect(toInput("a", answerOf(filled, "a"))).toMatchObject({ option: "high", preset: true });
  });

  it("leaves what was answered, and empties again only what was not touched", () => {
    const touched = reduce(reduce(filled, { type: "choose", question: "a", option: "high" }), { type: "comment", question: "b", text: "as ever" });
    const undone = reduce(reduce(filled, { type: "choose", question: "a", option: "high" }), { type: "empty" });
    expect(filledIn(touched)).toEqual([]);
    expect(["a", "b"].map((id) => answerOf(undone, id).option)).toEqual(["high", null]);
    const own = reduce(sheetOf(card, { answers: [] }), { type: "choose", question: "a", option: "low" });
    expect(answerOf(reduce(own, { type: "fill" }), "a")).toMatchObject({ option: "low", preset: false });
  });

  it("takes for an exception what is not usual, or lacks something", () => {
    const needs = { ...filled.questions[0]!, usual: "mid", comment_below: "high" };
    expect(isException(filled.questions[0]!, answerOf(filled, "a"))).toBe(false);
    expect(isException(filled.questions[0]!, { ...answerOf(filled, "a"), option: "low" })).toBe(true);
    expect(isException(needs, { ...answerOf(filled, "a"), option: "mid" })).toBe(true);
  });
});
