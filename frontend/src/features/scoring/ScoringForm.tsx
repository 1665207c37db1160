import { Button, Progress } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Evaluation, Scorecard, Utterance } from "@/api/types";
import { LeaveGuard } from "@/parts/LeaveGuard";
import { SaveLine } from "@/parts/SaveLine";
import { FaultLine } from "@/parts/States";
import type { Span } from "@/parts/spans";
import { AnswerConflict } from "./AnswerConflict";
import { QuestionList } from "./QuestionList";
import { RunningScore } from "./RunningScore";
import { answerOf, isException, openQuestions, shownQuestions } from "./sheet";
import type { useFinish } from "./useFinish";
import type { useScoring } from "./useScoring";
import { UsualTools } from "./UsualTools";
import { WholeWords } from "./WholeWords";
import classes from "./scoring.module.css";

interface Props {
  evaluation: Evaluation;
  scorecard: Scorecard;
  utterances: Utterance[];
  onHear?: (span: Span) => void;
  scoring: ReturnType<typeof useScoring>;
  finishing: ReturnType<typeof useFinish>;
}

const fewMissing = 3;

export function ScoringForm({ evaluation, scorecard, utterances, onHear, scoring, finishing }: Props) {
  const { t } = useTranslation();
  const { sheet, move, saving, autosave, settle } = scoring;
  const [exceptions, setExceptions] = useState(false);
  const review = evaluation.purpose === "review";
  const shown = shownQuestions(sheet);
  const total = shown.length;
  const done = total - openQuestions(sheet).length;
  return (
    <div className={classes.form}>
      <LeaveGuard unsaved={saving.kind !== "saved"} save={() => autosave.flush()} />
      <div className={classes.bar}>
        <span>{t("scoring.progress", { done, total })}</span>
        <Progress value={(100 * done) / Math.max(1, total)} size="sm" aria-label={t("scoring.progress", { done, total })} />
        <SaveLine saving={saving} retry={() => autosave.flush()} />
      </div>
      <div className={classes.scroll} data-questions tabIndex={-1}>
        <UsualTools sheet={sheet} exceptions={exceptions} onExceptions={setExceptions} move={move} />
        <QuestionList scorecard={scorecard} sheet={sheet} missing={finishing.missing} utterances={utterances} onHear={onHear} move={move} exceptions={exceptions} />
        {exceptions && !sheet.questions.some((q) => shown.includes(q) && isException(q, answerOf(sheet, q.id), sheet.channel)) && <p className={classes.help}>{t("usual.no_exceptions")}</p>}
        <WholeWords sheet={sheet} move={move} />
        <RunningScore evaluation={evaluation} />
      </div>
      <div className={classes.finish}>
        {finishing.missing.length > 0 && (
          <div role="alert" className={classes.missing}>
            <p>{t("scoring.still_open", { count: finishing.missing.length })}</p>
            <ul>
              {finishing.missing.slice(0, fewMissing).map((id) => (
                <li key={id}>
                  <button type="button" onClick={() => move({ type: "go", question: id })}>
                    {sheet.questions.find((q) => q.id === id)?.text}
                  </button>
                </li>
              ))}
              {finishing.missing.length > fewMissing && <li>{t("scoring.and_more", { count: finishing.missing.length - fewMissing })}</li>}
            </ul>
          </div>
        )}
        <FaultLine error={finishing.error} />
        <div className={classes.buttons}>
          <Button variant={review ? "default" : "filled"} loading={finishing.pending} onClick={() => finishing.finish("next")} rightSection={<kbd>Ctrl ↵</kbd>}>
            {evaluation.purpose === "self" ? t("comparing.submit_self") : t("scoring.submit")}
          </Button>
          {review && (
            <Button loading={finishing.pending} onClick={() => finishing.finish("release")} title={t("key.ctrl+shift+enter")}>
              {t("scoring.submit_release")}
            </Button>
          )}
        </div>
      </div>
      {saving.kind === "conflict" && (
        <AnswerConflict
          mine={saving.mine}
          theirs={saving.theirs}
          sheet={sheet}
          onMine={() => settle.keepMine(saving.theirs, saving.mine.map((a) => a.question))}
          onTheirs={() => settle.takeTheirs(saving.theirs)}
        />
      )}
    </div>
  );
}
