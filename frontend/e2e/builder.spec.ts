import { expect, test, type Locator, type Page } from "@playwright/test";
import { call, interactionOf, overflow, people, releasedBy, signedIn, source, teamOf, windowOf, type Drafted } from "./support";

/** Goes to a control as somebody without a mouse does: on, or back where it stands before. */
async function reach(page: Page, control: Locator) {
  await expect(control).toBeVisible();
  const element = await control.elementHandle();
  const before = await element!.evaluate((el) => !!document.activeElement && !!(el.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING));
  for (let tabs = 0; tabs < 120; tabs++) {
    if (await element!.evaluate((el) => el === document.activeElement)) return;
    await page.keyboard.press(before ? "Shift+Tab" : "Tab");
  }
  throw new Error(`no number of tabs leads to ${control.toString()}`);
}

async function write(page: Page, label: Locator, text: string) {
  await reach(page, label);
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Chooses of a list by the arrows. */
async function choose(page: Page, control: Locator, name: string) {
  await reach(page, control);
  await page.keyboard.press("ArrowDown");
  const option = page.getByRole("option", { name, exact: true });
  await expect(option).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(option).toHaveAttribute("data-combobox-selected", "true", { timeout: 50 });
  }).toPass({ timeout: 4000 });
  await page.keyboard.press("Enter");
}

async function describe(page: Page, worst: string, best: string) {
  await write(page, page.getByRole("group", { name: "Level 1" }).getByLabel("What it looks like"), worst);
  await write(page, page.getByRole("group", { name: "Level 2" }).getByLabel("What it looks like"), best);
}

const text = (page: Page) => page.getByLabel("Question", { exact: true });
const first = "Was the refund promised?";
const second = "Was a date named for it?";

async function build(page: Page, name: string) {
  await page.goto("/scorecards");
  await expect(page.getByRole("button", { name: /^New scorecard/ })).toBeVisible();
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/scorecards\/[0-9a-f-]+\/edit/);

  await reach(page, page.getByRole("button", { name: "Add a dimension" }));
  await page.keyboard.press("Enter");
  const reliability = page.getByRole("menuitem", { name: "Reliability" });
  await expect(reliability).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(reliability).toBeFocused({ timeout: 50 });
  }).toPass({ timeout: 4000 });
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name of the dimension")).toBeFocused();
  await reach(page, page.getByRole("button", { name: /^A question without words/ }));
  await page.keyboard.press("Enter");
  await write(page, text(page), first);
  await describe(page, "Nothing was promised.", "It was promised in plain words.");

  await reach(page, page.getByRole("button", { name: "Add a question Reliability" }));
  await page.keyboard.press("Enter");
  await expect(text(page)).toHaveValue("");
  await expect(text(page)).toBeFocused();
  await page.keyboard.insertText(second);
  await describe(page, "No date.", "A day was named.");
  await choose(page, page.getByRole("combobox", { name: "Shown if" }), first);
  await choose(page, page.getByRole("combobox", { name: "is answered" }), "Yes");
  await page.keyboard.press("Escape");
}

test("a scorecard is built by keyboard, published, scored with, disputed, and decided by a third person", async ({ browser }) => {
  const stamp = Date.now();
  const admin = await signedIn(browser, people.admin);
  const password = process.env.RATER_E2E_PASSWORD ?? "rater-demo";
  await call(admin, "POST", "users", { name: `Ana Lyst ${stamp}`, email: `analyst.${stamp}@example.com`, password, roles: ["analyst"] });
  const analyst = await windowOf(browser, `analyst.${stamp}@example.com`);
  const name = `Timely refunds ${stamp}`;
  await build(analyst, name);
  await expect(analyst.getByText("Nothing keeps it from being published.")).toBeVisible();

  const row = analyst.getByRole("button", { name: /^Was a date named for it/ });
  await reach(analyst, row);
  await analyst.keyboard.press("Alt+ArrowUp");
  const fault = analyst.getByRole("region", { name: "What keeps it from being published" });
  await expect(fault).toContainText("is no earlier question of this scorecard");
  await analyst.keyboard.press("Control+z");
  await expect(analyst.getByText("Nothing keeps it from being published.")).toBeVisible();

  const preview = analyst.getByRole("region", { name: "Preview" });
  await expect(preview.locator("[data-question]")).toHaveCount(1);
  await reach(analyst, preview.locator("[data-question]"));
  await analyst.keyboard.press("2");
  await expect(preview.locator("[data-question]")).toHaveCount(2);
  await analyst.keyboard.press("1");
  await expect(preview.getByRole("img", { name: /50/ }).first()).toBeVisible();

  const publish = analyst.getByRole("button", { name: "Publish version 1" });
  await reach(analyst, publish);
  await analyst.keyboard.press("Enter");
  await expect(analyst.getByRole("dialog").getByText(/A published version never changes/)).toBeVisible();
  await expect(analyst.getByRole("dialog").getByRole("button", { name: "Publish version 1" })).toBeFocused();
  await analyst.keyboard.press("Enter");
  await analyst.waitForURL(/\/scorecards(\?.*)?$/);
  const listed = analyst.getByRole("row").filter({ hasText: name });
  await expect(listed).toContainText("In use");

  const subject = `A refund to be promised ${stamp}`;
  const crm = await source(`builder-${stamp}`);
  const { lead, agents } = await teamOf(browser, `builder-${stamp}`, 1);
  await crm.start({ channel: "chat", direction: "inbound", agent: agents[0]!.email, subject, language: "en" });
  await crm.say("agent", "You will have it on Friday.");
  await crm.end();
  const supervisor = await windowOf(browser, lead.email);
  const interaction = await interactionOf(supervisor, subject);
  const { items } = await call<{ items: { id: string; name: string }[] }>(supervisor, "GET", "scorecards?limit=200");
  await supervisor.goto(`/score/new?interaction=${interaction}&scorecard=${items.find((one) => one.name === name)!.id}`);
  await supervisor.waitForURL(/\/score\/[0-9a-f-]{36}$/);
  const questions = supervisor.locator("[data-question]");
  await expect(questions).toHaveCount(1);
  await supervisor.keyboard.press("2");
  await expect(questions).toHaveCount(2);
  await supervisor.keyboard.press("ArrowLeft");
  await supervisor.keyboard.press("1");
  await expect(questions).toHaveCount(1);
  await expect(supervisor.getByText("1 of 1", { exact: true })).toBeVisible();
  await supervisor.keyboard.press("2");
  await expect(questions).toHaveCount(2);
  await supervisor.keyboard.press("1");
  await expect(supervisor.getByText("2 of 2", { exact: true })).toBeVisible();
  await supervisor.keyboard.press("Control+Shift+Enter");
  await expect(supervisor.getByRole("heading", { name: "Released" })).toBeVisible();
  const evaluation = /[0-9a-f-]{36}$/.exec(supervisor.url())![0];

  const agent = await windowOf(browser, agents[0]!.email);
  await agent.goto(`/evaluations/${evaluation}`);
  const answer = agent.getByRole("region", { name: "Every answer" }).getByRole("listitem").filter({ hasText: second });
  await answer.getByRole("button", { name: "Dispute this answer" }).click();
  await agent.getByLabel("Why it should be another").fill("Friday is a date.");
  await agent.getByRole("dialog").getByRole("button", { name: "Dispute" }).click();
  await expect(answer).toContainText("Friday is a date.");

  const arbiter = await windowOf(browser, people.evaluator);
  await arbiter.goto("/disputes");
  await arbiter.getByRole("row").filter({ hasText: "Friday is a date." }).getByRole("link").click();
  await arbiter.getByLabel("Change the answer").check();
  await arbiter.getByRole("combobox", { name: "The right level" }).click();
  await arbiter.getByRole("option", { name: "Yes" }).click();
  await arbiter.getByLabel("Reason, which both of them read").fill("A day of the week names it.");
  await arbiter.getByRole("button", { name: "Decide" }).click();
  await expect(arbiter.getByRole("status").filter({ hasText: "A day of the week names it." })).toBeVisible();

  await expect(answer).toContainText("A day of the week names it.");
  await expect(agent.getByRole("img", { name: /100/ }).first()).toBeVisible();
  await expect(agent.getByText("changed a disputed answer").first()).toBeVisible();

  await listed.getByRole("button").last().click();
  await analyst.getByRole("menuitem", { name: "Retire" }).click();
  await analyst.getByRole("dialog").getByRole("button", { name: /^Retire/ }).click();
  await expect(listed).toContainText("Retired");
});

test("a draft that two people write at once shows both, and fits a phone", async ({ browser }) => {
  const stamp = Date.now();
  const page = await signedIn(browser, people.admin, { viewport: { width: 375, height: 760 } });
  const draft = await call<{ scorecard: string; revision: number; definition: unknown }>(page, "POST", "scorecards", { name: `Two hands ${stamp}`, template: "complaint-handling" });
  await page.goto(`/scorecards/${draft.scorecard}/edit`);
  const name = page.getByLabel("Name", { exact: true });
  await expect(name).toHaveValue(`Two hands ${stamp}`);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await call(page, "PUT", `scorecards/${draft.scorecard}/draft`, { name: `Theirs ${stamp}`, definition: draft.definition }, draft.revision);
  await name.fill(`Mine ${stamp}`);
  const dialog = page.getByRole("dialog", { name: "Changed elsewhere" });
  await expect(dialog).toContainText(`Theirs ${stamp}`);
  await expect(dialog).toContainText(`Mine ${stamp}`);
  await dialog.getByRole("button", { name: "Take the other" }).click();
  await expect(name).toHaveValue(`Theirs ${stamp}`);
  await name.fill(`Mine again ${stamp}`);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue(`Mine again ${stamp}`);
});

test("a scorecard is read and scored with in the language that its reader chooses", async ({ browser }) => {
  const stamp = Date.now();
  const admin = await signedIn(browser, people.admin);
  const { lead, agents } = await teamOf(browser, `words-${stamp}`, 1);
  const draft = await call<Drafted>(admin, "POST", "scorecards", { name: `Words ${stamp}`, template: "complaint-handling" });
  const first = draft.definition.dimensions[0]!.questions[0]!.id;
  const definition = { ...draft.definition, languages: ["en", "de"], texts: { de: { [`${first}.text`]: "Hat der Kunde alles sagen können?" } } };
  const kept = await call<Drafted>(admin, "PUT", `scorecards/${draft.scorecard}/draft`, { name: draft.name, definition }, draft.revision);
  const published = await call<{ revision: number }>(admin, "POST", `scorecards/${draft.scorecard}/draft/publish`, undefined, kept.revision);

  const crm = await source(`words-${stamp}`);
  await crm.start({ channel: "chat", agent: agents[0]!.email, subject: `words ${stamp}` });
  await crm.say("customer", "Hallo?");
  const page = await signedIn(browser, lead.email, { locale: "fr-FR" });
  await page.goto(`/score/new?interaction=${await interactionOf(page, `words ${stamp}`)}&scorecard=${draft.scorecard}`);
  const german = page.getByText("Hat der Kunde alles sagen können?").first();
  const language = page.getByRole("combobox", { name: "Language of the scorecard" });
  await expect(language).toHaveValue("English");
  await expect(german).toHaveCount(0);
  await page.keyboard.press("1");
  await language.click();
  await page.getByRole("option", { name: "German" }).click();
  await expect(german).toBeVisible();
  await expect(page.getByText(/^1 of \d+/).first()).toBeVisible();
  await page.goto(`/scorecards?scorecard=${draft.scorecard}`);
  await expect(german).toBeVisible();
  const evaluation = await releasedBy(page, await interactionOf(page, `words ${stamp}`), "best", draft.scorecard);
  const starts_at = new Date(Date.now() + 100 * 24 * 3_600_000).toISOString();
  const session = await call<{ id: string }>(page, "POST", "coaching/sessions", { agent: agents[0]!.id, starts_at, minutes: 30, agenda: [{ evaluation, question: first, note: "" }] });
  await page.goto(`/coaching/${session.id}`);
  await expect(german).toBeVisible();
  const reader = await signedIn(browser, lead.email, { locale: "de-AT" });
  await reader.goto(`/scorecards?scorecard=${draft.scorecard}`);
  await expect(reader.getByText("Hat der Kunde alles sagen können?")).toBeVisible();

  await reader.goto(`/coaching/${session.id}`);
  await expect(reader.getByText("Hat der Kunde alles sagen können?").first()).toBeVisible();

  await call(admin, "POST", `scorecards/${draft.scorecard}/retire`, undefined, published.revision);
});
