import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { english } from "../words/words";

const src = join(import.meta.dirname, "..");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.endsWith(".gen.ts"))
  .map((file) => ({ file, text: readFileSync(join(src, file), "utf8") }));

const folderOf = (file: string) => (file.startsWith("features/") ? file.split("/").slice(0, 2).join("/") : file.split("/")[0]!);

function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].flatMap(([, target]) => {
    if (target!.startsWith("@/")) return [target!.slice(2)];
    if (target!.startsWith(".")) return [relative(src, join(src, file, "..", target!))];
    return [];
  });
}

const mayImport: Record<string, string[]> = {
  api: ["api"],
  words: ["words"],
  live: ["api", "live"],
  parts: ["api", "parts"],
};

it("keeps features apart and the lower folders below", () => {
  const wrong: string[] = [];
  for (const { file, text } of files) {
    const from = folderOf(file);
    if (from === "app" || from === "main.tsx" || from === "checks") continue;
    const allowed = mayImport[from] ?? ["api", "live", "parts", from];
    for (const target of importsOf(file, text)) if (!allowed.includes(folderOf(target))) wrong.push(`${file} imports ${target}`);
  }
  expect(wrong).toEqual([]);
});

it("never writes raw HTML", () => {
  expect(files.filter(({ text }) => /dangerouslySetInnerHTML|innerHTML\s*=/.test(text)).map(({ file }) => file)).toEqual([]);
});

it("has words for every key that is asked for", () => {
  const known = new Set<string>();
  const walk = (words: object, path: string) => {
    for (const [key, value] of Object.entries(words))
      if (typeof value === "string") known.add(`${path}${key}`.replace(/_(one|other)$/, ""));
      else walk(value, `${path}${key}.`);
  };
  walk(english, "");
  const asked = files.flatMap(({ text }) => [...text.matchAll(/\bt\(([^`)]*?)[,)]/g)].flatMap(([, args]) => [...args!.matchAll(/"([a-z_]+(?:\.[a-z_]+)*)"/g)].map((m) => m[1]!)));
  expect([...new Set(asked)].filter((key) => !known.has(key) && !["release", "new", "draft"].includes(key))).toEqual([]);
});
