import { isFault } from "@/api/fault";

export type SaveState<Part, Whole> =
  | { kind: "saved" | "waiting" | "saving" }
  | { kind: "failed"; error: unknown }
  | { kind: "conflict"; mine: Part[]; theirs: Whole };

interface Options<Part, Whole> {
  whole: Whole;
  idOf: (part: Part) => string;
  /** What a part says, written so that it can be compared with what is stored of it. */
  said: (part: Part) => string;
  stored: (whole: Whole, id: string) => string;
  save: (revision: number, parts: Part[]) => Promise<Whole>;
  load: () => Promise<Whole>;
  onSaved: (whole: Whole) => void;
  delay?: number;
}

const longestPause = 30_000;

/** Keeps what is written saved: waits for a pause in the work, saves only what changed, tries again by itself, and asks where both changed the same. */
export class Autosave<Part, Whole extends { revision: number }> {
  state: SaveState<Part, Whole> = { kind: "saved" };
  private unsaved = new Map<string, Part>();
  private known: Whole;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;
  private listeners = new Set<() => void>();
  private options: Options<Part, Whole>;

  constructor(options: Options<Part, Whole>) {
    this.options = options;
    this.known = options.whole;
  }

  /** As it is stored, as far as is known. */
  get whole() {
    return this.known;
  }

  get revision() {
    return this.known.revision;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  read = () => this.state;

  waits = (id: string) => this.unsaved.has(id);

  put(parts: Part[]) {
    for (const part of parts) this.unsaved.set(this.options.idOf(part), part);
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

  /** After a 412: learns what is stored, and asks where others changed what is not saved. */
  async compare(): Promise<void> {
    this.settle(await this.options.load());
  }

  /** Learns of a newer whole that came another way; while something is being saved the answer says as much. */
  meet(theirs: Whole) {
    if (theirs.revision <= this.known.revision || this.running || this.stuck()) return;
    this.settle(theirs);
    if (this.unsaved.size > 0 && !this.stuck()) this.schedule(this.options.delay ?? 500);
  }

  keepMine() {
    this.turn({ kind: "waiting" });
    return this.flush();
  }

  takeTheirs() {
    if (this.state.kind === "conflict") for (const part of this.state.mine) this.unsaved.delete(this.options.idOf(part));
    this.rest();
    if (this.unsaved.size > 0) this.schedule(0);
  }

  adopt(whole: Whole) {
    this.known = whole;
  }

  stop() {
    clearTimeout(this.timer);
    void this.flush();
  }

  private stuck = () => this.state.kind === "conflict";

  private settle(theirs: Whole) {
    const { idOf, said, stored } = this.options;
    const before = this.known;
    this.known = theirs;
    for (const [id, part] of this.unsaved) if (said(part) === stored(theirs, id)) this.unsaved.delete(id);
    const mine = [...this.unsaved.values()].filter((part) => stored(theirs, idOf(part)) !== stored(before, idOf(part)));
    if (mine.length > 0) return this.turn({ kind: "conflict", mine, theirs });
    this.options.onSaved(theirs);
    this.rest();
  }

  private rest() {
    this.turn({ kind: this.unsaved.size > 0 ? "waiting" : "saved" });
  }

  private schedule(delay: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private run(): Promise<void> {
    this.running = this.saveOnce().finally(() => {
      this.running = undefined;
      if (this.state.kind === "saving") this.rest();
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const batch = [...this.unsaved.entries()];
    this.turn({ kind: "saving" });
    try {
      this.known = await this.options.save(
        this.known.revision,
        batch.map(([, part]) => part),
      );
      this.failures = 0;
      for (const [id, part] of batch) if (this.unsaved.get(id) === part) this.unsaved.delete(id);
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

  private turn(state: SaveState<Part, Whole>) {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}
