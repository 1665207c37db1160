import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ModuleFigures } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { Written } from "@/parts/Said";

type Row = ModuleFigures["quizzes"][number]["questions"][number];

/** How hard each question is, and whether it tells those who know from those who don't. */
export function QuestionTable({ rows, label }: { rows: Row[]; label: string }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: "question", header: t("figures.question"), cell: ({ row }) => <Written text={row.original.text} /> },
      { id: "n", header: t("figures.n"), cell: ({ row }) => row.original.n },
      { id: "difficulty", header: t("figures.difficulty"), cell: ({ row }) => (row.original.difficulty == null ? t("score.too_few") : t("figures.percent", { value: Math.round(100 * row.original.difficulty) })) },
      {
        id: "discrimination",
        header: t("figures.discrimination"),
        cell: ({ row }) => (row.original.discrimination == null ? row.original.why || t("score.too_few") : row.original.discrimination.toFixed(2)),
      },
    ],
    [t],
  );
  return <DataTable name="figures" label={label} columns={columns} rows={rows} idOf={(row) => row.question} />;
}
