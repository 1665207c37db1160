import { expect, test, type Page } from "@playwright/test";
import { interactionOf, linesOf, people, source, teamOf, windowOf } from "./support";

async function told(name: string, agent: string, subject: string) {
  const crm = await source(name);
  await crm.start({ channel: "chat", direction: "inbound", agent, subject, language: "en" });
  await crm.say("customer", "Where is my refund?");
  await crm.say("agent", "It is on its way, and there on Friday.");
  await crm.end();
}

async function assign(page: Page, subject: string) {
  await page.goto("/queue");
  const row = page.getByRole("list", { name: "Queue" }).getByRole("listitem").filter({ hasText: subject });
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Assign" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Evaluator").click();
  await page.getByRole("option", { name: /Judith Kranz/ }).click();
  await dialog.getByRole("button", { name: "Assign" }).click();
  await expect(dialog).toBeHidden();
}

async function firstLevels(page: Page) {
  const total = await page.locator("[data-question]").count();
  for (let answered = 0; answered < total; answered++) {
    const current = page.locator('[data-question][aria-current="step"]');
    const id = await current.getAttribute("data-question");
    await page.keyboard.press("1");
    if (answered < total - 1) await expect(page.locator(`[data-question="${id}"]`)).not.toHaveAttribute("aria-current", "step");
  }
  await expect(page.getByText(`${total} of ${total}`)).toBeVisible();
}

/** A button lies within its panel on a phone, too. */
async function fits(page: Page, name: string) {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 375, height: 760 });
  const panel = await page.getByRole("region", { name: "Form" }).boundingBox();
  const button = await page.getByRole("button", { name }).boundingBox();
  expect(button!.x + button!.width).toBeLessThan(panel!.x + panel!.width);
  const beside = await page.getByRole("button", { name: "Submit, then next" }).boundingBox();
  expect(beside!.y).toBe(button!.y);
  await page.setViewportSize(before);
}

test("an assigned sample is scored by its evaluator, and the next is shown before it is begun and can be given back", async ({ browser }) => {
  const stamp = Date.now();
  const [first, second] = [`A refund to score ${stamp}`, `A refund to give back ${stamp}`];
  const { lead, agents } = await teamOf(browser, `evaluator-${stamp}`, 1);
  const supervisor = await windowOf(browser, lead.email);
  const evaluator = await windowOf(browser, people.evaluator);
  for (const [n, subject] of [first, second].entries()) {
    await told(`evaluator-${stamp}-${n}`, agents[0]!.email, subject);
    await interactionOf(supervisor, subject);
    await assign(supervisor, subject);
  }

  await evaluator.goto("/queue");
  const mine = evaluator.getByRole("list", { name: "Queue" }).getByRole("listitem");
  await expect(mine.filter({ hasText: first })).toContainText("Yours");
  await expect(mine.filter({ hasText: second })).toBeVisible();
  await mine.filter({ hasText: first }).getByRole("button", { name: "Score" }).click();
  await expect(evaluator.getByRole("heading", { name: /^Scoring / })).toBeVisible();
  await expect(evaluator.getByRole("listbox", { name: /^Transcript/ })).toContainText("there on Friday.");

  expect(await linesOf(evaluator.getByRole("region", { name: "Transcript" }).getByText("Transcript", { exact: true }).first())).toBe(1);
  await evaluator.keyboard.press("Control+Enter");
  await expect(evaluator.getByRole("alert")).toContainText(/and \d+ more/);
  await fits(evaluator, "Submit and release");
  await firstLevels(evaluator);
  await evaluator.keyboard.press("Control+Enter");
  await expect(evaluator.getByRole("heading", { name: /^Next: / })).toBeVisible();
  await expect(evaluator.getByRole("main")).toContainText(second);

  await evaluator.getByRole("button", { name: "Give back" }).click();
  const dialog = evaluator.getByRole("dialog");
  await dialog.getByRole("button", { name: "I know the customer" }).click();
  await dialog.getByRole("button", { name: "Give back" }).click();
  await expect(evaluator.getByRole("heading", { name: "Queue" })).toBeVisible();
  await expect(evaluator.getByText(second)).toHaveCount(0);
  await supervisor.goto("/queue");
  await expect(supervisor.getByRole("listitem").filter({ hasText: second })).toBeVisible();
});
