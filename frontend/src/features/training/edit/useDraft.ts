import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { changeModule, moduleQuery, type ModuleDraft } from "@/api/modules";
import type { TrainingModule } from "@/api/types";
import { Autosave } from "@/parts/autosave";
import { draftOf, type DraftField } from "./draft";

interface Change {
  field: DraftField;
  value: ModuleDraft[DraftField];
}

const written = (value: unknown) => JSON.stringify(value);

/** A module's draft as it is written, and its saving, field by field. */
export function useDraft(module: TrainingModule) {
  const cache = useQueryClient();
  const { id } = module;
  const [draft, setDraft] = useState<ModuleDraft>(() => draftOf(module));
  const latest = useRef(draft);
  const [autosave] = useState(
    () =>
      new Autosave<Change, TrainingModule>({
        whole: module,
        delay: 1000,
        idOf: ({ field }) => field,
        said: ({ value }) => written(value),
        stored: (whole, field) => written(draftOf(whole)[field as DraftField]),
        save: (revision, changes) => changeModule(id, revision, Object.fromEntries(changes.map(({ field, value }) => [field, value]))),
        load: () => cache.fetchQuery({ ...moduleQuery(id), staleTime: 0 }),
        onSaved: (saved) => cache.setQueryData(moduleQuery(id).queryKey, saved),
      }),
  );
  const saving = useSyncExternalStore(autosave.subscribe, autosave.read);
  useEffect(() => () => autosave.stop(), [autosave]);

  const put = useCallback((next: ModuleDraft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  const change = useCallback(
    <F extends DraftField>(field: F, value: ModuleDraft[F]) => {
      put({ ...latest.current, [field]: value });
      autosave.put([{ field, value }]);
    },
    [autosave, put],
  );
  const settle = useMemo(
    () => ({
      keepMine: (theirs: TrainingModule, mine: Change[]) => {
        put({ ...draftOf(theirs), ...Object.fromEntries(mine.map(({ field, value }) => [field, value])) });
        void autosave.keepMine();
      },
      takeTheirs: (theirs: TrainingModule) => {
        autosave.takeTheirs();
        put(draftOf(theirs));
        cache.setQueryData(moduleQuery(id).queryKey, theirs);
      },
    }),
    [autosave, cache, id, put],
  );
  return { draft, change, saving, autosave, settle };
}
