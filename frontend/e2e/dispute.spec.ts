import { expect, test } from "@playwright/test";
import { interactionOf, people, releasedBy, source, windowOf } from "./support";

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
  await agent.getByRole("dialog").getByRole("button", { name: "Dispute" }).click();
  await expect(agent.getByText("Disputed. Somebody who is no party to it decides.")).toBeVisible();
  await expect(answer).toContainText(reason);
  await expect(agent.getByText("What you disputed waits for a decision.")).toBeVisible();
  await expect(agent.getByText(/dispute an answer, or do both/)).toHaveCount(0);
  await expect(answer.getByRole("button", { name: "Dispute this answer" })).toHaveCount(0);

  await arbiter.goto("/disputes");
  const row = arbiter.getByRole("row").filter({ hasText: reason });
  await expect(row).toContainText("you");
  await row.getByRole("link").click();
  await expect(arbiter.getByText("It is proposed to you.")).toBeVisible();
  await expect(arbiter.getByRole("region", { name: "Transcript" })).toContainText("On Friday before noon.");
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
});
