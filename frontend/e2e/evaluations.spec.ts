import { expect, test, type Browser } from "@playwright/test";
import { sound } from "./axe";
import { call, interactionOf, localMinute, people, releasedBy, scorecardInUse, signedIn, source, teamOf, windowOf } from "./support";

interface Card {
  id: string;
  dimensions: { questions: { id: string; text: string; options: { key: string; label: string }[] }[] }[];
}

interface Draft {
  id: string;
  revision: number;
}

const narrow = { viewport: { width: 375, height: 800 } };

const option = (key: string, points: number, phrases: string[]) => ({ key, label: key === "yes" ? "Yes" : "No", points, fails: false, describes: `${key}, indeed`, phrases });
const question = (key: string, more: object) => ({ id: "", key, text: `Was it ${key}?`, weight: 1, critical: "none", na: false, options: [option("no", 0, ["Greet first."]), option("yes", 1, ["A warm welcome."])], ...more });

/** An interaction that has ended, of an agent. */
async function contact(agent: string, subject: string) {
  const crm = await source(subject);
  await crm.start({ channel: "chat", agent, subject });
  await crm.say("customer", "Where is my refund?");
  await crm.say("agent", "I look it up at once.");
  await crm.end();
}

/** Somebody of the role, with a name of this run. */
async function newcomer(browser: Browser, run: string, name: string, role: string) {
  const admin = await signedIn(browser, people.admin);
  const email = `${name.toLowerCase()}.${run}@example.com`;
  await call(admin, "POST", "users", { name: `${name} ${run}`, email, password: process.env.RATER_E2E_PASSWORD, roles: [role] });
  return email;
}

test("an agent evaluates themselves before they read; a second evaluator does not see the first", async ({ browser }) => {
  const run = `b${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const second = await newcomer(browser, run, "Vera", "evaluator");
  const subject = `Both sides ${run}`;
  await contact(agents[0]!.email, subject);

  const agent = await windowOf(browser, agents[0]!.email, narrow);
  await expect(agent.getByRole("region", { name: "Evaluate yourself" })).toContainText(subject);
  await sound(agent, "my work with own evaluations at 375 px");
  await agent.goto(`/interactions/${await interactionOf(agent, subject)}`);
  await agent.getByRole("button", { name: "Evaluate yourself" }).click();
  await agent.waitForURL(/\/score\//);
  await expect(agent.getByRole("heading", { level: 1, name: "Evaluate yourself" })).toBeVisible();
  const self = agent.url().split("/").at(-1)!;
  const card = await call<Card>(agent, "GET", `scorecards/${await scorecardInUse(agent)}`);
  const answers = card.dimensions.flatMap(({ questions }) => questions.map((q) => ({ question: q.id, option: q.options[0]!.key, comment: "I know.", evidence: [{ pos: 1 }] })));
  await call(agent, "PUT", `evaluations/${self}/answers`, { answers }, (await call<Draft>(agent, "GET", `evaluations/${self}`)).revision);
  await agent.reload();
  await expect(agent.getByRole("heading", { level: 1, name: "Evaluate yourself" })).toBeVisible();
  await sound(agent, "a self-evaluation at 375 px");
  await expect(agent.getByRole("button", { name: "Submit and release" })).toHaveCount(0);
  await agent.getByLabel("What was done well").fill("I stayed calm.");
  await agent.getByRole("button", { name: "Submit", exact: false }).last().click();
  await expect(agent.getByText("When theirs is released to you, both stand beside each other.")).toBeVisible();

  const boss = await windowOf(browser, lead.email);
  const interaction = await interactionOf(boss, subject);
  await boss.goto(`/interactions/${interaction}`);
  await expect(boss.getByText("Self-evaluation")).toHaveCount(0);
  const first = await releasedBy(boss, interaction, "best");

  await agent.goto(`/evaluations/${first}`);
  const beside = agent.getByRole("region", { name: "Your own evaluation beside it" });
  await expect(beside).toContainText("made before reading this one");
  await expect(beside.getByText(/levels? apart/).first()).toBeVisible();
  await expect(beside).toContainText("I know.");
  await sound(agent, "both evaluations at 375 px");

  await boss.goto(`/evaluations/${first}`);
  await boss.getByRole("button", { name: "Have it scored again" }).click();
  await boss.getByRole("combobox", { name: "By whom" }).click();
  await boss.getByRole("option", { name: `Vera ${run}` }).click();
  await sound(boss, "asking for a double score");
  await boss.getByRole("dialog").getByRole("button", { name: "Have it scored again" }).click();
  await expect(boss.getByText(`Vera ${run} is asked to score it`)).toBeVisible();

  const vera = await windowOf(browser, second);
  await vera.goto("/notices");
  await vera.getByRole("listitem").filter({ hasText: "to score a second time" }).getByRole("link", { name: /Open/ }).click();
  await vera.waitForURL(/\/score\//);
  const double = vera.url().split("/").at(-1)!;
  await vera.goto(`/interactions/${interaction}`);
  await expect(vera.getByRole("link", { name: `by Vera ${run}` })).toBeVisible();
  await expect(vera.getByRole("link", { name: `by ${lead.name}` })).toHaveCount(0);
  const agreed = { ...answers[0]!, option: card.dimensions[0]!.questions[0]!.options.at(-1)!.key };
  const filled = await call<Draft>(vera, "PUT", `evaluations/${double}/answers`, { answers: [agreed, ...answers.slice(1)] }, 1);
  await call(vera, "POST", `evaluations/${double}/submit`, {}, filled.revision);

  await boss.reload();
  const others = boss.getByRole("region", { name: "Other evaluations of it" });
  await others.getByRole("listitem").filter({ hasText: "Double score" }).getByRole("link", { name: "Beside each other" }).click();
  await expect(boss.getByRole("heading", { level: 1, name: "Two evaluations beside each other" })).toBeVisible();
  const questions = boss.getByRole("list", { name: "Answers of both" }).getByRole("listitem");
  await expect(questions).toHaveCount(answers.length);
  await expect(questions.first()).toContainText("Same level");
  await boss.getByLabel("Differences only").check();
  await expect(questions).toHaveCount(answers.length - 1);
  for (const width of [1280, 375]) {
    await boss.setViewportSize({ width, height: 800 });
    await sound(boss, `two evaluations at ${width} px`);
  }
});

test("what is submitted is released by many, by keys or at a time", async ({ browser }) => {
  const run = `m${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const boss = await windowOf(browser, lead.email);
  const card = await call<Card>(boss, "GET", `scorecards/${await scorecardInUse(boss)}`);
  const answers = card.dimensions.flatMap(({ questions }) => questions.map((q) => ({ question: q.id, option: q.options[0]!.key, comment: "No.", evidence: [{ pos: 1 }] })));
  for (const n of [1, 2, 3]) {
    const subject = `Many ${n} ${run}`;
    await contact(agents[0]!.email, subject);
    let e = await call<Draft>(boss, "POST", "evaluations", { interaction: await interactionOf(boss, subject), scorecard: card.id });
    e = await call(boss, "PUT", `evaluations/${e.id}/answers`, { answers }, e.revision);
    await call(boss, "POST", `evaluations/${e.id}/submit`, {}, e.revision);
  }
  await boss.goto("/evaluations?status=submitted");
  const rows = boss.getByRole("row").filter({ hasText: run });
  await expect(rows).toHaveCount(3);
  for (const width of [1280, 375]) {
    await boss.setViewportSize({ width, height: 800 });
    await sound(boss, `evaluations to release at ${width} px`);
  }
  await boss.setViewportSize({ width: 1280, height: 800 });
  await rows.first().focus();
  await boss.keyboard.press("x");
  await expect(boss.getByText("1 chosen")).toBeVisible();
  await boss.getByRole("button", { name: "Release now" }).click();
  await expect(boss.getByText("1 released", { exact: true })).toBeVisible();
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole("checkbox").check();
  await boss.getByLabel("Release at").fill(localMinute(3_600_000));
  await boss.getByRole("button", { name: "Release at this time" }).click();
  await expect(boss.getByText("1 planned", { exact: true })).toBeVisible();
  await expect(rows.filter({ hasText: "released on" })).toHaveCount(1);

  await rows.filter({ hasText: "released on" }).getByRole("link").click();
  await boss.getByRole("link", { name: "Release or withdraw" }).click();
  await expect(boss.getByText(/It is released by itself on/)).toBeVisible();
  await sound(boss, "a planned release");
  await boss.getByRole("button", { name: "Call the release off" }).click();
  await expect(boss.getByText(/It is released by itself on/)).toHaveCount(0);

  await boss.goto("/evaluations");
  await boss.getByLabel("With failures of compliance").check();
  await expect(boss).toHaveURL(/failed=compliance/);
  await expect(rows).toHaveCount(3);
  await rows.first().getByRole("link").click();
  await expect(boss.getByRole("region", { name: "Failures of compliance" })).toBeVisible();
});

test("usual levels are filled in, exceptions shown, and the whole is said in ready words", async ({ browser }) => {
  const run = `u${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const subject = `Usual ${run}`;
  await contact(agents[0]!.email, subject);
  const admin = await signedIn(browser, people.admin);
  const definition = {
    dimensions: [{ key: "empathy", name: "Empathy", about: "", weight: 1, questions: [question("kind", { usual: "yes" }), question("clear", { usual: "yes" }), question("short", {})] }],
    grades: ["below", "meets", "exceeds"].map((key, n) => ({ key, name: key, from: 40 * n })),
  };
  const begun = await call<{ scorecard: string; revision: number }>(admin, "POST", "scorecards/import", { format: 1, name: `Zz usual ${run}`, definition });
  const published = await call<{ id: string; revision: number }>(admin, "POST", `scorecards/${begun.scorecard}/draft/publish`, {}, begun.revision);
  try {
    const boss = await windowOf(browser, lead.email);
    await boss.goto(`/score/new?interaction=${await interactionOf(boss, subject)}&scorecard=${published.id}`);
    await boss.waitForURL(/\/score\/[0-9a-f-]{36}/);
    await boss.getByRole("button", { name: "Fill in the usual levels" }).click();
    await expect(boss.getByText("filled in", { exact: true })).toHaveCount(2);
    await boss.getByRole("button", { name: "Undo: empty the 2 filled in" }).click();
    await expect(boss.getByText("filled in", { exact: true })).toHaveCount(0);
    await boss.getByRole("button", { name: "Fill in the usual levels" }).click();
    await boss.getByLabel("Show only exceptions").check();
    const short = boss.getByRole("button", { name: /Was it short\?/ });
    await short.click();
    await expect(boss.getByRole("button", { name: /Was it clear\?/ })).toHaveCount(0);
    await boss.getByRole("button", { name: /^1 No/ }).click();
    await boss.getByRole("button", { name: "A warm welcome." }).click();
    await boss.getByRole("button", { name: "Greet first." }).click();
    await boss.getByLabel("Show only exceptions").uncheck();
    for (const width of [1280, 375]) {
      await boss.setViewportSize({ width, height: 800 });
      await sound(boss, `scoring with usual levels at ${width} px`);
    }
    const timeAlone = boss.waitForResponse((answer) => answer.url().endsWith("/answers") && !/strengths|improvements|question/.test(answer.request().postData() ?? "question"), { timeout: 15_000 });
    await boss.clock.setFixedTime(Date.now() + 20_000);
    await boss.getByRole("button", { name: "Submit and release" }).click();
    expect((await timeAlone).status(), "the work after the last answer is saved").toBe(200);
    await expect(boss.getByRole("heading", { name: "Released" })).toBeVisible();
    await boss.getByRole("link", { name: "Read it" }).click();
    const whole = boss.getByRole("region", { name: "Of the whole" });
    await expect(whole).toContainText("A warm welcome.");
    await expect(whole).toContainText("Greet first.");
    await expect(boss.getByRole("main")).toContainText("of work on it");
    const agent = await windowOf(browser, agents[0]!.email, narrow);
    await agent.goto(boss.url());
    await expect(agent.getByRole("region", { name: "Of the whole" })).toContainText("A warm welcome.");
    await expect(agent.getByRole("main")).not.toContainText("of work on it");
    await sound(agent, "a released evaluation with words of the whole at 375 px");
  } finally {
    await call(admin, "POST", `scorecards/${published.id}/retire`, {}, published.revision);
  }
});

test("a draft is thrown away, a double score is ended, and the list is narrowed by its address", async ({ browser }) => {
  const run = `t${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const second = await newcomer(browser, run, "Vera", "evaluator");
  const subject = `Begun in error ${run}`;
  await contact(agents[0]!.email, subject);
  const boss = await windowOf(browser, lead.email);
  const interaction = await interactionOf(boss, subject);
  await boss.goto(`/score/new?interaction=${interaction}&scorecard=${await scorecardInUse(boss)}`);
  await boss.waitForURL(/\/score\/[0-9a-f-]{36}$/);
  const begun = boss.url().split("/").at(-1)!;
  await boss.keyboard.press("2");
  await boss.getByRole("button", { name: "Throw the draft away" }).click();
  const dialog = boss.getByRole("dialog");
  await expect(dialog).toContainText("What you have answered is lost.");
  await sound(boss, "throwing a draft away");
  await dialog.getByRole("button", { name: "Throw the draft away" }).click();
  await expect(boss.getByText("The draft is thrown away.")).toBeVisible();
  await expect(boss).toHaveURL(/\/evaluations$/);
  await boss.goto(`/score/${begun}`);
  await expect(boss.getByRole("button", { name: "Submit", exact: false })).toHaveCount(0);

  const first = await releasedBy(boss, interaction, "best");
  const able = await call<{ items: { id: string; name: string }[] }>(boss, "GET", `evaluations/${first}/evaluators`);
  await call(boss, "POST", `evaluations/${first}/double`, { evaluator: able.items.find(({ name }) => name === `Vera ${run}`)!.id });
  const vera = await windowOf(browser, second);
  await vera.goto("/evaluations?purpose=double");
  await expect(vera.getByRole("row").filter({ hasText: agents[0]!.name })).toContainText("due");
  await vera.goto("/queue");
  await vera.getByRole("link", { name: "A second time: 1." }).click();
  await expect(vera).toHaveURL(/purpose=double/);
  await boss.goto("/evaluators");
  await expect(boss.getByRole("listitem", { name: `Vera ${run}` })).toContainText("1 of these a second time");
  await boss.goto(`/evaluations/${first}`);
  await expect(boss.getByText(`Vera ${run} is scoring it a second time, asked by ${lead.name}`)).toBeVisible();
  await expect(boss.getByRole("button", { name: "Have it scored again" })).toHaveCount(0);
  await boss.getByRole("button", { name: "Have it not be scored again" }).click();
  await boss.getByLabel("Why it is not needed").fill("It was clear enough.");
  await sound(boss, "ending a double score");
  await boss.getByRole("dialog").getByRole("button", { name: "Have it not be scored again" }).click();
  await expect(boss.getByRole("button", { name: "Have it scored again" })).toBeVisible();
  await vera.goto("/notices");
  await vera.getByRole("listitem").filter({ hasText: "is not needed any more" }).getByRole("link", { name: /Open/ }).click();
  await expect(vera.getByText("It was clear enough.").first()).toBeVisible();

  await boss.goto("/evaluations");
  const rows = boss.getByRole("row").filter({ hasText: run });
  await expect(rows).not.toHaveCount(0);
  const pick = async (label: string, option: string) => {
    await boss.getByRole("combobox", { name: label, exact: true }).click();
    await boss.getByRole("option", { name: option, exact: true }).click();
  };
  await pick("Channel", "Chat");
  await pick("Kind", "Evaluation");
  await expect(boss).toHaveURL(/channel=chat/);
  await expect(rows).toHaveCount(1);
  await boss.getByLabel("With an open dispute").check();
  await expect(rows).toHaveCount(0);
  await boss.getByLabel("With an open dispute").uncheck();
  await boss.reload();
  await expect(rows).toHaveCount(1);
  await pick("Channel", "Phone");
  await expect(rows).toHaveCount(0);
  await boss.getByRole("button", { name: "Clear filters" }).click();
  await expect(boss).toHaveURL(/\/evaluations$/);
  await boss.goto(`/evaluations?interaction=${interaction}&purpose=review`);
  await expect(rows).toHaveCount(1);
  for (const width of [1280, 375]) {
    await boss.setViewportSize({ width, height: 800 });
    await sound(boss, `narrowed evaluations at ${width} px`);
  }
});
