import { useTranslation } from "react-i18next";
import type { Recording } from "@/api/types";
import { span } from "@/parts/time";
import classes from "./recordings.module.css";

/** For how long each of two talks, nobody does, and both do; as words and as a bar of the same. */
export function Shares({ of }: { of: Recording }) {
  const { t } = useTranslation();
  const whole = of.duration_ms ?? 0;
  if (whole === 0 || of.agent_ms === undefined || of.customer_ms === undefined) return null;
  const both = of.overlap_ms ?? 0;
  const parts = [
    { key: "customer", ms: of.customer_ms, bar: of.customer_ms - both },
    { key: "both", ms: both, bar: both },
    { key: "agent", ms: of.agent_ms, bar: of.agent_ms - both },
    { key: "silence", ms: of.silence_ms ?? 0, bar: of.silence_ms ?? 0 },
  ] as const;
  return (
    <div className={classes.shares}>
      <div className={classes.bar} aria-hidden="true">
        {parts.map(({ key, bar }) => (
          <span key={key} data-who={key} style={{ width: `${(100 * bar) / whole}%` }} />
        ))}
      </div>
      <dl>
        {parts.map(({ key, ms }) => (
          <div key={key} data-who={key}>
            <dt>{t(`sound.${key}`)}</dt>
            <dd>
              {span(ms)} <span className={classes.quiet}>{Math.round((100 * ms) / whole)} %</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
