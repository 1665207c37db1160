import { expect, test } from "@playwright/test";
import { sound } from "./axe";
import { call, interactionOf, overflow, people, scorecardInUse, signedIn, source, teamOf } from "./support";

interface Person {
  id: string;
  name: string;
  email: string;
}

interface Shown {
  own: { evaluation: string }[];
}

type Level = "first" | "last";

test("evaluators score the same blind, meet, settle a reference, and see how near to it they were", async ({ browser }) => {
  const run = `calibrate-${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const admin = await signedIn(browser, people.admin);
  const password = process.env.RATER_E2E_PASSWORD ?? "rater-demo";
  const add = (name: string, role: string) => call<Person>(admin, "POST", "users", { name: `${name} ${run}`, email: `${name.toLowerCase()}.${run}@example.com`, password, roles: [role] });
  const [one, two, analyst] = [await add("Judge", "evaluator"), await add("Juror", "evaluator"), await add("Analyst", "analyst")];

  // An interaction that no plan waits for any more.
  const crm = await source(run);
  await crm.start({ channel: "sms", agent: agents[0]!.email, subject: `Calibrated ${run}` });
  await crm.say("agent", "Good morning.");
  const supervisor = await signedIn(browser, lead.email);
  await interactionOf(supervisor, `Calibrated ${run}`);
  const sample = (await call<{ items: { id: string }[] }>(supervisor, "GET", "offers")).items[0]!.id;
  await call(supervisor, "POST", `offers/${sample}/skip`, { reason: "later" });
  await crm.end();
  await call(supervisor, "POST", `queue/${sample}/replace`, { cause: "other", reason: "a trial" });

  const page = await signedIn(browser, analyst.email);
  await page.goto("/calibrations");
  await expect(page.getByText("No calibrations yet")).toBeVisible();
  await page.keyboard.press("n");
  await page.getByLabel("Name").fill(`August ${run}`);
  await page.getByRole("combobox", { name: "Scorecard" }).click();
  const card = await call<{ id: string; name: string; dimensions: { questions: { id: string; text: string; options: { key: string; label: string }[] }[] }[] }>(page, "GET", `scorecards/${await scorecardInUse(page)}`);
  await page.getByRole("option", { name: card.name, exact: true }).click();
  const who = page.getByRole("combobox", { name: "Who scores" });
  for (const { name } of [one, two]) {
    await who.fill(name);
    await page.getByRole("option", { name }).click();
  }
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Channel" }).click();
  await page.getByRole("option", { name: "SMS" }).click();
  await page.getByRole("button", { name: "Draw by chance" }).click();
  await expect(page.getByText(`Calibrated ${run}`)).toBeVisible();
  await sound(page, "beginning a calibration");
  await page.getByRole("button", { name: "Begin a calibration" }).click();
  await expect(page.getByText("0 of 1").first()).toBeVisible();
  const id = page.url().split("/").at(-1)!;

  // Each by themselves: the first on the scoring page, which does not name the agent.
  const first = await signedIn(browser, one.email);
  await first.goto(`/calibrations/${id}`);
  await first.getByRole("link", { name: "Score", exact: true }).click();
  await expect(first.getByRole("heading", { level: 1 })).toContainText("Agent ");
  await expect(first.locator("body")).not.toContainText(agents[0]!.name);
  const submit = async (person: Person, level: Level) => {
    const window = await signedIn(browser, person.email);
    const { own } = await call<Shown>(window, "GET", `calibrations/${id}`);
    const answers = card.dimensions.flatMap(({ questions }) => questions.map((q, n) => ({ question: q.id, option: q.options.at(n === 0 && level === "first" ? 0 : -1)!.key, evidence: [{ pos: 1 }] })));
    const draft = await call<{ revision: number }>(window, "PUT", `evaluations/${own[0]!.evaluation}/answers`, { answers }, 1);
    await call(window, "POST", `evaluations/${own[0]!.evaluation}/submit`, {}, draft.revision);
  };
  await submit(one, "first");
  await submit(two, "last");
  await first.goto(`/calibrations/${id}`);
  await expect(first.getByText("Submitted")).toBeVisible();
  await expect(first.getByRole("table")).toHaveCount(0);

  // They meet, settle where they differ, and are measured.
  await expect(page.getByText("1 of 1")).toHaveCount(2);
  await page.getByRole("button", { name: "Open the meeting" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Open the meeting" }).click();
  const open = page.getByText("still open");
  await expect(open.first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Settle the calibration" })).toBeDisabled();
  for (let left = await open.count(); left > 0; left--) {
    await page.getByRole("row").filter({ hasText: "still open" }).first().getByRole("button", { name: /^Settle/ }).click();
    const asked = await page.getByRole("dialog").getByRole("heading").innerText();
    const best = card.dimensions.flatMap(({ questions }) => questions).find(({ text }) => text === asked)!.options.at(-1)!;
    await page.getByRole("dialog").getByRole("radio", { name: best.label, exact: true }).check();
    await page.getByRole("dialog").getByLabel("Why it is right").fill("By the words of the form.");
    await page.getByRole("dialog").getByRole("button", { name: "Settle" }).click();
    await expect(open).toHaveCount(left - 1);
  }
  await sound(page, "a meeting");
  await page.getByRole("button", { name: "Settle the calibration" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Settle the calibration" }).click();
  const results = page.getByRole("table", { name: "Beside the reference" });
  await expect(results.getByRole("row").filter({ hasText: two.name })).toContainText("100");
  await page.setViewportSize({ width: 375, height: 760 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  await first.goto(`/calibrations?scorecard=${card.id}&evaluator=${one.id}`);
  await expect(first.getByRole("table", { name: "From calibration to calibration" }).getByRole("row").nth(1)).toContainText(`August ${run}`);
  await sound(first, "calibrations");
  for (const person of [one, two, analyst]) await call(admin, "PATCH", `users/${person.id}`, { disabled: true });
});
