import { expect, test, type Page } from "@playwright/test";
import { sound } from "./axe";
import { call, evaluated, overflow, people, scorecardInUse, signedIn, teamOf } from "./support";

interface Person {
  id: string;
  name: string;
  email: string;
}

/** Of two agents one score in four is bad, of the third all; the other lead finds every second thing bad. */
async function scored(pages: Page[], agents: Person[], run: string) {
  for (const [a, agent] of agents.entries())
    for (const [p, page] of pages.entries())
      for (const n of [0, 1]) await evaluated(page, agent.email, `Call ${a}${p}${n} ${run}`, a === 2 || (p === 1 && n === 1) ? "first" : "best");
}

test("a lead sees where agents stand and how sure that is; strictness is told to the analyst and to oneself", async ({ browser }) => {
  const run = `figures-${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 3);
  const admin = await signedIn(browser, people.admin);
  const { teams } = await call<{ teams: { id: string }[] }>(await signedIn(browser, lead.email), "GET", "session");
  const password = process.env.RATER_E2E_PASSWORD ?? "rater-demo";
  const add = (name: string, rest: Record<string, unknown>) =>
    call<Person>(admin, "POST", "users", { name: `${name} ${run}`, email: `${name.toLowerCase()}.${run}@example.com`, password, ...rest });
  const other = await add("Strict", { roles: ["supervisor"], leads: [teams[0]!.id] });
  const analyst = await add("Analyst", { roles: ["analyst"] });
  const [supervisor, strict, page] = await Promise.all([lead, other, analyst].map(({ email }) => signedIn(browser, email)));
  await scored([supervisor!, strict!], agents, run);

  await supervisor!.goto("/standings");
  const row = (name: string) => supervisor!.getByRole("row").filter({ hasText: name });
  await expect(row(agents[2]!.name)).toContainText("below");
  await expect(row(agents[2]!.name)).toContainText("n 4");
  await expect(row(agents[0]!.name)).toContainText("within");
  await expect(row(agents[0]!.name)).toContainText("4 scored of 4 drawn");
  await expect(supervisor!.getByText("A fair score is what the agent would likely get")).toBeVisible();
  await sound(supervisor!, "standings");
  await supervisor!.getByRole("button", { name: "Export" }).click();
  const [file] = await Promise.all([supervisor!.waitForEvent("download"), supervisor!.getByRole("menuitem", { name: "Table as CSV" }).click()]);
  expect(file.suggestedFilename()).toBe("team.csv");
  await supervisor!.keyboard.press("j");
  await supervisor!.keyboard.press("Enter");
  await expect(supervisor!.getByRole("heading", { level: 1 })).toHaveText(agents[1]!.name);
  await expect(supervisor!.getByRole("heading", { name: "How sure we are" })).toBeVisible();
  await expect(supervisor!.getByText(/points from the rest of the team/).first()).toBeVisible();
  await sound(supervisor!, "standings");
  await supervisor!.getByRole("link", { name: "The evaluations behind this" }).click();
  await expect(supervisor!.getByLabel(/Count in figures, released since/)).toBeChecked();
  await expect(supervisor!.getByRole("table", { name: "Evaluations" }).getByRole("row")).toHaveCount(5);
  await supervisor!.goBack();
  await supervisor!.getByRole("combobox", { name: "Time" }).click();
  await supervisor!.getByRole("option", { name: "last 4 weeks" }).click();
  await expect(supervisor!.getByText(/points from the rest of the team/).first()).toBeVisible();
  await supervisor!.setViewportSize({ width: 375, height: 760 });
  expect(await overflow(supervisor!)).toBeLessThanOrEqual(0);
  await supervisor!.getByRole("link", { name: "All of the team" }).click();
  await expect(row(agents[2]!.name)).toContainText("below");
  expect(await overflow(supervisor!)).toBeLessThanOrEqual(0);

  await strict!.goto("/strictness");
  await expect(strict!.getByRole("row").filter({ hasText: other.name })).toContainText("6 scores of 3 agents");
  await expect(strict!.getByText(lead.name)).toHaveCount(0);

  await page!.goto(`/standings?team=${teams[0]!.id}`);
  await expect(page!.getByRole("row").filter({ hasText: /^Agent [A-Z2-7]{6}/ })).toHaveCount(3);
  await expect(page!.getByText(agents[0]!.name)).toHaveCount(0);
  await page!.goto("/strictness");
  await expect(page!.getByRole("row").filter({ hasText: other.name })).toContainText("6 scores of 3 agents");
  await sound(page!, "strictness");
});

interface Draft {
  id: string;
  revision: number;
}

test("a double score reaches the page of agreement, which claims nothing of so few", async ({ browser }) => {
  const run = `agree-${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const admin = await signedIn(browser, people.admin);
  const password = process.env.RATER_E2E_PASSWORD ?? "rater-demo";
  const add = (name: string, role: string) => call<Person>(admin, "POST", "users", { name: `${name} ${run}`, email: `${name.toLowerCase()}.${run}@example.com`, password, roles: [role] });
  const [judge, analyst] = [await add("Judge", "evaluator"), await add("Analyst", "analyst")];
  const supervisor = await signedIn(browser, lead.email);
  const first = await evaluated(supervisor, agents[0]!.email, `Twice ${run}`, "best");
  const page = await signedIn(browser, analyst.email);
  const double = await call<Draft>(page, "POST", `evaluations/${first}/double`, { evaluator: judge.id });
  const second = await signedIn(browser, judge.email);
  const card = await call<{ dimensions: { questions: { id: string; options: { key: string }[] }[] }[] }>(second, "GET", `scorecards/${await scorecardInUse(second)}`);
  const answers = card.dimensions.flatMap(({ questions }) => questions.map((q) => ({ question: q.id, option: q.options[0]!.key, evidence: [{ pos: 1 }] })));
  const draft = await call<Draft>(second, "PUT", `evaluations/${double.id}/answers`, { answers }, 1);
  await call(second, "POST", `evaluations/${double.id}/submit`, {}, draft.revision);

  await page.goto("/strictness");
  await page.getByRole("link", { name: "Agreement" }).click();
  const row = page.getByRole("table", { name: "Evaluators" }).getByRole("row").filter({ hasText: judge.name });
  await expect(row).toContainText("too few to say");
  await expect(row).toContainText(/0 of \d+ answers/);
  const question = page.getByRole("table", { name: "Questions" }).getByRole("row").nth(1);
  await expect(question).toContainText("too few pairs to say");
  await expect(question).toContainText("never N/A");
  await expect(row).toContainText("too little to say");
  await expect(page.getByText("Too little to say whether agreement drifts")).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "Watched live and not" })).toBeVisible();
  await sound(page, "agreement");
  await page.setViewportSize({ width: 375, height: 760 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await call(admin, "PATCH", `users/${judge.id}`, { disabled: true });
});
