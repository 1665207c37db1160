import { expect, test } from "@playwright/test";
import { sound } from "./axe";
import { call, evaluated, overflow, people, signedIn, teamOf } from "./support";

test("a module that is assigned raises the scores of those who have it, and its effect leads to what it rests on", async ({ browser }) => {
  test.slow();
  const run = `e${Date.now() % 1e8}`;
  const { lead, agents } = await teamOf(browser, run, 10);
  const admin = await signedIn(browser, people.admin);
  const add = (name: string, role: string) => call<{ email: string }>(admin, "POST", "users", { name: `${name} ${run}`, email: `${name.toLowerCase()}.${run}@example.com`, password: process.env.RATER_E2E_PASSWORD, roles: [role] });
  const supervisor = await signedIn(browser, lead.email);
  const scored = async (when: string, good: (n: number) => boolean) => {
    for (const [n, { email }] of agents.entries()) await evaluated(supervisor, email, `${when} ${n} ${run}`, good(n) ? "best" : "first");
  };
  await scored("Before", (n) => n % 3 === 0);

  const trainer = await signedIn(browser, (await add("Trainer", "trainer")).email, { viewport: { width: 1280, height: 1200 } });
  const title = `Listening ${run}`;
  const module = await call<{ id: string; revision: number }>(trainer, "POST", "modules", { title, minutes: 5, parts: [{ kind: "lesson", title: "Read", lesson: { text: "Let them finish." } }] });
  await call(trainer, "POST", `modules/${module.id}/publish`, undefined, module.revision);
  await trainer.goto(`/modules/${module.id}`);
  const dialog = trainer.getByRole("dialog");
  for (const [n, { name }] of agents.slice(0, 5).entries()) {
    await trainer.getByRole("button", { name: "Assign", exact: true }).press("Enter");
    await dialog.getByRole("combobox", { name: "Agents" }).click();
    await trainer.getByRole("option", { name }).click();
    await trainer.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "Assign", exact: true }).click();
    await expect(dialog, `agent ${n}`).toBeHidden();
  }
  await scored("After", (n) => n < 5 || n === 7);

  await trainer.goto("/effects");
  await expect(trainer.getByRole("row").filter({ hasText: title })).toContainText(/Raises scores by about \d+/);
  await expect(trainer.getByRole("link", { name: "The evaluations behind this" })).toHaveCount(0);
  const analyst = await signedIn(browser, (await add("Analyst", "analyst")).email);
  await analyst.goto("/effects");
  const row = analyst.getByRole("row").filter({ hasText: title });
  await expect(row).toContainText(/Raises scores by about \d+/);
  await expect(row).toContainText("5 with it");
  await sound(analyst, "effects");
  await analyst.setViewportSize({ width: 375, height: 760 });
  expect(await overflow(analyst)).toBeLessThanOrEqual(0);
  await analyst.setViewportSize({ width: 1280, height: 860 });
  await analyst.getByRole("link", { name: "The evaluations behind this" }).click();
  await expect(analyst.getByLabel(/Count in figures, released since/)).toBeChecked();
  await expect(analyst.getByRole("table", { name: "Evaluations" }).getByRole("row").nth(1)).toBeVisible();
});
