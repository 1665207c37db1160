import { useMemo, type ReactNode } from "react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Course } from "@/parts/Course";
import { withGaps } from "@/parts/course-points";
import { Card, Section } from "@/parts/Page";
import { dayOf, mondayOf } from "@/parts/time";
import type { Behind } from "./Behind";

interface Week {
  week: string | null;
  to: string | null;
  n: number;
  mean: number;
  low: number | null;
  high: number | null;
}

interface Props {
  of: Week[];
  name: string;
  /** Whose evaluations a row of the table opens. */
  behind: Behind;
  children?: ReactNode;
}

/** How scores went by week, below what they can be narrowed by. */
export function Weeks({ of, name, behind, children }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const open = (at: string) => {
    const found = of.find(({ week }) => week && mondayOf(week) === at);
    if (found) void navigate({ to: "/evaluations", search: { ...behind, counted: found.week, counted_to: found.to } as never });
  };
  const points = useMemo(() => withGaps(of.flatMap(({ week, mean, low, high, n }) => (week ? [{ at: mondayOf(week), value: mean, low, high, n }] : []))), [of]);
  return (
    <Section title={t("agent_figures.trend")} note={t("agent_figures.trend_note")} id="weeks">
      <Card>
        {children}
        <Course of={name} points={points} kind="score" nameOf={dayOf} onOpen={open} />
      </Card>
    </Section>
  );
}
