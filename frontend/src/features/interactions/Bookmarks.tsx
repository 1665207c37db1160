import { Button, CloseButton, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bookmarksQuery, noteBookmark, removeBookmark } from "@/api/live";
import type { Bookmark, Utterance } from "@/api/types";
import { Written } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import { inMargin } from "@/parts/time";
import classes from "./bookmarks.module.css";

interface Props {
  interaction: string;
  startedAt: string;
  utterances: Utterance[];
  selected?: number | null;
  onSelect?: (pos: number) => void;
}

/** One's own bookmarks in an interaction: nobody else sees them. */
export function Bookmarks({ interaction, startedAt, utterances, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const list = useQuery(bookmarksQuery(interaction));
  if (!list.data?.length) return null;
  return (
    <ul className={classes.list} aria-label={t("bookmark.list")}>
      {list.data.map((one) => (
        <Row key={one.id} of={one} utterance={utterances.find(({ pos }) => pos === one.pos)} startedAt={startedAt} selected={one.pos !== undefined && one.pos === selected} onSelect={onSelect} />
      ))}
    </ul>
  );
}

interface RowProps {
  of: Bookmark;
  utterance?: Utterance;
  startedAt: string;
  selected: boolean;
  onSelect?: (pos: number) => void;
}

function Row({ of, utterance, startedAt, selected, onSelect }: RowProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [note, setNote] = useState<string | null>(null);
  const onSettled = () => cache.invalidateQueries(bookmarksQuery(of.interaction));
  const keep = useMutation({ mutationFn: (words: string) => noteBookmark(of, words), onSettled, onSuccess: () => setNote(null) });
  const remove = useMutation({ mutationFn: () => removeBookmark(of.id), onSettled });
  const place = utterance ? inMargin(utterance.at, startedAt) : t("bookmark.moment");
  const { pos } = of;
  return (
    <li className={classes.row} data-selected={selected || undefined}>
      {onSelect && pos !== undefined ? (
        <button type="button" className={classes.place} aria-pressed={selected} onClick={() => onSelect(pos)}>
          {place}
        </button>
      ) : (
        <span className={classes.place}>{place}</span>
      )}
      {note === null ? (
        <p className={classes.words}>{of.note ? <Written text={of.note} /> : utterance && <Written text={utterance.text} />}</p>
      ) : (
        <form
          className={classes.words}
          onSubmit={(event) => {
            event.preventDefault();
            keep.mutate(note.trim());
          }}
        >
          <TextInput size="xs" autoFocus aria-label={t("bookmark.note")} maxLength={1000} value={note} onKeyDown={(e) => e.key === "Escape" && setNote(null)} onChange={(e) => setNote(e.currentTarget.value)} />
          {keep.error && <FaultLine error={keep.error} />}
        </form>
      )}
      {note === null && (
        <Button size="compact-sm" variant="subtle" onClick={() => setNote(of.note)}>
          {t("bookmark.edit")}
        </Button>
      )}
      <CloseButton aria-label={t("bookmark.remove", { place })} onClick={() => remove.mutate()} />
    </li>
  );
}
