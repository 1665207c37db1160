import { expect, test } from "@playwright/test";
import { sound } from "./axe";
import { call, evaluated, people, signedIn, teamOf } from "./support";

test.use({ actionTimeout: 8_000 });

const lesson = { kind: "lesson", title: "Before a hold", lesson: { text: "Say why, and for how long." } };
const closing = { timeout: 30_000 }; // housekeeping looks each quarter of a minute

test("from a weak question to an action, a module, and the weakness closed by a fresh sample", async ({ browser }) => {
  const run = `l${Date.now() % 1e8}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const ines = agents[0]!;
  const admin = await signedIn(browser, people.admin);
  const writer = `writer.${run}@example.com`;
  await call(admin, "POST", "users", { name: `Writer ${run}`, email: writer, password: process.env.RATER_E2E_PASSWORD, roles: ["trainer"] });
  const trainer = await signedIn(browser, writer);
  const module = await call<{ id: string; revision: number }>(trainer, "POST", "modules", { title: `Holding ${run}`, minutes: 5, parts: [lesson] });
  await call(trainer, "POST", `modules/${module.id}/publish`, undefined, module.revision);

  const supervisor = await signedIn(browser, lead.email);
  const agent = await signedIn(browser, ines.email, { viewport: { width: 375, height: 760 }, hasTouch: true });
  const weak = [await evaluated(supervisor, ines.email, `${run} weak 1`), await evaluated(supervisor, ines.email, `${run} weak 2`)];
  const { origin } = await call<{ origin: string }>(supervisor, "GET", `evaluations/${weak[1]}`);
  expect(origin).toBe("random");

  await supervisor.goto(`/evaluations/${weak[1]}`);
  const answer = supervisor.getByRole("region", { name: "Every answer" }).getByRole("listitem").filter({ has: supervisor.getByRole("button", { name: "Add an action" }) }).first();
  await answer.getByRole("button", { name: "Add an action" }).click();
  const dialog = supervisor.getByRole("dialog");
  await expect(dialog.getByRole("combobox", { name: "Question" })).toHaveValue(/scored/);
  await dialog.getByLabel("Root cause").fill("Habit");
  await dialog.getByLabel("What will be done").fill("Say why before a hold");
  await dialog.getByRole("button", { name: "Add it, then assign a module" }).click();
  await expect(dialog.getByLabel("Reason")).toHaveValue("For what we agreed: Say why before a hold");
  await sound(supervisor, "assigning from an action");
  await dialog.getByRole("combobox", { name: "Module" }).click();
  await supervisor.getByRole("option", { name: `Holding ${run}` }).click();
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(supervisor.getByText(`Assigned to 1 agent: Holding ${run}`)).toBeVisible();

  await agent.goto("/work");
  const toLearn = agent.getByRole("list", { name: "To learn" });
  await expect(toLearn).toContainText("For what we agreed: Say why before a hold");
  const { items } = await call<{ items: { question_text: string }[] }>(supervisor, "GET", `actions?agent=${ines.id}`);
  await expect(toLearn).toContainText(`Helps with: ${items[0]!.question_text}`);
  await agent.getByRole("link", { name: `Begin Holding ${run}` }).click();
  await agent.getByRole("button", { name: "I have read it" }).click();
  await expect(agent.getByText("1 of 1 done").first()).toBeVisible();

  await agent.goto("/work");
  const done = agent.getByRole("list", { name: "What I do next" }).getByRole("button", { name: "Finish" });
  await expect(done).toHaveCount(1);
  await expect(agent.getByRole("button", { name: "Assign a module" })).toHaveCount(0);
  await supervisor.goto(`/coaching/actions?agent=${ines.id}`);
  const lane = (name: string) => supervisor.getByRole("region", { name }).getByRole("listitem").filter({ hasText: "Say why before a hold" });
  await expect(lane("Open, overdue first")).toContainText(`To learn for it: Holding ${run} (Completed)`);
  await done.click();
  await agent.getByRole("dialog").getByLabel("What changed").fill("I say why, each time.");
  await agent.getByRole("dialog").getByLabel(/^Target/).fill("90");
  await agent.getByRole("dialog").getByRole("button", { name: "Finish it" }).click();
  await expect(lane("Waiting for a fresh sample")).toContainText("0 of 5 answers");

  for (const n of [1, 2, 3, 4]) await evaluated(supervisor, ines.email, `${run} fresh ${n}`, "best");
  await supervisor.reload();
  await expect(lane("Waiting for a fresh sample")).toContainText("4 of 5 answers, mean 100, target 90");
  await evaluated(supervisor, ines.email, `${run} fresh 5`, "best");
  await expect(lane("Closed")).toContainText("The next 5 random answers had the mean 100; the target was 90.", closing);
  await expect(lane("Waiting for a fresh sample")).toHaveCount(0);
});

test("the board is used with the keyboard, filtered by its address, and fits a phone", async ({ browser }) => {
  const { lead, agents } = await teamOf(browser, `k${Date.now() % 1e8}`, 2);
  const [ines, bruno] = agents;
  const supervisor = await signedIn(browser, lead.email);
  await supervisor.goto("/coaching/actions");
  await expect(supervisor.getByText("No action is open")).toBeVisible();
  await supervisor.keyboard.press("n");
  const dialog = supervisor.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Agent" }).click();
  await supervisor.getByRole("option", { name: ines!.name }).click();
  await dialog.getByLabel("What will be done").fill("Greets by name");
  await dialog.getByRole("radio", { name: "I do" }).check();
  await dialog.getByRole("button", { name: "Add an action" }).click();
  const open = supervisor.getByRole("region", { name: "Open, overdue first" });
  await expect(open.getByText(`${lead.name} does it`)).toBeVisible();
  const due_on = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  for (let n = 1; n <= 51; n++) await call(supervisor, "POST", "actions", { agent: bruno!.id, kind: "strength", text: `Of Bruno ${n}`, root_cause: "", due_on });

  await expect(open.getByText("52", { exact: true })).toBeVisible();
  await open.getByRole("button", { name: "Load more" }).click();
  await expect(open.getByRole("listitem")).toHaveCount(52);
  await supervisor.goto(`/coaching/actions?owner=${lead.id}`);
  await expect(open.getByText("1", { exact: true })).toBeVisible();
  await supervisor.keyboard.press("j");
  await expect(open.getByRole("listitem", { name: "Greets by name" })).toBeFocused();
  await supervisor.keyboard.press("f");
  await dialog.getByLabel("What changed").fill("Each time");
  await dialog.getByRole("button", { name: "Finish it" }).click();
  await expect(supervisor.getByRole("region", { name: "Closed" }).getByText("Greets by name")).toBeVisible();
  await supervisor.keyboard.press("l");
  await supervisor.keyboard.press("l");
  await expect(supervisor.getByRole("listitem", { name: "Greets by name" })).toBeFocused();
  await supervisor.keyboard.press("v");
  await expect(supervisor).toHaveURL(/view=list/);
  await expect(supervisor.getByRole("region", { name: "All, overdue first" }).getByRole("listitem")).toHaveCount(1);

  for (const look of [{ width: 375, height: 760 }, { width: 1280, height: 860 }]) {
    await supervisor.setViewportSize(look);
    await supervisor.goto("/coaching/actions");
    await expect(open.getByRole("listitem").first()).toBeVisible();
    await sound(supervisor, `the board at ${look.width}`);
  }
});
