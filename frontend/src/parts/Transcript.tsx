import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dimension, Segment, Utterance } from "@/api/types";
import { TranscriptRow } from "./TranscriptRow";
import { rowsOf } from "./transcript-rows";
import classes from "./transcript.module.css";

interface Props {
  utterances: Utterance[];
  startedAt: string;
  label: string;
  live?: boolean;
  segments?: Segment[] | null;
  marks?: ReadonlyMap<number, Dimension[]>;
  selected?: number | null;
  onSelect?: (pos: number) => void;
  /** What is being said in the recording, which follows it. */
  saying?: number | null;
  /** Plays the recording from an utterance. */
  onPlay?: (pos: number) => void;
  compact?: boolean;
  empty?: string;
}

export function Transcript(props: Props) {
  const { utterances, startedAt, live = false, selected = null, onSelect, marks, segments, saying = null, onPlay } = props;
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(utterances, segments), [utterances, segments]);
  const getItemKey = useCallback((i: number) => rows[i]!.key, [rows]); // a new one makes the virtualizer measure all again
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 64,
    getItemKey,
    overscan: 6,
  });
  const { unseen, toEnd, onScroll } = useFollowing(box, virtual, rows.length, live);

  const place = useMemo(() => (selected === null ? -1 : rows.findIndex((row) => row.utterance?.pos === selected)), [rows, selected]);
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: "auto" });
  }, [place, virtual]);

  const sayingPlace = useMemo(() => (saying === null ? -1 : rows.findIndex((row) => row.utterance?.pos === saying)), [rows, saying]);
  useEffect(() => {
    if (sayingPlace >= 0) virtual.scrollToIndex(sayingPlace, { align: "auto" });
  }, [sayingPlace, virtual]);

  const option = (pos: number) => `${id}-${pos}`;
  return (
    <div className={classes.frame} data-compact={props.compact || undefined}>
      <div
        ref={box}
        className={classes.box}
        onScroll={onScroll}
        tabIndex={0}
        role={onSelect && rows.length > 0 ? "listbox" : "group"}
        aria-label={props.label}
        aria-activedescendant={onSelect && place >= 0 ? option(selected!) : undefined}
      >
        {rows.length === 0 && (
          <p className={classes.empty} role="presentation">
            {props.empty ?? t(live ? "transcript.waiting" : "transcript.empty")}
          </p>
        )}
        <div className={classes.rows} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]!;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={classes.row}
                role="presentation"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <TranscriptRow
                  row={row}
                  startedAt={startedAt}
                  marks={row.utterance && marks?.get(row.utterance.pos)}
                  selected={row.utterance?.pos === selected}
                  saying={row.utterance?.pos === saying}
                  onPlay={onPlay}
                  id={row.utterance && option(row.utterance.pos)}
                  onSelect={onSelect}
                />
              </div>
            );
          })}
        </div>
      </div>
      {unseen > 0 && (
        <button type="button" className={classes.unseen} onClick={toEnd}>
          {t("transcript.unseen", { count: unseen })}
        </button>
      )}
    </div>
  );
}

type Virtual = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;

function useFollowing(box: React.RefObject<HTMLDivElement | null>, virtual: Virtual, count: number, live: boolean) {
  const [seen, setSeen] = useState(count);
  const following = useRef(live);

  const toEnd = useCallback(() => {
    following.current = true;
    setSeen(count);
    if (count > 0) virtual.scrollToIndex(count - 1, { align: "end" });
  }, [count, virtual]);

  useEffect(() => {
    if (live && following.current) toEnd();
  }, [live, toEnd]);

  const onScroll = useCallback(() => {
    const el = box.current;
    if (!el || !live) return;
    const atEnd = el.scrollHeight - el.scrollTop - el.clientHeight < 60;
    following.current = atEnd;
    if (atEnd) setSeen(count);
  }, [box, live, count]);

  return { unseen: live ? Math.max(0, count - seen) : 0, toEnd, onScroll };
}
