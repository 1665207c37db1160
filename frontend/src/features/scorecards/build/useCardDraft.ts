import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { draftQuery, keepScorecard } from "@/api/scorecards";
import type { ScorecardDraft } from "@/api/types";
import { CardWriting } from "./writing";

/** The writing of one draft, and how far its saving is. */
export function useCardDraft(draft: ScorecardDraft) {
  const cache = useQueryClient();
  const id = draft.scorecard;
  const [writing] = useState(
    () =>
      new CardWriting(draft, {
        save: (revision, content) => keepScorecard(id, revision, content),
        load: () => cache.fetchQuery({ ...draftQuery(id), staleTime: 0 }),
        onSaved: (saved) => cache.setQueryData(draftQuery(id).queryKey, saved),
      }),
  );
  const { past, now, future } = useSyncExternalStore(writing.subscribe, writing.read);
  const { autosave, change } = writing;
  const saving = useSyncExternalStore(autosave.subscribe, autosave.read);
  useEffect(() => () => autosave.stop(), [autosave]);
  return { content: now, change, undo: past.length > 0 ? writing.undo : undefined, redo: future.length > 0 ? writing.redo : undefined, saving, autosave, writing };
}
