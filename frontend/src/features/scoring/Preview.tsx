import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Scorecard } from "@/api/types";
import { QuestionList } from "./QuestionList";
import { RunningScore } from "./RunningScore";
import { reduce, sheetOf, type Move, type Sheet } from "./sheet";
import { totalOf } from "./total";
import classes from "./scoring.module.css";

/** A scorecard to try: it is answered as an evaluator would, and scored at once; nothing of it is kept. */
export function Preview({ scorecard }: { scorecard: Pick<Scorecard, "dimensions" | "grades"> }) {
  const { t } = useTranslation();
  const [tried, setTried] = useState<{ answers: Sheet["answers"]; current?: string }>({ answers: {} });
  const fresh = sheetOf(scorecard, { answers: [] });
  const sheet: Sheet = { ...fresh, answers: tried.answers, current: fresh.questions.findIndex(({ id }) => id === tried.current) };
  const move = (next: Move) => {
    const after = reduce(sheet, next);
    setTried({ answers: after.answers, current: after.questions[after.current]?.id });
  };
  const score = totalOf(scorecard, sheet);
  const grade = scorecard.grades.find(({ key }) => key === score.grade)?.name;
  return (
    <div
      className={classes.preview}
      onKeyDown={(event) => {
        if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        move({ type: "digit", digit: Number(event.key) });
      }}
      data-questions
    >
      <p className={classes.help}>{t("scoring.preview_means")}</p>
      <QuestionList scorecard={scorecard} sheet={sheet} missing={[]} utterances={[]} move={move} />
      <RunningScore evaluation={{ score, status: "draft" }} />
      {grade && <p role="status">{t("scoring.preview_grade", { grade })}</p>}
    </div>
  );
}
