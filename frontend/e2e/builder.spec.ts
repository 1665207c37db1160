import { readFile } from "node:fs/promises";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { call, interactionOf, overflow, people, signedIn, source, teamOf, windowOf } from "./support";

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

interface Drafted {
  scorecard: string;
  revision: number;
  name: string;
  definition: { languages?: string[]; texts?: Record<string, Record<string, string>>; dimensions: { questions: { id: string }[] }[] };
}

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
  const reader = await signedIn(browser, lead.email, { locale: "de-AT" });
  await reader.goto(`/scorecards?scorecard=${draft.scorecard}`);
  await expect(reader.getByText("Hat der Kunde alles sagen können?")).toBeVisible();

  await call(admin, "POST", `scorecards/${draft.scorecard}/retire`, undefined, published.revision);
});

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
