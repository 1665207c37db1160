import { expect, request, type Browser, type BrowserContextOptions, type Locator, type Page } from "@playwright/test";

const base = process.env.RATER_E2E_URL ?? "http://localhost:8080";

export const people = {
  supervisor: process.env.RATER_E2E_SUPERVISOR ?? "supervisor@example.com",
  agent: process.env.RATER_E2E_AGENT ?? "agent@example.com",
  evaluator: process.env.RATER_E2E_EVALUATOR ?? "evaluator@example.com",
  admin: process.env.RATER_E2E_ADMIN ?? "admin@example.com",
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

interface Question {
  id: string;
  na: boolean;
  options: { key: string; points: number }[];
}

interface Evaluation {
  id: string;
  revision: number;
}

/** Calls the API as the person of the window. */
export async function call<T>(page: Page, method: "GET" | "POST" | "PUT" | "PATCH", path: string, data?: unknown, revision?: number): Promise<T> {
  const headers: Record<string, string> = { origin: new URL(base).origin };
  if (revision !== undefined) headers["if-match"] = `"${revision}"`;
  const answer = await page.request.fetch(`/api/v1/${path}`, { method, headers, ...(data === undefined ? {} : { data }) });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (answer.status() === 204 ? undefined : await answer.json()) as T;
}

/** A scorecard while it is written. */
export interface Drafted {
  scorecard: string;
  revision: number;
  name: string;
  definition: { languages?: string[]; texts?: Record<string, Record<string, string>>; dimensions: { questions: { id: string }[] }[] };
}

/** The interaction with this subject, once the page's person can see it. */
export async function interactionOf(page: Page, subject: string): Promise<string> {
  let id: string | undefined;
  await expect
    .poll(async () => {
      const list = await call<{ items: { id: string; subject?: string }[] }>(page, "GET", "interactions?limit=200");
      id = list.items.find((one) => one.subject === subject)?.id;
      return id;
    })
    .toBeTruthy();
  return id!;
}

type Level = "first" | "best";

const levelOf = ({ options }: Question, level: Level) => (level === "first" ? options[0]! : options.reduce((best, one) => (one.points > best.points ? one : best)));

/** The first scorecard that is not retired. */
export async function scorecardInUse(page: Page): Promise<string> {
  const { items } = await call<{ items: { id: string; retired: boolean }[] }>(page, "GET", "scorecards?limit=200");
  return items.find((one) => !one.retired)!.id;
}

/** Scores an interaction as the window's person, every question with its first or best level and the first utterance, by a scorecard or the first in use, and releases it. */
export async function releasedBy(page: Page, interaction: string, level: Level = "first", by?: string): Promise<string> {
  const scorecard = by ?? (await scorecardInUse(page));
  const card = await call<{ dimensions: { questions: Question[] }[] }>(page, "GET", `scorecards/${scorecard}`);
  let evaluation = await call<Evaluation>(page, "POST", "evaluations", { interaction, scorecard });
  const answers = card.dimensions.flatMap(({ questions }) => questions.map((q) => ({ question: q.id, option: levelOf(q, level).key, evidence: [{ pos: 1 }] })));
  evaluation = await call(page, "PUT", `evaluations/${evaluation.id}/answers`, { answers }, evaluation.revision);
  evaluation = await call(page, "POST", `evaluations/${evaluation.id}/submit`, {}, evaluation.revision);
  evaluation = await call(page, "POST", `evaluations/${evaluation.id}/release`, {}, evaluation.revision);
  return evaluation.id;
}

/** A released evaluation, by the window's person, of a new interaction of this agent's. */
export async function evaluated(page: Page, agent: string, subject: string, level: Level = "first"): Promise<string> {
  const crm = await source(subject);
  await crm.start({ channel: "chat", agent, subject });
  await crm.say("agent", "Please hold the line.");
  return releasedBy(page, await interactionOf(page, subject), level);
}

/** What a source sends about one interaction, each utterance with the next seq. */
export async function source(interaction: string) {
  const api = await request.newContext({
    baseURL: base,
    extraHTTPHeaders: { authorization: `Bearer ${process.env.RATER_E2E_TOKEN ?? ""}` },
  });
  let seq = 0;
  const send = async (...list: Record<string, unknown>[]) => {
    const events = list.map((event) => ({ id: `${interaction}-${crypto.randomUUID()}`, interaction, at: new Date().toISOString(), ...event }));
    const answer = await api.post("/api/v1/ingest/events", { data: { events } });
    const body = (await answer.json()) as { accepted?: number };
    if (body.accepted !== events.length) throw new Error(`not accepted: ${JSON.stringify(body)}`);
  };
  return {
    start: (facts: Record<string, unknown>) => send({ type: "interaction.started", ...facts }),
    say: (speaker: "customer" | "agent", text: string) => send({ type: "utterance.added", speaker, text, seq: ++seq }),
    sayAll: async (texts: string[]) => {
      for (let n = 0; n < texts.length; n += 500)
        await send(...texts.slice(n, n + 500).map((text) => ({ type: "utterance.added", speaker: seq % 2 ? "agent" : "customer", text, seq: ++seq })));
    },
    end: () => send({ type: "interaction.ended", resolution: "resolved" }),
  };
}

/** On how many lines the first words of an element stand. */
export const linesOf = (element: Locator) =>
  element.evaluate((el) => {
    const range = document.createRange();
    range.selectNodeContents(document.createTreeWalker(el, NodeFilter.SHOW_TEXT).nextNode()!);
    return range.getClientRects().length;
  });

/** A window of somebody who signed in without the page for it. */
export async function signedIn(browser: Browser, email: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: base, ...options })).newPage();
  await call(page, "POST", "session", { email, password });
  return page;
}

interface Person {
  id: string;
  name: string;
  email: string;
}

/** A team of its own, with who leads it and some agents, named after the run. */
export async function teamOf(browser: Browser, run: string, agents: number): Promise<{ lead: Person; agents: Person[] }> {
  const admin = await signedIn(browser, people.admin);
  const team = await call<{ id: string }>(admin, "POST", "teams", { name: `Team ${run}` });
  const add = (name: string, rest: Record<string, unknown>) =>
    call<Person>(admin, "POST", "users", { name: `${name} ${run}`, email: `${name.toLowerCase()}.${run}@example.com`, password, ...rest });
  const lead = await add("Lead", { roles: ["supervisor"], leads: [team.id] });
  const all: Person[] = [];
  for (const name of ["Ines", "Bruno", "Chloe", "Dario", "Elif", "Femi", "Greta", "Hana", "Ivo", "Jana"].slice(0, agents)) all.push(await add(name, { roles: ["agent"], member_of: team.id }));
  return { lead, agents: all };
}

/** How much wider than the window the page is. */
export const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

const pad = (n: number) => String(n).padStart(2, "0");

/** A minute from now on as a field for dates and times holds it. */
export function localMinute(later: number): string {
  const at = new Date(Date.now() + later);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** Moves the session to the present minute, whichever it is when the server is asked. */
export async function beginNow(page: Page) {
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Move", exact: true }).click();
  await expect(async () => {
    await dialog.getByLabel("When").fill(localMinute(0));
    await dialog.getByRole("button", { name: "Move it" }).click();
    await expect(dialog).toBeHidden({ timeout: 3000 });
  }).toPass();
  await expect(page.getByRole("button", { name: "It was held: sign" })).toBeEnabled({ timeout: 20_000 });
}

/** Whether pages are walked in this look: each scheme and each size once, since colours hardly depend on width; `make walk` takes all four. */
export const walked = (scheme: string, size: string) => !!process.env.RATER_E2E_EVERY_LOOK || (scheme === "light") === (size === "desktop");
