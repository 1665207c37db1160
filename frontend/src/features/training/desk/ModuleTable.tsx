import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { TrainingModuleSummary } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";

interface Props {
  rows: TrainingModuleSummary[];
  onOpen: (module: TrainingModuleSummary) => void;
  onAssign: (module: TrainingModuleSummary) => void;
  more: { has: boolean; loading: boolean; load: () => void };
}

export function ModuleTable({ rows, onOpen, onAssign, more }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<TrainingModuleSummary>[]>(
    () => [
      { id: "title", header: t("modules.module"), cell: ({ row }) => <Written text={row.original.title} /> },
      { id: "status", header: t("table.status"), cell: ({ row }) => t(`module_status.${row.original.status}`) },
      { id: "version", header: t("modules.version"), cell: ({ row }) => row.original.version || t("modules.no_version") },
      { id: "minutes", header: t("modules.time"), cell: ({ row }) => t("training.minutes", { count: row.original.minutes }) },
      { id: "refresh", header: t("modules.again"), cell: ({ row }) => (row.original.refresh_months ? t("modules.months", { count: row.original.refresh_months }) : t("modules.never")) },
      { id: "owner", header: t("modules.by"), cell: ({ row }) => row.original.owner_name },
      { id: "updated", header: t("modules.changed"), cell: ({ row }) => <Time at={row.original.updated_at} /> },
      {
        id: "assign",
        header: t("assigning.assign"),
        cell: ({ row }) =>
          row.original.may.assign && (
            <Button size="compact-sm" variant="default" onClick={() => onAssign(row.original)} aria-label={t("assigning.assign_it", { title: row.original.title })}>
              {t("assigning.assign")}
            </Button>
          ),
      },
    ],
    [t, onAssign],
  );
  return <DataTable name="modules" label={t("modules.title")} columns={columns} rows={rows} idOf={(row) => row.id} onOpen={onOpen} more={more} />;
}
