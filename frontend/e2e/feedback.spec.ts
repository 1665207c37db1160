import { expect, test } from "@playwright/test";
import { interactionOf, overflow, people, releasedBy, signedIn, source } from "./support";

test("an agent says once how useful an evaluation was, and decides whether the team reads a recognition of it", async ({ browser }) => {
  const supervisor = await signedIn(browser, people.supervisor);
  const agent = await signedIn(browser, people.agent);
  const run = `feedback-${Date.now()}`;
  const crm = await source(run);
  await crm.start({ channel: "chat", agent: people.agent, subject: run });
  await crm.say("agent", "I have sent it to you in writing.");
  const evaluation = await releasedBy(supervisor, await interactionOf(supervisor, run));

  await agent.goto(`/evaluations/${evaluation}`);
  const useful = agent.getByRole("region", { name: "How useful it was" });
  await useful.getByRole("radio", { name: "4", exact: true }).check();
  await useful.getByLabel(/What would make it more useful/).fill(`The words helped ${run}`);
  await useful.getByRole("button", { name: "Send" }).click();
  await expect(useful.getByText("Amara Okafor: 4 of 5")).toBeVisible();
  await expect(useful.getByRole("button", { name: "Send" })).toHaveCount(0);
  await agent.reload();
  await expect(useful.getByText(`The words helped ${run}`)).toBeVisible();
  await supervisor.goto("/feedback/useful");
  await expect(supervisor.getByText(`The words helped ${run}`)).toBeVisible();

  await supervisor.goto(`/evaluations/${evaluation}`);
  await supervisor.getByRole("button", { name: "Recognise somebody's work" }).click();
  await supervisor.getByRole("dialog").getByLabel("What they did well").fill(`In writing, at once ${run}`);
  await supervisor.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await supervisor.goto("/feedback");
  const team = supervisor.getByRole("region", { name: "In the team" });
  await expect(supervisor.getByRole("region", { name: "Written by me" }).getByText(`In writing, at once ${run}`)).toBeVisible();
  await expect(team.getByText(`In writing, at once ${run}`)).toHaveCount(0);
  await agent.goto("/feedback");
  await agent.getByRole("region", { name: "About me" }).getByRole("listitem").filter({ hasText: run }).getByRole("button", { name: "Show it to the team" }).click();
  await expect(agent.getByRole("region", { name: "In the team" }).getByText(`In writing, at once ${run}`)).toBeVisible();
  await supervisor.reload();
  await expect(team.getByText(`In writing, at once ${run}`)).toBeVisible();
});

test("a suggestion goes into the box without a name, and is followed by its receipt", async ({ browser }) => {
  const agent = await signedIn(browser, people.agent, { viewport: { width: 375, height: 760 }, hasTouch: true });
  const words = `Shorter queues ${Date.now()}`;
  await agent.goto("/feedback/box");
  await expect(agent.getByText(/Nobody can find out who wrote it/)).toBeVisible();
  await agent.getByLabel("Your suggestion").fill(words);
  await agent.getByRole("button", { name: "Put it in" }).click();
  const dialog = agent.getByRole("dialog");
  await expect(dialog).toContainText("can't be shown again");
  await agent.keyboard.press("Escape");
  const receipt = (await dialog.locator("code").textContent())!;
  expect(receipt.length).toBeGreaterThan(15);
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await expect(agent.getByText(receipt)).toHaveCount(0);
  expect(await agent.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(receipt);

  await agent.getByLabel("Receipt", { exact: true }).fill(receipt);
  await agent.getByRole("button", { name: "Look" }).click();
  await expect(agent.getByText("Still in the box")).toBeVisible();
  await expect(agent.getByText(words)).toBeVisible();
  expect(await overflow(agent)).toBeLessThanOrEqual(0);
});
