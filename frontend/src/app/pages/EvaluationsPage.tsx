import { Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { evaluationsQuery, newestAtMost, newestEvaluationsQuery } from "@/api/evaluations";
import { holds } from "@/api/session";
import type { EvaluationSummary } from "@/api/types";
import { EvaluationFilters } from "@/features/evaluations/EvaluationFilters";
import { EvaluationTable } from "@/features/evaluations/EvaluationTable";
import { asked, type EvaluationFilters as Filter } from "@/features/evaluations/filters";
import { ReleaseMany } from "@/features/evaluations/ReleaseMany";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { useSession } from "../session";

export function EvaluationsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const filter = useSearch({ from: "/inside/evaluations" });
  const list = useInfiniteQuery(evaluationsQuery(asked(filter)));
  const own = !holds(session, "supervisor", "evaluator", "analyst");
  const [choosing, setChoosing] = useState(false);
  const newest = useQuery({ ...newestEvaluationsQuery, enabled: !own && (choosing || !!filter.agent) });
  const agents = useMemo(() => agentsOf(newest.data ?? []), [newest.data]);
  const set = (part: Filter) => void navigate({ to: "/evaluations", search: { ...filter, ...part }, replace: true, resetScroll: false });
  const open = (row: EvaluationSummary) => void navigate({ to: row.status === "draft" ? "/score/$id" : "/evaluations/$id", params: { id: row.id } });
  const [chosen, choose] = useState<Set<string>>(new Set());
  const toggle = (id: string) => choose((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  const can = (row: EvaluationSummary) => row.status === "submitted" && row.purpose === "review" && row.evaluator === session.user.id;
  const many = filter.status === "submitted" && holds(session, "supervisor", "evaluator");
  return (
    <Page title={t("evaluations.title")}>
      <EvaluationFilters
        filter={filter}
        own={own}
        onChange={set}
        onClear={() => void navigate({ to: "/evaluations", search: {}, replace: true, resetScroll: false })}
        agent={
          !own && (
            <Select
              label={t("filter.agent")}
              description={newest.data && newest.data.length >= newestAtMost ? t("filter.newest", { count: newestAtMost }) : undefined}
              clearable
              searchable
              placeholder={t("filter.any")}
              clearButtonProps={{ "aria-label": t("filter.clear_this") }}
              nothingFoundMessage={t(newest.isLoading ? "list.loading" : "filter.nobody")}
              value={filter.agent ?? null}
              onChange={(agent) => set({ agent: agent ?? undefined })}
              data={agents}
              onDropdownOpen={() => setChoosing(true)}
            />
          )
        }
      />
      <Loaded query={list} rows={8} empty={{ title: t("evaluations.none"), text: t(own ? "evaluations.none_own" : "evaluations.none_text") }}>
        {(rows) => (
          <>
            {many && <ReleaseMany rows={rows.filter(can)} chosen={chosen} choose={choose} />}
            <EvaluationTable
              rows={rows}
              own={own}
              onOpen={open}
              pick={many ? { can, chosen, toggle } : undefined}
              more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function agentsOf(rows: EvaluationSummary[]) {
  const names = new Map(rows.map((row) => [row.agent, row.agent_name]));
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}
