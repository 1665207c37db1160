import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { beforeEach, expect, it, vi } from "vitest";
import { loadsQuery, poolChoicesQuery, poolsQuery, replacedQuery } from "@/api/evaluators";
import { loadQuery, offersQuery, queueQuery, strandedQuery } from "@/api/offers";
import { cacheUpdater } from "./invalidate";
import type { ServerMessage } from "./protocol";

let cache: QueryClient;
let update: (message: ServerMessage) => void;
const offer = (id: string) =>
  ({ type: "offer", id, interaction: "i", plan: "", plan_name: "", scorecard: "s", scorecard_name: "", origin: "random", expires_at: "", drawn_at: "", due_at: "", overdue: false, status: "offered", channel: "phone", started_at: "" }) as const;

beforeEach(() => {
  vi.useFakeTimers();
  cache = new QueryClient();
  update = cacheUpdater(cache);
});

it("keeps the open offers, each once, and takes closed ones away", () => {
  update(offer("a"));
  update(offer("b"));
  update(offer("a"));
  update({ type: "offer_closed", id: "b", why: "claimed" });
  expect(cache.getQueryData<{ id: string }[]>(["offers"])?.map((o) => o.id)).toEqual(["a"]);
});

it("reads a stale list again once for many announcements", () => {
  const read = vi.spyOn(cache, "invalidateQueries");
  for (let i = 0; i < 20; i++) update({ type: "changed", topic: "evaluations", id: String(i) });
  vi.runAllTimers();
  expect(read.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([["evaluations"], ["standing"]]);
});

it("reads again all that rests on who holds what when the queue changes", () => {
  const keys = [offersQuery, queueQuery, loadQuery, strandedQuery, loadsQuery, poolsQuery, poolChoicesQuery, replacedQuery].map(({ queryKey }) => queryKey);
  for (const key of keys) cache.setQueryData<unknown>(key, []);
  update({ type: "changed", topic: "queue", id: "s" });
  vi.advanceTimersByTime(1000);
  expect(keys.filter((key) => !cache.getQueryState(key)?.isInvalidated)).toEqual([]);
});

const hello = { type: "hello", user: "u", protocol: "rater.live.v1" } as const;

it("reads the lists again when the connection is back", () => {
  update(hello);
  vi.runAllTimers();
  const read = vi.spyOn(cache, "invalidateQueries");
  update(hello);
  vi.runAllTimers();
  expect(read.mock.calls.map(([filter]) => filter?.queryKey?.[0])).toEqual(expect.arrayContaining(["offers", "queue", "evaluations", "disputes", "coaching", "actions"]));
});

it("reads again at once what was read before the connection was there, and leaves alone what is read from then on", async () => {
  let reads = 0;
  const reader = () => new QueryObserver(cache, { queryKey: ["queue"], queryFn: () => ++reads, staleTime: 60_000 }).subscribe(() => undefined);
  const first = reader();
  await vi.advanceTimersByTimeAsync(0);
  update(hello);
  await vi.runAllTimersAsync();
  expect(reads).toBe(2);
  first();
  cache.clear();
  update = cacheUpdater(cache);
  update(hello);
  reader();
  await vi.runAllTimersAsync();
  expect(reads).toBe(3);
});

it("ends an interaction that is shown", () => {
  cache.setQueryData(["interactions", "one", "i1"], { id: "i1", status: "live" });
  update({ type: "ended", interaction: "i1", at: "2026-03-01T10:00:00.000Z" });
  expect(cache.getQueryData(["interactions", "one", "i1"])).toMatchObject({ status: "ended" });
});

it("reads again who watched, and how it ended, once it has ended", () => {
  cache.setQueryData(["interactions", "one", "i1"], { id: "i1", status: "live" });
  const read = vi.spyOn(cache, "invalidateQueries");
  update({ type: "state", interaction: "i1", status: "live", transfers: 0, tone: "upset" });
  vi.runAllTimers();
  expect(read.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([["interactions", "list"], ["interactions", "live"]]);
  read.mockClear();
  update({ type: "state", interaction: "i1", status: "ended", transfers: 0 });
  vi.runAllTimers();
  expect(read.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([["interactions", "one", "i1"], ["interactions", "watches", "i1"], ["watches"], ["interactions", "list"], ["interactions", "live"]]);
});

it("reads a state as the server sends it, and opens again what silence had ended", () => {
  cache.setQueryData(["interactions", "one", "i1"], { id: "i1", status: "ended", ended_at: "2026-03-01T10:00:00.000Z", transfers: 0 });
  const frame = '{"type":"state","interaction":"i1","status":"live","tone":"upset","hold_ms":41000,"transfers":1}';
  update(JSON.parse(frame) as ServerMessage);
  expect(cache.getQueryData(["interactions", "one", "i1"])).toEqual({
    id: "i1", status: "live", tone: "upset", hold_ms: 41000, transfers: 1, ended_at: undefined,
  });
});
