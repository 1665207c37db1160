import { expect, test } from "@playwright/test";
import { sound } from "./axe";
import { call, interactionOf, people, releasedBy, signedIn, source, windowOf } from "./support";

test("an answer is disputed within the window and decided by somebody who reads the transcript", async ({ browser }) => {
  const stamp = Date.now();
  const subject = `A refund that was late ${stamp}`;
  const supervisor = await windowOf(browser, people.supervisor);
  const agent = await windowOf(browser, people.agent);
  const arbiter = await windowOf(browser, people.evaluator);
  const crm = await source(`dispute-${stamp}`);
  await crm.start({ channel: "chat", direction: "inbound", agent: people.agent, subject, language: "en" });
  await crm.say("agent", "I see what happened, and I am sorry.");
  await crm.say("customer", "When is it there?");
  await crm.say("agent", "On Friday before noon.");
  await crm.end();
  const evaluation = await releasedBy(supervisor, await interactionOf(supervisor, subject));

  await agent.goto(`/evaluations/${evaluation}`);
  await expect(agent.getByText(/^You can dispute answers until /)).toBeVisible();
  const answer = agent.getByRole("region", { name: "Every answer" }).getByRole("listitem").filter({ hasText: "before it was solved" });
  await answer.getByRole("button", { name: "Dispute this answer" }).click();
  const reason = `I named it first, ${stamp}.`;
  await agent.getByLabel("Why it should be another").fill(reason);
  await agent.getByRole("combobox", { name: "The words that show it" }).fill("sorry");
  await agent.getByRole("option", { name: /^1 · Agent/ }).click();
  await agent.getByLabel("Why it should be another").click();
  await agent.getByRole("dialog").getByRole("button", { name: "Dispute" }).click();
  await expect(agent.getByText("Disputed. Somebody who is no party to it decides.")).toBeVisible();
  await expect(answer).toContainText(reason);
  await expect(agent.getByText("What you disputed waits for a decision.")).toBeVisible();
  await expect(agent.getByText(/dispute an answer, or do both/)).toHaveCount(0);
  await expect(answer.getByRole("button", { name: "Dispute this answer" })).toHaveCount(0);

  await supervisor.goto("/notices");
  await supervisor.getByRole("listitem").filter({ hasText: "An answer that you gave is disputed" }).first().getByRole("link", { name: /Open/ }).click();
  await supervisor.getByLabel("What you say to it").fill("The name of the trouble was missing.");
  await sound(supervisor, "a dispute");
  await supervisor.getByRole("button", { name: "Say it" }).click();
  await expect(supervisor.getByRole("region", { name: "The evaluator" })).toContainText("The name of the trouble was missing.");
  await expect(supervisor.getByLabel("What you say to it")).toHaveCount(0);

  await arbiter.goto("/disputes");
  const row = arbiter.getByRole("row").filter({ hasText: reason });
  await expect(row).toContainText("you");
  await row.getByRole("link").click();
  await expect(arbiter.getByText("It is proposed to you.")).toBeVisible();
  await expect(arbiter.getByRole("region", { name: "Transcript" })).toContainText("On Friday before noon.");
  await expect(arbiter.getByRole("region", { name: "The evaluator" })).toContainText("The name of the trouble was missing.");
  await expect(arbiter.getByRole("main")).toContainText("To be decided by");
  await arbiter.getByLabel("Change the answer").check();
  await arbiter.getByRole("combobox", { name: "The right level" }).click();
  await arbiter.getByRole("option", { name: "Seen" }).click();
  const refused: string[] = [];
  arbiter.on("response", (response) => response.status() >= 400 && refused.push(response.url()));
  const decision = "The first sentence names it, in words of its own.";
  await arbiter.getByLabel("Reason, which both of them read").fill(decision);
  await arbiter.getByRole("button", { name: "Decide" }).click();
  await expect(arbiter.getByRole("status").filter({ hasText: decision })).toBeVisible();

  await expect(arbiter.getByText("The transcript is not yours to read: it was, while you could decide.")).toBeVisible();

  await expect(answer).toContainText(decision);
  await expect(answer).toContainText("Seen");
  await arbiter.waitForLoadState("networkidle");
  expect(refused).toEqual([]);

  await agent.goto("/work");
  await expect(agent.getByRole("region", { name: "What I disputed" }).getByRole("listitem").first()).toContainText("Disputed, changed");
});

test("an analyst reads how often answers are disputed and changed", async ({ browser }) => {
  const admin = await signedIn(browser, people.admin);
  const email = `analyst.${Date.now()}@example.com`;
  await call(admin, "POST", "users", { name: "Lena Forsyth", email, password: process.env.RATER_E2E_PASSWORD, roles: ["analyst"] });
  const analyst = await windowOf(browser, email);
  await analyst.goto("/disputes/figures");
  const all = analyst.getByRole("table", { name: "All together" });
  await expect(all).toContainText(/\d % \(\d.*–.*\), n \d/);
  await expect(analyst.getByRole("table", { name: "By question" })).toContainText("before it was solved");
  await expect(analyst.getByRole("table", { name: "By evaluator" })).toContainText("Helena Marsh");
  for (const width of [1280, 375]) {
    await analyst.setViewportSize({ width, height: 800 });
    await sound(analyst, `disputes in figures at ${width} px`);
  }
  await analyst.getByLabel("To", { exact: true }).fill("2001-01-01");
  await expect(analyst.getByText("Nothing was released in this time")).toBeVisible();
});
