import { isFault } from "@/api/fault";
import type { AnswerInput, Evaluation } from "@/api/types";

export type SaveState =
  | { kind: "saved" | "waiting" | "saving" }
  | { kind: "failed"; error: unknown }
  | { kind: "conflict"; mine: AnswerInput[]; theirs: Evaluation };

interface Options {
  evaluation: Evaluation;
  save: (revision: number, answers: AnswerInput[]) => Promise<Evaluation>;
  load: () => Promise<Evaluation>;
  onSaved: (evaluation: Evaluation) => void;
  delay?: number;
}

const longestPause = 30_000;

/** Keeps a draft saved: waits for a pause in the work, saves only what changed, tries again by itself, and asks at a conflict. */
export class Autosave {
  state: SaveState = { kind: "saved" };
  private unsaved = new Map<string, AnswerInput>();
  private known: Evaluation;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;
  private listeners = new Set<() => void>();
  private options: Options;

  constructor(options: Options) {
    this.options = options;
    this.known = options.evaluation;
  }

  get revision() {
    return this.known.revision;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  read = () => this.state;

  put(answers: AnswerInput[]) {
    for (const answer of answers) this.unsaved.set(answer.question, answer);
    if (this.state.kind === "conflict") return;
    if (!this.running) this.turn({ kind: "waiting" });
    this.schedule(this.options.delay ?? 500);
  }

  /** Saves at once what is not saved yet; true when nothing is left. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.unsaved.size > 0 || this.running) {
      if (this.state.kind === "conflict") return false;
      const failures = this.failures;
      await (this.running ?? this.run());
      if (this.failures > failures || this.stuck()) return false;
    }
    return true;
  }

  /** After a 412 elsewhere: learns what is stored, and asks where that differs from what is not saved. */
  async compare(): Promise<void> {
    const theirs = await this.options.load();
    this.known = theirs;
    for (const answer of this.unsaved.values()) if (!differs(answer, theirs)) this.unsaved.delete(answer.question);
    const mine = [...this.unsaved.values()];
    if (mine.length > 0) return this.turn({ kind: "conflict", mine, theirs });
    this.options.onSaved(theirs);
    this.turn({ kind: "saved" });
  }

  keepMine() {
    this.turn({ kind: "waiting" });
    return this.flush();
  }

  takeTheirs() {
    this.unsaved.clear();
    this.turn({ kind: "saved" });
  }

  adopt(evaluation: Evaluation) {
    this.known = evaluation;
  }

  stop() {
    clearTimeout(this.timer);
    void this.flush();
  }

  private stuck = () => this.state.kind === "conflict";

  private schedule(delay: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private run(): Promise<void> {
    this.running = this.saveOnce().finally(() => {
      this.running = undefined;
      if (this.state.kind === "saving") this.turn({ kind: this.unsaved.size > 0 ? "waiting" : "saved" });
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const batch = [...this.unsaved.values()];
    this.turn({ kind: "saving" });
    try {
      this.known = await this.options.save(this.known.revision, batch);
      this.failures = 0;
      for (const answer of batch) if (this.unsaved.get(answer.question) === answer) this.unsaved.delete(answer.question);
      this.options.onSaved(this.known);
    } catch (error) {
      await this.recover(error);
    }
  }

  private async recover(error: unknown): Promise<void> {
    try {
      if (isFault(error, 412)) return await this.compare();
    } catch (fault) {
      error = fault;
    }
    this.failures++;
    this.turn({ kind: "failed", error });
    const final = isFault(error) && error.status >= 400 && error.status < 500 && error.status !== 429;
    if (!final) this.schedule(Math.min(longestPause, 1000 * 2 ** this.failures));
  }

  private turn(state: SaveState) {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}

const places = (evidence: AnswerInput["evidence"]) => (evidence ?? []).map((e) => e.pos).join();

function differs(mine: AnswerInput, theirs: Evaluation): boolean {
  const stored = theirs.answers.find((answer) => answer.question === mine.question);
  return (
    (stored?.option ?? null) !== (mine.option ?? null) ||
    (stored?.comment ?? "") !== (mine.comment ?? "") ||
    places(stored?.evidence) !== places(mine.evidence)
  );
}
