import { expect, test, type Browser, type Page } from "@playwright/test";
import { sound } from "./axe";
import { call, interactionOf, overflow, people, releasedBy, signedIn, source, teamOf } from "./support";

interface Made {
  id: string;
  name: string;
  email: string;
}

/** Evaluators of this run alone. */
async function evaluatorsOf(browser: Browser, run: string, names: string[]): Promise<Made[]> {
  const admin = await signedIn(browser, people.admin);
  const all: Made[] = [];
  for (const name of names) {
    const made = { name: `${name} ${run}`, email: `${name.toLowerCase()}.${run}@example.com`, password: process.env.RATER_E2E_PASSWORD ?? "rater-demo", roles: ["evaluator"], languages: [name === "Nora" ? "nl" : "de"] };
    all.push(await call<Made>(admin, "POST", "users", made));
  }
  return all;
}

async function told(agent: string, subject: string) {
  const crm = await source(subject);
  await crm.start({ channel: "chat", agent, subject, language: "nl" });
  await crm.say("customer", "Waar is mijn pakket?");
  await crm.say("agent", "Het komt vrijdag.");
  await crm.end();
}

const rowOf = (page: Page, subject: string) => page.getByRole("list", { name: "Queue" }).getByRole("listitem").filter({ hasText: subject });

/** Disabled people take no disputes and no samples of the runs that follow. */
async function gone(browser: Browser, list: Made[]) {
  const admin = await signedIn(browser, people.admin);
  for (const { id } of list) await call(admin, "PATCH", `users/${id}`, { disabled: true });
}

async function choose(page: Page, name: string, option: RegExp) {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Evaluator").click();
  await page.getByRole("option", { name: option }).click();
  await expect(dialog.getByLabel("Evaluator")).toHaveValue(new RegExp(name));
  return dialog;
}

test("a sample is assigned, handed over with a reason, and replaced where nothing is left; absence and capacity are said", async ({ browser }) => {
  const run = `queue-${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const [nora, dirk] = (await evaluatorsOf(browser, run, ["Nora", "Dirk"])) as [Made, Made];
  const subject = `A parcel ${run}`;
  await told(agents[0]!.email, subject);
  const supervisor = await signedIn(browser, lead.email);
  const interaction = await interactionOf(supervisor, subject);

  await supervisor.goto("/queue");
  await expect(rowOf(supervisor, subject)).toContainText("due in 7 days");
  await expect(supervisor.getByText("You hold nothing to score.")).toBeVisible();
  await supervisor.keyboard.press("a");
  let dialog = await choose(supervisor, "Dirk", new RegExp(`^Dirk ${run}.*does not speak Dutch`));
  await expect(dialog).toContainText(`Dirk ${run} does not speak Dutch.`);
  await dialog.getByRole("button", { name: "Assign" }).click();
  await expect(supervisor.getByText(`Assigned to Dirk ${run}.`)).toBeVisible();

  const mine = await signedIn(browser, dirk.email, { viewport: { width: 375, height: 760 } });
  await mine.goto("/queue");
  await expect(mine.getByText("You hold 1 to score.")).toBeVisible();
  await expect(rowOf(mine, subject)).toContainText("Yours");
  await sound(mine, "/queue on a phone");
  expect(await overflow(mine)).toBeLessThanOrEqual(0);
  await mine.keyboard.press("h");
  dialog = await choose(mine, "Nora", new RegExp(`^Nora ${run}`));
  await dialog.getByLabel("Why").fill("I know the customer");
  await expect(dialog.getByLabel(/all the same/)).toHaveCount(0);

  const today = new Date().toISOString().slice(0, 10);
  const other = await signedIn(browser, nora.email);
  await other.goto("/account");
  await other.getByLabel("First day").fill(today);
  await other.getByLabel("Last day").fill(today);
  await other.getByRole("button", { name: "Add", exact: true }).click();
  await expect(other.getByRole("button", { name: /^Take back / })).toBeVisible();
  await sound(other, "/account");

  await dialog.getByRole("button", { name: "Hand over" }).click();
  await expect(dialog.getByLabel("Evaluator")).toHaveValue(/absent today/);
  await expect(dialog.getByRole("button", { name: "Hand over" })).toBeDisabled();
  await dialog.getByLabel(/all the same/).check();
  await sound(mine, "the dialog to hand over");
  await dialog.getByRole("button", { name: "Hand over" }).click();
  await expect(mine.getByText("The queue is empty")).toBeVisible();
  await expect(mine.getByText("You hold nothing to score.")).toBeVisible();

  await supervisor.goto("/queue");
  const stranded = supervisor.getByRole("list", { name: "Held by people who are absent" });
  await expect(stranded.getByRole("listitem").filter({ hasText: subject })).toContainText(`held by Nora ${run}`);

  await other.goto("/queue");
  await expect(rowOf(other, subject)).toBeVisible();
  await other.keyboard.press("r");
  dialog = other.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Replace" })).toBeDisabled();
  await dialog.getByLabel("Something else").check();
  await expect(dialog.getByRole("button", { name: "Replace" })).toBeDisabled();
  await dialog.getByLabel("In words").fill("Nobody spoke");
  await sound(other, "the dialog to replace");
  await dialog.getByRole("button", { name: "Replace" }).click();
  await expect(other.getByText(/^Replaced, none left/)).toBeVisible();
  await expect(other.getByText("The queue is empty")).toBeVisible();
  expect(interaction).toBeTruthy();
  await gone(browser, [nora, dirk]);
});

test("a pool shares what waits, and Enter opens what is due first", async ({ browser }) => {
  const run = `pool-${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const [eva] = (await evaluatorsOf(browser, run, ["Eva"])) as [Made];
  const admin = await signedIn(browser, people.admin, { viewport: { width: 375, height: 760 } });
  await admin.goto("/evaluators");
  await admin.getByRole("button", { name: "Add a pool" }).click();
  let dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Name").fill(`Pool ${run}`);
  await dialog.getByLabel("Members", { exact: true }).first().fill(run);
  await admin.getByRole("option", { name: eva.name }).click();
  await dialog.getByLabel("Teams", { exact: true }).first().fill(run);
  await admin.getByRole("option", { name: `Team ${run}` }).click();
  await admin.keyboard.press("Tab");
  await sound(admin, "the dialog of a pool");
  await dialog.getByRole("button", { name: "Add a pool" }).click();
  const pool = admin.getByRole("list", { name: "Pools of evaluators" }).getByRole("listitem").filter({ hasText: `Pool ${run}` });
  await expect(pool).toContainText(eva.name);
  await admin.getByRole("button", { name: `Set how much ${eva.name} is to hold` }).click();
  dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Samples at once").fill("3");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(admin.getByRole("listitem", { name: eva.name })).toContainText("at most 3 at once");
  await sound(admin, "/evaluators on a phone");

  const subject = `A lamp ${run}`;
  await told(agents[0]!.email, subject);
  const page = await signedIn(browser, eva.email);
  await page.goto("/queue");
  await expect(rowOf(page, subject)).toContainText(`by Pool ${run}`, { timeout: 30_000 }); // Rater shares each quarter of a minute
  const supervisor = await signedIn(browser, lead.email);
  const waiting = `Another lamp ${run}`;
  await call(admin, "PUT", `evaluators/${eva.id}/capacity`, { capacity: 1 }, 1);
  await told(agents[0]!.email, waiting);
  await interactionOf(supervisor, waiting);
  await supervisor.goto("/queue");
  await rowOf(supervisor, waiting).getByRole("button", { name: "Assign" }).click();
  await supervisor.getByRole("dialog").getByLabel("Evaluator").click();
  await expect(supervisor.getByRole("option", { name: new RegExp(`^Eva ${run}: 1 to score, of at most 1 · of the same pool · full`) })).toBeVisible();
  await supervisor.keyboard.press("Escape");
  await supervisor.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /^Scoring / })).toBeVisible();
  await releasedBy(page, await interactionOf(await signedIn(browser, lead.email), subject));

  await pool.getByRole("button", { name: "Change the pool" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "End the pool" }).click();
  await expect(pool).toHaveCount(0);
  await gone(browser, [eva]);
});
