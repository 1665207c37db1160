import { Button, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { scorecardsQuery } from "@/api/evaluations";
import { draftsQuery, exportScorecard, reviseScorecard } from "@/api/scorecards";
import { holds } from "@/api/session";
import type { ScorecardSummary } from "@/api/types";
import { CardLanguage } from "@/parts/CardLanguage";
import { useCard } from "@/parts/useCard";
import { CardTable, rowsOf, type CardRow, type Deed } from "@/features/scorecards/desk/CardTable";
import { download } from "@/features/scorecards/desk/download";
import { NewScorecard } from "@/features/scorecards/desk/NewScorecard";
import { RetireDialog } from "@/features/scorecards/desk/RetireDialog";
import { VersionsDialog } from "@/features/scorecards/desk/VersionsDialog";
import { ScorecardRead } from "@/features/scorecards/ScorecardRead";
import { useKeys } from "@/parts/keys";
import { Page, Section } from "@/parts/Page";
import { FaultLine, Loaded } from "@/parts/States";
import { useSession } from "../session";
import classes from "./pages.module.css";

export function ScorecardsPage() {
  const { t } = useTranslation();
  const cards = useQuery(scorecardsQuery);
  const writes = holds(useSession(), "admin", "analyst");
  const [beginning, setBeginning] = useState<{ of?: string } | null>(null);
  const navigate = useNavigate();
  useKeys([{ keys: ["n"], label: t("cards.new"), run: () => setBeginning({}), hidden: !writes }]);
  return (
    <Page
      title={t("scorecards.title")}
      sub={t("scorecards.sub")}
      actions={
        writes && (
          <Button onClick={() => setBeginning({})} rightSection={<kbd>N</kbd>}>
            {t("cards.new")}
          </Button>
        )
      }
    >
      <Loaded query={cards} rows={8} empty={writes ? undefined : { title: t("scorecards.none"), text: t("scorecards.none_text") }}>
        {(list) => (
          <>
            {writes && <Desk list={list} onDuplicate={(of) => setBeginning({ of })} />}
            {list.length > 0 && <Chosen list={list} />}
          </>
        )}
      </Loaded>
      {beginning && writes && <NewScorecard of={beginning.of} onClose={() => setBeginning(null)} onBegun={(id) => void navigate({ to: "/scorecards/$id/edit", params: { id } })} />}
    </Page>
  );
}

/** What those who write scorecards do with them. */
function Desk({ list, onDuplicate }: { list: ScorecardSummary[]; onDuplicate: (id: string) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const drafts = useQuery(draftsQuery);
  const [asked, setAsked] = useState<{ deed: "retire" | "bring_back" | "versions"; row: CardRow } | null>(null);
  const revising = useMutation({
    mutationFn: (row: CardRow) => (row.draft ? Promise.resolve({ scorecard: row.id }) : reviseScorecard(row.id)),
    onSuccess: ({ scorecard }) => void navigate({ to: "/scorecards/$id/edit", params: { id: scorecard } }),
  });
  const exporting = useMutation({
    mutationFn: async ({ id, name }: CardRow) => download(`${name}.json`, await exportScorecard(id)),
    onSuccess: (_, { name }) => notifications.show({ message: t("cards.exported", { name }) }),
  });
  const { mutate: revise } = revising;
  const { mutate: exportIt } = exporting;
  const run = useCallback(
    (deed: Deed, row: CardRow) => {
      switch (deed) {
        case "read":
          return void navigate({ to: "/scorecards", search: { scorecard: row.id }, replace: true, resetScroll: false });
        case "quality":
          return void navigate({ to: "/scorecards/$id/quality", params: { id: row.id } });
        case "edit":
          return revise(row);
        case "export":
          return exportIt(row);
        case "duplicate":
          return onDuplicate(row.id);
        default:
          return setAsked({ deed, row });
      }
    },
    [navigate, revise, exportIt, onDuplicate],
  );
  return (
    <Section title={t("cards.title")} id="cards">
      <FaultLine error={revising.error ?? exporting.error} />
      <Loaded query={drafts} rows={3}>
        {(written) => <CardTable rows={rowsOf(list, written)} onDo={run} />}
      </Loaded>
      {asked?.deed === "versions" && <VersionsDialog card={asked.row} onClose={() => setAsked(null)} />}
      {asked && asked.deed !== "versions" && <RetireDialog card={asked.row} deed={asked.deed} onClose={() => setAsked(null)} />}
    </Section>
  );
}

function Chosen({ list }: { list: ScorecardSummary[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { scorecard, version } = useSearch({ from: "/inside/scorecards" });
  const chosen = list.find(({ id }) => id === scorecard) ?? list.find(({ retired }) => !retired) ?? list[0]!;
  const whole = useCard(version ?? chosen.version_id);
  return (
    <>
      {list.length > 1 && (
        <div className={classes.filters}>
          <Select
            label={t("scorecards.which")}
            allowDeselect={false}
            value={chosen.id}
            onChange={(id) => void navigate({ to: "/scorecards", search: id ? { scorecard: id } : {}, replace: true, resetScroll: false })}
            data={list.map(({ id, name, retired }) => ({ value: id, label: retired ? t("cards.name_retired", { name }) : name }))}
          />
        </div>
      )}
      <Loaded query={whole} rows={8}>
        {(card) => (
          <>
            <CardLanguage of={card} />
            <ScorecardRead scorecard={card} />
          </>
        )}
      </Loaded>
    </>
  );
}
