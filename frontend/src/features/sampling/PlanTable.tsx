import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SamplingPlan } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import classes from "./sampling.module.css";
import { says } from "./says";

export function PlanTable({ rows, onOpen }: { rows: SamplingPlan[]; onOpen: (plan: SamplingPlan) => void }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<SamplingPlan>[]>(
    () => [
      {
        id: "name",
        header: t("plans.name"),
        cell: ({ row }) => (
          <Link className={classes.open} to="/plans/$id" params={{ id: row.original.id }}>
            {row.original.name}
          </Link>
        ),
      },
      { id: "state", header: t("plans.status"), cell: ({ row }) => t(`plans.state_${row.original.state}`) },
      { id: "draws", header: t("plans.how"), cell: ({ row }) => says(row.original, t).join(" · ") },
    ],
    [t],
  );
  return <DataTable name="sampling-plans" label={t("plans.title")} columns={columns} rows={rows} idOf={({ id }) => id} onOpen={onOpen} />;
}
