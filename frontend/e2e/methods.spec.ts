import { expect, test } from "@playwright/test";
import { beginNow, call, people, signedIn, teamOf } from "./support";

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

test("a request becomes a formal review that both sign", async ({ browser }) => {
  test.skip(!people.admin, "RATER_E2E_ADMIN is not set");
  const { lead, agents } = await teamOf(browser, `f${Date.now() % 1e8}`, 1);
  const agent = await signedIn(browser, agents[0]!.email);
  await agent.goto("/work");
  await agent.getByRole("button", { name: "Ask for coaching" }).click();
  await agent.getByRole("dialog").getByLabel("What you would like help with").fill("How to end a call kindly");
  await agent.getByRole("dialog").getByRole("button", { name: "Ask", exact: true }).click();
  await expect(agent.getByRole("list", { name: "What I asked for" })).toContainText("How to end a call kindly");

  const supervisor = await signedIn(browser, lead.email);
  await supervisor.goto("/live");
  await supervisor.getByRole("navigation", { name: "To do" }).getByRole("link", { name: /1 asks for coaching/ }).click();
  await supervisor.getByRole("list", { name: "Who asks for coaching" }).getByRole("button", { name: "Plan a session" }).click();
  const dialog = supervisor.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Formal review" }).check();
  await expect(dialog.getByText(/Good for looking back over months/)).toBeVisible();
  await dialog.getByLabel("When").fill(`${day(3)}T10:00`);
  await dialog.getByRole("button", { name: "Add a goal" }).click();
  await dialog.getByLabel("Goal 1", { exact: true }).fill("Ends calls without hurry");
  await dialog.getByLabel("By, goal 1").fill(day(40));
  await dialog.getByRole("button", { name: "Add a document" }).click();
  await dialog.getByLabel("Title 1").fill("How we end calls");
  await dialog.getByLabel("Address 1").fill("http://example.org/calls");
  await dialog.getByRole("button", { name: "Plan a session" }).click();
  await expect(dialog.getByText(/must be an address such as https/)).toBeVisible();
  await dialog.getByLabel("Address 1").fill("https://example.org/calls");
  await dialog.getByRole("button", { name: "Plan a session" }).click();
  await expect(supervisor.getByText(/· Formal review ·/)).toBeVisible();
  const review = supervisor.getByRole("region", { name: "Review" });
  await expect(review.getByText("Ends calls without hurry")).toBeVisible();
  await expect(review.getByRole("link", { name: "How we end calls" })).toHaveAttribute("rel", /noopener/);
  await beginNow(supervisor);
  await supervisor.getByRole("button", { name: "It was held: sign" }).click();
  await supervisor.getByRole("dialog").getByRole("button", { name: "Sign it" }).click();
  await expect(supervisor.getByText(/^signed by Lead/)).toBeVisible();

  await agent.goto("/work");
  await expect(agent.getByRole("list", { name: "What I asked for" })).toContainText("Planned");
  await agent.getByRole("navigation", { name: "To do" }).getByRole("link", { name: /1 session to sign/ }).click();
  await agent.getByRole("button", { name: "Sign", exact: true }).click();
  await agent.getByRole("dialog").getByRole("button", { name: "Sign it" }).click();
  await expect(agent.getByText(/^signed by Ines/)).toBeVisible();
  await agent.getByRole("region", { name: "How useful it was" }).getByRole("radio", { name: "5", exact: true }).check();
});

test("a peer is asked and declines, another answers, and the lead reads none of it", async ({ browser }) => {
  test.skip(!people.admin, "RATER_E2E_ADMIN is not set");
  const { lead, agents } = await teamOf(browser, `p${Date.now() % 1e8}`, 3);
  const [ines, bruno, chloe] = agents;
  const agent = await signedIn(browser, ines!.email);
  const ask = async (whom: string, ahead: number) => {
    await agent.goto("/work");
    await agent.getByRole("button", { name: "Ask a peer for feedback" }).click();
    await agent.getByRole("dialog").getByRole("combobox", { name: "Who gives the feedback" }).click();
    await agent.getByRole("option", { name: whom }).click();
    await agent.getByRole("dialog").getByLabel("What to look at").fill("My greeting");
    await agent.getByRole("dialog").getByLabel("When").fill(`${day(ahead)}T10:00`);
    await agent.getByRole("dialog").getByRole("button", { name: "Ask", exact: true }).click();
    await expect(agent.getByRole("list", { name: "My sessions" })).toContainText(whom);
  };
  await ask(bruno!.name, 3);
  const peer = await signedIn(browser, bruno!.email);
  await peer.goto("/work");
  await peer.getByRole("list", { name: "I am asked for feedback" }).getByRole("link", { name: "Open" }).click();
  await expect(peer.getByText("My greeting")).toBeVisible();
  await peer.getByRole("button", { name: "Decline" }).click();
  await peer.getByRole("dialog").getByRole("button", { name: "Decline" }).click();
  await expect(peer.getByText(/· Declined/)).toBeVisible();

  await ask(chloe!.name, 4);
  const other = await signedIn(browser, chloe!.email);
  await other.goto("/work");
  await other.getByRole("list", { name: "I am asked for feedback" }).getByRole("link", { name: "Open" }).click();
  await other.getByLabel("What I heard").fill("You said your name twice");
  await other.getByRole("button", { name: "Save notes" }).click();
  await expect(other.getByRole("button", { name: "Save notes" })).toBeDisabled();
  await beginNow(other);
  await other.getByRole("button", { name: "It was held: sign" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Sign it" }).click();
  await expect(other.getByText(/^signed by Chloe/)).toBeVisible();
  await agent.goto(new URL(other.url()).pathname);
  await expect(agent.getByText("You said your name twice")).toBeVisible();

  const supervisor = await signedIn(browser, lead.email);
  await supervisor.goto(new URL(other.url()).pathname);
  await expect(supervisor.getByText("What was said stays with them.")).toBeVisible();
  await expect(supervisor.getByText("You said your name twice")).toHaveCount(0);
});

test("many sessions are moved at once, with the result of each", async ({ browser }) => {
  test.skip(!people.admin, "RATER_E2E_ADMIN is not set");
  const { lead, agents } = await teamOf(browser, `b${Date.now() % 1e8}`, 2);
  const supervisor = await signedIn(browser, lead.email);
  for (const [at, { id }] of agents.entries())
    await call(supervisor, "POST", "coaching/sessions", { agent: id, starts_at: `${day(at === 0 ? 1 : 5)}T10:00:00Z`, minutes: 30 });
  await supervisor.goto("/coaching");
  await supervisor.getByRole("button", { name: "Change many" }).click();
  for (const { name } of agents) await supervisor.getByRole("checkbox", { name }).check();
  await supervisor.getByRole("button", { name: "Change 2 sessions" }).click();
  const dialog = supervisor.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Do it" })).toBeDisabled();
  await dialog.getByLabel("Days").fill("-3");
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect(supervisor.getByText("1 of 2 changed")).toBeVisible();
  const list = supervisor.getByRole("list", { name: "Next sessions" });
  await expect(list.getByRole("listitem").filter({ hasText: agents[0]!.name })).toContainText(/not changed: .*past/);
  const { items } = await call<{ items: { agent: string; starts_at: string }[] }>(supervisor, "GET", "coaching/sessions");
  expect(items.find(({ agent }) => agent === agents[1]!.id)?.starts_at.slice(0, 10)).toBe(day(2));

  await supervisor.getByRole("button", { name: "Done" }).click();
  await list.getByRole("link", { name: "Open" }).first().click();
  await supervisor.getByRole("heading", { level: 1 }).waitFor();
  await supervisor.emulateMedia({ media: "print" });
  await expect(supervisor.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(supervisor.getByRole("navigation", { name: "Places" })).toBeHidden();
  await expect(supervisor.getByRole("button", { name: "Print" })).toBeHidden();
});

test("a session comes again, is changed and ended", async ({ browser }) => {
  test.skip(!people.admin, "RATER_E2E_ADMIN is not set");
  const { lead, agents } = await teamOf(browser, `c${Date.now() % 1e8}`, 1);
  const supervisor = await signedIn(browser, lead.email);
  await supervisor.goto("/coaching");
  await supervisor.getByRole("link", { name: "Recurring" }).click();
  await supervisor.getByRole("heading", { name: "Recurring sessions" }).waitFor();
  await supervisor.keyboard.press("n");
  const dialog = supervisor.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Agent" }).click();
  await supervisor.getByRole("option", { name: agents[0]!.name }).click();
  await dialog.getByLabel("Last day").fill("2020-01-01");
  await dialog.getByRole("button", { name: "Make it" }).click();
  await expect(dialog.getByLabel("Last day")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Last day").fill("");
  await dialog.getByRole("button", { name: "Make it" }).click();
  const list = supervisor.getByRole("list", { name: "Recurring sessions" });
  await expect(list).toContainText("Every 2 weeks on Wednesday, 10:00");
  await list.getByRole("button", { name: "Change" }).click();
  await dialog.getByLabel("Every how many weeks").fill("1");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(list).toContainText("Each week on Wednesday, 10:00");
  await list.getByRole("button", { name: "End" }).click();
  await expect(supervisor.getByText("No session comes again")).toBeVisible();
});
