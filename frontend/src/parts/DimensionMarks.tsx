import { useTranslation } from "react-i18next";
import type { StandingLine } from "@/api/types";
import { DimensionBadge } from "./DimensionBadge";
import classes from "./dimensionmarks.module.css";
import { Card } from "./Page";
import type { Score } from "./score";
import { ScoreMark } from "./ScoreMark";

/** Somebody's mark in each dimension. */
export function DimensionMarks({ lines, legend }: { lines: { key: StandingLine["key"]; score: Score }[]; legend: string }) {
  const { t } = useTranslation();
  return (
    <Card>
      <dl className={classes.lines}>
        {lines.map(({ key, score }) => (
          <div key={key}>
            <dt>{key === "overall" ? t("dimension.overall") : <DimensionBadge of={key} named />}</dt>
            <dd>
              <ScoreMark of={t(`dimension.${key}`)} score={score} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.legend}>{legend}</p>
    </Card>
  );
}
