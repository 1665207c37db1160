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

type Here = () => void;

/** Goes through the supervisor's pages, filters by an agent, looks for each of these, opens one and comes back. */
async function asSupervisor(page: Page, here: Here, id: string, evaluation: string, words: string, subject: string, looked: string[]) {
  await page.goto(`/live?watch=${id}`);
  await expect(page.getByText(words).first()).toBeVisible();
  for (const path of ["/queue", "/evaluations", "/disputes", "/scorecards", "/account", `/interactions/${id}`, `/evaluations/${evaluation}`]) {
    await page.goto(path);
    await expect(page.locator("h1")).toBeVisible();
    here();
  }
  await page.goto("/evaluations");
  await page.getByRole("combobox", { name: /Agent/ }).fill("Amara");
  await page.getByRole("option", { name: "Amara Okafor" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Amara Okafor" }).first()).toBeVisible();
  here();
  await page.goto("/interactions");
  for (const one of [...looked, subject]) await look(page, /./, one, here);
  const row = page.getByRole("row").filter({ hasText: subject });
  await expect(row).toBeVisible();
  await row.getByRole("link").or(row.getByText(subject)).first().click();
  await expect(page.locator("h1")).toBeVisible();
  await page.waitForURL(`**/interactions/${id}`);
  await page.goBack();
  await expect(page.getByRole("searchbox")).toHaveValue(subject);
  await expect(page.getByRole("row").filter({ hasText: subject })).toBeVisible();
  here();
}

async function asAgent(page: Page, here: Here, id: string, evaluation: string, words: string) {
  for (const path of ["/work", "/evaluations", `/evaluations/${evaluation}`, `/interactions/${id}`, "/interactions"]) {
    await page.goto(path);
    await expect(page.locator("h1")).toBeVisible();
    here();
  }
  await look(page, /./, words, here);
}

async function asAdmin(page: Page, here: Here) {
  for (const path of ["/audit", "/people/teams", "/people/unmatched", "/people"]) {
    await page.goto(path);
    await expect(page.locator("h1")).toBeVisible();
  }
  for (const one of ["Amara", "agent@example.com", "Judith"]) await look(page, /./, one, here);
  await page.getByRole("row").filter({ hasText: "Judith Kranz" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  here();
}

test("no name, address or word that was said is in an address or in the browser's storage", async ({ browser }) => {
  const stamp = Date.now();
  const subject = `Private matter ${stamp}`;
  const customer = { name: `Wilhelmina Quist ${stamp}`, address: `quist.${stamp}@example.net`, ref: `ref-${stamp}` };
  const words = `hydrangea${stamp}`;
  const crm = await source(`private-${stamp}`);
  await crm.start({ channel: "chat", agent: people.agent, subject, customer, language: "en" });
  await crm.say("customer", `I said ${words} twice.`);
  await crm.say("agent", "So you did.");
  const secrets = [subject, customer.name, customer.address, customer.ref, words, "Quist", "hydrangea", "Private matter", "Okafor", "Amara", "Marsh", "Judith", "agent@example.com", "supervisor@example.com"];

  const watched: { page: Page; addresses: string[] }[] = [];
  const open = async (email: string) => {
    const page = await windowOf(browser, email);
    const { addresses, here } = watch(page);
    watched.push({ page, addresses });
    return { page, here };
  };
  const supervisor = await open(people.supervisor);
  const id = await interactionOf(supervisor.page, subject);
  const evaluation = await releasedBy(supervisor.page, id);
  await asSupervisor(supervisor.page, supervisor.here, id, evaluation, words, subject, [words, customer.name, "Amara", "agent@example.com"]);
  const agent = await open(people.agent);
  await asAgent(agent.page, agent.here, id, evaluation, words);
  const admin = await open(people.admin);
  await asAdmin(admin.page, admin.here);

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
