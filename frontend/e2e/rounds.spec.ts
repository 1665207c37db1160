import { expect, test } from "@playwright/test";
import { findings } from "./axe";
import { call, overflow, signedIn, teamOf } from "./support";

const phone = { viewport: { width: 375, height: 760 }, hasTouch: true };
const prompts = ["reliability", "assurance", "tangibility", "empathy", "responsiveness"];

interface Report {
  id: string;
  report?: { views: { scores: { n?: number; mean?: number; too_few: boolean }[] }[] };
}

test("a round is opened, answered by its raters, closed early, and read by the agent once it is released", async ({ browser }) => {
  const { lead, agents } = await teamOf(browser, `r${Date.now() % 1e8}`, 7);
  const [about, ...peers] = agents;
  const supervisor = await signedIn(browser, lead.email);
  await supervisor.goto("/coaching/rounds");
  await supervisor.getByRole("heading", { level: 1 }).waitFor();
  await supervisor.keyboard.press("n");
  const dialog = supervisor.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "About whom" }).click();
  await supervisor.getByRole("option", { name: about!.name }).click();
  for (const { name } of peers.slice(0, 2)) await dialog.getByRole("checkbox", { name }).check();
  await dialog.getByRole("button", { name: "Open it" }).click();
  await expect(dialog.getByText(/must be at least 5/)).toBeVisible();
  for (const { name } of peers.slice(2)) await dialog.getByRole("checkbox", { name }).check();
  await expect(dialog.getByText("Peers: 6 are asked, figures and words")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Ask the agent too, by name" }).uncheck();
  await dialog.getByRole("button", { name: "Open it" }).click();
  await expect(supervisor.getByText("0 of 6 have answered")).toBeVisible();
  const id = supervisor.url().split("/").at(-1)!;

  const rater = await signedIn(browser, peers[0]!.email, phone);
  await rater.goto("/work");
  await rater.getByRole("navigation", { name: "To do" }).getByRole("link", { name: /360 round asks you/ }).click();
  await expect(rater.getByText(/You are counted among the peers/)).toBeVisible();
  expect(await findings(rater)).toEqual([]);
  const send = rater.getByRole("button", { name: "Send", exact: true });
  await expect(send).toBeDisabled();
  for (const group of await rater.getByRole("radiogroup").all()) await group.getByRole("radio", { name: "4", exact: true }).check();
  await rater.getByLabel("What should they keep doing, because it helps?").fill("Words of Bruno");
  await send.click();
  await expect(rater.getByRole("dialog")).toContainText("can't be changed or taken back");
  await rater.getByRole("button", { name: "Send for good" }).click();
  await expect(rater.getByText("You have answered")).toBeVisible();
  expect(await overflow(rater)).toBeLessThanOrEqual(0);

  for (const [at, peer] of peers.slice(1, 5).entries()) {
    const other = await signedIn(browser, peer.email);
    const scores = prompts.map((prompt) => (prompt === "empathy" && at > 0 ? { prompt, cant_say: true } : { prompt, score: 3 }));
    await call(other, "POST", `rounds/${id}/answers`, { scores, comments: { keep: `Words of ${at}` } });
    await other.context().close();
  }

  const agent = await signedIn(browser, about!.email, phone);
  await supervisor.reload();
  await expect(supervisor.getByText("5 of 6 have answered")).toBeVisible();
  await supervisor.getByRole("button", { name: "Close it now" }).click();
  await expect(supervisor.getByRole("dialog")).toContainText("can't be opened again");
  await supervisor.getByRole("button", { name: "Close it for good" }).click();
  const figures = supervisor.getByRole("region", { name: "Figures" });
  await expect(figures.getByText("3.2, n = 5").first()).toBeVisible();
  await expect(figures.getByRole("listitem").filter({ hasText: "They find out what somebody needs" }).first()).toContainText("too few to show");
  await expect(supervisor.getByRole("region", { name: "Words" }).getByText("Words of Bruno")).toBeVisible();
  const read = await call<Report>(supervisor, "GET", `rounds/${id}`);
  const cells = read.report!.views.flatMap(({ scores }) => scores);
  expect(cells.filter(({ n, mean, too_few }) => (too_few ? n !== undefined || mean !== undefined : n! < 3))).toEqual([]);
  expect(cells.some(({ too_few }) => too_few)).toBe(true);

  await agent.goto(`/coaching/rounds/${id}`);
  await expect(agent.getByText("There is no report yet")).toBeVisible();
  await supervisor.getByRole("button", { name: "Release to the agent" }).click();
  await supervisor.getByRole("button", { name: "Release it" }).click();
  await expect(supervisor.getByText("Released to the agent")).toBeVisible();
  await agent.goto("/work");
  await agent.getByRole("region", { name: "360 rounds about me" }).getByRole("link", { name: "Open" }).click();
  await expect(agent.getByText("3.2, n = 5").first()).toBeVisible();
  await agent.getByText("As a table").click();
  expect(await findings(agent)).toEqual([]);
  await expect(agent.getByRole("table")).toContainText("too few to show");
  expect(await overflow(agent)).toBeLessThanOrEqual(0);
});
