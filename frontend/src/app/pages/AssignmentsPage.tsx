import { Button, Checkbox, Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assignmentsQuery, learnersQuery } from "@/api/assignments";
import { moduleChoiceQuery } from "@/api/modules";
import { AssignmentTable } from "@/features/training/desk/AssignmentTable";
import { ChangeDialog } from "@/features/training/desk/ChangeDialog";
import training from "@/features/training/training.module.css";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { oneOf } from "@/parts/lists";
import { ModuleTabs } from "./ModuleTabs";
import classes from "./pages.module.css";

const statuses = ["assigned", "in_progress", "completed", "cancelled"] as const;
const atOnce = 200;

export function AssignmentsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/inside/modules/assignments" });
  const modules = useQuery(moduleChoiceQuery);
  const learners = useQuery(learnersQuery);
  const list = useInfiniteQuery(assignmentsQuery({ module: search.module, agent: search.agent, status: oneOf(statuses, search.status), overdue: search.overdue === "true" || undefined }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<"extend" | "cancel" | null>(null);
  const set = (part: typeof search) => {
    setChosen(new Set());
    void navigate({ to: "/modules/assignments", search: { ...search, ...part }, replace: true, resetScroll: false });
  };
  const rows = (list.data ?? []).filter(({ id }) => chosen.has(id)).slice(0, atOnce);
  const choice = { clearable: true, placeholder: t("filter.any"), clearButtonProps: { "aria-label": t("filter.clear_this") } };
  return (
    <Page title={t("assigning.title")}>
      <ModuleTabs />
      <div className={classes.filters}>
        <Select {...choice} label={t("filter.status")} value={search.status ?? null} onChange={(status) => set({ status: status ?? undefined })} data={statuses.map((value) => ({ value, label: t(`assignment.${value}`) }))} />
        <Select
          {...choice}
          searchable
          label={t("modules.module")}
          value={search.module ?? null}
          onChange={(module) => set({ module: module ?? undefined })}
          data={(modules.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Select
          {...choice}
          searchable
          label={t("filter.agent")}
          nothingFoundMessage={t("filter.nobody")}
          value={search.agent ?? null}
          onChange={(agent) => set({ agent: agent ?? undefined })}
          data={(learners.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Checkbox mt="xl" label={t("assigning.only_overdue")} checked={search.overdue === "true"} onChange={(e) => set({ overdue: e.currentTarget.checked ? "true" : undefined })} />
      </div>
      {rows.length > 0 && (
        <div className={training.bar} role="region" aria-label={t("assigning.chosen", { count: rows.length })}>
          <span>{t("assigning.chosen", { count: rows.length })}</span>
          <Button variant="default" size="compact-sm" onClick={() => setAsked("extend")}>
            {t("assigning.extend")}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => setAsked("cancel")}>
            {t("assigning.cancel")}
          </Button>
        </div>
      )}
      <Loaded query={list} rows={8} empty={{ title: t("assigning.none"), text: t("assigning.none_text") }}>
        {(all) => (
          <AssignmentTable
            rows={all}
            chosen={chosen}
            onChoose={setChosen}
            onOpen={(row) => void navigate({ to: "/modules/assignments/$id", params: { id: row.id } })}
            more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          />
        )}
      </Loaded>
      {asked && (
        <ChangeDialog
          rows={rows}
          kind={asked}
          onClose={() => {
            setAsked(null);
            setChosen(new Set());
          }}
        />
      )}
    </Page>
  );
}
