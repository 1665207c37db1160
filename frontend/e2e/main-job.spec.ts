import { expect, test, type Locator, type Page } from "@playwright/test";
import { people, source, windowOf } from "./support";

/** Moves with J until the row is the one that keys act on. */
async function moveTo(page: Page, row: Locator) {
  await expect(async () => {
    if ((await row.getAttribute("aria-current")) !== "true") await page.keyboard.press("j");
    await expect(row).toHaveAttribute("aria-current", "true", { timeout: 500 });
  }).toPass();
}

/** Answers every question with its best level, by keys alone. */
async function answerAll(page: Page, halfway: () => Promise<void>) {
  const total = await page.locator("[data-question]").count();
  for (let answered = 0; answered < total; answered++) {
    if (answered === 2) await halfway();
    const current = page.locator('[data-question][aria-current="step"]');
    const id = await current.getAttribute("data-question");
    const levels = await page.locator("[aria-keyshortcuts]").evaluateAll((all) => all.map((level) => level.getAttribute("aria-keyshortcuts")));
    await page.keyboard.press(levels.filter((digit) => digit !== "0").at(-1) ?? "1");
    if (answered < total - 1) await expect(page.locator(`[data-question="${id}"]`)).not.toHaveAttribute("aria-current", "step");
  }
  await expect(page.getByText(`${total} of ${total}`)).toBeVisible();
}

test("an offer is taken, scored while it is live, released, read and acknowledged", async ({ browser }) => {
  const supervisor = await windowOf(browser, people.supervisor);
  const agent = await windowOf(browser, people.agent);
  const name = `e2e-${Date.now()}`;
  const subject = `A late parcel ${name}`;
  const crm = await source(name);

  await agent.goto("/work");
  await expect(agent.getByRole("heading", { name: "My work" })).toBeVisible();
  await supervisor.goto("/live");
  await expect(supervisor.getByText("Live", { exact: true }).last()).toBeVisible();
  await crm.start({ channel: "phone", direction: "inbound", agent: people.agent, subject, language: "en" });
  await crm.say("agent", "Good morning, how can I help?");
  await crm.say("customer", "My parcel is a week late.");

  const offer = supervisor.getByRole("list", { name: "Offered to you" }).getByRole("listitem").filter({ hasText: subject });
  await expect(offer).toContainText("Random, 1 in 1");
  await moveTo(supervisor, offer);
  await supervisor.keyboard.press("Enter");
  const pane = supervisor.getByRole("region", { name: /^Watching / }).filter({ hasText: subject });
  await expect(pane).toContainText("My parcel is a week late.");
  await crm.say("agent", "I am sorry. I will find it.");
  await expect(pane).toContainText("I will find it.");

  await moveTo(supervisor, offer);
  await supervisor.keyboard.press("s");
  await expect(supervisor.getByRole("heading", { name: /^Scoring / })).toBeVisible();
  const transcript = supervisor.getByRole("listbox", { name: /^Transcript/ });
  await expect(transcript).toContainText("I will find it.");
  await expect(supervisor.locator('[data-question][aria-current="step"]')).toBeVisible();

  await supervisor.keyboard.press("ArrowDown");
  await expect(transcript.getByRole("option", { selected: true })).toContainText("I will find it.");
  await supervisor.keyboard.press("p");
  await expect(supervisor.getByRole("list", { name: "Evidence" })).toContainText("I will find it.");
  await supervisor.keyboard.press("c");
  await supervisor.keyboard.type("A promise, and it was kept.");
  await supervisor.keyboard.press("Escape");
  await answerAll(supervisor, async () => {
    await crm.say("agent", "It is on its way, and there tomorrow.");
    await expect(transcript).toContainText("It is on its way, and there tomorrow.");
  });
  await expect(supervisor.getByText("Saved", { exact: true })).toBeVisible();
  await crm.end();
  await supervisor.keyboard.press("Control+Shift+Enter");
  await expect(supervisor.getByRole("heading", { name: "Released" })).toBeVisible();

  const waiting = agent.getByRole("list", { name: "To read and acknowledge" }).getByRole("listitem").filter({ hasText: subject });
  await expect(waiting).toBeVisible();
  await waiting.getByRole("link", { name: "Read" }).click();
  const well = agent.getByRole("region", { name: "What went well" });
  await expect(well).toContainText("A promise, and it was kept.");
  const beside = agent.getByRole("listbox", { name: /^Transcript/ });
  const evidence = beside.getByRole("option").filter({ hasText: "I will find it." });
  await expect(beside).toContainText("there tomorrow.");
  await expect(evidence).toHaveAttribute("data-marked", "true");
  await well.getByRole("button", { name: "I will find it." }).click();
  await expect(evidence).toHaveAttribute("aria-selected", "true");
  await agent.keyboard.press("a");
  await agent.getByLabel("Comment (if you like)").fill("Thank you, that helps.");
  await agent.getByRole("dialog").getByRole("button", { name: "Acknowledge" }).click();
  await expect(agent.getByText("Thank you, that helps.").first()).toBeVisible();

  await expect(supervisor.getByRole("heading", { name: "Acknowledged" })).toBeVisible();
  await supervisor.getByRole("link", { name: "Read it" }).click();
  await expect(supervisor.getByText("Thank you, that helps.").first()).toBeVisible();
});
