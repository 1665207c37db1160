import { expect, it } from "vitest";
import type { Attempt, ModulePart, PartProgress, Quiz, QuizQuestion } from "@/api/types";
import { attemptsLeft, choose, firstComes, givenOf, newestOf, openIn, sheetOf, whereToGoOn } from "./take";

const asked = (id: string, kind: QuizQuestion["kind"]): QuizQuestion => ({ id, kind, text: id, points: 1, options: kind === "text" ? undefined : [{ id: `${id}1`, text: "1" }, { id: `${id}2`, text: "2" }] });
const quiz: Quiz = { questions: [asked("s", "single"), asked("m", "multiple"), asked("o", "order"), asked("t", "text")], pass: 80, attempts: 2 };
const parts = ["a", "b", "c"].map((id) => ({ id, kind: "lesson", title: id })) as ModulePart[];
const at = (...statuses: PartProgress["status"][]) => statuses.map((status, i) => ({ part: parts[i]!.id, status, attempts: 0, seconds: 0 })) as PartProgress[];

const tried = (attempts: number) => ({ part: "q", status: "failed", attempts, seconds: 0 }) as PartProgress;

it("begins with an order as it is shown and with nothing else answered", () => {
  expect(openIn(quiz, sheetOf(quiz)).map(({ id }) => id)).toEqual(["s", "m", "t"]);
});

it("chooses one of one and several of several", () => {
  let sheet = sheetOf(quiz);
  for (const [q, option] of [[0, "s1"], [0, "s2"], [1, "m1"], [1, "m2"], [1, "m1"]] as const) sheet = choose(sheet, quiz.questions[q]!, option);
  expect(givenOf(quiz, { ...sheet, t: { options: [], text: " sorry " } })).toEqual([
    { question: "s", options: ["s2"] },
    { question: "m", options: ["m2"] },
    { question: "o", options: ["o1", "o2"] },
    { question: "t", text: "sorry" },
  ]);
});

it("takes blanks for no answer", () => {
  expect(openIn(quiz, { ...sheetOf(quiz), t: { options: [], text: "  " } }).map(({ id }) => id)).toContain("t");
});

it("names what comes first, and takes what waits for a marker as behind one", () => {
  expect(firstComes(parts, at("done", "open", "open"), 2)?.id).toBe("b");
  expect(firstComes(parts, at("to_mark", "done", "open"), 2)).toBeUndefined();
  expect(firstComes(parts, at("failed", "open", "open"), 1)?.id).toBe("a");
});

it("goes on where one stopped, and at the end where all is done", () => {
  expect(whereToGoOn(parts, at("done", "failed", "open"))).toBe(1);
  expect(whereToGoOn(parts, at("done", "done", "done"))).toBe(2);
});

it("counts what is left, and nothing where there is no bound", () => {
  expect([0, 1, 2, 3].map((n) => attemptsLeft(quiz, tried(n)))).toEqual([2, 1, 0, 0]);
  expect(attemptsLeft({ ...quiz, attempts: 0 }, tried(9))).toBeUndefined();
});

it("finds the newest attempt at a part, however the list is sorted", () => {
  const list = [2, 3, 1].map((number) => ({ part: "a", number })) as Attempt[];
  expect(newestOf([...list, { part: "b", number: 9 } as Attempt], "a")?.number).toBe(3);
  expect(newestOf([], "a")).toBeUndefined();
});
