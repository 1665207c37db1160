import { expect, test } from "@playwright/test";
import { people, source, windowOf } from "./support";

test("what is watched stays over other pages, and a whisper stays until it is dismissed", async ({ browser }) => {
  const stamp = Date.now();
  const subject = `A parcel to watch ${stamp}`;
  const supervisor = await windowOf(browser, people.supervisor);
  const agent = await windowOf(browser, people.agent);
  const crm = await source(`watch-${stamp}`);
  await supervisor.goto("/live");
  await crm.start({ channel: "phone", direction: "inbound", agent: people.agent, subject, language: "en" });
  await crm.say("customer", "Is anybody there?");
  const offer = supervisor.getByRole("listitem").filter({ hasText: subject });
  await supervisor.setViewportSize({ width: 375, height: 760 });
  const [score, skip] = [await offer.getByRole("button", { name: "Score" }).boundingBox(), await offer.getByRole("button", { name: "Skip" }).boundingBox()];
  expect(skip!.y).toBe(score!.y);
  await supervisor.setViewportSize({ width: 1280, height: 760 });
  await offer.getByRole("button", { name: "Watch" }).click();
  const pane = supervisor.getByRole("region", { name: /^Watching / }).filter({ hasText: subject });
  await expect(pane).toContainText("Is anybody there?");

  const places = supervisor.getByRole("navigation", { name: "Places" }).first();
  await places.getByRole("link", { name: "Queue" }).click();
  await expect(supervisor.getByRole("heading", { name: "Queue" })).toBeVisible();
  await crm.say("agent", "Yes, I am here.");
  await places.getByRole("link", { name: "Live" }).click();
  await expect(pane).toContainText("Yes, I am here.");

  await agent.goto("/work");
  await expect(agent.getByRole("status").filter({ hasText: /^Live$/ }).first()).toBeVisible();
  await pane.getByLabel(/^Whisper to /).fill("You are doing well.");
  await supervisor.keyboard.press("Enter");
  const whisper = agent.getByRole("list", { name: "Whispers" }).getByRole("listitem");
  await expect(whisper).toContainText("You are doing well.");
  await whisper.getByRole("link").click();
  await expect(agent.getByText("Who watches is shown once it has ended")).toBeVisible();
  await agent.reload();
  await expect(whisper).toContainText("You are doing well.");
  await whisper.getByRole("button", { name: /^Dismiss/ }).click();
  await expect(whisper).toHaveCount(0);

  await crm.end();
  const watched = agent.getByRole("region", { name: "Who watched" });
  await expect(watched).toContainText("Helena Marsh");
  await expect(watched).toContainText(/for 0:\d\d/);
  await expect(watched).not.toContainText("still watching");
  await expect(agent.getByRole("region", { name: "Facts" })).toContainText("Resolved");

  await pane.getByRole("button", { name: /^Stop watching/ }).click();
  await expect(pane).toHaveCount(0);
  await places.getByRole("link", { name: "Queue" }).click();
  await places.getByRole("link", { name: "Live" }).click();
  await expect(supervisor.getByRole("heading", { name: "Live", exact: true })).toBeVisible();
  await expect(pane).toHaveCount(0);
});
