import { useTranslation } from "react-i18next";
import { certainty, clamp, figure, type Score } from "./score";
import classes from "./scoremark.module.css";

interface Props {
  score: Score;
  of: string;
}

/** The one picture of a score: where it lies, how sure it is, and where the rest of the team lies. */
export function ScoreMark({ score, of }: Props) {
  const { t } = useTranslation();
  const kind = certainty(score);
  const band = score.teamLow != null && score.teamHigh != null;
  return (
    <span className={classes.mark} data-kind={kind}>
      <svg className={classes.line} height="24" role="img" aria-label={useSentence(score, of)}>
        {band && <Bar className={classes.band} from={score.teamLow!} to={score.teamHigh!} y={3} height={18} />}
        <line className={classes.axis} x1="0" x2="100%" y1="12" y2="12" />
        {[0, 50, 100].map((at) => (
          <line key={at} className={classes.axis} x1={`${at}%`} x2={`${at}%`} y1="9" y2="15" />
        ))}
        {kind === "sure" && <Interval low={score.low!} high={score.high!} />}
        {score.value != null && (
          <circle
            className={kind === "too_few" ? classes.open : classes.dot}
            cx={`${clamp(score.value)}%`}
            cy="12"
            r="5"
          />
        )}
      </svg>
      <span className={classes.figure} aria-hidden="true">
        {score.value == null ? "–" : figure(score.value)}
      </span>
      <span className={classes.note} aria-hidden="true">
        {kind === "too_few" && t("score.too_few")}
        {kind === "none" && t("score.none")}
        {kind === "sure" && `${figure(score.low!)}–${figure(score.high!)} · n ${score.n}`}
      </span>
    </span>
  );
}

/** A bracket: its ends stand out above and below the dot, however short it is. */
function Interval({ low, high }: { low: number; high: number }) {
  return (
    <>
      <Bar className={classes.interval} from={low} to={high} y={9} height={6} />
      {[low, high].map((at, i) => (
        <line key={i} className={classes.end} x1={`${clamp(at)}%`} x2={`${clamp(at)}%`} y1="4" y2="20" />
      ))}
    </>
  );
}

function Bar(props: { className?: string; from: number; to: number; y: number; height: number }) {
  const from = clamp(props.from);
  return (
    <rect
      className={props.className}
      x={`${from}%`}
      width={`${Math.max(0.5, clamp(props.to) - from)}%`}
      y={props.y}
      height={props.height}
      rx="3"
    />
  );
}

function useSentence(score: Score, of: string) {
  const { t } = useTranslation();
  const kind = certainty(score);
  const parts = [of];
  if (score.value != null) parts.push(t("score.value", { value: figure(score.value) }));
  if (kind === "sure") parts.push(t("score.between", { low: figure(score.low!), high: figure(score.high!) }));
  if (kind === "too_few") parts.push(t("score.too_few"));
  if (kind === "none") parts.push(t("score.none"));
  if (score.n !== undefined) parts.push(t("score.n", { count: score.n }));
  if (score.teamLow != null && score.teamHigh != null)
    parts.push(t("score.team", { low: figure(score.teamLow), high: figure(score.teamHigh) }));
  return parts.join(", ");
}
