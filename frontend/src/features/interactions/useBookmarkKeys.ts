import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { bookmarksQuery, setBookmark } from "@/api/live";
import { useKeys } from "@/parts/keys";

interface Hands {
  interaction: string;
  enabled: boolean;
  selected: number | null;
  onSelect: (pos: number) => void;
  /** The question that is looked at, where there is one. */
  question?: string;
}

/** B sets a bookmark on the selected utterance, G goes to the next one. */
export function useBookmarkKeys({ interaction, enabled, selected, onSelect, question }: Hands) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const list = useQuery({ ...bookmarksQuery(interaction), enabled });
  const set = useMutation({ mutationFn: (pos: number) => setBookmark(interaction, { pos, question }), onSettled: () => cache.invalidateQueries(bookmarksQuery(interaction)) });
  const places = [...new Set((list.data ?? []).flatMap(({ pos }) => pos ?? []))].sort((a, b) => a - b);
  const next = () => {
    const pos = places.find((place) => place > (selected ?? 0)) ?? places[0];
    if (pos !== undefined) onSelect(pos);
  };
  useKeys([
    { keys: ["b"], label: t("keys.bookmark_selected"), run: () => selected !== null && set.mutate(selected), hidden: !enabled },
    { keys: ["g"], label: t("keys.next_bookmark"), run: next, hidden: !enabled || places.length === 0 },
  ]);
}
