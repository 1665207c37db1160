import { expect, test, type Page } from "@playwright/test";
import { findings } from "./axe";
import { call, interactionOf, scorecardInUse, signedIn, source, teamOf, windowOf } from "./support";

const rate = 8000;

/** A call of so many seconds: the customer's tone on the left in the first half, the agent's on the right in the second. */
function wave(seconds: number): Buffer {
  const samples = seconds * rate;
  const raw = Buffer.alloc(44 + 4 * samples);
  raw.write("RIFF", 0);
  raw.writeUInt32LE(36 + 4 * samples, 4);
  raw.write("WAVEfmt ", 8);
  raw.writeUInt32LE(16, 16);
  raw.writeUInt16LE(1, 20);
  raw.writeUInt16LE(2, 22);
  raw.writeUInt32LE(rate, 24);
  raw.writeUInt32LE(4 * rate, 28);
  raw.writeUInt16LE(4, 32);
  raw.writeUInt16LE(16, 34);
  raw.write("data", 36);
  raw.writeUInt32LE(4 * samples, 40);
  for (let i = 0; i < samples; i++) {
    const tone = Math.round(9000 * Math.sin((2 * Math.PI * 220 * i) / rate));
    raw.writeInt16LE(i < samples / 2 ? tone : 0, 44 + 4 * i);
    raw.writeInt16LE(i < samples / 2 ? 0 : tone, 46 + 4 * i);
  }
  return raw;
}

/** How loud the page's sound truly is, 0 to 1, as it comes out while it plays. */
const loudness = (page: Page) =>
  page.evaluate(async () => {
    const media = document.querySelector("audio")!;
    const kept = window as unknown as { ear?: AnalyserNode };
    if (!kept.ear) {
      const context = new AudioContext();
      await context.resume();
      kept.ear = context.createAnalyser();
      context.createMediaElementSource(media).connect(kept.ear).connect(context.destination);
    }
    const heard = new Float32Array(kept.ear.fftSize);
    kept.ear.getFloatTimeDomainData(heard);
    return Math.max(...heard.map(Math.abs));
  });

test("a recording plays, and a part of it becomes evidence that the agent hears", async ({ browser }) => {
  const run = `sound${Date.now()}`;
  const { lead, agents } = await teamOf(browser, run, 1);
  const crm = await source(run);
  await crm.start({ channel: "phone", agent: agents[0]!.email, subject: run });
  await crm.say("customer", "Where is my order?");
  await crm.say("agent", "I will look at once.");
  await crm.end();

  const page = await windowOf(browser, lead.email);
  const interaction = await interactionOf(page, run);
  await page.goto(`/interactions/${interaction}`);
  await page.locator('input[type="file"]').setInputFiles({ name: "call.wav", mimeType: "audio/wav", buffer: Buffer.from("this is no sound") });
  await expect(page.getByText(/no recording that Rater takes/)).toBeVisible();
  await page.locator('input[type="file"]').setInputFiles({ name: "call.wav", mimeType: "audio/wav", buffer: wave(20) });
  const sound = page.getByRole("region", { name: "Recording" });
  await expect(sound.getByText("0:00 of 0:20")).toBeVisible();
  await expect(sound).toContainText("Agent talks0:10 50 %");
  await expect(sound).toContainText("Nobody talks0:00");

  const scorecard = await scorecardInUse(page);
  const draft = await call<{ id: string }>(page, "POST", "evaluations", { interaction, scorecard });
  await page.goto(`/score/${draft.id}`);
  const slider = sound.getByRole("slider", { name: "Position in the recording" });
  await expect(sound.getByText("0:00 of 0:20")).toBeVisible();
  await page.locator("[data-question]").first().focus();
  await page.locator("body").click({ position: { x: 1, y: 1 } });
  await page.keyboard.press("Space");
  await expect(sound.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.1);
  await page.keyboard.press("Space");
  await expect(sound.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await sound.getByLabel("Speed").selectOption("2");
  expect(await page.locator("audio").evaluate((el: HTMLAudioElement) => el.playbackRate)).toBe(2);

  await slider.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("[");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("]");
  await expect(sound.getByRole("button", { name: "Mark 0:05 – 0:10 as evidence" })).toBeVisible();
  await page.keyboard.press("p");
  const form = page.getByRole("region", { name: "Form" });
  await expect(form.getByRole("button", { name: "Recording, 0:05 – 0:10" })).toBeVisible();
  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + 0.6 * box.width, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.7 * box.width, box.y + 20, { steps: 6 });
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 20, { steps: 6 });
  await page.mouse.up();
  await expect(sound.getByRole("button", { name: /^Mark 0:1[12] – 0:1[56] as evidence/ })).toBeVisible();
  await page.keyboard.press("p");
  await expect(form.getByRole("list", { name: "Evidence" }).getByRole("button", { name: /^Recording/ })).toHaveCount(2);
  await expect(page.getByText("Saved")).toBeVisible();
  expect(await findings(page)).toEqual([]);

  type Kept = { revision: number; answers: { question: string; evidence: { from_ms?: number; to_ms?: number }[] }[] };
  let kept = await call<Kept>(page, "GET", `evaluations/${draft.id}`);
  await expect.poll(async () => (kept = await call<Kept>(page, "GET", `evaluations/${draft.id}`)).answers.flatMap(({ evidence }) => evidence).length, "both parts are kept").toBe(2);
  const parts = kept.answers.flatMap(({ evidence }) => evidence);
  expect(parts[0]).toEqual({ from_ms: 5000, to_ms: 10_000 });
  const card = await call<{ dimensions: { questions: { id: string; options: { key: string }[] }[] }[] }>(page, "GET", `scorecards/${scorecard}`);
  const answers = card.dimensions.flatMap(({ questions }) => questions.map((q) => ({ question: q.id, option: q.options.at(-1)!.key, evidence: kept.answers.find((a) => a.question === q.id)?.evidence ?? [] })));
  kept = await call(page, "PUT", `evaluations/${draft.id}/answers`, { answers }, kept.revision);
  kept = await call(page, "POST", `evaluations/${draft.id}/submit`, {}, kept.revision);
  await call(page, "POST", `evaluations/${draft.id}/release`, {}, kept.revision);

  const phone = await signedIn(browser, agents[0]!.email, { viewport: { width: 375, height: 800 } });
  await phone.goto(`/evaluations/${draft.id}`);
  await phone.getByRole("button", { name: "Recording, 0:05 – 0:10" }).first().click();
  await expect.poll(() => loudness(phone)).toBeGreaterThan(0.1);
  await expect.poll(() => phone.locator("audio").evaluate((el: HTMLAudioElement) => el.paused)).toBe(true);
  expect(Math.round(await phone.locator("audio").evaluate((el: HTMLAudioElement) => el.currentTime))).toBe(10);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  expect(await findings(phone)).toEqual([]);
});
