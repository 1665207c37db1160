import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Card, Section } from "@/parts/Page";
import { ScoreMark } from "@/parts/ScoreMark";
import { dayOf } from "@/parts/time";
import classes from "./figures.module.css";

interface Week {
  week: string | null;
  n: number;
  mean: number;
  low: number | null;
  high: number | null;
}

/** How scores went, the newest week first, below what they can be narrowed by. */
export function WeekMarks({ of, children }: { of: Week[]; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Section title={t("agent_figures.trend")} note={t("agent_figures.trend_note")} id="weeks">
      <Card>
        {children}
        <dl className={classes.lines}>
          {of.toReversed().map(({ week, ...one }) => (
            <div key={week}>
              <dt>{dayOf((week ?? "").slice(0, 10))}</dt>
              <dd>
                <ScoreMark of={dayOf((week ?? "").slice(0, 10))} score={{ value: one.mean, low: one.low, high: one.high, n: one.n }} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </Section>
  );
}
