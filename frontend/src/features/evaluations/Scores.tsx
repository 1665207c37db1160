import { useTranslation } from "react-i18next";
import type { Evaluation, Scorecard, Standing } from "@/api/types";
import { Card, Section } from "@/parts/Page";
import { ScoreList } from "@/parts/ScoreList";
import classes from "./evaluations.module.css";

interface Props {
  evaluation: Evaluation;
  scorecard: Scorecard;
  standing?: Standing;
  own: boolean;
}

export function Scores({ evaluation, scorecard, standing, own }: Props) {
  const { t } = useTranslation();
  const { score } = evaluation;
  const grade = scorecard.grades.find((g) => g.key === score.grade)?.name;
  const team = (key: string) => {
    const line = standing?.dimensions.find((one) => one.key === key);
    return { teamLow: line?.team_low, teamHigh: line?.team_high };
  };
  const failed = score.failed ?? [];
  return (
    <Section title={t("evaluation.scores")} note={grade && t("evaluation.grade", { grade })} id="scores">
      <Card>
        <ScoreList score={score} team={team} className={classes.scores} />
        <p className={classes.quiet}>{t(own ? "evaluation.one_only" : "evaluation.one_only_theirs")}</p>
        {failed.length > 0 && (
          <p className={classes.fails}>
            {t("evaluation.capped", { count: failed.length, value: score.uncapped == null ? "–" : Math.round(score.uncapped) })}
          </p>
        )}
      </Card>
    </Section>
  );
}
