import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { DisputeFigures } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";

type Row = DisputeFigures["all"];
type Share = Row["rate"];

interface Props {
  rows: Row[];
  label: string;
  name: string;
  nameOf: (row: Row) => string;
}

/** How often answers were disputed, and what became of it, each share with its n and its interval. */
export function FiguresTable({ rows, label, name, nameOf }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Row>[]>(() => {
    const percent = (value: number) => Math.round(1000 * value) / 10;
    const share = (of: Share, n: number) => (of ? t("dispute_figures.share", { value: percent(of.value), low: percent(of.low), high: percent(of.high), n }) : t("dispute_figures.no_share"));
    const hours = ({ median_hours: median, slow_hours: slow }: Row) =>
      median == null || slow == null ? t("dispute_figures.no_share") : t("dispute_figures.hours", { median: Math.round(10 * median) / 10, slow: Math.round(10 * slow) / 10 });
    return [
      { id: "name", header: name, cell: ({ row }) => nameOf(row.original) },
      { id: "disputed", header: t("dispute_figures.disputed"), cell: ({ row }) => row.original.disputed },
      { id: "rate", header: t("dispute_figures.rate"), cell: ({ row }) => share(row.original.rate, row.original.answers) },
      { id: "overturned", header: t("dispute_figures.overturned"), cell: ({ row }) => share(row.original.overturned, row.original.decided) },
      { id: "time", header: t("dispute_figures.time"), cell: ({ row }) => hours(row.original) },
    ];
  }, [t, name, nameOf]);
  return <DataTable name="dispute-figures" label={label} columns={columns} rows={rows} idOf={(row) => row.id ?? "all"} />;
}
