import { expect, test } from "@playwright/test";
import { interactionOf, people, releasedBy, source, windowOf } from "./support";

test("a session is planned from weak questions, held, signed by both, and what was agreed is done", async ({ browser }) => {
  const supervisor = await windowOf(browser, people.supervisor);
  const agent = await windowOf(browser, people.agent);
  const run = `coaching-${Date.now()}`;
  for (const n of [1, 2]) {
    const crm = await source(`${run}-${n}`);
    await crm.start({ channel: "chat", agent: people.agent, subject: `${run} ${n}` });
    await crm.say("agent", "Please hold the line.");
    await releasedBy(supervisor, await interactionOf(supervisor, `${run} ${n}`));
  }

  await supervisor.goto("/coaching");
  const waiting = supervisor.getByRole("list", { name: "Who has waited longest" }).getByRole("listitem").filter({ hasText: "Amara Okafor" });
  await expect(waiting).toBeVisible();
  await supervisor.keyboard.press("n");
  const dialog = supervisor.getByRole("dialog");
  await expect(dialog.getByRole("checkbox").first()).toBeChecked();
  await dialog.getByLabel("When").fill("2020-01-01T10:00");
  await dialog.getByRole("button", { name: "Plan a session" }).click();
  await expect(dialog.getByText(/past/)).toBeVisible();
  const when = new Date(Date.now() + 36 * 3_600_000 + Math.floor(Math.random() * 1e9)); // apart from sessions of other runs
  await dialog.getByLabel("When").fill(`${when.getFullYear()}-${String(when.getMonth() + 1).padStart(2, "0")}-${String(when.getDate()).padStart(2, "0")}T10:00`);
  await dialog.getByRole("button", { name: "Plan a session" }).click();
  await expect(supervisor.getByRole("heading", { name: "Session with Amara Okafor" })).toBeVisible();
  await expect(supervisor.getByText("Please hold the line.").first()).toBeVisible();

  await supervisor.getByLabel("Notes, for both of you").fill("We listened to it together.");
  await supervisor.getByLabel("Notes, for you alone").fill("Be patient with this one.");
  await supervisor.getByRole("button", { name: "Save notes" }).click();
  await expect(supervisor.getByRole("button", { name: "Save notes" })).toBeDisabled();
  await supervisor.getByRole("button", { name: "Add an action" }).click();
  const form = supervisor.getByRole("dialog");
  await form.getByLabel("Root cause").fill("Habit");
  await form.getByLabel("What will be done").fill("Say why before asking to hold");
  await form.getByRole("button", { name: "Add an action" }).click();
  await expect(supervisor.getByRole("list", { name: "Agreed actions" })).toContainText("Say why before asking to hold");

  await agent.goto("/work");
  await agent.getByRole("list", { name: "My sessions" }).getByRole("link", { name: "Open" }).first().click();
  await expect(agent.getByText("We listened to it together.")).toBeVisible();
  await expect(agent.getByText("Be patient with this one.")).toHaveCount(0);
  await expect(agent.getByRole("button", { name: "Sign", exact: true })).toHaveCount(0);

  await supervisor.getByRole("button", { name: "It was held: sign" }).click();
  await expect(supervisor.getByText(/signed by Helena Marsh/)).toBeVisible();
  await agent.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(agent.getByText(/^signed by Amara Okafor/)).toBeVisible();

  await agent.getByRole("list", { name: "Agreed actions" }).getByRole("button", { name: "Finish" }).click();
  await agent.getByRole("dialog").getByLabel("What changed").fill("I say why, each time.");
  await agent.getByRole("dialog").getByRole("button", { name: "Finish it" }).click();
  await expect(agent.getByText("Waiting for a fresh sample: 0 of 5 answers")).toBeVisible();
  await expect(supervisor.getByText("Waiting for a fresh sample: 0 of 5 answers")).toBeVisible();
});
