import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tryQuiz } from "@/api/assignments";
import type { Attempt, LearningAssignment, ModulePart, PartProgress } from "@/api/types";
import { FaultLine } from "@/parts/States";
import { QuizForm } from "./QuizForm";
import { Result } from "./Result";
import { attemptsLeft, givenOf, newestOf, openIn, sheetOf } from "./take";
import classes from "./learn.module.css";

interface Props {
  assignment: LearningAssignment;
  part: ModulePart;
  progress: PartProgress | undefined;
  attempts: Attempt[];
  closed: boolean;
  seconds: () => number;
  onChanged: () => void;
}

/** A quiz: what the last attempt came to, and the next attempt where there is one. */
export function QuizTake({ assignment, part, progress, attempts, closed, seconds, onChanged }: Props) {
  const { t } = useTranslation();
  const quiz = part.quiz!;
  const newest = newestOf(attempts, part.id);
  const [trying, setTrying] = useState(false);
  const left = attemptsLeft(quiz, progress);
  const over = progress?.status === "done" || progress?.status === "to_mark" || left === 0 || closed;
  const rules = [t("learning.pass_with", { pass: quiz.pass }), left === undefined ? t("learning.attempts_any") : t("learning.attempts_left", { count: left })];
  if (newest && !trying)
    return (
      <>
        <Result attempt={newest} quiz={quiz} />
        {left === 0 && progress?.status === "failed" && <p className={classes.waits}>{t("learning.used_up")}</p>}
        {!over && (
          <>
            <p className={classes.quiet}>{rules.join(" ")}</p>
            <Button onClick={() => setTrying(true)}>{t("learning.try_again")}</Button>
          </>
        )}
      </>
    );
  return (
    <>
      <p className={classes.quiet}>{rules.join(" ")}</p>
      <Trying
        key={newest?.number ?? 0}
        assignment={assignment}
        part={part}
        closed={over}
        seconds={seconds}
        onTried={() => {
          setTrying(false);
          onChanged();
        }}
        onFailed={onChanged}
      />
    </>
  );
}

interface TryingProps {
  assignment: LearningAssignment;
  part: ModulePart;
  closed: boolean;
  seconds: () => number;
  onTried: () => void;
  onFailed: () => void;
}

function Trying({ assignment, part, closed, seconds, onTried, onFailed }: TryingProps) {
  const { t } = useTranslation();
  const quiz = part.quiz!;
  const [sheet, setSheet] = useState(() => sheetOf(quiz));
  const [missing, setMissing] = useState<string[]>([]);
  const trying = useMutation({
    mutationFn: () => tryQuiz(assignment, part.id, { answers: givenOf(quiz, sheet), seconds: seconds() }),
    onSuccess: onTried,
    onError: onFailed,
  });
  const submit = () => {
    const open = openIn(quiz, sheet).map(({ id }) => id);
    setMissing(open);
    if (open[0]) return document.getElementById(`q-${open[0]}`)?.focus();
    trying.mutate();
  };
  const still = missing.filter((id) => openIn(quiz, sheet).some((question) => question.id === id));
  return (
    <form
      className={classes.part}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <QuizForm quiz={quiz} sheet={sheet} missing={still} onChange={setSheet} />
      {still.length > 0 && (
        <p role="alert" className={classes.fault}>
          {t("learning.still_open", { count: still.length })}
        </p>
      )}
      <FaultLine error={trying.error} />
      <div>
        <Button type="submit" disabled={closed} loading={trying.isPending}>
          {t("learning.submit")}
        </Button>
      </div>
    </form>
  );
}
