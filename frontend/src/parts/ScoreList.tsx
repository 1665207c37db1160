import { useTranslation } from "react-i18next";
import { dimensions, type Evaluation } from "@/api/types";
import { DimensionBadge } from "./DimensionBadge";
import { ScoreMark } from "./ScoreMark";
import type { Score } from "./score";

interface Props {
  score: Pick<Evaluation["score"], "overall" | "dimensions">;
  team?: (key: string) => Partial<Score>;
  className?: string;
}

/** The scores of one evaluation, overall and by dimension, each as a mark. */
export function ScoreList({ score, team, className }: Props) {
  const { t } = useTranslation();
  const mark = (key: string, value: number | null | undefined) => ({ value, ...team?.(key) });
  return (
    <dl className={className}>
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
  );
}
