import { expect, test, type Page } from "@playwright/test";
import { sound } from "./axe";
import { call, interactionOf, people, scorecardInUse, signedIn, source, walked, windowOf, type Drafted } from "./support";

test.use({ actionTimeout: 8_000 });

const password = process.env.RATER_E2E_PASSWORD ?? "rater-demo";
const sizes = { desktop: { width: 1280, height: 860 }, phone: { width: 375, height: 760 } };

/** A trainer who leads a team of their own, and an agent in it. */
async function cast(admin: Page) {
  const stamp = Date.now();
  const team = await call<{ id: string }>(admin, "POST", "teams", { name: `Training ${stamp}` });
  const [trainer, agent] = [`trainer-${stamp}@example.com`, `learner-${stamp}@example.com`];
  await call(admin, "POST", "users", { name: `Tove Lind ${stamp}`, email: trainer, password, roles: ["trainer", "supervisor"], leads: [team.id] });
  await call(admin, "POST", "users", { name: `Nils Berg ${stamp}`, email: agent, password, roles: ["agent"], member_of: team.id });
  return { stamp, trainer, agent, name: `Nils Berg ${stamp}` };
}

async function saved(page: Page) {
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
}

async function add(page: Page, kind: string, title: string) {
  await page.getByRole("button", { name: "Add a part" }).click();
  await page.getByRole("menuitem", { name: kind }).click();
  await page.getByLabel("Title of this part").fill(title);
}

const part = (page: Page) => page.getByRole("region", { name: /^Part \d+$/ });

async function writeQuiz(page: Page) {
  await add(page, "Quiz", "What helps");
  const form = part(page);
  await form.getByLabel("Question", { exact: true }).fill("What comes first?");
  await form.getByLabel("Option 1", { exact: true }).fill("Listen");
  await form.getByLabel("Option 2", { exact: true }).fill("Explain");
  await expect(form.getByText("one option must be right, are 0")).toBeVisible();
  await form.getByLabel("Option 1 is right").check();
  await saved(page);
  await form.getByRole("button", { name: "Add a question" }).click();
  await page.getByRole("menuitem", { name: "Put in order" }).click();
  const order = form.getByRole("listitem").filter({ has: page.getByLabel("Question", { exact: true }) });
  await order.getByLabel("Question", { exact: true }).fill("In which order?");
  await order.getByLabel("Option 1", { exact: true }).fill("Apologise");
  await order.getByLabel("Option 2", { exact: true }).fill("Offer");
  await order.getByRole("button", { name: "Add an option" }).click();
  await order.getByLabel("Option 3", { exact: true }).fill("Close");
  await form.getByRole("button", { name: "Add a question" }).click();
  await page.getByRole("menuitem", { name: "In own words" }).click();
  const text = form.getByRole("listitem").filter({ has: page.getByLabel("What the marker looks for") });
  await text.getByLabel("Question", { exact: true }).fill("What would you say?");
  await text.getByLabel("What the marker looks for").fill("Names the feeling.");
  await saved(page);
}

/** Puts the options of a question in this order with the keyboard alone. */
async function arrange(page: Page, question: string, order: string[]) {
  const list = page.getByRole("list", { name: question });
  for (const [to, name] of order.entries()) {
    const names = async () => (await list.getByRole("button", { name: /^Move up: / }).all()).length;
    await expect.poll(names).toBe(order.length);
    for (let tries = 0; tries < order.length; tries++) {
      const at = await list.getByRole("listitem").evaluateAll((rows, wanted) => rows.findIndex((row) => row.textContent?.includes(wanted)), name);
      if (at <= to) break;
      await list.getByRole("button", { name: `Move up: ${name}` }).focus();
      await page.keyboard.press("Alt+ArrowUp");
      await expect(list.getByRole("listitem").nth(at - 1)).toContainText(name);
    }
  }
}

async function attempt(page: Page, choice: string) {
  await page.getByRole("radio", { name: choice }).check();
  await arrange(page, "In which order?", ["Apologise", "Offer", "Close"]);
  await page.getByLabel("What would you say?").fill("I hear that this made you angry.");
  await page.getByRole("button", { name: "Hand in" }).click();
}

test("a module is begun, edited, published, assigned, taken on a phone, marked and completed", async ({ browser }) => {
  test.setTimeout(180_000);
  const admin = await windowOf(browser, people.admin);
  const { stamp, trainer: trainerMail, agent: agentMail, name } = await cast(admin);
  const trainer = await windowOf(browser, trainerMail, { viewport: sizes.desktop });
  const title = `Calm callers ${stamp}`;

  await trainer.goto("/modules");
  await expect(trainer.getByRole("button", { name: "Begin a module" })).toBeVisible();
  await trainer.keyboard.press("n");
  await trainer.getByRole("dialog").getByRole("button", { name: /^Begin with this/ }).first().click();
  await expect(trainer.getByRole("dialog")).toBeHidden();
  await trainer.getByLabel("Title", { exact: true }).fill(title);
  await trainer.getByLabel("Minutes it takes").fill("20");
  for (let left = await trainer.getByRole("list", { name: "Parts" }).getByRole("button", { name: /^Take out: / }).count(); left > 0; left--)
    await trainer.getByRole("list", { name: "Parts" }).getByRole("button", { name: /^Take out: / }).first().click();
  await saved(trainer);

  await add(trainer, "Lesson", "Why it matters");
  await expect(part(trainer).getByText(/64 KiB/).last()).toBeVisible();
  await part(trainer).getByLabel("Text", { exact: true }).fill("# Calm\n\nListen **first**. <script>alert(1)</script>");
  await expect(part(trainer).getByRole("heading", { name: "Calm" })).toBeVisible();
  await writeQuiz(trainer);
  await add(trainer, "Task on the job", "Try it today");
  await part(trainer).getByLabel("What is to be done on the job").fill("Name the feeling in one call.");
  await saved(trainer);
  await sound(trainer, "the editor");

  const parts = trainer.getByRole("list", { name: "Parts" });
  await parts.getByRole("button", { name: "Move up: Try it today" }).focus();
  await trainer.keyboard.press("Alt+ArrowUp");
  await expect(parts.getByRole("listitem").nth(1)).toContainText("Try it today");
  await trainer.keyboard.press("Alt+ArrowDown");
  await expect(parts.getByRole("listitem").nth(2)).toContainText("Try it today");
  await parts.getByRole("button", { name: "Take out: Try it today" }).click();
  await expect(parts.getByRole("listitem")).toHaveCount(2);
  await trainer.getByRole("button", { name: "Undo" }).click();
  await expect(parts.getByRole("listitem")).toHaveCount(3);
  await trainer.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(trainer.getByText(`Published: ${title}, version 1`)).toBeVisible();

  await trainer.getByRole("link", { name: "Preview" }).click();
  await expect(trainer.getByRole("heading", { name: "Why it matters" })).toBeVisible();
  await trainer.keyboard.press("j");
  await expect(trainer.getByRole("heading", { name: "What helps" })).toBeVisible();
  await sound(trainer, "the preview");
  await trainer.getByRole("link", { name: "Back to the module" }).click();

  await trainer.getByRole("button", { name: "Assign", exact: true }).click();
  const dialog = trainer.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Agents" }).click();
  await trainer.getByRole("option", { name }).click();
  await trainer.keyboard.press("Escape");
  await dialog.getByLabel("Due").fill("2020-01-01");
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(dialog.getByText(/past/)).toBeVisible();
  await dialog.getByLabel("Due").fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10));
  await dialog.getByLabel("Reason").fill("For angry callers.");
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(trainer.getByText(`Assigned to 1 agent: ${title}`)).toBeVisible();

  const agent = await windowOf(browser, agentMail, { viewport: sizes.phone, hasTouch: true, colorScheme: "dark", reducedMotion: "reduce" });
  await agent.goto("/work");
  await expect(agent.getByRole("list", { name: "To learn" })).toContainText("For angry callers.");
  await sound(agent, "my work");
  await agent.getByRole("link", { name: `Begin ${title}` }).click();
  await expect(agent.getByRole("heading", { name: "Calm", exact: true })).toBeVisible();
  await sound(agent, "a lesson");
  await agent.getByRole("button", { name: "I have read it" }).click();

  await expect(agent.getByRole("heading", { name: "What helps" })).toBeVisible();
  await agent.getByRole("button", { name: "Hand in" }).click();
  await expect(agent.getByText(/still open/)).toBeVisible();
  await sound(agent, "a quiz");
  await attempt(agent, "Explain");
  await expect(agent.getByText("Handed in: waits for your trainer")).toBeVisible();
  await mark(trainer, name, "0");
  await expect(agent.getByText("Not passed yet", { exact: false }).first()).toBeVisible();
  await expect(agent.getByText("Right:")).toHaveCount(0);
  await sound(agent, "a result");
  await agent.getByRole("button", { name: "Try again" }).click();
  await attempt(agent, "Listen");
  await expect(agent.getByText("Handed in: waits for your trainer")).toBeVisible();
  await mark(trainer, name, "1");
  await expect(agent.getByText("Passed", { exact: false }).first()).toBeVisible();

  await agent.getByRole("button", { name: "Next" }).click();
  await expect(agent.getByText(/Waits until you have done it/)).toBeVisible();
  await trainer.getByLabel("Comment, for the agent").fill("Well done.");
  await trainer.getByRole("button", { name: "Sign it off" }).click();
  await expect(trainer.getByText("Completed", { exact: false }).first()).toBeVisible();
  await expect(agent.getByText("3 of 3 done").first()).toBeVisible();
  await agent.goto("/learning");
  await expect(agent.getByRole("list", { name: "Learnt" })).toContainText(title);
  await sound(agent, "learning");
});

/** Marks what waits of this agent from the desk on. */
async function mark(page: Page, name: string, points: string) {
  await page.goto("/modules");
  await page.getByRole("list", { name: "To mark" }).getByRole("listitem").filter({ hasText: name }).getByRole("link", { name: "Mark" }).click();
  await expect(page.getByText("Names the feeling.")).toBeVisible();
  await page.getByLabel("Points, 0 to 1").fill(points);
  await sound(page, "marking");
  await page.getByRole("button", { name: "Keep the marks" }).click();
  await expect(page.getByRole("button", { name: "Keep the marks" })).toHaveCount(0);
}

test("a role play is marked with its scorecard", async ({ browser }) => {
  const { trainer, agent: agentMail, stamp, name } = await cast(await windowOf(browser, people.admin));
  const page = await windowOf(browser, trainer);
  const admin = await signedIn(browser, people.admin);
  const draft = await call<Drafted>(admin, "POST", "scorecards", { name: `Played ${stamp}`, scorecard: await scorecardInUse(admin) });
  const definition = { ...draft.definition, languages: ["en", "de"], texts: { de: { [`${draft.definition.dimensions[0]!.questions[0]!.id}.text`]: "Wurde zugehört?" } } };
  const kept = await call<{ revision: number }>(admin, "PUT", `scorecards/${draft.scorecard}/draft`, { name: draft.name, definition }, draft.revision);
  const published = await call<{ revision: number }>(admin, "POST", `scorecards/${draft.scorecard}/draft/publish`, undefined, kept.revision);
  const role_play = { scenario: "A late parcel.", agent_briefing: "You know nothing yet.", scorecard: draft.scorecard, pass: 50 };
  const begun = await call<{ id: string; revision: number }>(page, "POST", "modules", { title: `Role ${stamp}`, minutes: 5, parts: [{ kind: "role_play", title: "Late", role_play }] });
  await call(page, "POST", `modules/${begun.id}/publish`, undefined, begun.revision);
  const learner = (await call<{ items: { agent: string; agent_name: string }[] }>(page, "GET", "coaching/overview")).items.find((one) => one.agent_name === name)!.agent;
  await call(page, "POST", "assignments", { module: begun.id, agents: [learner], due_on: "2035-01-01" });
  const agent = await windowOf(browser, agentMail, { viewport: sizes.phone });
  await agent.goto("/learning");
  await agent.getByRole("link", { name: `Begin Role ${stamp}` }).click();
  await expect(agent.getByText(/Waits for your trainer, who plays it/)).toBeVisible();
  await page.goto("/modules");
  await page.getByRole("list", { name: "To assess and sign off" }).getByRole("listitem").filter({ hasText: name }).getByRole("link").click();
  await page.getByRole("button", { name: "Assess it with the scorecard" }).click();
  const questions = page.getByRole("radiogroup");
  await expect(questions.first()).toBeVisible();
  await page.getByRole("combobox", { name: "Language of the scorecard" }).click();
  await page.getByRole("option", { name: "German" }).click();
  await expect(page.getByRole("radiogroup", { name: /Wurde zugehört/ })).toBeVisible();
  await sound(page, "an assessment");
  for (const question of await questions.all()) await question.getByRole("radio").nth(-2).check();
  await page.getByRole("button", { name: "Keep the assessment" }).click();
  await expect(agent.getByText("1 of 1 done").first()).toBeVisible();
  await call(admin, "POST", `scorecards/${draft.scorecard}/retire`, undefined, published.revision);
});

const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test("an excerpt is taken of an interaction that one may read, and its moments stay with their lines", async ({ browser }) => {
  const { trainer, agent, stamp } = await cast(await windowOf(browser, people.admin));
  const page = await windowOf(browser, trainer);
  const crm = await source(`excerpt-${stamp}`);
  await crm.start({ channel: "chat", agent, subject: `Excerpt ${stamp}` });
  await crm.say("customer", "My parcel is late again.");
  await crm.say("agent", "Again? That must be tiring.");
  await crm.end();
  const interaction = await interactionOf(page, `Excerpt ${stamp}`);
  const module = await call<{ id: string }>(page, "POST", "modules", { title: `Excerpt ${stamp}`, minutes: 5 });
  await page.goto(`/modules/${module.id}`);
  await add(page, "Excerpt", "Twice late");
  await page.getByText("Take lines of an interaction").click();
  await page.getByLabel("Address of the interaction").fill(`${page.url().split("/modules")[0]}/interactions/${interaction}`);
  await page.getByLabel("To utterance").fill("2");
  await page.getByRole("button", { name: "Take them" }).click();
  await expect(page.getByLabel("Line 2", { exact: true })).toHaveValue("Again? That must be tiring.");
  await page.getByRole("button", { name: "Mark this moment" }).nth(1).click();
  await page.getByLabel("Why, at line 2").fill("Names what it is like.");
  await page.getByRole("button", { name: "Take out line 1" }).click();
  await expect(page.getByLabel("Why, at line 1")).toHaveValue("Names what it is like.");
  await saved(page);
  await page.getByRole("link", { name: "Preview" }).click();
  await expect(page.getByText("Names what it is like.")).toBeVisible();
  await sound(page, "an excerpt");
});

test("media are checked, and what two windows change is shown to who comes second", async ({ browser }) => {
  const { trainer, stamp } = await cast(await windowOf(browser, people.admin));
  const page = await windowOf(browser, trainer);
  const parts = [{ kind: "lesson", title: "Seen", lesson: { text: "Look." } }];
  const module = await call<{ id: string; revision: number }>(page, "POST", "modules", { title: `Two windows ${stamp}`, minutes: 5, parts });
  await page.goto(`/modules/${module.id}`);
  const choose = async (name: string, mimeType: string, buffer: Buffer) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: /^Insert a picture/ }).click();
    await (await chooser).setFiles({ name, mimeType, buffer });
  };
  await choose("notes.svg", "image/svg+xml", Buffer.from("<svg/>"));
  await expect(page.getByText("notes.svg is of a kind that is not taken.")).toBeVisible();
  await choose("big.png", "image/png", Buffer.alloc(9 * 2 ** 20));
  await expect(page.getByText("big.png has 9 MiB; at most 8 MiB are taken.")).toBeVisible();
  await choose("words.png", "image/png", Buffer.from("these are words and no picture"));
  await expect(page.getByRole("alert")).toBeVisible();
  await choose("dot.png", "image/png", Buffer.from(onePixel, "base64"));
  await expect(page.getByRole("img", { name: "dot" })).toHaveJSProperty("naturalWidth", 1);
  await saved(page);

  const other = await call<{ revision: number }>(page, "GET", `modules/${module.id}`);
  await call(page, "PATCH", `modules/${module.id}`, { summary: "From the other window" }, other.revision);
  await page.getByLabel("Summary").fill("From this window");
  const asked = page.getByRole("dialog", { name: "Changed elsewhere" });
  await expect(asked).toContainText("From this window");
  await expect(asked).toContainText("From the other window");
  await sound(page, "a conflict");
  await asked.getByRole("button", { name: "Take the other" }).click();
  await expect(page.getByLabel("Summary")).toHaveValue("From the other window");
});

for (const colorScheme of ["light", "dark"] as const)
  for (const [size, viewport] of Object.entries(sizes).filter(([size]) => walked(colorScheme, size)))
    test(`trainer's pages, ${colorScheme}, ${size}`, async ({ browser }) => {
      const admin = await windowOf(browser, people.admin);
      const { trainer } = await cast(admin);
      const page = await windowOf(browser, trainer, { colorScheme, viewport, reducedMotion: "reduce", hasTouch: size === "phone" });
      const module = await call<{ id: string }>(page, "POST", "modules/library", { key: "active-listening" });
      for (const path of ["/modules", "/modules/assignments", "/modules/rules", `/modules/${module.id}`, `/modules/${module.id}/preview`, `/modules/${module.id}/figures`]) {
        await page.goto(path);
        await expect(page.locator("h1")).toBeVisible();
        await sound(page, path);
      }
      for (const [path, button] of [["/modules", "Begin a module"], ["/modules/rules", "Make a rule"]] as const) {
        await page.goto(path);
        await page.getByRole("button", { name: button }).first().click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await sound(page, `${path}, ${button}`);
      }
    });
