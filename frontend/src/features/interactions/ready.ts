import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usableScorecardsQuery } from "@/api/evaluations";
import { newestQuery } from "@/api/scorecards";

/** The ready whispers of a scorecard's questions by question, each once; without one those of the first that is in use. */
export function useReadyWhispers(scorecard?: string): { group: string; items: string[] }[] {
  const cards = useQuery(usableScorecardsQuery);
  const id = scorecard ?? cards.data?.[0]?.id;
  const card = useQuery({ ...newestQuery(id ?? ""), enabled: id !== undefined });
  return useMemo(() => {
    const taken = new Set<string>();
    return (card.data?.dimensions ?? [])
      .flatMap(({ questions }) => questions)
      .map(({ text, whispers }) => ({ group: text, items: (whispers ?? []).filter((words) => !taken.has(words) && taken.add(words)) }))
      .filter(({ items }) => items.length > 0);
  }, [card.data]);
}
