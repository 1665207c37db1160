import { expect, test, type Page } from "@playwright/test";
import { sound } from "./axe";
import { call, evaluated, overflow, signedIn, teamOf } from "./support";

interface Person {
  id: string;
  name: string;
  email: string;
}

interface Figures {
  page: Page;
  agents: Person[];
  blocked: string[];
}

/** The page of a team with a score of each agent, and what the browser refuses there. */
async function standingsOf(page: Page, agents: Person[], run: string): Promise<Figures> {
  for (const agent of agents) for (const n of [0, 1]) await evaluated(page, agent.email, `Call ${n} of ${agent.name} ${run}`, n ? "best" : "first");
  const blocked: string[] = [];
  page.on("console", (message) => message.type() === "error" && blocked.push(message.text()));
  page.on("pageerror", (error) => blocked.push(error.message));
  await page.goto("/standings?weeks=4");
  await expect(page.locator("canvas")).toBeVisible();
  return { page, agents, blocked };
}

const pixels = (page: Page) => page.locator("canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

test("what goes by time is drawn, with its table behind it, and printed whole in light colours", async ({ browser }) => {
  const run = `drawn-${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 3);
  const { page, blocked } = await standingsOf(await signedIn(browser, lead.email, { colorScheme: "dark" }), agents, run);
  await expect(page.getByRole("img", { name: /1 of 1 have figures; the last, .* is \d+, n 6/ })).toBeVisible();
  const table = page.getByRole("table", { name: /^Team .*, Overall$/ });
  await expect(table).toBeHidden();
  await page.getByRole("button", { name: "Show the table" }).focus();
  await page.keyboard.press("Enter");
  await expect(table.getByRole("row")).toHaveCount(2);
  await sound(page, "standings, drawn");
  await page.getByRole("button", { name: "Hide the table" }).click();
  await expect(table).toBeHidden();

  const dark = await pixels(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("button")).toHaveCount(0);
  for (const agent of agents) await expect(page.getByRole("row").filter({ hasText: agent.name })).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(2);
  await expect(page.getByText(`by ${lead.name}, `)).toBeVisible();
  await expect(page.getByText("Figures of random samples that were released")).toBeVisible();
  await expect(page.getByText("last 4 weeks, from")).toBeVisible();
  expect(await page.locator("h1").evaluate((h1) => getComputedStyle(h1).color)).toBe("rgb(23, 26, 32)");
  await expect.poll(() => pixels(page)).not.toBe(dark);
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  await expect.poll(() => pixels(page)).toBe(dark);

  await page.setViewportSize({ width: 375, height: 760 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await expect.poll(() => page.locator("canvas").evaluate((canvas) => canvas.getBoundingClientRect().right)).toBeLessThanOrEqual(375);
  expect(blocked).toEqual([]);
});

test("a lead has a report sent each Monday, pauses it, opens it by its link and deletes it", async ({ browser }) => {
  const run = `sent-${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const { page } = await standingsOf(await signedIn(browser, lead.email), agents, run);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Send by e-mail regularly" }).click();
  const dialog = page.getByRole("dialog", { name: "Send by e-mail regularly" });
  await expect(dialog).toContainText("This site sends no e-mail.");
  await expect(dialog.getByRole("combobox", { name: "Of" })).toHaveValue("last 4 whole weeks");
  await sound(page, "send regularly");
  await dialog.getByRole("button", { name: "Send it regularly" }).click();
  await expect(dialog.getByRole("status")).toContainText("It is ready for the first time on");
  await dialog.getByRole("link", { name: "All that is sent to you" }).click();

  const rows = page.getByRole("list", { name: "Reports that are sent to you" }).getByRole("listitem");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(`Where agents stand · Team ${run} · last 4 whole weeks · every Monday`);
  await rows.getByRole("button", { name: "Pause" }).click();
  await expect(rows).toContainText("paused");
  await rows.getByRole("button", { name: "Go on" }).click();
  await expect(rows).toContainText("next");
  await sound(page, "account, reports");
  await page.setViewportSize({ width: 375, height: 760 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  const { schedules } = await call<{ schedules: { id: string }[] }>(page, "GET", "reports/schedules");
  await page.goto(`/reports/${schedules[0]!.id}`);
  await expect(page).toHaveURL(/\/standings\?.*weeks=5/);
  await expect(page.getByRole("combobox", { name: "Time" })).toHaveValue("4 whole weeks and this one");
  await expect(page.getByRole("row").filter({ hasText: agents[0]!.name })).toBeVisible();

  await page.goto("/account");
  await rows.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Send it no more?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No report is sent to you regularly.")).toBeVisible();
  await page.goto(`/reports/${schedules[0]!.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This report is not sent any more");
});
