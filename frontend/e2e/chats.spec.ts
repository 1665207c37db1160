import { existsSync, readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { people, source, windowOf } from "./support";

const file = `${process.env.RATER_SHARED ?? "../../shared"}/data/abcd/abcd_sample.json`;

interface Chat {
  convo_id: number;
  original: ["agent" | "customer" | "action", string][];
}

/** Streams a published chat at ten utterances a second. */
async function stream(crm: Awaited<ReturnType<typeof source>>, chat: Chat) {
  const said = chat.original.filter(([speaker]) => speaker !== "action");
  for (const [speaker, text] of said) {
    const next = new Promise((resolve) => setTimeout(resolve, 100));
    await crm.say(speaker as "agent" | "customer", text);
    await next;
  }
  return said.at(-1)?.[1] ?? "";
}

async function answerAll(page: Page) {
  const total = await page.locator("[data-question]").count();
  for (let answered = 0; answered < total; answered++) {
    const current = page.locator('[data-question][aria-current="step"]');
    const id = await current.getAttribute("data-question");
    await page.keyboard.press("2");
    if (answered < total - 1) await expect(page.locator(`[data-question="${id}"]`)).not.toHaveAttribute("aria-current", "step");
  }
  await expect(page.getByText(`${total} of ${total}`)).toBeVisible();
}

test("published chats are scored while they are streamed", async ({ browser }) => {
  test.skip(!existsSync(file), "the published chats (ABCD) are not at hand");
  const chats = JSON.parse(readFileSync(file, "utf8")) as Chat[];
  const page = await windowOf(browser, people.supervisor);
  for (const [n, chat] of chats.entries()) {
    const name = `Published chat ${["one", "two", "three"][n] ?? "more"}`;
    const crm = await source(`abcd-${chat.convo_id}-${Date.now()}`);
    await page.goto("/live");
    await crm.start({ channel: "chat", agent: people.agent, subject: name });
    const row = page.getByRole("listitem").filter({ hasText: name }).first();
    await expect(row).toBeVisible();
    const streaming = stream(crm, chat);
    await row.getByText(name).click();
    await page.keyboard.press("s");
    await expect(page.locator("[data-question]").first()).toBeVisible();
    await answerAll(page);
    const last = await streaming;
    await expect(page.getByRole("listbox", { name: /^Transcript/ })).toContainText(last.slice(0, 12));
    await crm.end();
    await page.keyboard.press("Control+Shift+Enter");
    await expect(page.getByRole("heading", { name: "Released" })).toBeVisible();
  }
});
