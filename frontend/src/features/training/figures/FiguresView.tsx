import { useTranslation } from "react-i18next";
import type { ModuleFigures } from "@/api/types";
import { Section } from "@/parts/Page";
import { ScoreMark } from "@/parts/ScoreMark";
import { Empty } from "@/parts/States";
import { QuestionTable } from "./QuestionTable";
import classes from "../training.module.css";

/** How a module is learnt: how many are through, how long it takes, and what its quizzes tell. */
export function FiguresView({ of }: { of: ModuleFigures }) {
  const { t } = useTranslation();
  if (of.assigned === 0) return <Empty title={t("figures.none")} text={t("figures.none_text")} />;
  const number = (value: number | undefined, key: "figures.days" | "figures.minutes") => (value == null ? t("figures.nobody_yet") : t(key, { count: Math.round(value * 10) / 10 }));
  const facts = [
    [t("figures.assigned"), of.assigned],
    [t("figures.completed"), t("figures.of", { count: of.completed, total: of.assigned })],
    [t("figures.overdue"), of.overdue],
    [t("figures.median_days"), number(of.median_days, "figures.days")],
    [t("figures.median_minutes"), number(of.median_minutes, "figures.minutes")],
  ] as const;
  return (
    <>
      <dl className={classes.figures}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {of.quizzes.map((quiz) => (
        <Section key={quiz.part} title={quiz.title} id={`quiz-${quiz.part}`} note={t("figures.attempts", { count: quiz.attempts })}>
          <p className={classes.share}>
            {t("figures.first")}
            <ScoreMark
              of={t("figures.first")}
              score={quiz.passed ? { value: 100 * quiz.passed.value, low: 100 * quiz.passed.low, high: 100 * quiz.passed.high, n: quiz.n } : { value: null, n: quiz.n }}
            />
          </p>
          <QuestionTable rows={quiz.questions} label={quiz.title} />
        </Section>
      ))}
      <p className={classes.quiet}>{t("figures.means")}</p>
    </>
  );
}
