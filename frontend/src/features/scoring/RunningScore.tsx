import { useTranslation } from "react-i18next";
import type { Evaluation } from "@/api/types";
import { ScoreList } from "@/parts/ScoreList";
import classes from "./scoring.module.css";

export function RunningScore({ evaluation }: { evaluation: Pick<Evaluation, "status"> & { score: Omit<Evaluation["score"], "uncapped_dimensions"> } }) {
  const { t } = useTranslation();
  const { score } = evaluation;
  const title = t(evaluation.status === "draft" ? "scoring.running" : "evaluation.scores");
  const failed = (score.failed?.length ?? 0) > 0;
  return (
    <section aria-label={title} className={classes.running}>
      <h2>{title}</h2>
      {failed && <p className={classes.failed}>{t("scoring.failed", { count: score.failed?.length ?? 0 })}</p>}
      <ScoreList score={score} />
    </section>
  );
}
