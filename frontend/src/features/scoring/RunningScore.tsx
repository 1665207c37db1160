import { useTranslation } from "react-i18next";
import { dimensions, type Evaluation } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { ScoreMark } from "@/parts/ScoreMark";
import classes from "./scoring.module.css";

const mark = (value: number | null | undefined) => ({ value, n: value == null ? 0 : 1 });

export function RunningScore({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation();
  const { score } = evaluation;
  const title = t(evaluation.status === "draft" ? "scoring.running" : "evaluation.scores");
  const failed = (score.failed?.length ?? 0) > 0;
  return (
    <section aria-label={title} className={classes.running}>
      <h2>{title}</h2>
      {failed && <p className={classes.failed}>{t("scoring.failed", { count: score.failed?.length ?? 0 })}</p>}
      <dl>
        <dt>{t("dimension.overall")}</dt>
        <dd>
          <ScoreMark of={t("dimension.overall")} score={mark(score.overall)} />
        </dd>
        {dimensions
          .filter((key) => key in score.dimensions)
          .map((key) => [
            <dt key={`${key}-name`}>
              <DimensionBadge of={key} named />
            </dt>,
            <dd key={key}>
              <ScoreMark of={t(`dimension.${key}`)} score={mark(score.dimensions[key])} />
            </dd>,
          ])}
      </dl>
    </section>
  );
}
