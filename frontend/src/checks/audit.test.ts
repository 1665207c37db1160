import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { english } from "../words/words";

const root = join(import.meta.dirname, "../../..");

const go = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".go") && !file.endsWith("_test.go"))
    .map((file) => readFileSync(join(root, folder, file), "utf8"));

const found = (texts: string[], pattern: RegExp, before = "") => texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => before + match[1]!));

/** What the server writes into the audit log: named where it is written, or the step of an evaluation, a session or an action. */
function written(): string[] {
  const [scorecards, everything, internal] = ["scorecards", "coaching", "internal"].map(go);
  const training = go("coaching/training");
  const coaching = everything!.filter((text) => !training.includes(text));
  return [
    ...found([...scorecards!, ...everything!, ...internal!], /audit\.(?:Write|Read)\(ctx, [\w.()]+, "([\w.]*\w)"/g),
    ...found(scorecards!, /step\{"(\w+)"/g, "evaluation."),
    ...found(scorecards!, /\.note\(ctx, actor, &\w+, "(\w+)"/g, "evaluation."),
    ...found(coaching, /step\{"(\w+)"/g, "coaching."),
    ...found(coaching, /c\.note\(ctx, actor, &\w+, "(\w+)"/g, "coaching."),
    ...found(coaching, /a\.(?:change|commit|note)\(ctx, [^"\n]*"(\w+)"/g, "action."),
    ...found(training, /a\.(?:change|commit|note)\(ctx, [^"\n]*"(\w+)"/g, "assignment."),
    ...found(training, /m\.(?:change|note)\(ctx, actor, &module, "(\w+)"/g, "module."),
    ...found(training, /m\.note\(ctx, actor, &medium, "(\w+)"/g, "medium."),
  ];
}

it("has words for whatever the server writes into the audit log", () => {
  const all = [...new Set(written())];
  expect(all).toEqual(expect.arrayContaining(["disputes.list", "user.add", "evaluation.released", "coaching.signed", "action.closed"]));
  expect(all.filter((action) => !(action in english.audit.did))).toEqual([]);
});
