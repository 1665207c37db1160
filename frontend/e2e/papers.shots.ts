import { expect, test, type Page } from "@playwright/test";
import { call, people, windowOf } from "./support";

const wide = { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" as const };
const phone = { viewport: { width: 375, height: 780 }, reducedMotion: "reduce" as const, hasTouch: true };

const shoot = async (page: Page, name: string) => {
  await expect(page.getByText("Loading", { exact: true })).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `../docs/${name}.png`, animations: "disabled", caret: "hide" });
};

interface Offer {
  interaction: string;
  scorecard: string;
}

/** The offered interaction in which most was said so far. */
async function talkative(page: Page): Promise<Offer> {
  let offers: Offer[] = [];
  await expect
    .poll(async () => {
      offers = (await call<{ items: Offer[] }>(page, "GET", "offers")).items;
      return offers.length;
    }, { timeout: 60_000 })
    .toBeGreaterThan(0);
  const said = await Promise.all(
    offers.map(async ({ interaction }) => (await call<{ items: unknown[] }>(page, "GET", `interactions/${interaction}/utterances?limit=200`)).items.length),
  );
  return offers[said.indexOf(Math.max(...said))]!;
}

test("live, and scoring", async ({ browser }) => {
  const page = await windowOf(browser, people.supervisor, wide);
  const { interaction, scorecard } = await talkative(page);
  await page.goto(`/live?watch=${interaction}`);
  await page.getByRole("region", { name: /^Watching / }).getByRole("group").locator("[data-pos]").nth(3).waitFor();
  await shoot(page, "live");
  await page.goto(`/score/new?interaction=${interaction}&scorecard=${scorecard}`);
  await page.locator("[data-question]").first().waitFor();
  await page.getByRole("listbox", { name: /^Transcript/ }).locator("[data-pos]").nth(3).waitFor();
  for (const key of ["ArrowDown", "ArrowDown", "p", "3", "3"]) await page.keyboard.press(key);
  await page.getByText("Saved", { exact: true }).waitFor();
  await shoot(page, "scoring");
});

test("what an agent reads", async ({ browser }) => {
  const page = await windowOf(browser, people.agent, wide);
  const { items } = await call<{ items: { id: string }[] }>(page, "GET", "evaluations?limit=1");
  await page.goto(`/evaluations/${items[0]!.id}`);
  await page.getByRole("listbox", { name: /^Transcript/ }).waitFor();
  await shoot(page, "feedback");
  await page.goto("/work");
  await page.getByRole("heading", { name: "My work" }).waitFor();
  await shoot(page, "work");
  const small = await windowOf(browser, people.agent, phone);
  await small.goto(`/evaluations/${items[0]!.id}`);
  await small.getByRole("heading", { level: 1 }).waitFor();
  await shoot(small, "feedback-phone");
});
