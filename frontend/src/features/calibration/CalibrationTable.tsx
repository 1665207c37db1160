import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CalibrationSummary } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { dayAndHour } from "@/parts/time";
import classes from "./calibration.module.css";

export function CalibrationTable({ rows, onOpen }: { rows: CalibrationSummary[]; onOpen: (row: CalibrationSummary) => void }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<CalibrationSummary>[]>(
    () => [
      {
        id: "name",
        header: t("calibration.name"),
        cell: ({ row }) => (
          <Link className={classes.open} to="/calibrations/$id" params={{ id: row.original.id }}>
            {row.original.name}
          </Link>
        ),
      },
      { id: "status", header: t("calibration.status"), cell: ({ row }) => t(`calibration.status_${row.original.status}`) },
      { id: "by", header: t("calibration.score_by"), cell: ({ row }) => dayAndHour(row.original.score_by) },
      { id: "who", header: t("calibration.who"), cell: ({ row }) => row.original.evaluators.length },
      { id: "about", header: t("calibration.about"), cell: ({ row }) => row.original.interactions },
    ],
    [t],
  );
  return <DataTable name="calibrations" label={t("calibration.title")} columns={columns} rows={rows} idOf={({ id }) => id} onOpen={onOpen} />;
}
