import { useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { scorecardQuery } from "@/api/evaluations";
import { inLanguage, languageOf } from "./language";

const key = "rater-card-language";
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const chosen = () => localStorage.getItem(key) ?? "";

/** Reads scorecards in a language from now on, on every page of this browser. */
export function readIn(language: string) {
  localStorage.setItem(key, language);
  listeners.forEach((listener) => listener());
}

/** The languages that scorecards are wished in: the one that was chosen here, then the browser's. */
export function useWished(): readonly string[] {
  const language = useSyncExternalStore(subscribe, chosen);
  return useMemo(() => [language, ...navigator.languages].filter(Boolean), [language]);
}

/** A version of a scorecard, in the words of the language that its reader wishes. */
export function useCard(version: string | undefined) {
  const card = useQuery({ ...scorecardQuery(version ?? ""), enabled: !!version });
  const wished = useWished();
  const data = useMemo(() => card.data && inLanguage(card.data, languageOf(card.data, wished)), [card.data, wished]);
  return { ...card, data };
}
