import { test, type Page } from "@playwright/test";
import { interactionOf, people, source, windowOf } from "./support";

const spoken = 10_000;
const longest = 50; // ms that a task may take before it is felt

test.describe.configure({ mode: "serial" });

for (const live of [false, true]) {
  test(`${spoken} utterances, ${live ? "live" : "stored"}`, async ({ browser }) => {
    const page = await windowOf(browser, people.supervisor);
    const subject = `A long ${live ? "live" : "stored"} conversation`;
    const crm = await source(`bench-${live}-${Date.now()}`);
    await crm.start({ channel: "chat", agent: people.agent, subject });
    await crm.sayAll(Array.from({ length: spoken }, (_, n) => `This is what was said as the ${n + 1}th, and somebody listened to it.`));
    if (!live) await crm.end();
    const id = await interactionOf(page, subject);
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
    });
    await page.goto("/interactions");
    const link = page.locator(`a[href*="${id}"]`).first();
    await link.waitFor();
    await takeTasks(page);
    const begun = Date.now();
    await link.click();
    const box = page.locator("[aria-label='Transcript'] [role='group'], [aria-label='Transcript'] [role='listbox']").first();
    await page.waitForFunction(([el, n]) => (el as HTMLElement).scrollHeight > n * 20, [await box.elementHandle(), spoken] as const);
    const opened = Date.now() - begun;
    const opening = await takeTasks(page);
    for (let n = 0; n <= 20; n++) {
      await box.evaluate((el, share) => el.scrollTo({ top: el.scrollHeight * share }), n / 20);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    }
    const scrolling = await takeTasks(page);
    process.stdout.write(`${spoken} utterances, ${live ? "live" : "stored"}: whole after ${opened} ms; opening: ${of(opening)}; scrolling: ${of(scrolling)}\n`);
  });
}

const takeTasks = (page: Page) => page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0));

const of = (tasks: number[]) => `longest task ${tasks.length ? `${Math.max(...tasks)} ms` : `under ${longest} ms`}, ${tasks.length} over ${longest} ms`;
