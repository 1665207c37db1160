import type { CardContent } from "@/api/scorecards";
import type { ScorecardDefinition, ScorecardDraft } from "@/api/types";
import { Autosave } from "@/parts/autosave";
import { tidy } from "./definition";
import { begin, redo, step, undo, type History } from "./history";

/** The parts that are kept, and compared where two write at once. */
export const parts = ["name", "dimensions", "grades", "languages", "texts"] as const;
export type Part = (typeof parts)[number];

export interface Change {
  part: Part;
  value: unknown;
}

export const contentOf = ({ name, definition }: CardContent): CardContent => ({ name, definition });

export const partOf = ({ name, definition }: CardContent, part: Part): unknown => (part === "name" ? name : definition[part]);

const written = (value: unknown) => JSON.stringify(value ?? null);

/** The content with these parts changed. */
export function withParts(content: CardContent, changes: Change[]): CardContent {
  let { name } = content;
  const definition: Record<string, unknown> = { ...content.definition };
  for (const { part, value } of changes)
    if (part === "name") name = String(value);
    else if (value === undefined) delete definition[part];
    else definition[part] = value;
  return { name, definition: definition as unknown as ScorecardDefinition };
}

const changesFrom = (before: CardContent, after: CardContent): Change[] =>
  parts.filter((part) => written(partOf(before, part)) !== written(partOf(after, part))).map((part) => ({ part, value: partOf(after, part) }));

interface Options {
  save: (revision: number, content: CardContent) => Promise<ScorecardDraft>;
  load: () => Promise<ScorecardDraft>;
  onSaved: (draft: ScorecardDraft) => void;
  delay?: number;
}

/** A scorecard's draft as it is written, with the way back, and its saving. */
export class CardWriting {
  readonly autosave: Autosave<Change, ScorecardDraft>;
  private history: History<CardContent>;
  private sent: Part[] = [];
  private known: CardContent;
  private listeners = new Set<() => void>();
  private options: Options;

  constructor(draft: ScorecardDraft, options: Options) {
    this.options = options;
    this.known = contentOf(draft);
    this.history = begin(this.known);
    this.autosave = new Autosave<Change, ScorecardDraft>({
      whole: draft,
      delay: options.delay ?? 700,
      idOf: ({ part }) => part,
      said: ({ value }) => written(value),
      stored: (whole, part) => written(partOf(whole, part as Part)),
      save: (revision, changes) => {
        this.sent = changes.map(({ part }) => part);
        return options.save(revision, withParts(contentOf(this.autosave.whole), changes));
      },
      load: options.load,
      onSaved: (saved) => this.meet(saved),
    });
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  read = () => this.history;

  change = (place: string, make: (content: CardContent) => CardContent) => {
    const { name, definition } = make(this.history.now);
    this.go(step(this.history, { name, definition: tidy(definition) }, place));
  };

  undo = () => this.go(undo(this.history));

  redo = () => this.go(redo(this.history));

  keepMine(theirs: ScorecardDraft, mine: Change[]) {
    this.turn({ ...this.history, now: withParts(contentOf(theirs), mine) });
    void this.autosave.keepMine();
  }

  takeTheirs(theirs: ScorecardDraft) {
    this.autosave.takeTheirs();
    this.known = contentOf(theirs);
    this.turn(begin(this.known));
    this.options.onSaved(theirs);
  }

  /** Takes over what others changed; what one writes oneself stays as it is written, though the server may have trimmed it. */
  private meet(saved: ScorecardDraft) {
    const theirs = changesFrom(this.known, saved).filter(({ part }) => !this.sent.includes(part) && !this.autosave.waits(part));
    this.known = contentOf(saved);
    if (theirs.length > 0) this.turn({ ...this.history, now: withParts(this.history.now, theirs) });
    this.options.onSaved(saved);
  }

  private go(next: History<CardContent> | null) {
    if (!next) return;
    const changes = changesFrom(this.history.now, next.now);
    this.turn(next);
    if (changes.length > 0) this.autosave.put(changes);
  }

  private turn(next: History<CardContent>) {
    this.history = next;
    this.listeners.forEach((listener) => listener());
  }
}
