import { expect, test, type Browser, type Page } from "@playwright/test";
import { sound } from "./axe";
import { call, overflow, people, scorecardInUse, signedIn, source, teamOf, windowOf } from "./support";

const password = process.env.RATER_E2E_PASSWORD ?? "rater-demo";

interface Plan {
  id: string;
  name: string;
  state: string;
  revision: number;
}

/** A scorecard of this run alone, so that no other plan draws for it; the answer has what retires it again. */
async function scorecardOf(admin: Page, name: string) {
  const draft = await call<{ scorecard: string; revision: number }>(admin, "POST", "scorecards", { name, template: "de-escalation" });
  const published = await call<{ revision: number }>(admin, "POST", `scorecards/${draft.scorecard}/draft/publish`, undefined, draft.revision);
  return { id: draft.scorecard, retire: () => call(admin, "POST", `scorecards/${draft.scorecard}/retire`, undefined, published.revision) };
}

/** The first plan that is made ends the default one, by which the other tests' samples come: one that draws the same takes its place. */
async function keepDrawing(analyst: Page) {
  const { items } = await call<{ items: Plan[] }>(analyst, "GET", "plans?limit=200");
  if (items.length > 1) return;
  await call(analyst, "POST", "plans", { name: "All of it", scorecard: await scorecardInUse(analyst), rate: 1, double_share: 0 });
}

async function analystOf(browser: Browser, run: string) {
  const admin = await signedIn(browser, people.admin);
  const email = `planner.${run}@example.com`;
  await call(admin, "POST", "users", { name: `Planner ${run}`, email, password, roles: ["analyst"] });
  return { admin, email };
}

async function pick(page: Page, label: string, option: string) {
  await page.getByRole("combobox", { name: label, exact: true }).or(page.getByRole("textbox", { name: label, exact: true })).first().click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

test("an analyst makes a plan with a quota, sees what it costs, and it draws; a trigger adds a sample with its reason; it ends", async ({ browser }) => {
  const run = `plan-${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const { admin, email } = await analystOf(browser, run);
  const card = await scorecardOf(admin, `Trial ${run}`);
  const analyst = await windowOf(browser, email);
  await keepDrawing(analyst);
  for (const n of [1, 2, 3]) {
    const past = await source(`${run}-past-${n}`);
    await past.start({ channel: "phone", agent: agents[0]!.email });
    await past.end();
  }

  await analyst.goto("/plans");
  await expect(analyst.getByRole("table", { name: "Sampling plans" })).toBeVisible();
  await sound(analyst, "/plans");
  await analyst.keyboard.press("n");
  await analyst.waitForURL(/\/plans\/new/);
  const cost = analyst.getByRole("region", { name: "What it costs" });
  await expect(cost).toContainText("Choose a scorecard");
  await analyst.getByLabel("Name").fill(`Quota ${run}`);
  await pick(analyst, "Scorecard", `Trial ${run}`);
  await expect(cost).toContainText("Evaluations a week");
  await pick(analyst, "Teams", `Team ${run}`);
  await analyst.keyboard.press("Escape");
  await expect(cost).toContainText("1 agents");
  await analyst.getByLabel("Evaluations of an agent a week").fill("2");
  await expect(cost).toContainText(/Evaluations a week\s*2/);
  await expect(cost).toContainText("No two random scores of one agent");
  await analyst.getByLabel("Evaluations of an agent a week").fill("");
  await expect(cost).toContainText("once the plan is right");
  await analyst.getByRole("button", { name: "Make a plan" }).click();
  await expect(analyst.getByText("must be 1 to 100 evaluations of an agent in a week")).toBeVisible();
  await analyst.getByLabel("Evaluations of an agent a week").fill("50");
  await analyst.getByRole("combobox", { name: "Somebody says" }).fill("lawyer");
  await analyst.keyboard.press("Enter");
  await sound(analyst, "/plans/new");
  await analyst.getByRole("button", { name: "Make a plan" }).click();
  await analyst.waitForURL(/\/plans\/[0-9a-f-]+$/);
  await expect(analyst.getByText("Nothing drawn yet")).toBeVisible();

  const crm = await source(`${run}-call`);
  await crm.start({ channel: "phone", agent: agents[0]!.email, subject: run });
  await analyst.reload();
  const samples = analyst.getByRole("table", { name: "Samples" });
  await expect(samples).toContainText("by chance, 100 %");
  await expect(analyst.getByRole("table", { name: "Weeks by agent" })).toContainText("open");
  await sound(analyst, "/plans/$id");

  const supervisor = await signedIn(browser, lead.email);
  await expect.poll(async () => (await call<{ items: { plan_name: string }[] }>(supervisor, "GET", "offers")).items.map((one) => one.plan_name)).toContain(`Quota ${run}`);

  await analyst.getByRole("button", { name: "Change" }).click();
  await analyst.getByRole("combobox", { name: "Drawn by" }).click();
  await analyst.getByRole("option", { name: "a share of all interactions" }).click();
  await analyst.getByLabel("Share, in %").fill("0.0001");
  await expect(analyst.getByText("this plan ends, and another one begins")).toBeVisible();
  await analyst.getByRole("button", { name: "Save changes" }).click();
  await analyst.waitForURL(/\/plans\/[0-9a-f-]+$/);
  await expect(analyst.getByRole("link", { name: "It follows another plan" })).toBeVisible();
  const angry = await source(`${run}-angry`);
  await angry.start({ channel: "phone", agent: agents[0]!.email });
  await angry.say("customer", "I will call my LAWYER.");
  await angry.say("customer", "My lawyer, I said.");
  await analyst.reload();
  await expect(samples).toContainText("somebody said “lawyer”");
  await expect(samples.getByRole("row")).toHaveCount(2);

  const phone = await signedIn(browser, email, { viewport: { width: 375, height: 760 }, colorScheme: "dark" });
  const shown = new URL(analyst.url()).pathname;
  for (const path of ["/plans", "/plans/new", shown, `/plans/new?change=${shown.split("/").pop()}`]) {
    await phone.goto(path);
    await expect(phone.locator("h1")).toBeVisible();
    await sound(phone, `${path} on a phone`);
    expect(await overflow(phone)).toBeLessThanOrEqual(0);
  }

  await analyst.getByRole("button", { name: "End the plan" }).click();
  const dialog = analyst.getByRole("dialog");
  await expect(dialog).toContainText("can't begin again");
  await dialog.getByRole("button", { name: "End the plan" }).click();
  await expect(analyst.getByText(/^Ended ·/)).toBeVisible();
  await expect(analyst.getByRole("button", { name: "Change" })).toHaveCount(0);
  await card.retire();
});

test("nobody but an analyst reads plans", async ({ browser }) => {
  const page = await windowOf(browser, people.supervisor);
  await page.goto("/plans");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Sampling plans");
});
