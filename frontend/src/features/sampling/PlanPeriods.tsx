import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { planPeriodsQuery } from "@/api/sampling";
import type { AgentPeriod } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import classes from "./sampling.module.css";

const hundredths = (value: number) => Math.round(100 * value) / 100;

/** A plan's weeks by agent, with what an estimate needs. */
export function PlanPeriods({ plan }: { plan: string }) {
  const { t } = useTranslation();
  const periods = useInfiniteQuery(planPeriodsQuery(plan));
  const columns = useMemo<Column<AgentPeriod>[]>(
    () => [
      { id: "agent", header: t("plans.agent"), cell: ({ row }) => row.original.agent_name },
      { id: "period", header: t("plans.period"), cell: ({ row }) => `${row.original.period}, ${t(row.original.closed ? "plans.counted" : "plans.open")}` },
      { id: "expected", header: t("plans.expected"), cell: ({ row }) => (row.original.basis === "rate" ? t("plans.basis_rate") : `${hundredths(row.original.expected)} ${t(`plans.basis_${row.original.basis}`)}`) },
      { id: "probability", header: t("plans.probability"), cell: ({ row }) => `${hundredths(100 * row.original.probability)} %` },
      { id: "eligible", header: t("plans.eligible"), cell: ({ row }) => row.original.eligible },
      { id: "drawn", header: t("plans.drawn"), cell: ({ row }) => row.original.drawn - row.original.topped_up },
      { id: "topped_up", header: t("plans.topped_up"), cell: ({ row }) => row.original.topped_up },
      { id: "scored", header: t("plans.scored"), cell: ({ row }) => row.original.scored },
      { id: "weight", header: t("plans.weight"), cell: ({ row }) => (row.original.weight == null ? "–" : hundredths(row.original.weight)) },
    ],
    [t],
  );
  return (
    <Section title={t("plans.periods")} id="periods">
      <p className={classes.quiet}>{t("plans.periods_text")}</p>
      <Loaded query={periods} empty={{ title: t("plans.periods_none"), text: t("plans.periods_none_text") }}>
        {(rows) => <DataTable name="plan-periods" label={t("plans.periods")} columns={columns} rows={rows} idOf={({ agent, period }) => `${period} ${agent}`} />}
      </Loaded>
      <MoreButton query={periods} />
    </Section>
  );
}
