import { expect, test, type Page } from "@playwright/test";
import { sound } from "./axe";
import { call, people, walked, windowOf } from "./support";

async function settled(page: Page, path: string) {
  await page.goto(path);
  await expect(page.locator("h1")).toBeVisible();
}

async function check(page: Page, path: string) {
  await settled(page, path);
  await sound(page, path);
}

async function first(page: Page, list: string): Promise<string | undefined> {
  const answer = await page.request.get(`/api/v1/${list}`);
  const body = (await answer.json()) as { items?: { id: string }[] };
  return body.items?.[0]?.id;
}

async function interactionOfOffer(page: Page, offer: string): Promise<string | undefined> {
  const body = (await (await page.request.get("/api/v1/queue?limit=200")).json()) as { items: { id: string; interaction: string }[] };
  return body.items.find(({ id }) => id === offer)?.interaction;
}

const sizes = { desktop: { width: 1280, height: 860 }, phone: { width: 375, height: 760 } };

for (const scheme of ["light", "dark"] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    if (!walked(scheme, size)) continue;
    const look = { colorScheme: scheme, viewport, reducedMotion: "reduce" as const, hasTouch: size === "phone" };

    test(`sign-in, ${scheme}, ${size}`, async ({ browser }) => {
      const context = await browser.newContext(look);
      await check(await context.newPage(), "/sign-in");
    });

    test(`supervisor's pages, ${scheme}, ${size}`, async ({ browser }) => {
      const page = await windowOf(browser, people.supervisor, look);
      const live = await first(page, "interactions?status=live");
      const evaluation = await first(page, "evaluations?status=released");
      const dispute = await first(page, "disputes");
      const scorecard = await first(page, "scorecards");
      const offer = await first(page, "queue");
      const session = await first(page, "coaching/sessions");
      const paths = ["/live", "/queue", "/evaluators", "/coaching", "/notices", "/evaluations", "/interactions", "/disputes", "/scorecards", "/account", "/nowhere", "/evaluations/none", "/modules", "/modules/assignments", "/coaching/rounds", "/feedback", "/feedback/useful", "/feedback/box", "/coaching/recurring", "/coaching/actions", "/coaching/actions?view=list"];
      if (live) paths.push(`/live?watch=${live}`, `/interactions/${live}`, `/score/new?interaction=${live}&scorecard=${scorecard}`);
      if (evaluation) paths.push(`/evaluations/${evaluation}`, `/score/${evaluation}`);
      if (dispute) paths.push(`/disputes/${dispute}`);
      if (session) paths.push(`/coaching/${session}`);
      if (offer) paths.push(`/score/new?offer=${offer}&interaction=${await interactionOfOffer(page, offer)}&scorecard=${scorecard}`);
      for (const path of paths) await check(page, path);
    });

    test(`agent's pages, ${scheme}, ${size}`, async ({ browser }) => {
      const page = await windowOf(browser, people.agent, look);
      const evaluation = await first(page, "evaluations");
      const interaction = await first(page, "interactions?status=ended");
      const session = await first(page, "coaching/sessions");
      const paths = ["/work", "/now", "/notices", "/account", "/evaluations", "/interactions", "/scorecards", "/learning", "/learning/none", "/feedback", "/feedback/useful", "/feedback/box"];
      if (evaluation) paths.push(`/evaluations/${evaluation}`);
      if (interaction) paths.push(`/interactions/${interaction}`);
      if (session) paths.push(`/coaching/${session}`);
      for (const path of paths) await check(page, path);
    });

    test(`evaluator's pages, ${scheme}, ${size}`, async ({ browser }) => {
      const page = await windowOf(browser, people.evaluator, look);
      const dispute = await first(page, "disputes");
      const paths = ["/queue", "/feedback", "/feedback/useful", "/evaluations", "/disputes", "/scorecards"];
      if (dispute) paths.push(`/disputes/${dispute}`);
      for (const path of paths) await check(page, path);
    });

    test(`administrator's pages, ${scheme}, ${size}`, async ({ browser }) => {
      const page = await windowOf(browser, people.admin, look);
      const draft = await call<{ scorecard: string; definition: { dimensions: { questions: { id: string }[] }[] } }>(page, "POST", "scorecards", { name: `Pages ${scheme}`, template: "complaint-handling" });
      const build = `/scorecards/${draft.scorecard}/edit`;
      const builder = [build, `${build}?at=${draft.definition.dimensions[0]!.questions[0]!.id}`, `/scorecards/${await first(page, "scorecards")}/quality`];
      for (const path of ["/evaluators", "/people", "/people?user=new", "/people/teams", "/people/unmatched", "/interactions", "/audit", "/feedback", "/scorecards", ...builder]) await check(page, path);
    });
  }
}
