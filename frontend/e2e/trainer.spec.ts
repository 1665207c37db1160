import { expect, test, type Page } from "@playwright/test";
import { sound } from "./axe";
import { call, people, signedIn, teamOf } from "./support";

test.use({ actionTimeout: 8_000 });

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

async function trainerOf(page: Page, run: string): Promise<string> {
  const email = `trainer.${run}@example.com`;
  await call(page, "POST", "users", { name: `Trainer ${run}`, email, password: process.env.RATER_E2E_PASSWORD, roles: ["trainer"] });
  return email;
}

test("assignments are extended and cancelled together, rules name teams, workshops fill, lessons are dragged", async ({ browser }) => {
  const run = `t${Date.now() % 1e8}`;
  const { agents } = await teamOf(browser, run, 3);
  const admin = await signedIn(browser, people.admin);
  const page = await signedIn(browser, await trainerOf(admin, run), { viewport: { width: 1280, height: 1200 } });
  const lessons = ["One", "Two", "Three"].map((title) => ({ kind: "lesson", title, lesson: { text: "Read." } }));
  const workshop = { kind: "workshop", title: "Come", workshop: { place: "Room 1", starts_at: `${day(9)}T10:00:00Z`, minutes: 60, capacity: 2 } };
  const module = await call<{ id: string; revision: number }>(page, "POST", "modules", { title: `Module ${run}`, minutes: 5, parts: [...lessons, workshop] });
  await call(page, "POST", `modules/${module.id}/publish`, undefined, module.revision);
  const dialog = page.getByRole("dialog");

  await page.goto(`/modules/${module.id}`);
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(dialog.getByText("2 places are left in its workshop.")).toBeVisible();
  await dialog.getByText("Team", { exact: true }).click();
  await dialog.getByRole("combobox", { name: "Team" }).click();
  await page.getByRole("option", { name: `Team ${run}` }).click();
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(dialog.getByText(/is a workshop with 2 places left, and 3 agents would come/)).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await call(page, "POST", "assignments", { module: module.id, agents: agents.slice(0, 2).map(({ id }) => id), due_on: day(5) });

  await page.goto(`/modules/assignments?module=${module.id}`);
  const choose = async () => {
    for (const { name } of agents.slice(0, 2)) await page.getByRole("checkbox", { name: `Choose ${name}` }).check();
  };
  await choose();
  await page.getByRole("region", { name: "2 chosen" }).getByRole("button", { name: "Extend" }).click();
  await dialog.getByLabel("Due").fill(day(40));
  await dialog.getByRole("button", { name: "Extend" }).click();
  await expect(page.getByText("2 were extended.")).toBeVisible();
  const given = await call<{ items: { due_on: string }[] }>(page, "GET", `assignments?module=${module.id}`);
  expect(given.items.map(({ due_on }) => due_on)).toEqual([day(40), day(40)]);
  await choose();
  await page.getByRole("region", { name: "2 chosen" }).getByRole("button", { name: "Cancel" }).click();
  await dialog.getByLabel("Why").fill("Another week");
  await dialog.getByRole("button", { name: "Cancel it" }).click();
  await expect(page.getByText("2 were cancelled.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^Choose/ })).toHaveCount(0);

  await page.goto("/modules/rules");
  await page.getByRole("button", { name: "Make a rule" }).first().click();
  await dialog.getByRole("combobox", { name: "Module" }).click();
  await page.getByRole("option", { name: `Module ${run}` }).click();
  await dialog.getByRole("radio", { name: "to new agents" }).check();
  await dialog.getByRole("combobox", { name: "Teams" }).click();
  await page.getByRole("option", { name: `Team ${run}` }).click();
  await page.keyboard.press("Tab");
  await sound(page, "a rule");
  await dialog.getByRole("button", { name: "Make a rule" }).click();
  const rule = page.getByRole("list", { name: "Rules" }).getByRole("listitem").filter({ hasText: `Module ${run}` });
  await expect(rule).toContainText(`Team ${run}`);
  await rule.getByRole("button", { name: /^Switch off/ }).click();
  await expect(rule).toContainText("Switched off");

  await page.goto(`/modules/${module.id}`);
  const parts = page.getByRole("list", { name: "Parts" }).getByRole("listitem");
  await expect(parts).toHaveCount(4);
  const grip = (await parts.nth(0).locator("[title='Drag to move']").boundingBox())!;
  const [first, third] = [(await parts.nth(0).boundingBox())!, (await parts.nth(2).boundingBox())!];
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2 + third.y - first.y, { steps: 12 });
  await page.mouse.up();
  await expect(parts.nth(2)).toContainText("One");
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  const kept = await call<{ parts: { title: string }[] }>(page, "GET", `modules/${module.id}`);
  expect(kept.parts.map(({ title }) => title)).toEqual(["Two", "Three", "One", "Come"]);
});
