import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { auditQuery } from "@/api/audit";
import { holds } from "@/api/session";
import { AuditFilters } from "@/features/audit/AuditFilters";
import { AuditTable } from "@/features/audit/AuditTable";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { dayStart } from "@/parts/time";
import { english } from "@/words/words";
import { useSession } from "../session";

const deeds = Object.entries(english.audit.did)
  .map(([value, label]) => ({ value, label }))
  .sort((a, b) => a.label.localeCompare(b.label));

export function AuditPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const filter = useSearch({ from: "/inside/audit" });
  const zone = session.policy.time_zone;
  const log = useInfiniteQuery(auditQuery({ actor: filter.actor, action: filter.action, from: dayStart(filter.from, zone), to: dayStart(filter.to, zone, 1) }));
  const filtered = Object.values(filter).some(Boolean);
  return (
    <Page title={t("audit.title")} sub={t("audit.sub")}>
      <AuditFilters filter={filter} deeds={deeds} onChange={(search) => void navigate({ to: "/audit", search, replace: true, resetScroll: false })} />
      <Loaded query={log} rows={8} empty={filtered ? { title: t("interactions.none_match"), text: t("interactions.none_match_text") } : { title: t("audit.none"), text: t("audit.none_text") }}>
        {(rows) => (
          <AuditTable
            rows={rows}
            scores={holds(session, "supervisor", "evaluator", "analyst")}
            more={{ has: log.hasNextPage, loading: log.isFetchingNextPage, load: () => void log.fetchNextPage() }}
          />
        )}
      </Loaded>
    </Page>
  );
}
