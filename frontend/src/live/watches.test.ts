import { beforeEach, expect, it, vi } from "vitest";
import type { ClientMessage, ServerMessage } from "./protocol";
import { Watches } from "./watches";

let sent: ClientMessage[];
let watches: Watches;

const said = (pos: number, interaction = "i1"): ServerMessage => ({
  type: "utterance",
  interaction,
  pos,
  at: "2026-03-01T09:30:00.000Z",
  speaker: "customer",
  text: `number ${pos}`,
});
const positions = () => watches.read("i1").utterances.map((u) => u.pos);

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  watches = new Watches((message) => sent.push(message));
});

it("asks only once the server has said hello", () => {
  watches.watch("i1");
  expect(sent).toEqual([]);
  watches.resume();
  expect(sent).toEqual([{ type: "watch", interaction: "i1", after: 0 }]);
});

it("resumes after the last pos that was seen, and drops what comes twice", () => {
  watches.resume();
  watches.watch("i1");
  watches.receive(said(1));
  watches.receive(said(2));
  watches.pause();
  watches.resume();
  expect(sent.at(-1)).toEqual({ type: "watch", interaction: "i1", after: 2 });
  for (const pos of [1, 2, 3]) watches.receive(said(pos));
  expect(positions()).toEqual([1, 2, 3]);
});

it("asks once for what is missing when it sees a gap, and takes nothing out of turn", () => {
  watches.resume();
  watches.watch("i1");
  watches.receive({ type: "watching", interaction: "i1", last: 1 });
  watches.receive(said(1));
  sent.length = 0;
  watches.receive(said(4));
  watches.receive(said(5));
  expect(sent).toEqual([{ type: "watch", interaction: "i1", after: 1 }]);
  expect(positions()).toEqual([1]);
  for (const pos of [2, 3, 4, 5]) watches.receive(said(pos));
  expect(positions()).toEqual([1, 2, 3, 4, 5]);
});

it("unwatches with the last holder only", () => {
  watches.resume();
  const first = watches.watch("i1");
  const second = watches.watch("i1");
  first();
  expect(sent.filter((m) => m.type === "unwatch")).toEqual([]);
  second();
  expect(sent.at(-1)).toEqual({ type: "unwatch", interaction: "i1" });
});

it("rewrites an utterance that is redacted later", () => {
  watches.resume();
  watches.watch("i1");
  watches.receive(said(1));
  watches.receive({ type: "redacted", interaction: "i1", pos: 1, text: "[card]", redactions: [{ kind: "card", start: 0, end: 6 }] });
  expect(watches.read("i1").utterances[0]).toMatchObject({ text: "[card]", redactions: [{ kind: "card" }] });
});

it("tells its listeners once for a burst", () => {
  watches.resume();
  const heard = vi.fn();
  watches.subscribe("i1", heard);
  watches.watch("i1");
  for (let pos = 1; pos <= 50; pos++) watches.receive(said(pos));
  vi.runAllTimers();
  expect(heard).toHaveBeenCalledTimes(1);
});

it("shows what is said in one interaction at once while another catches up", () => {
  watches.resume();
  const [first, second] = [vi.fn(), vi.fn()];
  watches.subscribe("i1", first);
  watches.subscribe("i2", second);
  watches.watch("i1");
  watches.watch("i2");
  watches.receive({ type: "caught_up", interaction: "i1", pos: 0 });
  first.mockClear();
  watches.receive(said(1, "i2"));
  watches.receive(said(1, "i1"));
  vi.advanceTimersByTime(20);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 0]);
  vi.advanceTimersByTime(200);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
});

it("says at once that it has caught up, and nothing after that until something comes", () => {
  watches.resume();
  const heard = vi.fn();
  watches.subscribe("i1", heard);
  watches.watch("i1");
  for (let pos = 1; pos <= 50; pos++) watches.receive(said(pos));
  watches.receive({ type: "caught_up", interaction: "i1", pos: 50 });
  expect(heard).toHaveBeenCalledTimes(1);
  expect(watches.read("i1")).toMatchObject({ caughtUp: true, last: 50 });
  vi.advanceTimersByTime(1000);
  expect(heard).toHaveBeenCalledTimes(1);
});

it("catches up anew after a reconnect, without drawing each frame", () => {
  watches.resume();
  watches.watch("i1");
  watches.receive({ type: "caught_up", interaction: "i1", pos: 0 });
  watches.receive(said(1));
  watches.pause();
  watches.resume();
  expect(watches.read("i1")).toMatchObject({ caughtUp: false, last: 1 });
  vi.runAllTimers();
  const heard = vi.fn();
  watches.subscribe("i1", heard);
  for (let pos = 2; pos <= 50; pos++) {
    watches.receive(said(pos));
    vi.advanceTimersByTime(4);
  }
  expect(heard.mock.calls.length).toBeLessThanOrEqual(1);
});
