import { expect, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** What axe has to say against the page. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: engine } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Finding[] }> } };
    return (await engine.run()).violations;
  });
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary ?? ""}`));
}

/** Words that stand in a column so narrow that they run down it a letter or two at a time. */
const slivers = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (all.nextNode()) {
      const words = all.currentNode.textContent?.trim() ?? "";
      if (words.length < 6) continue;
      range.selectNodeContents(all.currentNode);
      const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size;
      if (lines > 2 && words.length / lines < 4) found.push(words.slice(0, 60));
    }
    return found;
  });

/** Holds that what is shown can be used by everybody, can be read, and is not wider than the window. */
export async function sound(page: Page, name: string) {
  await expect(page.getByText("Loading", { exact: true })).toHaveCount(0);
  expect.soft(await findings(page), `axe on ${name}`).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wider, `${name} is wider than the window`).toBeLessThanOrEqual(0);
  expect.soft(await slivers(page), `${name} has words in slivers`).toEqual([]);
}
