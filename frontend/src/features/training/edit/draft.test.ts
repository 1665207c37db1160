import { expect, it } from "vitest";
import { newID, putBack, without } from "@/parts/lists";
import { asKind, counted, moved, newPart, newQuestion, nextLine } from "./draft";

it("gives random ids of version 4, as the server asks for", () => {
  const ids = new Set(Array.from({ length: 200 }, newID));
  expect(ids.size).toBe(200);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it("moves within the list and never beyond its ends", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
});

it("puts back what was taken out where it stood", () => {
  const list = ["a", "b", "c"];
  for (const at of [0, 1, 2]) expect(putBack(without(list, at), at, list[at]!)).toEqual(list);
  expect(putBack(["a"], 5, "z")).toEqual(["a", "z"]);
});

it("keeps moments with their lines when one is taken out or moved", () => {
  const lines = [1, 2, 3].map((pos) => ({ pos, speaker: "agent" as const, text: `${pos}` }));
  const moments = [{ pos: 2, kind: "good" as const, note: "two" }, { pos: 3, kind: "bad" as const, note: "three" }];
  expect(counted(without(lines, 1), moments)).toEqual({ lines: [{ ...lines[0], pos: 1 }, { ...lines[2], pos: 2 }], moments: [{ pos: 2, kind: "bad", note: "three" }] });
  expect(counted(moved(lines, 2, 0), moments).moments.map(({ note, pos }) => [note, pos])).toEqual([["two", 3], ["three", 1]]);
});

it("says who speaks next", () => {
  expect(nextLine([])).toMatchObject({ pos: 1, speaker: "customer" });
  expect(nextLine([{ pos: 4, speaker: "customer", text: "" }])).toMatchObject({ pos: 5, speaker: "agent" });
});

it("keeps of a question what its new kind has too", () => {
  const multiple = { ...newQuestion("multiple"), text: "Which?", options: [{ id: "a", text: "A", right: true }, { id: "b", text: "B", right: true }] };
  expect(asKind(multiple, "single").options).toEqual([{ id: "a", text: "A", right: true }, { id: "b", text: "B" }]);
  expect(asKind(multiple, "order").options).toEqual([{ id: "a", text: "A" }, { id: "b", text: "B" }]);
  const text = asKind(multiple, "text");
  expect(text).toMatchObject({ id: multiple.id, text: "Which?", guide: "" });
  expect(text.options).toBeUndefined();
});

it("begins a part with what its kind has, and that alone", () => {
  for (const kind of ["lesson", "excerpt", "quiz", "role_play", "workshop", "task"] as const) {
    const { id: _id, kind: given, title: _title, ...rest } = newPart(kind, "card");
    expect([given, ...Object.keys(rest)]).toEqual([kind, kind]);
  }
});
