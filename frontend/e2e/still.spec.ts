import { expect, test, type Page } from "@playwright/test";
import { interactionOf, people, source, windowOf } from "./support";

const phone = { viewport: { width: 375, height: 760 }, reducedMotion: "reduce" as const, hasTouch: true };

/** How far what is shown was moved while the page came, as Chrome's layout shift counts it. */
async function moved(page: Page, path: string, late: string, until: string): Promise<number> {
  const others = page.waitForResponse((response) => new URL(response.url()).pathname === until);
  await page.route(
    (url) => url.pathname === late,
    async (route) => {
      await others;
      await route.continue();
    },
  );
  await page.addInitScript(() => {
    Object.assign(window, { moved: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) (window as unknown as { moved: number }).moved += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await expect(page.getByText("Loading", { exact: true })).toHaveCount(0);
  await page.waitForLoadState("networkidle");
  return page.evaluate(() => (window as unknown as { moved: number }).moved);
}

test("what comes late pushes nothing away", async ({ browser }) => {
  const agent = await windowOf(browser, people.agent, phone);
  expect(await moved(agent, "/work", "/api/v1/evaluations", "/api/v1/me/looks")).toBeLessThan(0.05);
  const supervisor = await windowOf(browser, people.supervisor, phone);
  expect(await moved(supervisor, "/live", "/api/v1/offers", "/api/v1/interactions/live")).toBeLessThan(0.05);
});

test("tabs stand still, and a transcript of one line is no higher than it has to be", async ({ browser }) => {
  const run = `still-${Date.now()}`;
  const crm = await source(run);
  await crm.start({ channel: "chat", agent: people.agent, subject: run });
  await crm.say("agent", "That is all.");
  await crm.end();
  const supervisor = await windowOf(browser, people.supervisor, phone);
  await supervisor.goto(`/interactions/${await interactionOf(supervisor, run)}`);
  const transcript = supervisor.getByRole("region", { name: "Transcript" });
  await expect(transcript).toContainText("That is all.");
  await expect.poll(async () => (await transcript.boundingBox())!.height).toBeLessThan(160);

  const admin = await windowOf(browser, people.admin, phone);
  const tabs = admin.getByRole("navigation", { name: "People, teams and agents" });
  const heights: number[] = [];
  for (const path of ["/people", "/people/teams", "/people/unmatched"]) {
    await admin.goto(path);
    heights.push((await tabs.boundingBox())!.y);
  }
  expect(new Set(heights).size).toBe(1);
});
