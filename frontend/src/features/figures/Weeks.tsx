import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Course } from "@/parts/Course";
import { withGaps } from "@/parts/course-points";
import { Card, Section } from "@/parts/Page";
import { dayOf, mondayOf } from "@/parts/time";

interface Week {
  week: string | null;
  n: number;
  mean: number;
  low: number | null;
  high: number | null;
}

/** How scores went by week, below what they can be narrowed by. */
export function Weeks({ of, name, children }: { of: Week[]; name: string; children?: ReactNode }) {
  const { t } = useTranslation();
  const points = useMemo(() => withGaps(of.flatMap(({ week, mean, low, high, n }) => (week ? [{ at: mondayOf(week), value: mean, low, high, n }] : []))), [of]);
  return (
    <Section title={t("agent_figures.trend")} note={t("agent_figures.trend_note")} id="weeks">
      <Card>
        {children}
        <Course of={name} points={points} kind="score" nameOf={dayOf} />
      </Card>
    </Section>
  );
}
