import { expect, test } from "@playwright/test";
import { findings } from "./axe";
import { interactionOf, overflow, source, teamOf, windowOf } from "./support";

test("a ready whisper is heard, answered, help is asked for and taken, and a bookmark becomes evidence", async ({ browser }) => {
  const run = `w${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const subject = `A whispered parcel ${run}`;
  const supervisor = await windowOf(browser, lead.email);
  const agent = await windowOf(browser, agents[0]!.email);
  const crm = await source(run);
  await supervisor.goto("/live");
  await agent.goto("/now");
  await expect(agent.getByText("Nothing is going on")).toBeVisible();
  await crm.start({ channel: "phone", agent: agents[0]!.email, subject, language: "en" });
  await crm.say("customer", "This is terrible, I am very unhappy.");
  await expect(agent.getByRole("heading", { name: subject })).toBeVisible();

  const offer = supervisor.getByRole("list", { name: "Offered to you" }).getByRole("listitem").filter({ hasText: subject });
  await expect(offer).toBeVisible();
  await supervisor.keyboard.press("j");
  await supervisor.keyboard.press("w");
  const pane = supervisor.getByRole("region", { name: /^Watching / });
  await expect(pane).toContainText("I am very unhappy");
  const line = pane.getByRole("combobox", { name: /^Whisper to / }).or(pane.getByRole("textbox", { name: /^Whisper to / }));
  await expect(line).toBeFocused();
  await supervisor.keyboard.type("see what this");
  await supervisor.keyboard.press("ArrowDown");
  await supervisor.keyboard.press("Enter");
  await expect(line).toHaveValue(/^Say first that you see/);
  await supervisor.keyboard.press("Enter");
  const words = "Say first that you see what this means for them.";
  const talk = agent.getByRole("list", { name: "What was whispered" });
  await expect(talk).toContainText(words);
  await expect(pane).toContainText(words);
  expect(await findings(agent)).toEqual([]);

  await agent.getByLabel("Answer").fill("I will");
  await agent.keyboard.press("Enter");
  await expect(pane).toContainText("I will");
  await agent.getByRole("button", { name: "Ask for help", exact: true }).click();
  await expect(talk).toContainText("Nobody has taken it yet");
  await pane.getByRole("button", { name: "Take it" }).click();
  await expect(talk).toContainText(`${lead.name} has taken it`);
  await agent.setViewportSize({ width: 375, height: 720 });
  expect(await overflow(agent)).toBeLessThanOrEqual(0);

  await pane.getByRole("button", { name: "Bookmark" }).click();
  await supervisor.keyboard.type("Said how it feels");
  await supervisor.keyboard.press("Enter");
  await expect(pane.getByRole("textbox", { name: "Note of the bookmark" })).toHaveCount(0);
  await pane.getByRole("button", { name: "Score" }).click();
  const marks = supervisor.getByRole("list", { name: "Your bookmarks" });
  await expect(marks).toContainText("Said how it feels");
  await expect(supervisor.locator('[data-question][aria-current="step"]')).toBeVisible();
  await supervisor.keyboard.press("g");
  await supervisor.keyboard.press("p");
  await expect(supervisor.getByRole("list", { name: "Evidence" })).toContainText("I am very unhappy");
  await expect(supervisor.getByText("Saved", { exact: true })).toBeVisible();

  await supervisor.goto(`/interactions/${await interactionOf(supervisor, subject)}`);
  await expect(supervisor.getByRole("region", { name: "Whispers" })).toContainText("asks for help");
  await crm.end();
});

test("the live page is filtered, kept as a view and reconnects", async ({ browser }) => {
  const run = `v${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 2);
  const supervisor = await windowOf(browser, lead.email);
  for (const [n, { email }] of agents.entries()) {
    const crm = await source(`${run}-${n}`);
    await crm.start({ channel: n ? "chat" : "phone", agent: email, subject: `Wall ${n} ${run}`, language: "en" });
    await crm.say("customer", n ? "Wonderful, thank you!" : "This is awful and I am angry.");
  }
  await supervisor.goto("/live");
  await supervisor.getByRole("list", { name: "Offered to you" }).getByRole("listitem").first().waitFor();
  const skip = async () => {
    await supervisor.getByRole("button", { name: "Skip" }).first().click();
    await supervisor.getByRole("dialog").getByText("No time now").click();
    await supervisor.getByRole("dialog").getByRole("button", { name: "Skip" }).click();
    await expect(supervisor.getByRole("dialog")).toHaveCount(0);
  };
  await skip();
  await skip();
  const rest = supervisor.getByRole("list", { name: "Everything else that is live" }).getByRole("listitem");
  await expect(rest).toHaveCount(2);
  await supervisor.getByRole("combobox", { name: "Customer" }).or(supervisor.getByRole("textbox", { name: "Customer" })).first().click();
  await supervisor.getByRole("option", { name: "sounds unhappy" }).click();
  await expect(rest).toHaveCount(1);
  await expect(rest).toContainText("sounds unhappy (hint)");
  await expect(supervisor).toHaveURL(/tone=negative/);
  await supervisor.getByRole("button", { name: "Keep this view" }).click();
  await supervisor.getByLabel(/^Name of the view/).fill("Unhappy");
  await supervisor.keyboard.press("Enter");
  await supervisor.getByRole("button", { name: "Clear" }).click();
  await expect(rest).toHaveCount(2);
  await supervisor.reload();
  await supervisor.getByRole("button", { name: "Unhappy", exact: true }).click();
  await expect(rest).toHaveCount(1);
  expect(await findings(supervisor)).toEqual([]);
  await supervisor.setViewportSize({ width: 375, height: 720 });
  expect(await overflow(supervisor)).toBeLessThanOrEqual(0);
  await supervisor.setViewportSize({ width: 1280, height: 760 });

  const state = supervisor.getByRole("status").filter({ hasText: /^(Live|Offline|Reconnecting)$/ }).first();
  await supervisor.context().setOffline(true);
  await supervisor.evaluate(() => window.dispatchEvent(new Event("offline")));
  await expect(state).toHaveText("Offline");
  await supervisor.context().setOffline(false);
  await supervisor.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(state).toHaveText("Live");
});
