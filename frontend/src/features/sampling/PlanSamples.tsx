import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { planSamplesQuery } from "@/api/sampling";
import type { PlanSample } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import classes from "./sampling.module.css";

/** Why something is a sample, in words. */
function why(of: PlanSample, t: TFunction): string {
  if (of.origin === "targeted") return of.reason ?? "";
  const chance = of.replaces ? t("plans.replacing") : of.topped_up ? t("plans.added") : t("plans.chance", { percent: Math.round(1000 * (of.probability ?? 0)) / 10 });
  return of.to_double ? `${chance}, ${t("plans.twice")}` : chance;
}

export function PlanSamples({ plan }: { plan: string }) {
  const { t } = useTranslation();
  const samples = useInfiniteQuery(planSamplesQuery(plan));
  const columns = useMemo<Column<PlanSample>[]>(
    () => [
      {
        id: "agent",
        header: t("plans.agent"),
        cell: ({ row }) => (
          <Link className={classes.open} to="/interactions/$id" params={{ id: row.original.interaction }}>
            {row.original.agent_name}
          </Link>
        ),
      },
      { id: "origin", header: t("plans.origin"), cell: ({ row }) => why(row.original, t) },
      { id: "status", header: t("plans.status"), cell: ({ row }) => t(`plans.status_${row.original.status}`) },
      { id: "drawn_at", header: t("plans.drawn_at"), cell: ({ row }) => <Time at={row.original.drawn_at} /> },
      { id: "held_by", header: t("plans.held_by"), cell: ({ row }) => row.original.claimed_by_name ?? "" },
    ],
    [t],
  );
  return (
    <Section title={t("plans.samples")} id="samples">
      <Loaded query={samples} empty={{ title: t("plans.samples_none"), text: t("plans.samples_none_text") }}>
        {(rows) => <DataTable name="plan-samples" label={t("plans.samples")} columns={columns} rows={rows} idOf={({ id }) => id} />}
      </Loaded>
      <MoreButton query={samples} />
    </Section>
  );
}
