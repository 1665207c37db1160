import { execFileSync } from "node:child_process";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { call, people, windowOf } from "./support";

const wide = { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" as const };
const phone = { viewport: { width: 375, height: 780 }, reducedMotion: "reduce" as const, hasTouch: true };

const shoot = async (page: Page, name: string) => {
  await expect(page.getByText("Loading", { exact: true })).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `../docs/${name}.png`, animations: "disabled", caret: "hide" });
};

const analyst = "analyst@example.com";

/** A picture of as much of a page as it takes to see what it is about, from its heading on. */
async function shootDown(page: Page, name: string, height: number) {
  await page.setViewportSize({ width: wide.viewport.width, height });
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
  });
  await shoot(page, name);
}

/** Waits until what goes by time is drawn. */
const drawn = (within: Page | Locator) => within.locator(".uplot canvas").first().waitFor();

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

/** Tells the demonstration of this many interactions of a team that go on and end by themselves, in their sources' words. */
async function told(admin: Page, agents: string[], many: number) {
  const folder = `${process.env.RATER_DATA_DIR ?? "."}/demo`;
  const made = execFileSync("../bin/rater", ["token", "add", "--source", `papers-${many}`, "--json"], { env: { ...process.env, RATER_DATA_DIR: folder } });
  const { token } = JSON.parse(made.toString()) as { token: string };
  const subjects = ["Charged twice", "Late fee although I paid", "New card for monthly payments", "Paying in instalments", "Invoice with the old address", "Refund that never came"];
  const channels = ["phone", "chat", "email", "sms", "phone", "social"];
  const at = new Date().toISOString();
  const events = Array.from({ length: many }, (_, n) => {
    const one = { interaction: `papers-${many}-${n}`, at };
    return [
      { ...one, id: `s${n}`, type: "interaction.started", channel: channels[n % channels.length], agent: agents[n % agents.length], subject: subjects[(n * 5) % subjects.length], queue: "billing", language: "en" },
      { ...one, id: `u${n}`, type: "utterance.added", speaker: "customer", text: n % 7 ? "Hello, can you help me with my bill?" : "This is the third time, it is terrible and I am angry.", seq: 1 },
    ];
  }).flat();
  const answer = await admin.request.post("/api/v1/ingest/events", { data: { events }, headers: { authorization: `Bearer ${token}`, cookie: "" } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test("figures", async ({ browser }) => {
  const lead = await windowOf(browser, people.supervisor, wide);
  await lead.goto("/standings");
  await lead.getByRole("table").first().waitFor();
  await shootDown(lead, "standings", 900);
  await lead.locator("tbody tr").first().click();
  await drawn(lead);
  await lead.getByRole("combobox", { name: "Other agent" }).click();
  await lead.getByRole("option").first().click();
  await lead.getByRole("table", { name: "Beside another agent" }).waitFor();
  await shootDown(lead, "agent", 1400);
  const page = await windowOf(browser, analyst, wide);
  await page.goto("/strictness");
  await page.getByRole("table").first().waitFor();
  await shootDown(page, "strictness", 840);
  await page.goto("/effects");
  await page.getByRole("table").first().waitFor();
  await shootDown(page, "effect", 640);
});

test("calibrations and plans", async ({ browser }) => {
  const page = await windowOf(browser, analyst, wide);
  await page.goto("/calibrations");
  await page.getByRole("row", { name: /Second calibration/ }).first().click();
  await page.getByRole("heading", { level: 1, name: "Second calibration" }).waitFor();
  await page.getByRole("table").nth(1).waitFor();
  await shootDown(page, "calibration", 1000);
  await page.goto("/plans");
  await page.getByRole("row", { name: /Ninety days/ }).click();
  await page.getByRole("table").first().waitFor();
  await shootDown(page, "plan", 900);
});

test("scoring with a recording", async ({ browser }) => {
  const page = await windowOf(browser, people.supervisor, wide);
  const { items } = await call<{ items: (Offer & { channel: string })[] }>(page, "GET", "queue?limit=100");
  for (const { interaction, scorecard } of items.filter(({ channel }) => channel === "phone")) {
    const { status } = await call<{ status: string }>(page, "GET", `interactions/${interaction}/recording`);
    if (status !== "kept") continue;
    await page.goto(`/score/new?interaction=${interaction}&scorecard=${scorecard}`);
    await page.getByRole("slider", { name: "Position in the recording" }).waitFor();
    await page.locator("[data-question]").first().waitFor();
    for (const key of ["3", "ArrowDown", "2"]) await page.keyboard.press(key);
    await page.getByText("Saved", { exact: true }).waitFor();
    return shoot(page, "recording");
  }
  throw new Error("nothing in the queue has a recording");
});

test("many live interactions", async ({ browser }) => {
  const lead = await windowOf(browser, people.supervisor, wide);
  const admin = await windowOf(browser, people.admin, wide);
  const agents = ["tomasz.wilk", "priya.nambiar", "lucas.ferreira", "hannah.lindqvist", "yusuf.demir"].map((name) => `${name}@example.com`);
  for (const [name, more] of [["live-12", 12], ["live-100", 100]] as const) {
    await told(admin, agents, more);
    const { items: offers } = await call<{ items: { id: string }[] }>(lead, "GET", "offers?limit=200");
    for (const { id } of offers.slice(2)) await call(lead, "POST", `offers/${id}/skip`, { reason: "I watch another one." }).catch(() => undefined); // which may be over by now
    await lead.goto(more < 100 ? "/live" : "/live?sort=silence");
    const list = lead.getByRole("heading", { name: "Everything else that is live" });
    await list.waitFor();
    if (more < 100) await shootDown(lead, name, 1100);
    else {
      await list.evaluate((heading) => heading.scrollIntoView());
      await shoot(lead, name);
    }
  }
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
