import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { auditQuery } from "@/api/audit";
import type { AuditEntry } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";

export function AuditPage() {
  const { t } = useTranslation();
  const log = useInfiniteQuery(auditQuery);
  const columns = useMemo<Column<AuditEntry>[]>(
    () => [
      { id: "when", header: t("table.when"), cell: ({ row: { original: row } }) => <Time at={row.at} /> },
      { id: "who", header: t("audit.who"), cell: ({ row: { original: row } }) => row.actor_name || t("audit.program") },
      { id: "what", header: t("audit.what"), cell: ({ row: { original: row } }) => t(`audit.did.${row.action}`, { defaultValue: row.action }) },
      { id: "which", header: t("audit.which"), cell: ({ row: { original: row } }) => <code>{whichOf(row)}</code> },
      { id: "seal", header: t("audit.seal"), cell: ({ row: { original: row } }) => row.seal ?? t("audit.unsealed") },
    ],
    [t],
  );
  return (
    <Page title={t("audit.title")} sub={t("audit.sub")}>
      <Loaded query={log} empty={{ title: t("audit.none"), text: t("audit.none_text") }}>
        {(rows) => (
          <DataTable
            name="audit"
            label={t("audit.title")}
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            more={{ has: log.hasNextPage, loading: log.isFetchingNextPage, load: () => void log.fetchNextPage() }}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** The end of the id is enough to tell two apart. */
function whichOf(row: AuditEntry): string {
  const id = typeof row.detail.evaluation === "string" ? row.detail.evaluation : row.subject_id;
  return id ? `…${id.slice(-8)}` : "–";
}
