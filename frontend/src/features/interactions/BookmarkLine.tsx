import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { bookmarksQuery, setBookmark } from "@/api/live";
import { FaultLine } from "@/parts/States";
import classes from "./watch.module.css";

/** Sets a bookmark on the utterance that was the last when it was asked for; Enter keeps it, Escape leaves it. */
export function BookmarkLine({ id, pos, onDone }: { id: string; pos: number; onDone: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [at] = useState(pos);
  const [note, setNote] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const keep = useMutation({
    mutationFn: () => setBookmark(id, { pos: at, note: note.trim() }),
    onSuccess: () => {
      void cache.invalidateQueries(bookmarksQuery(id));
      onDone();
    },
  });
  return (
    <form
      className={classes.note}
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <TextInput
        ref={field}
        size="xs"
        aria-label={t("bookmark.note")}
        placeholder={t("bookmark.note_here")}
        maxLength={1000}
        value={note}
        disabled={keep.isPending}
        onKeyDown={(e) => e.key === "Escape" && onDone()}
        onChange={(e) => setNote(e.currentTarget.value)}
      />
      {keep.error && <FaultLine error={keep.error} />}
    </form>
  );
}
