import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { draftQuery } from "@/api/scorecards";
import type { ScorecardDraft } from "@/api/types";
import { CardActions } from "@/features/scorecards/build/CardActions";
import { CardBuilder } from "@/features/scorecards/build/CardBuilder";
import { CardConflict } from "@/features/scorecards/build/CardConflict";
import { whole } from "@/features/scorecards/build/places";
import { useCardDraft } from "@/features/scorecards/build/useCardDraft";
import { Preview } from "@/features/scoring/Preview";
import { LeaveGuard } from "@/parts/LeaveGuard";
import { Page } from "@/parts/Page";
import { SaveLine } from "@/parts/SaveLine";
import { Loaded } from "@/parts/States";
import classes from "./pages.module.css";

export function ScorecardEditPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/scorecards/$id/edit" });
  const draft = useQuery(draftQuery(id));
  if (draft.data) return <Writing key={id} draft={draft.data} />;
  return (
    <Page title={t("builder.title")}>
      <Loaded query={draft} rows={8}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Writing({ draft }: { draft: ScorecardDraft }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { at = whole } = useSearch({ from: "/inside/scorecards/$id/edit" });
  const { writing, ...hands } = useCardDraft(draft);
  const { content, saving, autosave } = hands;
  const open = (next: string) => void navigate({ to: "/scorecards/$id/edit", params: { id: draft.scorecard }, search: next === whole ? {} : { at: next }, replace: true, resetScroll: false });
  return (
    <Page
      title={content.name || t("builder.untitled")}
      sub={
        <div className={classes.saveLine}>
          <span>{draft.based_on > 0 ? t("builder.based_on", { version: draft.based_on }) : t("builder.first_version")}</span>
          <SaveLine saving={saving} retry={() => autosave.flush()} />
        </div>
      }
      actions={<CardActions draft={draft} autosave={autosave} onOver={() => void navigate({ to: "/scorecards", search: draft.based_on > 0 ? { scorecard: draft.scorecard } : {} })} />}
    >
      <CardBuilder draft={draft} writing={hands} at={at} onOpen={open} preview={(definition) => <Preview scorecard={definition} />} />
      <LeaveGuard unsaved={saving.kind !== "saved"} save={() => autosave.flush()} />
      {saving.kind === "conflict" && (
        <CardConflict mine={saving.mine} theirs={saving.theirs} onMine={() => writing.keepMine(saving.theirs, saving.mine)} onTheirs={() => writing.takeTheirs(saving.theirs)} />
      )}
    </Page>
  );
}
