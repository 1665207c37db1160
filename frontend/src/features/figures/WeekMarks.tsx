import { Select } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dimensions, type StandingLine } from "@/api/types";
import { Card, Section } from "@/parts/Page";
import { ScoreMark } from "@/parts/ScoreMark";
import { dayOf } from "@/parts/time";
import classes from "./figures.module.css";

interface Week {
  key: string;
  week: string | null;
  n: number;
  mean: number;
  low: number | null;
  high: number | null;
}

const keys = ["overall", ...dimensions] as const;

/** How scores went week by week, one dimension at a time. */
export function WeekMarks({ of, children }: { of: Week[]; children?: ReactNode }) {
  const { t } = useTranslation();
  const [key, setKey] = useState<StandingLine["key"]>("overall");
  const there = keys.filter((known) => of.some((week) => week.key === known));
  const weeks = of.filter((week) => week.key === key && week.week !== null).reverse();
  return (
    <Section title={t("agent_figures.trend")} note={t("agent_figures.trend_note")} id="weeks">
      <Card>
        {children}
        <Select
          label={t("agent_figures.of")}
          allowDeselect={false}
          maw={280}
          mb="sm"
          value={key}
          onChange={(next) => setKey(there.find((known) => known === next) ?? "overall")}
          data={there.map((value) => ({ value, label: t(`dimension.${value}`) }))}
        />
        <dl className={classes.lines}>
          {weeks.map(({ week, ...one }) => (
            <div key={week}>
              <dt>{dayOf(week!.slice(0, 10))}</dt>
              <dd>
                <ScoreMark of={dayOf(week!.slice(0, 10))} score={{ value: one.mean, low: one.low, high: one.high, n: one.n }} />
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </Section>
  );
}
