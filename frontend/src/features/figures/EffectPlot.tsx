import { useTranslation } from "react-i18next";
import { clamp, figure } from "@/parts/score";
import classes from "./figures.module.css";

interface Means {
  before: number;
  after: number;
}

const y = (score: number) => 44 - 0.4 * clamp(score);

/** How the scores of those with an intervention went, beside those without: before on the left, after on the right. */
export function EffectPlot({ of, with: withIt, without }: { of: string; with: Means; without: Means }) {
  const { t } = useTranslation();
  const words = (key: "with" | "without", { before, after }: Means) => t(`effects.went_${key}`, { before: figure(before), after: figure(after) });
  const line = (means: Means, className: string | undefined) => (
    <g className={className}>
      <line x1="8" x2="88" y1={y(means.before)} y2={y(means.after)} />
      <circle cx="8" cy={y(means.before)} r="3.5" />
      <circle cx="88" cy={y(means.after)} r="3.5" />
    </g>
  );
  return (
    <span className={classes.plot}>
      <svg width="96" height="48" viewBox="0 0 96 48" role="img" aria-label={`${of}: ${words("with", withIt)}, ${words("without", without)}`}>
        {line(without, classes.without)}
        {line(withIt, classes.with)}
      </svg>
      <span className={classes.small} aria-hidden="true">
        {words("with", withIt)}
      </span>
      <span className={classes.small} aria-hidden="true">
        {words("without", without)}
      </span>
    </span>
  );
}
