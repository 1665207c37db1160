import { expect, test } from "@playwright/test";
import { people, source, windowOf } from "./support";

test("a live interaction is watched, scored, released, read and acknowledged", async ({ browser }) => {
  const supervisor = await windowOf(browser, people.supervisor);
  const agent = await windowOf(browser, people.agent);
  const name = `e2e-${Date.now()}`;
  const subject = `A late parcel ${name}`;
  const crm = await source(name);

  await agent.goto("/work");
  await expect(agent.getByRole("heading", { name: "My work" })).toBeVisible();
  await supervisor.goto("/live");
  await crm.start({ channel: "phone", direction: "inbound", agent: people.agent, subject, language: "en" });
  await crm.say("agent", "Good morning, how can I help?");
  await crm.say("customer", "My parcel is a week late.");

  const row = supervisor.getByRole("listitem").filter({ hasText: subject });
  await expect(row).toBeVisible();
  await row.getByText(subject).click();
  await supervisor.keyboard.press("Enter");
  const pane = supervisor.getByRole("region", { name: /^Watching / }).filter({ hasText: subject });
  await expect(pane).toContainText("My parcel is a week late.");
  await crm.say("agent", "I am sorry. I will find it.");
  await expect(pane).toContainText("I will find it.");

  await pane.getByRole("button", { name: "Score" }).click();
  const useCard = supervisor.getByRole("button", { name: "Use this one" });
  const firstQuestion = supervisor.locator("[data-question]").first();
  await expect(useCard.first().or(firstQuestion)).toBeVisible();
  if (await useCard.first().isVisible()) await useCard.first().click();
  await expect(firstQuestion).toBeVisible();
  const transcript = supervisor.getByRole("listbox", { name: /^Transcript/ });
  await expect(transcript).toContainText("I will find it.");

  await supervisor.keyboard.press("ArrowDown");
  await expect(transcript.getByRole("option", { selected: true })).toBeVisible();
  await supervisor.keyboard.press("p");
  await expect(supervisor.getByRole("list", { name: "Evidence" })).toBeVisible();
  await supervisor.keyboard.press("c");
  await supervisor.keyboard.type("A promise, and it was kept.");
  await supervisor.keyboard.press("Escape");
  const questions = supervisor.locator("[data-question]");
  const total = await questions.count();
  for (let answered = 0; answered < total; answered++) {
    if (answered === 2) await crm.say("agent", "It is on its way, and there tomorrow.");
    const current = supervisor.locator('[data-question][aria-current="step"]');
    const levels = await supervisor.locator("[aria-keyshortcuts]").evaluateAll((all) =>
      all.map((level) => level.getAttribute("aria-keyshortcuts") ?? "").filter((digit) => digit !== "0"),
    );
    const id = await current.getAttribute("data-question");
    await supervisor.keyboard.press(levels.at(-1) ?? "1");
    if (answered < total - 1) await expect(supervisor.locator(`[data-question="${id}"]`)).not.toHaveAttribute("aria-current", "step");
  }
  await expect(supervisor.getByText(`${total} of ${total}`)).toBeVisible();
  await expect(transcript).toContainText("It is on its way, and there tomorrow.");
  await expect(supervisor.getByText("Saved", { exact: true })).toBeVisible();
  await crm.end();
  await supervisor.keyboard.press("Control+Shift+Enter");
  await expect(supervisor.getByRole("heading", { name: "Released" })).toBeVisible();

  const waiting = agent.getByRole("list", { name: "To read and acknowledge" }).getByRole("listitem").filter({ hasText: subject });
  await expect(waiting).toBeVisible();
  await waiting.getByRole("link", { name: "Read" }).click();
  await expect(agent.getByRole("heading", { name: "What went well" })).toBeVisible();
  await expect(agent.getByText("A promise, and it was kept.").first()).toBeVisible();
  await agent.keyboard.press("a");
  await agent.getByLabel("Comment (if you like)").fill("Thank you, that helps.");
  await agent.getByRole("dialog").getByRole("button", { name: "Acknowledge" }).click();
  await expect(agent.getByText("Thank you, that helps.").first()).toBeVisible();

  await expect(supervisor.getByRole("heading", { name: "Acknowledged" })).toBeVisible();
  await supervisor.getByRole("link", { name: "Read it" }).click();
  await expect(supervisor.getByText("Thank you, that helps.").first()).toBeVisible();
});
