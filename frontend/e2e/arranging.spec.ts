import { readFile } from "node:fs/promises";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { sound } from "./axe";
import { call, overflow, people, signedIn, type Drafted } from "./support";

/** Drags by the mouse, as slowly as a hand does. */
async function drag(page: Page, from: Locator, to: Locator) {
  await from.scrollIntoViewIfNeeded();
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  await page.mouse.move(a!.x + a!.width / 2, a!.y + a!.height / 2);
  await page.mouse.down();
  await page.mouse.move(a!.x + a!.width / 2, a!.y + a!.height / 2 + 8, { steps: 4 });
  await page.mouse.move(b!.x + b!.width / 2, b!.y + b!.height / 2, { steps: 12 });
  await page.mouse.up();
}

test("questions and levels are put in order by drag and by keyboard, undone and done again", async ({ browser }) => {
  const stamp = Date.now();
  const page = await signedIn(browser, people.admin, { viewport: { width: 1400, height: 1000 } });
  const draft = await call<Drafted>(page, "POST", "scorecards", { name: `Order ${stamp}`, template: "de-escalation" });
  await page.goto(`/scorecards/${draft.scorecard}/edit`);
  const questions = page.getByRole("list", { name: /^Questions of / }).first();
  const order = async () => (await questions.locator("[data-step=open]").allInnerTexts()).map((one) => one.split("\n")[0]);
  await expect(questions.locator("> li").nth(1)).toBeVisible();
  const before = await order();
  expect(before.length).toBeGreaterThan(1);
  const handle = (n: number) => questions.locator("> li").nth(n).locator("[title]").first();
  await drag(page, handle(0), handle(1));
  const moved = [before[1], before[0], ...before.slice(2)];
  await expect.poll(order).toEqual(moved);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(order).toEqual(before);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect.poll(order).toEqual(moved);
  await page.keyboard.press("Control+z");
  await expect.poll(order).toEqual(before);

  await questions.locator("[data-step=open]").first().click();
  const levels = page.getByRole("list", { name: "Levels, from worst to best" });
  const labels = () => levels.getByLabel("Label").evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const points = () => levels.getByLabel("Points").evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const [were, had] = [await labels(), await points()];
  expect(were.length).toBeGreaterThan(1);
  await drag(page, levels.locator("> li").nth(0).locator("[title]").first(), levels.locator("> li").nth(1).locator("[title]").first());
  await expect.poll(labels).toEqual([were[1], were[0], ...were.slice(2)]);
  expect(await points()).toEqual(had);
  await levels.getByLabel("Label").first().focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(labels).toEqual(were);
  await expect(levels.getByLabel("Label").nth(1)).toBeFocused();

  await page.getByRole("button", { name: "Add a level" }).click();
  await expect(levels.getByLabel("Label").nth(were.length - 1)).toBeFocused();
  await page.getByRole("button", { name: "Add a cause" }).click();
  await expect(page.getByRole("textbox", { name: /^Cause \d+/ }).last()).toBeFocused();
  await page.getByRole("button", { name: "Add one Help in single channels" }).click();
  await page.getByRole("menuitem", { name: "Chat" }).click();
  const help = page.getByRole("group", { name: "Help in single channels" }).getByRole("textbox", { name: "Chat" });
  await expect(help).toBeFocused();
  await page.keyboard.insertText("Look at the first line.");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(help).toHaveValue("Look at the first line.");
  await sound(page, "a question in the builder");
  await page.setViewportSize({ width: 375, height: 760 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test("a key can be changed until its question is published, and each version comes out as a file that goes in again", async ({ browser }) => {
  const stamp = Date.now();
  const page = await signedIn(browser, people.admin);
  const name = `Carried ${stamp}`;
  const draft = await call<Drafted>(page, "POST", "scorecards", { name, template: "de-escalation" });
  await page.goto(`/scorecards/${draft.scorecard}/edit?at=${draft.definition.dimensions[0]!.questions[0]!.id}`);
  const key = page.getByLabel("Key", { exact: true }).first();
  await key.fill("own_key");
  await key.press("Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const kept = await call<Drafted>(page, "GET", `scorecards/${draft.scorecard}/draft`);
  expect(JSON.stringify(kept.definition)).toContain('"own_key"');
  await call(page, "POST", `scorecards/${draft.scorecard}/draft/publish`, undefined, kept.revision);
  const next = await call<Drafted>(page, "POST", `scorecards/${draft.scorecard}/draft`);
  await page.goto(`/scorecards/${draft.scorecard}/edit?at=${draft.definition.dimensions[0]!.questions[0]!.id}`);
  await expect(key).toBeDisabled();
  await expect(key).toHaveValue("own_key");
  await call(page, "POST", `scorecards/${draft.scorecard}/draft/publish`, undefined, (await call<Drafted>(page, "PUT", `scorecards/${draft.scorecard}/draft`, { name: `${name} two`, definition: next.definition }, next.revision)).revision);

  await page.goto("/scorecards");
  const row = page.getByRole("row").filter({ hasText: `${name} two` });
  await row.getByRole("button").last().click();
  await page.getByRole("menuitem", { name: "Versions" }).click();
  const dialog = page.getByRole("dialog");
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Export Version 1" }).click();
  const file = await (await downloading).path();
  const content = JSON.parse(await readFile(file, "utf8")) as { format: number };
  expect(content.format).toBe(1);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^New scorecard/ }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Taken in ${stamp}`);
  await page.getByRole("dialog").getByRole("radio", { name: "A file" }).check();
  await page.locator("input[type=file]").setInputFiles({ name: "card.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });
  await page.getByRole("dialog").getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(/\/scorecards\/[0-9a-f-]+\/edit/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`Taken in ${stamp}`);
  await page.getByRole("list", { name: /^Questions of / }).first().locator("[data-step=open]").first().click();
  await expect(key).toHaveValue("own_key");
  await expect(key).toBeEnabled();
  const card = await call<{ revision: number }>(page, "GET", `scorecards/${draft.scorecard}`);
  await call(page, "POST", `scorecards/${draft.scorecard}/retire`, undefined, card.revision);
});
