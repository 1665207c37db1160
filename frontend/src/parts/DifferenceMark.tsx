import { useTranslation } from "react-i18next";
import classes from "./scoremark.module.css";

interface Props {
  value: number;
  low: number;
  high: number;
  /** As far as the line reaches to both sides, points. */
  reach: number;
  of: string;
}

export const signed = (value: number) => {
  const rounded = Math.round(10 * value) / 10;
  return rounded > 0 ? `+${rounded}` : String(rounded).replace("-", "−");
};

/** A difference on a line around 0, with its interval. */
export function DifferenceMark({ value, low, high, reach, of }: Props) {
  const { t } = useTranslation();
  const at = (points: number) => Math.min(100, Math.max(0, 50 + (50 * points) / reach));
  const bar = (a: number, b: number) => ({ x: `${at(a)}%`, width: `${Math.max(0.5, at(b) - at(a))}%` });
  const said = t("difference.between", { low: signed(low), high: signed(high) });
  return (
    <span className={classes.mark} data-kind="difference">
      <svg className={classes.line} height="24" role="img" aria-label={[of, signed(value), said].join(", ")}>
        <line className={classes.axis} x1="0" x2="100%" y1="12" y2="12" />
        <line className={classes.axis} x1="50%" x2="50%" y1="4" y2="20" />
        <rect className={classes.interval} {...bar(low, high)} y={9} height={6} rx="3" />
        {[low, high].map((end, i) => <line key={i} className={classes.end} x1={`${at(end)}%`} x2={`${at(end)}%`} y1="4" y2="20" />)}
        <circle className={classes.dot} cx={`${at(value)}%`} cy="12" r="5" />
      </svg>
      <span className={classes.figure} aria-hidden="true">
        {signed(value)}
      </span>
      <span className={classes.note} aria-hidden="true">
        {said}
      </span>
    </span>
  );
}
