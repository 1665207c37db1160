import { request, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";

const base = process.env.RATER_E2E_URL ?? "http://localhost:8080";

export const people = {
  supervisor: process.env.RATER_E2E_SUPERVISOR ?? "supervisor@example.com",
  agent: process.env.RATER_E2E_AGENT ?? "agent@example.com",
  admin: process.env.RATER_E2E_ADMIN,
};

const password = process.env.RATER_E2E_PASSWORD ?? "rater-demo";

/** A window of its own in which the person has signed in at the sign-in page. */
export async function windowOf(browser: Browser, email: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: base, ...options });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.getByRole("main").locator("h1").waitFor();
  return page;
}

/** What a source sends about one interaction, each utterance with the next seq. */
export async function source(interaction: string) {
  const api = await request.newContext({
    baseURL: base,
    extraHTTPHeaders: { authorization: `Bearer ${process.env.RATER_E2E_TOKEN ?? ""}` },
  });
  let seq = 0;
  const send = async (event: Record<string, unknown>) => {
    const sent = { id: `${interaction}-${crypto.randomUUID()}`, interaction, at: new Date().toISOString(), ...event };
    const answer = await api.post("/api/v1/ingest/events", { data: { events: [sent] } });
    const body = (await answer.json()) as { accepted?: number };
    if (body.accepted !== 1) throw new Error(`not accepted: ${JSON.stringify(body)}`);
  };
  return {
    start: (facts: Record<string, unknown>) => send({ type: "interaction.started", ...facts }),
    say: (speaker: "customer" | "agent", text: string) => send({ type: "utterance.added", speaker, text, seq: ++seq }),
    end: () => send({ type: "interaction.ended", resolution: "resolved" }),
  };
}
