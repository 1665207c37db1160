import { EventEmitter, once } from "node:events";
import { expect, test } from "@playwright/test";
import { call, linesOf, people, windowOf } from "./support";

test("who cannot be signed out is told so, and stays", async ({ browser }) => {
  const page = await windowOf(browser, people.evaluator);
  await page.route("**/api/v1/session", (route) => (route.request().method() === "DELETE" ? route.abort() : route.continue()));
  const signOut = async () => {
    await page.getByRole("navigation", { name: "Places" }).first().getByRole("button", { name: "Judith Kranz" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
  };
  await signOut();
  await expect(page.getByText("You are still signed in")).toBeVisible();
  expect(new URL(page.url()).pathname).not.toBe("/sign-in");
  await page.unroute("**/api/v1/session");
  await signOut();
  await page.waitForURL("**/sign-in");
});

test("evaluations are read once, when changes are heard of, and once more for whose to see", async ({ browser }) => {
  const page = await windowOf(browser, people.supervisor);
  const order: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => String(payload).includes('"hello"') && order.push("heard")));
  page.on("request", (request) => new URL(request.url()).pathname === "/api/v1/evaluations" && order.push("read"));
  await page.goto("/evaluations");
  await expect(page.getByRole("status").filter({ hasText: /^Live$/ }).first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(order).toEqual(["heard", "read"]);
  await page.getByRole("combobox", { name: "Agent" }).click();
  await page.waitForLoadState("networkidle");
  expect(order).toEqual(["heard", "read", "read"]);
});

test("where the connection does not come, pages are there, and read again what they have once it does", async ({ browser }) => {
  const page = await windowOf(browser, people.supervisor);
  const gate = new EventEmitter();
  const away = once(gate, "open");
  await page.routeWebSocket("**/api/v1/live", async (socket) => {
    await away;
    socket.connectToServer();
  });
  let reads = 0;
  page.on("request", (request) => new URL(request.url()).pathname === "/api/v1/queue" && reads++);
  await page.goto("/queue");
  await expect(page.getByRole("heading", { name: "Queue" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const before = reads;
  gate.emit("open");
  await expect.poll(() => reads).toBeGreaterThan(before);
});

test("the audit log is narrowed by who, what and when, and leads to whom it is about", async ({ browser }) => {
  const page = await windowOf(browser, people.admin, { viewport: { width: 1280, height: 860 } });
  const email = `bartholomew.featherstone.${String(Date.now() % 1000).padStart(3, "0")}@example.com`;
  await call(page, "POST", "users", { name: "Somebody of Many Roles", email: `roles.${Date.now()}@example.com`, password: "browser tests", roles: ["agent", "trainer", "analyst"] });
  await call(page, "POST", "users", { name: "Bartholomew", email, password: "browser tests", roles: ["agent"] });
  await page.goto("/audit");
  const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row");
  await expect(rows.nth(1)).toBeVisible();
  await page.getByRole("combobox", { name: "Who" }).fill("Ada");
  await page.getByRole("option", { name: /^Ada Novak/ }).click();
  await page.getByRole("combobox", { name: "What" }).fill("added a person");
  await page.getByRole("option", { name: "added a person" }).click();
  await expect(page).toHaveURL(/action=user\.add/);
  await expect(rows.nth(1)).toContainText("Ada Novak");
  await expect(rows.filter({ hasText: "added a person" })).toHaveCount((await rows.count()) - 1);
  await page.getByLabel("To").fill("2020-01-01");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("combobox", { name: "What" }).fill("added a person");
  await page.getByRole("option", { name: "added a person" }).click();
  await rows.nth(1).getByRole("link", { name: /^a person/ }).click();
  await expect(page.getByRole("dialog").getByLabel("E-mail")).toHaveValue(email);
  await page.goto("/people");
  expect(await linesOf(page.getByRole("cell", { name: email }))).toBe(1);
});
