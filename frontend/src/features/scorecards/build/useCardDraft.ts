import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { draftQuery, keepScorecard, type CardContent } from "@/api/scorecards";
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

/** A scorecard's draft as it is written, with the way back, and its saving. */
export function useCardDraft(draft: ScorecardDraft) {
  const cache = useQueryClient();
  const id = draft.scorecard;
  const [history, setHistory] = useState<History<CardContent>>(() => begin(contentOf(draft)));
  const latest = useRef(history);
  const sent = useRef<Part[]>([]);
  const known = useRef<CardContent>(draft);

  const turn = useCallback((next: History<CardContent>) => {
    latest.current = next;
    setHistory(next);
  }, []);

  const [autosave] = useState(() => {
    const saver: Autosave<Change, ScorecardDraft> = new Autosave<Change, ScorecardDraft>({
      whole: draft,
      delay: 700,
      idOf: ({ part }) => part,
      said: ({ value }) => written(value),
      stored: (whole, part) => written(partOf(whole, part as Part)),
      save: (revision, changes) => {
        sent.current = changes.map(({ part }) => part);
        return keepScorecard(id, revision, withParts(contentOf(saver.whole), changes));
      },
      load: () => cache.fetchQuery({ ...draftQuery(id), staleTime: 0 }),
      onSaved: (saved) => {
        const theirs = changesFrom(known.current, saved).filter(({ part }) => !sent.current.includes(part) && !saver.waits(part));
        known.current = saved;
        if (theirs.length > 0) turn({ ...latest.current, now: withParts(latest.current.now, theirs) });
        cache.setQueryData(draftQuery(id).queryKey, saved);
      },
    });
    return saver;
  });
  const saving = useSyncExternalStore(autosave.subscribe, autosave.read);
  useEffect(() => () => autosave.stop(), [autosave]);

  const go = useCallback(
    (next: History<CardContent> | null) => {
      if (!next) return;
      autosave.put(changesFrom(latest.current.now, next.now));
      turn(next);
    },
    [autosave, turn],
  );
  const change = useCallback(
    (place: string, make: (content: CardContent) => CardContent) => {
      const { name, definition } = make(latest.current.now);
      go(step(latest.current, { name, definition: tidy(definition) }, place));
    },
    [go],
  );
  const settle = useMemo(
    () => ({
      keepMine: (theirs: ScorecardDraft, mine: Change[]) => {
        turn({ ...latest.current, now: withParts(contentOf(theirs), mine) });
        void autosave.keepMine();
      },
      takeTheirs: (theirs: ScorecardDraft) => {
        autosave.takeTheirs();
        turn(begin(contentOf(theirs)));
        known.current = theirs;
        cache.setQueryData(draftQuery(id).queryKey, theirs);
      },
    }),
    [autosave, cache, id, turn],
  );
  return {
    content: history.now,
    change,
    undo: history.past.length > 0 ? () => go(undo(latest.current)) : undefined,
    redo: history.future.length > 0 ? () => go(redo(latest.current)) : undefined,
    saving,
    autosave,
    settle,
  };
}
