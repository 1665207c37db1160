import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assignmentQuery, attemptsQuery, readScores } from "@/api/assignments";
import { isFault } from "@/api/fault";
import type { LearningAssignment } from "@/api/types";
import { ChangeDialog } from "@/features/training/desk/ChangeDialog";
import { Due } from "@/features/training/Due";
import { HelpsWith } from "@/features/training/HelpsWith";
import { PartToMark } from "@/features/training/mark/PartToMark";
import marking from "@/features/training/mark/mark.module.css";
import { isOpen } from "@/features/training/open";
import { Page, Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { FaultLine, Loaded } from "@/parts/States";
import { Time } from "@/parts/Time";
import classes from "./pages.module.css";

/** One assignment as who gave it sees it: how far it is, and what is to be marked. */
export function AssignmentPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/modules/assignments/$id" });
  const assignment = useQuery(assignmentQuery(id));
  if (assignment.data) return <Inside assignment={assignment.data} />;
  return (
    <Page title={t("assigning.assignment")}>
      <Loaded query={assignment} rows={6}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Inside({ assignment }: { assignment: LearningAssignment }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const attempts = useQuery(attemptsQuery(assignment.id));
  const [asked, setAsked] = useState<"extend" | "cancel" | null>(null);
  const changed = () => void cache.invalidateQueries({ queryKey: ["training"] });
  return (
    <Page
      title={assignment.agent_name}
      sub={
        <>
          <Written text={assignment.title} /> · {t("modules.version_n", { version: assignment.version })}
        </>
      }
      actions={
        <>
          {assignment.may.extend && (
            <Button variant="default" onClick={() => setAsked("extend")}>
              {t("assigning.extend")}
            </Button>
          )}
          {assignment.may.cancel && (
            <Button variant="default" onClick={() => setAsked("cancel")}>
              {t("assigning.cancel")}
            </Button>
          )}
        </>
      }
    >
      <dl className={classes.facts}>
        <dt>{t("table.status")}</dt>
        <dd>
          {t(`assignment.${assignment.status}`)} {isOpen(assignment) ? <>· <Due of={assignment} /></> : <Time at={assignment.completed_at} />}
        </dd>
        <dt>{t("assigning.progress")}</dt>
        <dd>
          {t("learning.progress", { done: assignment.done, total: assignment.parts })} · {t("assigning.spent", { count: Math.round(assignment.seconds / 60) })}
        </dd>
        <dt>{t("assigning.why")}</dt>
        <dd>
          {t(`assigning.why_${assignment.why}`, { name: assignment.assigned_by_name })}
          {assignment.reason && (
            <>
              {": "}
              <Written text={assignment.reason} />
            </>
          )}
        </dd>
        {assignment.question && (
          <>
            <dt>{t("assigning.helps_with")}</dt>
            <dd>
              <HelpsWith question={assignment.question} />
            </dd>
          </>
        )}
        {assignment.waits_for.length > 0 && (
          <>
            <dt>{t("assigning.waits")}</dt>
            <dd>{assignment.waits_for.map(({ name }) => name).join(", ")}</dd>
          </>
        )}
        {assignment.cancellation_reason && (
          <>
            <dt>{t("assignment.cancelled")}</dt>
            <dd>
              <Written text={assignment.cancellation_reason} />
            </dd>
          </>
        )}
      </dl>
      {assignment.may.scores && assignment.question && <Scores id={assignment.id} />}
      <Section title={t("assigning.parts")} id="parts">
        <Loaded query={attempts} rows={4}>
          {(list) => (
            <div className={marking.parts}>
              {assignment.content.map((part, i) => (
                <PartToMark key={`${part.id}-${assignment.revision}`} assignment={assignment} part={part} number={i + 1} attempts={list} onChanged={changed} />
              ))}
            </div>
          )}
        </Loaded>
      </Section>
      {asked && <ChangeDialog rows={[assignment]} kind={asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

/** Scores are read when they are asked for, as each reading is noted. */
function Scores({ id }: { id: string }) {
  const { t } = useTranslation();
  const reading = useMutation({ mutationFn: () => readScores(id) });
  const { data } = reading;
  return (
    <div className={classes.quiet}>
      {data ? (
        <p role="status">{data.mean == null ? t("assigning.no_scores") : t("assigning.scores", { mean: Math.round(data.mean), count: data.n })}</p>
      ) : (
        <Button variant="default" loading={reading.isPending} onClick={() => reading.mutate()}>
          {t("assigning.read_scores")}
        </Button>
      )}
      <FaultLine error={isFault(reading.error) ? reading.error : null} />
    </div>
  );
}
