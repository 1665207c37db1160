import { useTranslation } from "react-i18next";
import type { Attempt, Quiz } from "@/api/types";
import { Written } from "@/parts/Said";
import classes from "./learn.module.css";

/** What an attempt came to, question by question, with why. */
export function Result({ attempt, quiz }: { attempt: Attempt; quiz: Quiz }) {
  const { t } = useTranslation();
  const state = attempt.status === "to_mark" ? "to_mark" : attempt.passed ? "passed" : "failed";
  return (
    <section className={classes.result} data-state={state} aria-label={t("learning.result")}>
      <p className={classes.outcome} role="status">
        {t(`learning.outcome_${state}`)}
        {attempt.score != null && <span> {t("learning.scored", { score: Math.round(attempt.score), pass: quiz.pass })}</span>}
      </p>
      {attempt.comment && (
        <p className={classes.words}>
          <Written text={attempt.comment} /> <span className={classes.quiet}>{attempt.marked_by_name}</span>
        </p>
      )}
      <ol className={classes.answers}>
        {quiz.questions.map((question) => {
          const answer = attempt.answers.find((one) => one.question === question.id);
          if (!answer) return null;
          const named = (ids: string[] | null | undefined) => (ids ?? []).map((id) => question.options?.find((one) => one.id === id)?.text ?? "").join(question.kind === "order" ? " → " : ", ");
          return (
            <li key={question.id}>
              <p className={classes.asked}>
                <Written text={question.text} />
              </p>
              <p>
                <span className={classes.quiet}>{t("learning.you_said")}</span> <Written text={answer.text || named(answer.options)} />
              </p>
              <p data-points>
                {answer.points == null ? t("learning.points_later") : t("learning.points_of", { points: Math.round(answer.points * 100) / 100, of: answer.of ?? question.points })}
              </p>
              {answer.right && answer.right.length > 0 && (
                <p>
                  <span className={classes.quiet}>{t("learning.right")}</span> <Written text={named(answer.right)} />
                </p>
              )}
              {answer.explanation && (
                <p className={classes.words}>
                  <Written text={answer.explanation} />
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
