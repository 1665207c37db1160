import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usableScorecardsQuery } from "@/api/evaluations";
import { moduleQuery } from "@/api/modules";
import type { TrainingModule } from "@/api/types";
import { AssignDialog } from "@/features/training/desk/AssignDialog";
import { DraftConflict } from "@/features/training/edit/DraftConflict";
import classes from "@/features/training/edit/edit.module.css";
import { FactsForm } from "@/features/training/edit/FactsForm";
import { FaultList } from "@/parts/FaultList";
import { Faults } from "@/parts/faults";
import { ModuleActions } from "@/features/training/edit/ModuleActions";
import { PartForm } from "@/features/training/edit/PartForm";
import { PartList } from "@/features/training/edit/PartList";
import { useDraft } from "@/features/training/edit/useDraft";
import { Preview } from "@/features/training/learn/Preview";
import { LeaveGuard } from "@/parts/LeaveGuard";
import { Card, Page, Section } from "@/parts/Page";
import { SaveLine } from "@/parts/SaveLine";
import { Empty, FaultLine, Loaded } from "@/parts/States";

export function ModulePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/modules/$id" });
  const module = useQuery(moduleQuery(id));
  if (module.data?.may.change) return <Editor key={id} module={module.data} />;
  if (module.data) return <Read module={module.data} />;
  return (
    <Page title={t("modules.title")}>
      <Loaded query={module} rows={6}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Read({ module }: { module: TrainingModule }) {
  const { t } = useTranslation();
  return (
    <Page title={module.title} sub={t("training.minutes", { count: module.minutes })}>
      {module.summary && <p>{module.summary}</p>}
      {module.parts.length > 0 ? <Preview parts={module.parts} /> : <Empty title={t("learning.no_parts")} text={t("learning.no_parts_text")} />}
    </Page>
  );
}

function Editor({ module }: { module: TrainingModule }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { part: wanted } = useSearch({ from: "/inside/modules/$id" });
  const { draft, change, saving, autosave, settle } = useDraft(module);
  const cards = useQuery(usableScorecardsQuery);
  const [refused, setRefused] = useState<unknown>(null);
  const [assigning, setAssigning] = useState(false);
  const faults = Faults.of(saving.kind === "failed" ? saving.error : refused);
  const at = Math.max(0, draft.parts.findIndex(({ id }) => id === wanted));
  const part = draft.parts[at];
  const open = (id: string) => void navigate({ to: "/modules/$id", params: { id: module.id }, search: { part: id }, replace: true, resetScroll: false });
  return (
    <Page
      title={draft.title || t("modules.untitled")}
      sub={
        <div className={classes.save}>
          <span>
            {t(`module_status.${module.status}`)}
            {module.version > 0 && ` · ${t("modules.version_n", { version: module.version })}`}
          </span>
          <SaveLine saving={saving} retry={() => autosave.flush()} />
        </div>
      }
      actions={<ModuleActions module={module} autosave={autosave} onRefused={setRefused} onAssign={() => setAssigning(true)} />}
    >
      <FaultLine error={saving.kind === "failed" ? null : refused} />
      <FaultList words={faults.besides(["title", "summary", "minutes", "refresh_months", "prerequisites", ...draft.parts.map((_, i) => `parts[${i}]`)])} />
      <Section title={t("editor.whole")} id="whole">
        <Card>
          <FactsForm id={module.id} draft={draft} faults={faults} change={change} />
        </Card>
      </Section>
      <Section title={t("editor.parts")} id="parts">
        <div className={classes.editor}>
          <PartList parts={draft.parts} current={part?.id} faults={faults} scorecard={cards.data?.[0]?.id ?? ""} onOpen={open} onChange={(parts) => change("parts", parts)} />
          {part ? (
            <Card>
              <section className={classes.form} aria-label={t("editor.part", { number: at + 1 })}>
                <PartForm key={part.id} part={part} faults={faults.in(`parts[${at}]`)} onChange={(next) => change("parts", draft.parts.map((one) => (one.id === next.id ? next : one)))} />
              </section>
            </Card>
          ) : (
            <Empty title={t("editor.no_parts")} text={t("editor.no_parts_text")} />
          )}
        </div>
      </Section>
      <LeaveGuard unsaved={saving.kind !== "saved"} save={() => autosave.flush()} />
      {saving.kind === "conflict" && (
        <DraftConflict mine={saving.mine} theirs={saving.theirs} onMine={() => settle.keepMine(saving.theirs, saving.mine)} onTheirs={() => settle.takeTheirs(saving.theirs)} />
      )}
      {assigning && <AssignDialog module={module} onClose={() => setAssigning(false)} />}
    </Page>
  );
}
