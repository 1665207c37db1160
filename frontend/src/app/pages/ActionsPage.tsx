import { Button, SegmentedControl, Select } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { learnersQuery } from "@/api/assignments";
import { holds } from "@/api/session";
import { ActionBoard } from "@/features/coaching/ActionBoard";
import { ActionForm } from "@/features/coaching/ActionForm";
import { useKeys } from "@/parts/keys";
import { Page } from "@/parts/Page";
import { oneOf } from "@/parts/lists";
import { useSession } from "../session";
import { CoachingTabs } from "./CoachingTabs";
import { useAssigning } from "./useAssigning";
import classes from "./pages.module.css";

const views = ["board", "list"] as const;

/** What was agreed, by what has become of it. */
export function ActionsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const session = useSession();
  const leads = holds(session, "supervisor");
  const search = useSearch({ from: "/inside/coaching/actions" });
  const agents = useQuery({ ...learnersQuery, enabled: leads });
  const [adding, setAdding] = useState(false);
  const { assignFor, dialog } = useAssigning();
  const view = oneOf(views, search.view) ?? "board";
  const set = (part: typeof search) => void navigate({ to: "/coaching/actions", search: { ...search, ...part }, replace: true, resetScroll: false });
  useKeys([
    { keys: ["n"], label: t("agreed.add"), run: () => setAdding(true), hidden: !leads },
    { keys: ["v"], label: t("agreed.switch"), run: () => set({ view: view === "board" ? "list" : undefined }) },
  ]);
  const choices = (agents.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const choice = { clearable: true, searchable: true, placeholder: t("filter.any"), clearButtonProps: { "aria-label": t("filter.clear_this") }, nothingFoundMessage: t("filter.nobody") };
  const added = () => {
    setAdding(false);
    for (const key of ["actions", "coaching"]) void cache.invalidateQueries({ queryKey: [key] });
  };
  return (
    <Page
      title={t("agreed.title")}
      sub={t("agreed.sub")}
      actions={
        leads && (
          <Button onClick={() => setAdding(true)} rightSection={<kbd>N</kbd>}>
            {t("agreed.add")}
          </Button>
        )
      }
    >
      {leads && <CoachingTabs />}
      <div className={classes.filters}>
        <SegmentedControl
          aria-label={t("agreed.view")}
          style={{ alignSelf: "end" }}
          value={view}
          onChange={(value) => set({ view: value === "list" ? "list" : undefined })}
          data={views.map((value) => ({ value, label: t(`agreed.view_${value}`) }))}
        />
        {leads && (
          <>
            <Select {...choice} label={t("filter.agent")} value={search.agent ?? null} onChange={(agent) => set({ agent: agent ?? undefined })} data={choices} />
            <Select
              {...choice}
              label={t("agreed.who")}
              value={search.owner ?? null}
              onChange={(owner) => set({ owner: owner ?? undefined })}
              data={[{ value: session.user.id, label: t("agreed.who_me") }, ...choices.filter(({ value }) => value !== session.user.id)]}
            />
          </>
        )}
      </div>
      <ActionBoard view={view} of={{ agent: search.agent, owner: search.owner }} onAssign={assignFor} />
      {adding && <ActionForm agents={agents.data ?? []} agenda={[]} onClose={() => setAdding(false)} onAdded={added} onAssign={assignFor} />}
      {dialog}
    </Page>
  );
}
