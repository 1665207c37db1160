import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Dispute } from "@/api/types";
import { useNow } from "@/parts/now";
import { DataTable, type Column } from "@/parts/DataTable";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import classes from "./disputes.module.css";

interface Props {
  rows: Dispute[];
  me: string;
  onOpen: (row: Dispute) => void;
  more?: { has: boolean; loading: boolean; load: () => void };
}

export function DisputeTable({ rows, me, onOpen, more }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Dispute>[]>(
    () => [
      {
        id: "by",
        header: t("table.opened_by"),
        cell: ({ row: { original: row } }) => (
          <Link className={classes.open} to="/disputes/$id" params={{ id: row.id }} tabIndex={-1}>
            {row.opened_by_name}
          </Link>
        ),
      },
      { id: "reason", header: t("table.reason"), cell: ({ row: { original: row } }) => <Written text={row.reason} /> },
      {
        id: "proposed",
        header: t("table.proposed"),
        cell: ({ row: { original: row } }) => (row.arbiter === me ? <strong>{t("table.to_you")}</strong> : (row.arbiter_name ?? "–")),
      },
      { id: "status", header: t("table.status"), cell: ({ row: { original: row } }) => t(`dispute.state_${row.status}`) },
      { id: "due", header: t("table.due"), cell: ({ row: { original: row } }) => <Due at={row.due_at} /> },
      { id: "when", header: t("table.when"), cell: ({ row: { original: row } }) => <Time at={row.opened_at} /> },
    ],
    [t, me],
  );
  return <DataTable name="disputes" label={t("disputes.title")} columns={columns} rows={rows} idOf={(row) => row.id} onOpen={onOpen} more={more} />;
}

function Due({ at }: { at: string }) {
  const { t } = useTranslation();
  const now = useNow();
  return Date.parse(at) < now ? (
    <strong className={classes.late}>
      {t("dispute.overdue")} <Time at={at} />
    </strong>
  ) : (
    <Time at={at} />
  );
}
