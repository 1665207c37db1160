import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { standingQuery } from "@/api/evaluations";
import type { StandingLine } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card, Section } from "@/parts/Page";
import { ScoreMark } from "@/parts/ScoreMark";
import { Loaded } from "@/parts/States";
import classes from "./standing.module.css";

export function StandingMarks() {
  const { t } = useTranslation();
  const standing = useQuery(standingQuery);
  const note = standing.data && t("standing.rests_on", { drawn: standing.data.drawn, scored: standing.data.scored });
  return (
    <Section title={t("standing.title")} note={note} id="standing">
      <Loaded query={standing} rows={6}>
        {({ dimensions }) => (
          <Card>
            <dl className={classes.lines}>
              {dimensions.map((line) => (
                <div key={line.key}>
                  <dt>{line.key === "overall" ? t("dimension.overall") : <DimensionBadge of={line.key} named />}</dt>
                  <dd>
                    <ScoreMark of={t(`dimension.${line.key}`)} score={scoreOf(line)} />
                  </dd>
                </div>
              ))}
            </dl>
            <p className={classes.legend}>{t("standing.legend")}</p>
          </Card>
        )}
      </Loaded>
    </Section>
  );
}

const scoreOf = (line: StandingLine) => ({
  value: line.mean,
  low: line.low,
  high: line.high,
  teamLow: line.team_low,
  teamHigh: line.team_high,
  n: line.n,
});
