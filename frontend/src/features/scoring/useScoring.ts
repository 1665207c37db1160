import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { evaluationQuery, saveAnswers, wholeWords } from "@/api/evaluations";
import type { AnswerInput, Evaluation, Scorecard } from "@/api/types";
import { Autosave } from "@/parts/autosave";
import { timed } from "./timed";
import { useActiveTime } from "./useActiveTime";
import { answerOf, answersOf, changedQuestions, questionsOf, reduce, sheetOf, toInput, type Move, type Sheet } from "./sheet";

/** The sheet of one draft and its saving; every move that changes an answer is put to be saved. */
export function useScoring(evaluation: Evaluation, scorecard: Scorecard) {
  const cache = useQueryClient();
  const { id } = evaluation;
  const [sheet, setSheet] = useState<Sheet>(() => sheetOf(scorecard, evaluation));
  const latest = useRef(sheet);
  const active = useActiveTime(evaluation.active_ms ?? 0, evaluation.status === "draft");

  const [saver] = useState(() => timed<AnswerInput, Evaluation>(evaluation.active_ms ?? 0, active, (...what) => saveAnswers(id, ...what)));
  const [autosave] = useState(
    () =>
      new Autosave<AnswerInput, Evaluation>({
        whole: evaluation,
        idOf: (answer) => answer.question,
        said,
        stored: storedAnswer,
        save: saver.save,
        load: () => cache.fetchQuery({ ...evaluationQuery(id), staleTime: 0 }),
        onSaved: (saved) => cache.setQueryData(["evaluations", "one", id], saved),
      }),
  );
  const saving = useSyncExternalStore(autosave.subscribe, autosave.read);
  useEffect(() => () => autosave.stop(), [autosave]);

  const move = useCallback(
    (next: Move) => {
      const after = reduce(latest.current, next);
      if (next.type !== "replace") {
        const changed = changedQuestions(latest.current, after);
        if (changed.length > 0) autosave.put(changed.map((question) => toInput(question, answerOf(after, question))));
      }
      latest.current = after;
      setSheet(after);
    },
    [autosave],
  );

  const settle = useMemo(
    () => ({
      keepMine(theirs: Evaluation, mine: string[]) {
        const answers = answersOf(theirs);
        for (const question of mine) answers[question] = answerOf(latest.current, question);
        move({ type: "replace", answers });
        void autosave.keepMine();
      },
      takeTheirs(theirs: Evaluation) {
        autosave.takeTheirs();
        move({ type: "replace", answers: answersOf(theirs) });
        cache.setQueryData(["evaluations", "one", id], theirs);
      },
    }),
    [autosave, cache, id, move],
  );

  const worded = useMemo(() => ({ ...sheet, questions: questionsOf(scorecard) }), [sheet, scorecard]);
  return { sheet: worded, move, saving, saver, autosave, settle };
}

const said = ({ option, comment, evidence, cause, preset }: Partial<AnswerInput>) =>
  JSON.stringify([option ?? null, comment ?? "", (evidence ?? []).map((e) => [e.pos, e.from_ms, e.to_ms]), cause ?? "", preset ?? false]);

const storedAnswer = (evaluation: Evaluation, question: string) => {
  const name = wholeWords.find((one) => one === question);
  return said(name ? { comment: evaluation[name] } : (evaluation.answers.find((answer) => answer.question === question) ?? {}));
};
