import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assignmentQuery, attemptsQuery } from "@/api/assignments";
import type { LearningAssignment } from "@/api/types";
import { Due } from "@/features/training/Due";
import { LearnPart } from "@/features/training/learn/LearnPart";
import { whereToGoOn } from "@/features/training/learn/take";
import { Taking } from "@/features/training/learn/Taking";
import { isOpen } from "@/features/training/open";
import { Page } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Empty, Loaded } from "@/parts/States";

export function LearnPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/learning/$id" });
  const assignment = useQuery(assignmentQuery(id));
  if (assignment.data) return <Inside key={id} assignment={assignment.data} />;
  return (
    <Page title={t("learning.title")}>
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
  const { content, progress } = assignment;
  const [at, setAt] = useState(() => whereToGoOn(content, progress));
  const statusOf = (part: string) => progress.find((one) => one.part === part)?.status;
  const changed = () => void cache.invalidateQueries({ queryKey: ["training"] });
  const read = (next: LearningAssignment) => {
    cache.setQueryData(assignmentQuery(next.id).queryKey, next);
    void cache.invalidateQueries({ queryKey: ["training", "learning"] });
    if (next.status === "completed") notifications.show({ message: t("learning.completed", { title: next.title }) });
    setAt((was) => Math.min(content.length - 1, was + 1));
  };
  return (
    <Page
      title={assignment.title}
      sub={
        <>
          {isOpen(assignment) ? <Due of={assignment} /> : t(`assignment.${assignment.status}`)} · {t("training.minutes", { count: assignment.minutes })}
          {assignment.reason && " · "}
          <Written text={assignment.reason} />
        </>
      }
    >
      {assignment.cancellation_reason && (
        <p>
          <Written text={t("assignment.cancelled_because", { reason: assignment.cancellation_reason })} />
        </p>
      )}
      {assignment.waits_for.length > 0 && <p role="status">{t("learning.waits_for", { titles: assignment.waits_for.map(({ name }) => name).join(", ") })}</p>}
      {content.length === 0 ? (
        <Empty title={t("learning.no_parts")} text={t("learning.no_parts_text")} />
      ) : (
        <Taking parts={content} at={at} onGo={setAt} isDone={(part) => statusOf(part.id) === "done"}>
          {(part) => (
            <Loaded query={attempts} rows={4}>
              {(list) => <LearnPart key={part.id} assignment={assignment} part={part} attempts={list} onRead={read} onChanged={changed} />}
            </Loaded>
          )}
        </Taking>
      )}
    </Page>
  );
}
