import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Attempt, LearningAssignment, ModulePart } from "@/api/types";
import { Card } from "@/parts/Page";
import { Written } from "@/parts/Said";
import { Result } from "../learn/Result";
import { RolePlayView, TaskView, WorkshopView } from "../learn/SimpleParts";
import { attemptsLeft, newestOf } from "../learn/take";
import { Assess } from "./Assess";
import { MarkTexts } from "./MarkTexts";
import { SignOff } from "./SignOff";
import classes from "./mark.module.css";

interface Props {
  assignment: LearningAssignment;
  part: ModulePart;
  number: number;
  attempts: Attempt[];
  onChanged: () => void;
}

/** One part of an assignment as its trainer sees it: how far it is, and what they do with it. */
export function PartToMark({ assignment, part, number, attempts, onChanged }: Props) {
  const { t } = useTranslation();
  const own = assignment.progress.find((one) => one.part === part.id);
  const status = own?.status ?? "open";
  const newest = newestOf(attempts, part.id);
  return (
    <Card>
      <section className={classes.part} aria-label={part.title}>
        <header className={classes.head}>
          <h3>
            {number}. <Written text={part.title} />
          </h3>
          <span className={status === "to_mark" ? classes.waits : classes.quiet}>
            {t(`part.${part.kind}`)} · {t(`marking.status_${status}`)}
            {own?.score != null && ` · ${t("learning.best", { score: Math.round(own.score) })}`}
            {own && own.attempts > 0 && ` · ${t("marking.attempts", { count: own.attempts })}`}
          </span>
        </header>
        {own?.comment && (
          <p className={classes.quiet}>
            <Written text={own.comment} /> {own.by_name}
          </p>
        )}
        {part.quiz && newest?.status === "to_mark" && assignment.may.mark && <MarkTexts attempt={newest} quiz={part.quiz} onMarked={onChanged} />}
        {part.quiz && newest && <Attempted attempt={newest} part={part} />}
        <ToDo assignment={assignment} part={part} onChanged={onChanged} />
      </section>
    </Card>
  );
}

function Attempted({ attempt, part }: { attempt: Attempt; part: ModulePart }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <>
      <div>
        <Button variant="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t("marking.answers", { number: attempt.number })}
        </Button>
      </div>
      {shown && <Result attempt={attempt} quiz={part.quiz!} />}
    </>
  );
}

/** What the reader may do with a part now; what is done asks for nothing more. */
function ToDo({ assignment, part, onChanged }: Pick<Props, "assignment" | "part" | "onChanged">) {
  const { may, progress } = assignment;
  const { t } = useTranslation();
  const [assessing, setAssessing] = useState(false);
  const own = progress.find((one) => one.part === part.id);
  if (own?.status === "done") return null;
  if (part.role_play && may.mark)
    return (
      <>
        <RolePlayView of={part.role_play} />
        <div>
          <Button variant="default" aria-expanded={assessing} onClick={() => setAssessing(!assessing)}>
            {t("marking.open_assess")}
          </Button>
        </div>
        {assessing && <Assess assignment={assignment} part={part} onAssessed={onChanged} />}
      </>
    );
  if (part.task && may.sign)
    return (
      <>
        <TaskView of={part.task} />
        <SignOff assignment={assignment} part={part} onSigned={onChanged} />
      </>
    );
  if (part.workshop && may.mark)
    return (
      <>
        <WorkshopView of={part.workshop} />
        <SignOff assignment={assignment} part={part} onSigned={onChanged} />
      </>
    );
  const usedUp = part.quiz && own?.status === "failed" && attemptsLeft(part.quiz, own) === 0;
  return usedUp && may.mark ? <SignOff assignment={assignment} part={part} onSigned={onChanged} /> : null;
}
