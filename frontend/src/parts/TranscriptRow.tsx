import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Dimension } from "@/api/types";
import { DimensionBadge } from "./DimensionBadge";
import { Said } from "./Said";
import { exact, inMargin } from "./time";
import type { Row } from "./transcript-rows";
import classes from "./transcript.module.css";

interface Props {
  row: Row;
  startedAt: string;
  marks?: Dimension[];
  selected: boolean;
  saying?: boolean;
  onPlay?: (pos: number) => void;
  id?: string;
  onSelect?: (pos: number) => void;
}

export const TranscriptRow = memo(function TranscriptRow({ row, startedAt, marks, selected, saying, onPlay, id, onSelect }: Props) {
  const { t } = useTranslation();
  const utterance = row.utterance;
  if (!utterance) {
    const name = row.transfer?.agent_name ?? row.transfer?.agent_ref ?? t("transcript.someone");
    return (
      <p className={classes.thin} role="presentation">
        {t("transcript.transferred", { name })}
      </p>
    );
  }
  return (
    <div
      id={id}
      className={classes.utterance}
      data-speaker={utterance.speaker}
      data-selected={selected || undefined}
      data-saying={saying || undefined}
      data-marked={marks?.length ? true : undefined}
      data-pos={utterance.pos}
      role={onSelect ? "option" : undefined}
      aria-selected={onSelect ? selected : undefined}
      onClick={onSelect && (() => onSelect(utterance.pos))}
    >
      <span className={classes.margin}>
        <time dateTime={utterance.at} title={onPlay ? `${exact(utterance.at)} – ${t("sound.play_from")}` : exact(utterance.at)} data-plays={onPlay ? true : undefined} onClick={onPlay && (() => onPlay(utterance.pos))}>
          {inMargin(utterance.at, startedAt)}
        </time>
        {marks?.map((dimension) => <DimensionBadge key={dimension} of={dimension} />)}
      </span>
      <div className={classes.said}>
        <span className={utterance.speaker === "bot" ? classes.speaker : "visually-hidden"}>
          {t(`speaker.${utterance.speaker}`)}:{" "}
        </span>
        <Said utterance={utterance} />
      </div>
    </div>
  );
});
