import { useTranslation } from "react-i18next";
import { dimensions, type Evaluation, type Scorecard, type Standing } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card, Section } from "@/parts/Page";
import { ScoreMark } from "@/parts/ScoreMark";
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
  const mark = (key: string, value: number | null | undefined) => {
    const team = standing?.dimensions.find((line) => line.key === key);
    return { value, n: value == null ? 0 : 1, teamLow: team?.team_low, teamHigh: team?.team_high };
  };
  const failed = score.failed ?? [];
  return (
    <Section title={t("evaluation.scores")} note={grade && t("evaluation.grade", { grade })} id="scores">
      <Card>
        <dl className={classes.scores}>
          <dt>{t("dimension.overall")}</dt>
          <dd>
            <ScoreMark of={t("dimension.overall")} score={mark("overall", score.overall)} />
          </dd>
          {dimensions
            .filter((key) => key in score.dimensions)
            .map((key) => [
              <dt key={`${key}-name`}>
                <DimensionBadge of={key} named />
              </dt>,
              <dd key={key}>
                <ScoreMark of={t(`dimension.${key}`)} score={mark(key, score.dimensions[key])} />
              </dd>,
            ])}
        </dl>
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
