import { useTranslation } from "react-i18next";
import { channels, type Question, type QuestionOption, type Scorecard } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card, Section } from "@/parts/Page";
import classes from "./scorecards.module.css";

/** A published scorecard with every question and level in words, to read. */
export function ScorecardRead({ scorecard }: { scorecard: Scorecard }) {
  const { t } = useTranslation();
  const count = scorecard.dimensions.reduce((sum, dimension) => sum + dimension.questions.length, 0);
  return (
    <>
      <p className={classes.quiet}>
        <strong>{scorecard.name}</strong>, {t("scorecards.version", { version: scorecard.version })} · {t("scorecards.questions", { count })} · {t("scorecards.grades")}:{" "}
        {scorecard.grades.map((grade) => `${grade.name} ${t("scorecards.grade_from", { from: grade.from })}`).join(", ")}
      </p>
      {scorecard.dimensions.map((dimension) => (
        <Section key={dimension.key} id={dimension.key} title={dimension.name} note={`${dimension.about} ${t("scorecards.weight", { weight: dimension.weight })}`}>
          <Card>
            <ByChannel words={dimension.channel_notes} />
            <ol className={classes.questions}>
              {dimension.questions.map((question) => (
                <li key={question.id}>
                  <DimensionBadge of={dimension.key} />
                  <QuestionRead question={question} />
                </li>
              ))}
            </ol>
          </Card>
        </Section>
      ))}
    </>
  );
}

function QuestionRead({ question }: { question: Question }) {
  const { t } = useTranslation();
  return (
    <div className={classes.question}>
      <h3>{question.text}</h3>
      <p className={classes.quiet}>
        {question.help} {t("scorecards.weight", { weight: question.weight })}
        {question.na && ` ${t("scorecards.na")}`}
      </p>
      {question.critical !== "none" && <p className={classes.critical}>{t(`scorecards.${question.critical}`)}</p>}
      <ByChannel words={question.channel_help} />
      <dl className={classes.levels}>
        {question.options.map((option) => (
          <Level key={option.key} option={option} />
        ))}
      </dl>
    </div>
  );
}

function ByChannel({ words }: { words?: Record<string, string> }) {
  const { t } = useTranslation();
  const known = channels.filter((channel) => words?.[channel]);
  if (known.length === 0) return null;
  return (
    <details className={classes.channels}>
      <summary>{t("scorecards.by_channel")}</summary>
      <ul>
        {known.map((channel) => (
          <li key={channel}>{words?.[channel]}</li>
        ))}
      </ul>
    </details>
  );
}

function Level({ option }: { option: QuestionOption }) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>
        {option.label} <span className={classes.points}>{t("scorecards.points", { points: Math.round(option.points * 100) })}</span>
        {option.fails && <em className={classes.critical}>{t("scoring.fails")}</em>}
      </dt>
      <dd>{option.describes}</dd>
    </div>
  );
}
