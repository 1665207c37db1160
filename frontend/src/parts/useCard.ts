import { useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { publishedCardsQuery, scorecardQuery } from "@/api/evaluations";
import { chosenLanguage, subscribeLanguage, wishedLanguages } from "@/api/language";
import { inLanguage, languageOf } from "./card-language";

/** The languages that scorecards are wished in. */
export function useWished(): readonly string[] {
  const language = useSyncExternalStore(subscribeLanguage, chosenLanguage);
  return useMemo(() => wishedLanguages(language), [language]);
}

/** A version of a scorecard, in the words of the language that its reader wishes. */
export function useCard(version: string | undefined) {
  const card = useQuery({ ...scorecardQuery(version ?? ""), enabled: !!version });
  const wished = useWished();
  const data = useMemo(() => card.data && inLanguage(card.data, languageOf(card.data, wished)), [card.data, wished]);
  return { ...card, data };
}

/** The questions of every published scorecard, in these words. */
export function useQuestions(enabled = true) {
  const cards = useQuery({ ...publishedCardsQuery, enabled });
  const wished = useWished();
  const data = useMemo(
    () =>
      cards.data?.flatMap((card) =>
        inLanguage(card, languageOf(card, wished)).dimensions.flatMap(({ questions }) => questions.map(({ id, text }) => ({ id, text, scorecard: card.name }))),
      ),
    [cards.data, wished],
  );
  return { ...cards, data };
}
