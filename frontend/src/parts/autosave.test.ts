import { beforeEach, expect, it, vi } from "vitest";
import { Fault } from "@/api/fault";
import { Autosave } from "./autosave";

interface Answer {
  question: string;
  option: string;
}
interface Draft {
  revision: number;
  answers: Answer[];
}
const draft = (revision: number, answers: Answer[] = []): Draft => ({ revision, answers });
const answer = (question: string, option: string): Answer => ({ question, option });

let save: ReturnType<typeof vi.fn<(revision: number, answers: Answer[]) => Promise<Draft>>>;
let load: ReturnType<typeof vi.fn<() => Promise<Draft>>>;
let autosave: Autosave<Answer, Draft>;

beforeEach(() => {
  vi.useFakeTimers();
  save = vi.fn(async (revision) => draft(revision + 1));
  load = vi.fn(async () => draft(9));
  autosave = new Autosave({
    whole: draft(1),
    idOf: ({ question }) => question,
    said: ({ option }) => option,
    stored: ({ answers }, question) => answers.find((one) => one.question === question)?.option ?? "",
    save,
    load,
    onSaved: () => {},
    delay: 500,
  });
});

it("waits for a pause and sends each question once, with its last answer", async () => {
  autosave.put([answer("a", "low")]);
  autosave.put([answer("a", "high"), answer("b", "mid")]);
  expect(autosave.state.kind).toBe("waiting");
  await vi.advanceTimersByTimeAsync(500);
  expect(save).toHaveBeenCalledExactlyOnceWith(1, [answer("a", "high"), answer("b", "mid")]);
  expect(autosave.state.kind).toBe("saved");
  expect(autosave.revision).toBe(2);
});

it("saves what changed while it was saving, against the new revision", async () => {
  const slow: ((saved: Draft) => void)[] = [];
  save.mockImplementationOnce(() => new Promise((resolve) => slow.push(resolve)));
  autosave.put([answer("a", "low")]);
  await vi.advanceTimersByTimeAsync(500);
  autosave.put([answer("a", "high")]);
  slow[0]?.(draft(2));
  await vi.advanceTimersByTimeAsync(1000);
  expect(save).toHaveBeenLastCalledWith(2, [answer("a", "high")]);
  expect(autosave.state.kind).toBe("saved");
});

it("keeps what could not be saved and tries again by itself", async () => {
  save.mockRejectedValueOnce(new Fault(0, "offline", ""));
  autosave.put([answer("a", "low")]);
  await vi.advanceTimersByTimeAsync(500);
  expect(autosave.state.kind).toBe("failed");
  await vi.advanceTimersByTimeAsync(2000);
  expect(save).toHaveBeenCalledTimes(2);
  expect(autosave.state.kind).toBe("saved");
});

it("does not repeat what the server refused for good", async () => {
  save.mockRejectedValue(new Fault(409, "Submitted", "It is submitted already."));
  autosave.put([answer("a", "low")]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(save).toHaveBeenCalledTimes(1);
  expect(await autosave.flush()).toBe(false);
});

it("shows both at a conflict, and keeps mine against the newer revision", async () => {
  save.mockRejectedValueOnce(new Fault(412, "Stale", ""));
  load.mockResolvedValueOnce(draft(9, [answer("a", "mid")]));
  autosave.put([answer("a", "low")]);
  await vi.advanceTimersByTimeAsync(500);
  expect(autosave.state).toMatchObject({ kind: "conflict", mine: [answer("a", "low")] });
  expect(await autosave.flush()).toBe(false);
  await autosave.keepMine();
  expect(save).toHaveBeenLastCalledWith(9, [answer("a", "low")]);
  expect(autosave.state.kind).toBe("saved");
});

it("takes the other answers and forgets its own", async () => {
  save.mockRejectedValueOnce(new Fault(412, "Stale", ""));
  load.mockResolvedValueOnce(draft(9, [answer("a", "mid")]));
  autosave.put([answer("a", "low")]);
  await vi.advanceTimersByTimeAsync(500);
  autosave.takeTheirs();
  expect(await autosave.flush()).toBe(true);
  expect(save).toHaveBeenCalledTimes(1);
  expect(autosave.revision).toBe(9);
});

it("asks nothing when the stale draft says the same", async () => {
  save.mockRejectedValueOnce(new Fault(412, "Stale", ""));
  load.mockResolvedValueOnce(draft(9, [answer("a", "low")]));
  autosave.put([answer("a", "low")]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(autosave.state.kind).toBe("saved");
  expect(autosave.revision).toBe(9);
});

it("asks nothing where others changed something else, and saves against the newer revision", async () => {
  save.mockRejectedValueOnce(new Fault(412, "Stale", ""));
  load.mockResolvedValueOnce(draft(9, [answer("b", "mid")]));
  autosave.put([answer("a", "low")]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(save).toHaveBeenLastCalledWith(9, [answer("a", "low")]);
  expect(autosave.state.kind).toBe("saved");
});

it("meets a newer whole without losing what is not saved", async () => {
  autosave.put([answer("a", "low")]);
  autosave.meet(draft(5, [answer("b", "mid")]));
  await vi.advanceTimersByTimeAsync(500);
  expect(save).toHaveBeenCalledExactlyOnceWith(5, [answer("a", "low")]);
  expect(load).not.toHaveBeenCalled();
});

it("asks when a newer whole says otherwise of what is not saved, and takes only that from it", async () => {
  autosave.put([answer("a", "low"), answer("b", "low")]);
  autosave.meet(draft(5, [answer("a", "mid")]));
  expect(autosave.state).toMatchObject({ kind: "conflict", mine: [answer("a", "low")] });
  autosave.takeTheirs();
  await vi.advanceTimersByTimeAsync(500);
  expect(save).toHaveBeenCalledExactlyOnceWith(5, [answer("b", "low")]);
});
