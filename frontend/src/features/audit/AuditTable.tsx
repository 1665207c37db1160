import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { Time } from "@/parts/Time";
import { subjectOf } from "./subject";

interface Props {
  rows: AuditEntry[];
  /** Whether the reader may open evaluations and coaching sessions, too. */
  scores: boolean;
  more: { has: boolean; loading: boolean; load: () => void };
}

export function AuditTable({ rows, scores, more }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<AuditEntry>[]>(
    () => [
      { id: "when", header: t("table.when"), cell: ({ row: { original: row } }) => <Time at={row.at} /> },
      { id: "who", header: t("audit.who"), cell: ({ row: { original: row } }) => row.actor_name || t("audit.program") },
      { id: "what", header: t("audit.what"), cell: ({ row: { original: row } }) => t(`audit.did.${row.action}`, { defaultValue: row.action }) },
      { id: "which", header: t("audit.which"), cell: ({ row: { original: row } }) => <Which row={row} scores={scores} /> },
      { id: "seal", header: t("audit.seal"), cell: ({ row: { original: row } }) => row.seal ?? t("audit.unsealed") },
    ],
    [t, scores],
  );
  return <DataTable name="audit" label={t("audit.title")} columns={columns} rows={rows} idOf={(row) => row.id} more={more} />;
}

/** What it was done to, in words, with a link where the reader has a page of it; the end of the id tells two apart. */
function Which({ row, scores }: { row: AuditEntry; scores: boolean }) {
  const { t } = useTranslation();
  const { subject, id } = subjectOf(row);
  if (!id) return <>{t("audit.several")}</>;
  const words = `${t(`audit.subject.${subject}`, { defaultValue: subject })} …${id.slice(-8)}`;
  switch (subject) {
    case "agent":
    case "user":
      return (
        <Link to="/people" search={{ user: id }}>
          {words}
        </Link>
      );
    case "team":
      return <Link to="/people/teams">{words}</Link>;
    case "evaluation":
      return scores ? (
        <Link to="/evaluations/$id" params={{ id }}>
          {words}
        </Link>
      ) : (
        <>{words}</>
      );
    case "coaching_session":
      return scores ? (
        <Link to="/coaching/$id" params={{ id }}>
          {words}
        </Link>
      ) : (
        <>{words}</>
      );
    default:
      return <>{words}</>;
  }
}
