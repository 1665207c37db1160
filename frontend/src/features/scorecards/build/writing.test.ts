import { expect, it } from "vitest";
import { Fault } from "@/api/fault";
import type { CardContent } from "@/api/scorecards";
import type { ScorecardDefinition, ScorecardDraft } from "@/api/types";
import { arranged, asCritical, idsOf, levelsOf, newDimension, newQuestion, presetOf, renamed, tidy, withLevel, withOptions } from "./definition";
import { inLanguage } from "@/parts/card-language";
import { languageOf, opens } from "./places";
import { CardWriting } from "./writing";

const a = { ...newQuestion(), text: "A?", comment_below: "yes" };
const b = { ...newQuestion(), text: "B?", shown_if: { question: a.id, options: ["yes"] } };
const card: ScorecardDefinition = {
  languages: ["en", "de"],
  texts: { de: { name: "Probe", [`${a.id}.text`]: "A auf Deutsch?", [`${a.id}.options.yes.label`]: "Ja" } },
  dimensions: [{ ...newDimension("empathy", "Empathy"), questions: [a, b] }],
  grades: [{ key: "below", name: "Below", from: 0 }],
};
const draft: ScorecardDraft = { scorecard: "s", revision: 1, name: "Card", definition: card, based_on: 0, changed: true, retired: false, changed_by: "u", changed_by_name: "U", created_at: "", updated_at: "", faults: [] };

it("renames a level wherever it is named", () => {
  const next = renamed(card, a.id, "yes", "always");
  const [first, second] = next.dimensions[0]!.questions;
  expect([first?.options[1]?.key, first?.comment_below, second?.shown_if?.options, second?.options[1]?.key]).toEqual(["always", "always", ["always"], "yes"]);
  expect(next.texts?.de).toEqual({ name: "Probe", [`${a.id}.text`]: "A auf Deutsch?", [`${a.id}.options.always.label`]: "Ja" });
});

it("drops the translations of what is gone and of languages that are gone", () => {
  const without = { ...card, dimensions: [{ ...card.dimensions[0]!, questions: [b] }] };
  expect(tidy(without).texts).toEqual({ de: { name: "Probe" } });
  expect(tidy({ ...card, languages: ["en"] })).not.toHaveProperty("texts");
});

it("reads in the first language what another leaves out", () => {
  const read = inLanguage(card, "de").dimensions[0]!.questions;
  expect([read[0]?.text, read[1]?.text, read[0]?.options.map(({ label }) => label)]).toEqual(["A auf Deutsch?", "B?", ["No", "Ja"]]);
});

it("gives scales whose points rise from 0 to 1, and knows them again", () => {
  for (const preset of ["yes_no", "three", "four", "five"] as const) {
    const points = levelsOf(preset).map((level) => level.points);
    expect([points[0], points.at(-1), presetOf(levelsOf(preset))]).toEqual([0, 1, preset]);
    expect(points.toSorted((x, y) => x - y)).toEqual(points);
  }
  const own = withLevel(withLevel(levelsOf("yes_no")));
  expect([own.map(({ key, points }) => `${key} ${points}`), presetOf(own)]).toEqual([["no 0", "level 0.5", "level_2 0.75", "yes 1"], undefined]);
});

it("lets go of levels that another scale doesn't have, and lets something fail where a question is critical", () => {
  expect(withOptions(a, levelsOf("three"))).not.toHaveProperty("comment_below");
  const critical = asCritical(a, "fail_all");
  expect([critical.class, critical.options.map(({ fails }) => fails)]).toEqual(["customer", [true, false]]);
  const plain = asCritical(critical, "none");
  expect([plain.class, plain.options.some(({ fails }) => fails)]).toEqual([undefined, false]);
});

it("knows what a fault's place lies in", () => {
  expect(opens(card, "definition.dimensions[0].questions[1].options[0].describes")).toBe(b.id);
  expect(opens(card, "definition.dimensions[0].weight")).toBe("empathy");
  expect(opens(card, "definition.grades[1].from")).toBe("whole");
  expect([opens(card, `definition.texts.de.${a.id}.text`), languageOf(`definition.texts.de.${a.id}.text`)]).toEqual([a.id, "de"]);
});

/** A server that holds one draft, as the real one does: revision checked, words trimmed. */
function server() {
  let stored = draft;
  const keep = (content: CardContent) => (stored = { ...stored, ...content, name: content.name.trim(), revision: stored.revision + 1 });
  const writing = new CardWriting(draft, {
    delay: 0,
    save: (revision, content) => (revision === stored.revision ? Promise.resolve(keep(content)) : Promise.reject(new Fault(412, "stale", ""))),
    load: () => Promise.resolve(stored),
    onSaved: () => {},
  });
  return { writing, keep, read: () => stored };
}

const rename = (name: string) => (known: CardContent) => ({ ...known, name });

it("undoes and does again, and saves what comes of it", async () => {
  const { writing, read } = server();
  writing.change("name", rename("One"));
  writing.change("grades", ({ name, definition }) => ({ name, definition: { ...definition, grades: [] } }));
  writing.undo();
  expect(writing.read().now.definition.grades).toHaveLength(1);
  writing.undo();
  expect(writing.read().now.name).toBe("Card");
  writing.redo();
  await writing.autosave.flush();
  expect([read().name, read().definition.grades.length]).toEqual(["One", 1]);
  writing.undo();
  writing.undo();
  expect(writing.read().now.name).toBe("Card");
});

it("takes what is written in one place at once as one step, and doesn't trim what is being written", async () => {
  const { writing, read } = server();
  for (const name of ["C", "Ca", "Car "]) writing.change("name", rename(name));
  await writing.autosave.flush();
  expect([read().name, writing.read().now.name]).toEqual(["Car", "Car "]);
  writing.undo();
  expect(writing.read().now.name).toBe("Card");
});

it("joins what others changed elsewhere, and asks where both changed the same", async () => {
  const { writing, keep, read } = server();
  keep({ name: "Theirs", definition: card });
  writing.change("grades", ({ name, definition }) => ({ name, definition: { ...definition, grades: [] } }));
  expect(await writing.autosave.flush()).toBe(true);
  expect([read().name, read().definition.grades, writing.read().now.name]).toEqual(["Theirs", [], "Theirs"]);
  keep({ ...read(), name: "Theirs again" });
  writing.change("name", rename("Mine"));
  expect(await writing.autosave.flush()).toBe(false);
  expect(writing.autosave.read()).toMatchObject({ kind: "conflict", mine: [{ part: "name", value: "Mine" }], theirs: { name: "Theirs again" } });
});

it("puts levels in another order and leaves the points where they rise", () => {
  const moved = arranged({ ...a, usual: "no", comment_below: "yes" }, [1, 0]);
  expect(moved.options.map(({ key, points }) => `${key} ${points}`)).toEqual(["yes 0", "no 1"]);
  expect([moved.usual, moved.comment_below]).toEqual(["no", undefined]); // nothing lies below what is worst now
  const twice = [...a.options, { ...a.options[0]! }];
  expect(new Set(idsOf(twice)).size).toBe(3);
});
