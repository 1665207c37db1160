import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { readPart } from "@/api/assignments";
import type { Attempt, LearningAssignment, ModulePart } from "@/api/types";
import { Written } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import { PartBody } from "./PartBody";
import { QuizTake } from "./QuizTake";
import { useSeconds } from "./seconds";
import { firstComes } from "./take";
import classes from "./learn.module.css";

interface Props {
  assignment: LearningAssignment;
  part: ModulePart;
  attempts: Attempt[];
  onRead: (assignment: LearningAssignment) => void;
  onChanged: () => void;
}

/** One part as its agent does it. */
export function LearnPart({ assignment, part, attempts, onRead, onChanged }: Props) {
  const { t } = useTranslation();
  const { content, progress } = assignment;
  const seconds = useSeconds(part.id);
  const own = progress.find((one) => one.part === part.id);
  const first = firstComes(content, progress, content.indexOf(part));
  const closed = !assignment.may.learn || first !== undefined;
  return (
    <>
      {assignment.may.learn && first && (
        <p className={classes.waits}>
          <Written text={t("learning.first_comes", { title: first.title })} />
        </p>
      )}
      <PartBody
        part={part}
        quiz={part.quiz && <QuizTake assignment={assignment} part={part} progress={own} attempts={attempts} closed={closed} seconds={seconds} onChanged={onChanged} />}
      />
      {(part.lesson || part.excerpt) && own?.status !== "done" && !closed && <Read assignment={assignment} part={part.id} seconds={seconds} onRead={onRead} onFailed={onChanged} />}
      {(part.role_play || part.workshop || part.task) && own && <State of={own} kind={part.kind} />}
    </>
  );
}

function Read({ assignment, part, seconds, onRead, onFailed }: { assignment: LearningAssignment; part: string; seconds: () => number; onRead: Props["onRead"]; onFailed: () => void }) {
  const { t } = useTranslation();
  const reading = useMutation({ mutationFn: () => readPart(assignment, part, seconds()), onSuccess: onRead, onError: onFailed });
  return (
    <>
      <FaultLine error={reading.error} />
      <div>
        <Button loading={reading.isPending} onClick={() => reading.mutate()}>
          {t("learning.read")}
        </Button>
      </div>
    </>
  );
}

function State({ of, kind }: { of: LearningAssignment["progress"][number]; kind: ModulePart["kind"] }) {
  const { t } = useTranslation();
  const state = of.status === "done" ? "done" : of.status === "open" ? kind : of.status;
  return (
    <div className={classes.waits} role="status">
      <p>{t(`learning.state_${state}`)}</p>
      {of.score != null && <p>{t("learning.best", { score: Math.round(of.score) })}</p>}
      {of.comment && (
        <p className={classes.words}>
          <Written text={of.comment} /> <span className={classes.quiet}>{of.by_name}</span>
        </p>
      )}
    </div>
  );
}
