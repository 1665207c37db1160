import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { coachingSessionQuery, noteSession } from "@/api/coaching";
import type { CoachingSession } from "@/api/types";
import { Autosave } from "@/parts/autosave";

export const places = ["shared", "private"] as const;
export type Place = (typeof places)[number];

interface Note {
  place: Place;
  text: string;
}

export const noteOf = (session: CoachingSession, place: Place) => (place === "shared" ? session.shared_notes : (session.private_notes ?? ""));

/** The notes of a session as they are typed, and their saving; what the server says is taken over where nothing is typed. */
export function useNotes(session: CoachingSession, onSaved: (session: CoachingSession) => void) {
  const cache = useQueryClient();
  const [typed, setTyped] = useState<Partial<Record<Place, string>>>({});
  const [autosave] = useState(
    () =>
      new Autosave<Note, CoachingSession>({
        whole: session,
        idOf: ({ place }) => place,
        said: ({ text }) => text.trim(),
        stored: (whole, place) => noteOf(whole, place as Place),
        save: (revision, notes) => noteSession({ ...session, revision }, Object.fromEntries(notes.map(({ place, text }) => [place, text]))),
        load: () => cache.fetchQuery({ ...coachingSessionQuery(session.id), staleTime: 0 }),
        onSaved,
      }),
  );
  const saving = useSyncExternalStore(autosave.subscribe, autosave.read);
  useEffect(() => autosave.meet(session), [autosave, session]);
  useEffect(() => () => autosave.stop(), [autosave]);

  const valueOf = (place: Place) => {
    const text = typed[place];
    const mine = text !== undefined && (autosave.waits(place) || text.trim() === noteOf(autosave.whole, place));
    return mine ? text : noteOf(session, place);
  };
  const write = (place: Place, text: string) => {
    setTyped((known) => ({ ...known, [place]: text }));
    autosave.put([{ place, text }]);
  };
  return { saving, autosave, valueOf, write };
}
