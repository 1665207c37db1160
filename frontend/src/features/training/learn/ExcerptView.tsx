import { useTranslation } from "react-i18next";
import type { ExcerptLine, Moment } from "@/api/types";
import { Written } from "@/parts/Said";
import classes from "./learn.module.css";

/** What was said, line by line, with what was good and what was not where it happened. */
export function ExcerptView({ lines, moments = [] }: { lines: ExcerptLine[]; moments?: Moment[] }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.excerpt} aria-label={t("learning.excerpt")}>
      {lines.map((line) => (
        <li key={line.pos} className={classes.line} data-speaker={line.speaker}>
          <div className={classes.said}>
            <span className={classes.speaker}>{t(`speaker.${line.speaker}`)}</span>
            <Written text={line.text} />
          </div>
          {moments
            .filter(({ pos }) => pos === line.pos)
            .map((moment, i) => (
              <p key={i} className={classes.moment} data-kind={moment.kind}>
                <strong>{t(`moment.${moment.kind}`)}</strong> <Written text={moment.note} />
              </p>
            ))}
        </li>
      ))}
    </ol>
  );
}
