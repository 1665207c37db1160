import { expect, test, type Browser, type Page } from "@playwright/test";
import { call, interactionOf, people, scorecardInUse, source, windowOf } from "./support";

/** Texts that run where they are taken for anything but text. Each begins with its own mark, by which it is found. */
const hostile = [
  `<script>window.__ran=1</script>`,
  `<img src=x onerror="window.__ran=2">`,
  `"><svg/onload=window.__ran=3>`,
  `' autofocus onfocus='window.__ran=4' x='`,
  `javascript:window.__ran=5`,
  `data:text/html,<script>top.__ran=6</script>`,
  `<iframe srcdoc="<script>parent.__ran=7</script>"></iframe>`,
  `{{constructor.constructor('window.__ran=8')()}} \${window.__ran=9} <%= 7*7 %> #{7*7}`,
  `</style><style>*{display:none}</style> expression(window.__ran=10) url(https://evil.example/x)`,
  `<a href="https://evil.example/">here</a> <base href="https://evil.example/"><link rel=stylesheet href=//evil.example/c>`,
  `<form action="https://evil.example/"><input name=q></form><meta http-equiv=refresh content="0;url=https://evil.example/">`,
  `\u202Egnp.exe\u2066 \u200B\uFEFF\u0336`,
  `]]><!--><math><mtext></mtext><script>window.__ran=11</script>`,
  `__proto__ constructor $& $1 %s %n &lt;script&gt;window.__ran=12&lt;/script&gt;`,
];
const long = "W".repeat(300);

/** Notes all that must not happen in a window. */
async function guard(page: Page) {
  const wrong: string[] = [];
  const origin = new URL(page.url()).origin;
  page.on("dialog", (dialog) => {
    wrong.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => wrong.push(`an error: ${error.message}`));
  page.on("console", (message) => /content security policy|refused to/i.test(message.text()) && wrong.push(message.text()));
  page.context().on("request", (request) => {
    if (new URL(request.url()).origin !== origin && !request.url().startsWith("data:image/")) wrong.push(`a request to ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      (window as unknown as { __violations: string[] }).__violations ??= [];
      (window as unknown as { __violations: string[] }).__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return wrong;
}

/** Opens a page and looks whether anything ran, whether the texts stand there as texts, and whether it fits a phone. */
async function visit(page: Page, path: string, wrong: string[], shown: string[], find?: string) {
  await page.goto(path);
  await expect(page.locator("h1")).toBeVisible();
  if (find) await page.getByRole("searchbox").fill(find);
  await expect(page.getByText("Loading", { exact: true })).toHaveCount(0);
  for (const text of shown) await expect.soft(page.getByText(text).first(), `${text} on ${path}`).toBeAttached();
  const state = await page.evaluate(() => {
    const w = window as unknown as { __ran?: number; __violations?: string[] };
    return {
      ran: w.__ran ?? 0,
      violations: w.__violations ?? [],
      made: document.querySelectorAll('iframe, base, form[action*="evil"], meta[http-equiv=refresh], a[href^="javascript:" i], a[href^="data:" i], a[href*="evil"], [onerror], [onload], [onfocus]').length,
    };
  });
  expect.soft(state, path).toEqual({ ran: 0, violations: [], made: 0 });
  expect.soft(wrong.splice(0), path).toEqual([]);
  await page.setViewportSize({ width: 375, height: 760 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wider, `${path} is wider than a phone`).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 860 });
}

interface Card {
  id: string;
  dimensions: { questions: { id: string; options: { key: string }[] }[] }[];
}

/** What the test is about: who there is, what is called what, and the windows in which it is looked at. */
interface Scene {
  browser: Browser;
  all: string[];
  stamp: number;
  admin: Page;
  agentMail: string;
  leadMail: string;
}

type Source = Awaited<ReturnType<typeof source>>;

/** A team, its agent and its lead, all with hostile names. */
async function hire(browser: Browser): Promise<Scene> {
  const stamp = Date.now();
  const all = hostile.map((text, n) => `mark${n}x${stamp} ${text}`);
  const admin = await windowOf(browser, people.admin);
  const password = process.env.RATER_E2E_PASSWORD!;
  const team = await call<{ id: string }>(admin, "POST", "teams", { name: `${all[0]!.slice(0, 120)} ${long.slice(0, 70)}` });
  const agentMail = `hostile-agent-${stamp}@example.com`;
  const leadMail = `hostile-lead-${stamp}@example.com`;
  await call(admin, "POST", "users", { name: all[1], email: agentMail, password, roles: ["agent"], member_of: team.id, external_ids: [all[4]!] });
  await call(admin, "POST", "users", { name: `${all[2]} ${long.slice(0, 120)}`, email: leadMail, password, roles: ["supervisor"], leads: [team.id] });
  return { browser, all, stamp, admin, agentMail, leadMail };
}

/** An interaction that says something hostile in every field, and one of an agent whom nobody knows. */
async function tell({ all, stamp, agentMail }: Scene): Promise<Source[]> {
  const crm = await source(`hostile-${stamp}`);
  await crm.start({
    channel: "chat", agent: agentMail, subject: all[2], queue: all[3], language: "en", customer: { name: all[5], address: all[6]!.slice(0, 200), ref: all[4] },
    spoke_to: all[7], tone: all[8], next_step: all[9], next_owner: all[10], account: long, transaction: all[4], resolution: all[12],
    attributes: { [all[13]!]: all[0], [long.slice(0, 100)]: long }, recording_url: `https://example.com/"onclick="window.__ran=20`,
  });
  for (const text of all) await crm.say("customer", text);
  await crm.say("agent", long);
  const stranger = await source(`hostile-stranger-${stamp}`);
  await stranger.start({ channel: "chat", agent: `${all[1]!.slice(0, 200)} ${long}`, subject: all[0] });
  return [crm, stranger];
}

interface Revised {
  id: string;
  revision: number;
}

/** The lead scores with hostile comments, looks at the draft, and releases it. */
async function score(lead: Page, wrong: string[], id: string, all: string[]) {
  const card = await call<Card>(lead, "GET", `scorecards/${await scorecardInUse(lead)}`);
  let e = await call<Revised>(lead, "POST", "evaluations", { interaction: id, scorecard: card.id });
  const questions = card.dimensions.flatMap((dimension) => dimension.questions);
  const answers = questions.map((q, n) => ({ question: q.id, option: q.options[0]!.key, comment: n === 0 ? long : all[n % all.length], evidence: [{ pos: (n % all.length) + 1 }] }));
  e = await call(lead, "PUT", `evaluations/${e.id}/answers`, { answers }, e.revision);
  await visit(lead, `/score/${e.id}`, wrong, [all[1]!]);
  e = await call(lead, "POST", `evaluations/${e.id}/submit`, {}, e.revision);
  e = await call(lead, "POST", `evaluations/${e.id}/release`, {}, e.revision);
  return { e, question: questions[0]!.id };
}

async function asArbiter({ browser, all }: Scene, dispute: string) {
  const arbiter = await windowOf(browser, people.evaluator);
  const wrong = await guard(arbiter);
  await visit(arbiter, "/disputes", wrong, [all[6]!]);
  await visit(arbiter, `/disputes/${dispute}`, wrong, [all[6]!, all[0]!]);
}

async function asAdmin({ admin, all }: Scene) {
  const wrong = await guard(admin);
  await visit(admin, "/people", wrong, [all[1]!], all[1]!.slice(0, 12)); // of many people, the list shows the first
  await visit(admin, "/people/teams", wrong, [all[0]!.slice(0, 60)]);
  await visit(admin, "/people/unmatched", wrong, [all[1]!.slice(0, 60)]);
  await visit(admin, "/interactions", wrong, [all[0]!]);
  await visit(admin, "/audit", wrong, []);
}

test("hostile texts are shown as texts, run nowhere, and fit", async ({ browser }) => {
  test.setTimeout(240_000);
  const scene = await hire(browser);
  const { all } = scene;
  const [subject, agentName] = [all[2]!, all[1]!];
  const sources = await tell(scene);
  const lead = await windowOf(browser, scene.leadMail);
  const leadWrong = await guard(lead);
  const id = await interactionOf(lead, subject);
  let { e, question } = await score(lead, leadWrong, id, all);

  const agent = await windowOf(browser, scene.agentMail);
  const agentWrong = await guard(agent);
  await visit(agent, "/work", agentWrong, [subject]);
  e = await call(agent, "POST", `evaluations/${e.id}/acknowledge`, { comment: `${all[3]} ${long}` }, e.revision);
  const dispute = await call<{ id: string }>(agent, "POST", `evaluations/${e.id}/disputes`, { question, reason: `${all[6]} ${long}` }, e.revision);

  await visit(lead, "/live", leadWrong, [subject]);
  await visit(lead, `/live?watch=${id}`, leadWrong, [all[12]!, all[13]!]);
  await visit(lead, "/interactions", leadWrong, [subject, agentName]);
  await visit(lead, `/interactions/${id}`, leadWrong, [all[0]!, all[5]!, all[7]!, all[13]!]);
  await visit(lead, "/evaluations", leadWrong, [agentName]);
  await visit(lead, `/evaluations/${e.id}`, leadWrong, [all[1]!, all[3]!]);
  await visit(lead, "/queue", leadWrong, []);
  for (const path of ["/work", "/evaluations", "/interactions"]) await visit(agent, path, agentWrong, [subject]);
  await visit(agent, `/interactions/${id}`, agentWrong, [all[0]!, all[9]!]);
  await visit(agent, `/evaluations/${e.id}`, agentWrong, [all[1]!, all[6]!]);
  await asArbiter(scene, dispute.id);
  await asAdmin(scene);
  for (const one of sources) await one.end();
});
