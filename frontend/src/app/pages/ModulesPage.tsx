import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { deskQuery, moduleChoiceQuery, modulesQuery } from "@/api/modules";
import { holds } from "@/api/session";
import type { TrainingModuleSummary } from "@/api/types";
import { AssignDialog } from "@/features/training/desk/AssignDialog";
import { Desk } from "@/features/training/desk/Desk";
import { ModuleTable } from "@/features/training/desk/ModuleTable";
import { NewModule } from "@/features/training/desk/NewModule";
import { useKeys } from "@/parts/keys";
import { Page, Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { oneOf } from "@/parts/lists";
import { useSession } from "../session";
import { ModuleTabs } from "./ModuleTabs";
import classes from "./pages.module.css";

const statuses = ["draft", "published", "retired"] as const;

export function ModulesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const trainer = holds(session, "trainer");
  const search = useSearch({ from: "/inside/modules" });
  const desk = useQuery({ ...deskQuery, enabled: trainer });
  const [beginning, setBeginning] = useState(false);
  const set = useCallback((part: typeof search) => void navigate({ to: "/modules", search: { ...search, ...part }, replace: true, resetScroll: false }), [navigate, search]);
  const marked = desk.data?.to_mark.items[0]?.assignment ?? desk.data?.to_sign.items[0]?.assignment;
  const mark = () => marked && void navigate({ to: "/modules/assignments/$id", params: { id: marked } });
  useKeys([
    { keys: ["n"], label: t("modules.begin"), run: () => setBeginning(true), hidden: !trainer },
    { keys: ["m"], label: t("modules.mark_next"), run: mark, hidden: !trainer },
  ]);
  return (
    <Page
      title={t("modules.title")}
      actions={
        trainer && (
          <>
            <Button variant="default" disabled={!marked} onClick={mark} rightSection={<kbd>M</kbd>}>
              {t("modules.mark_next")}
            </Button>
            <Button onClick={() => setBeginning(true)} rightSection={<kbd>N</kbd>}>
              {t("modules.begin")}
            </Button>
          </>
        )
      }
    >
      <ModuleTabs />
      {trainer && (
        <Loaded query={desk} rows={3}>
          {(data) => <Desk desk={data} />}
        </Loaded>
      )}
      <List onAssign={(module) => set({ assign: module.id })} />
      {beginning && <NewModule onClose={() => setBeginning(false)} onBegun={(id) => void navigate({ to: "/modules/$id", params: { id } })} />}
      {search.assign && <Assigning module={search.assign} onClose={() => set({ assign: undefined })} />}
    </Page>
  );
}

function List({ onAssign }: { onAssign: (module: TrainingModuleSummary) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/inside/modules" });
  const [words, setWords] = useState("");
  const [q] = useDebouncedValue(words.trim(), 300);
  const list = useInfiniteQuery(modulesQuery({ status: oneOf(statuses, search.status), q }));
  return (
    <Section title={t("modules.all")} id="all-modules">
      <div className={classes.filters}>
        <TextInput type="search" label={t("modules.find")} value={words} onChange={(e) => setWords(e.currentTarget.value)} />
        <Select
          label={t("filter.status")}
          clearable
          placeholder={t("filter.any")}
          clearButtonProps={{ "aria-label": t("filter.clear_this") }}
          value={search.status ?? null}
          onChange={(status) => void navigate({ to: "/modules", search: { status: status ?? undefined }, replace: true, resetScroll: false })}
          data={statuses.map((value) => ({ value, label: t(`module_status.${value}`) }))}
        />
      </div>
      <Loaded query={list} rows={4} empty={{ title: t("modules.none"), text: t("modules.none_text") }}>
        {(rows) => (
          <ModuleTable
            rows={rows}
            onAssign={onAssign}
            onOpen={(row) => void navigate({ to: "/modules/$id", params: { id: row.id } })}
            more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Assigning({ module, onClose }: { module: string; onClose: () => void }) {
  const choice = useQuery(moduleChoiceQuery);
  const found = choice.data?.find(({ id }) => id === module);
  return found ? <AssignDialog module={found} onClose={onClose} /> : null;
}
