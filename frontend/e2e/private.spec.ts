import { expect, test, type Page } from "@playwright/test";
import { interactionOf, people, releasedBy, source, windowOf } from "./support";

/** Every address that a window asks for, and what its browser keeps of the site. */
function watch(page: Page) {
  const addresses: string[] = [];
  page.context().on("request", (request) => addresses.push(request.url()));
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  page.on("websocket", (socket) => addresses.push(socket.url()));
  const here = () => addresses.push(page.url());
  return { addresses, here };
}

const kept = (page: Page) =>
  page.evaluate(async () => {
    const databases = await Promise.all(
      (await indexedDB.databases()).map(
        ({ name }) =>
          new Promise<string>((resolve, reject) => {
            const opening = indexedDB.open(name!);
            opening.addEventListener("error", () => reject(opening.error));
            opening.addEventListener("success", async () => {
              const db = opening.result;
              const stores = Array.from(db.objectStoreNames).map(
                (store) =>
                  new Promise<string>((all) => {
                    const reading = db.transaction(store).objectStore(store).getAll();
                    reading.addEventListener("success", () => all(JSON.stringify(reading.result)));
                  }),
              );
              resolve(`${name} ${(await Promise.all(stores)).join()}`);
              db.close();
            });
          }),
      ),
    );
    const caches = await globalThis.caches?.keys().catch(() => []);
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, caches]);
  });

/** Types into a field as a person does, and waits until the list has answered. */
async function look(page: Page, label: string | RegExp, words: string, here: () => void) {
  const field = page.getByRole("searchbox", { name: label });
  const answered = page.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/search"));
  await field.fill(words);
  await answered;
  here();
}

const plain = (text: string) => decodeURIComponent(text.replaceAll("+", " ")).toLowerCase();

test("no name, address or word that was said is in an address or in the browser's storage", async ({ browser }) => {
  test.skip(!people.admin, "RATER_E2E_ADMIN is not set");
  const stamp = Date.now();
  const subject = `Private matter ${stamp}`;
  const customer = { name: `Wilhelmina Quist ${stamp}`, address: `quist.${stamp}@example.net`, ref: `ref-${stamp}` };
  const words = `hydrangea${stamp}`;
  const crm = await source(`private-${stamp}`);
  await crm.start({ channel: "chat", agent: people.agent, subject, customer, language: "en" });
  await crm.say("customer", `I said ${words} twice.`);
  await crm.say("agent", "So you did.");
  const secrets = [subject, customer.name, customer.address, customer.ref, words, "Quist", "hydrangea", "Private matter", "Okafor", "Amara", "Marsh", "Judith", "agent@example.com", "supervisor@example.com"];

  const supervisor = await windowOf(browser, people.supervisor);
  const watched = [{ page: supervisor, ...watch(supervisor) }];
  const id = await interactionOf(supervisor, subject);
  const evaluation = await releasedBy(supervisor, id);
  await supervisor.goto(`/live?watch=${id}`);
  await expect(supervisor.getByText(words).first()).toBeVisible();
  for (const path of ["/queue", "/evaluations", "/disputes", "/scorecards", "/account", `/interactions/${id}`, `/evaluations/${evaluation}`]) {
    await supervisor.goto(path);
    await expect(supervisor.locator("h1")).toBeVisible();
    watched[0]!.here();
  }
  await supervisor.goto("/evaluations");
  await supervisor.getByRole("combobox", { name: /Agent/ }).fill("Amara");
  await supervisor.getByRole("option", { name: "Amara Okafor" }).click();
  await expect(supervisor.getByRole("row").filter({ hasText: "Amara Okafor" }).first()).toBeVisible();
  watched[0]!.here();
  await supervisor.goto("/interactions");
  for (const one of [words, customer.name, "Amara", "agent@example.com", subject]) await look(supervisor, /./, one, watched[0]!.here);
  const row = supervisor.getByRole("row").filter({ hasText: subject });
  await expect(row).toBeVisible();
  await row.getByRole("link").or(row.getByText(subject)).first().click();
  await expect(supervisor.locator("h1")).toBeVisible();
  await supervisor.waitForURL(`**/interactions/${id}`);
  await supervisor.goBack();
  await expect(supervisor.getByRole("searchbox")).toHaveValue(subject);
  await expect(supervisor.getByRole("row").filter({ hasText: subject })).toBeVisible();
  watched[0]!.here();

  const agent = await windowOf(browser, people.agent);
  watched.push({ page: agent, ...watch(agent) });
  for (const path of ["/work", "/evaluations", `/evaluations/${evaluation}`, `/interactions/${id}`, "/interactions"]) {
    await agent.goto(path);
    await expect(agent.locator("h1")).toBeVisible();
    watched[1]!.here();
  }
  await look(agent, /./, words, watched[1]!.here);

  const admin = await windowOf(browser, people.admin!);
  watched.push({ page: admin, ...watch(admin) });
  for (const path of ["/audit", "/people/teams", "/people/unmatched", "/people"]) {
    await admin.goto(path);
    await expect(admin.locator("h1")).toBeVisible();
  }
  for (const one of ["Amara", "agent@example.com", "Judith"]) await look(admin, /./, one, watched[2]!.here);
  await admin.getByRole("row").filter({ hasText: "Judith Kranz" }).click();
  await expect(admin.getByRole("dialog")).toBeVisible();
  watched[2]!.here();

  for (const { page, addresses } of watched) {
    expect(addresses.length).toBeGreaterThan(10);
    const storage = await kept(page);
    for (const secret of secrets) {
      expect(addresses.filter((address) => plain(address).includes(secret.toLowerCase())), `${secret} in an address`).toEqual([]);
      expect(storage.toLowerCase(), `${secret} in the browser's storage`).not.toContain(secret.toLowerCase());
    }
  }
  await crm.end();
});
