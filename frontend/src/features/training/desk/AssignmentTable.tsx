import { Checkbox } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ModuleAssignment } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { Written } from "@/parts/Said";
import { Due } from "../Due";
import { HelpsWith } from "../HelpsWith";

interface Props {
  rows: ModuleAssignment[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  onOpen: (assignment: ModuleAssignment) => void;
  more: { has: boolean; loading: boolean; load: () => void };
}

export function AssignmentTable({ rows, chosen, onChoose, onOpen, more }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<ModuleAssignment>[]>(() => {
    const toggle = (id: string) => onChoose(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]));
    return [
      {
        id: "agent",
        header: t("table.agent"),
        cell: ({ row: { original: one } }) =>
          one.may.extend || one.may.cancel ? (
            <Checkbox
              checked={chosen.has(one.id)}
              onChange={() => toggle(one.id)}
              aria-label={t("assigning.choose", { name: one.agent_name, title: one.title })}
              label={<Written text={one.agent_name} />}
            />
          ) : (
            <Written text={one.agent_name} />
          ),
      },
      { id: "module", header: t("modules.module"), cell: ({ row }) => <Written text={row.original.title} /> },
      { id: "status", header: t("table.status"), cell: ({ row }) => t(`assignment.${row.original.status}`) },
      { id: "progress", header: t("assigning.progress"), cell: ({ row }) => t("learning.progress", { done: row.original.done, total: row.original.parts }) },
      { id: "due", header: t("assigning.due"), cell: ({ row }) => <Due of={row.original} /> },
      { id: "extended", header: t("assigning.extended"), cell: ({ row }) => row.original.extended || "–" },
      { id: "question", header: t("assigning.helps_with"), cell: ({ row }) => (row.original.question ? <HelpsWith question={row.original.question} /> : "–") },
      { id: "why", header: t("assigning.why"), cell: ({ row }) => t(`assigning.why_${row.original.why}`, { name: row.original.assigned_by_name }) },
    ];
  }, [t, chosen, onChoose]);
  return <DataTable name="assignments" label={t("assigning.title")} columns={columns} rows={rows} idOf={(row) => row.id} onOpen={onOpen} more={more} />;
}
