import { Checkbox, Radio, Stack, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Quiz, QuizQuestion } from "@/api/types";
import { Arrange } from "@/parts/Arrange";
import { Written } from "@/parts/Said";
import { ExcerptView } from "./ExcerptView";
import { choose, type Sheet } from "./take";
import classes from "./learn.module.css";

interface Props {
  quiz: Quiz;
  sheet: Sheet;
  missing: string[];
  onChange: (sheet: Sheet) => void;
}

/** The questions of a quiz, to be answered in any order. */
export function QuizForm({ quiz, sheet, missing, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <ol className={classes.questions}>
      {quiz.questions.map((question, i) => (
        <li key={question.id} className={classes.question} id={`q-${question.id}`} tabIndex={-1} data-missing={missing.includes(question.id) || undefined}>
          <p className={classes.number}>
            {t("learning.question_of", { number: i + 1, total: quiz.questions.length })} · {t("learning.points", { count: question.points })}
          </p>
          {question.kind === "score" && <ExcerptView lines={question.lines ?? []} />}
          <Asked question={question} sheet={sheet} onChange={onChange} />
          {missing.includes(question.id) && <p className={classes.fault}>{t("learning.unanswered")}</p>}
        </li>
      ))}
    </ol>
  );
}

function Asked({ question, sheet, onChange }: { question: QuizQuestion; sheet: Sheet; onChange: (sheet: Sheet) => void }) {
  const { t } = useTranslation();
  const answer = sheet[question.id]!;
  const options = question.options ?? [];
  const put = (part: Partial<typeof answer>) => onChange({ ...sheet, [question.id]: { ...answer, ...part } });
  const label = (
    <span className={classes.asked}>
      <Written text={question.text} />
    </span>
  );
  const choices = options.map(({ id, text }) => ({ value: id, label: <Written text={text} /> }));
  switch (question.kind) {
    case "text":
      return <Textarea label={label} description={t("learning.text_means")} autosize minRows={4} maxLength={8000} value={answer.text} onChange={(e) => put({ text: e.currentTarget.value })} />;
    case "order":
      return (
        <div role="group" aria-label={question.text}>
          {label}
          <p className={classes.quiet}>{t("learning.order_means")}</p>
          <Arrange label={question.text} ids={answer.options} name={(id) => options.find((one) => one.id === id)?.text ?? ""} onChange={(next) => put({ options: next })}>
            {(id) => <Written text={options.find((one) => one.id === id)?.text} />}
          </Arrange>
        </div>
      );
    case "multiple":
      return (
        <Checkbox.Group label={label} description={t("learning.multiple_means")} value={answer.options} onChange={(next) => put({ options: next })}>
          <Stack gap={0} mt="xs">
            {choices.map((one) => (
              <Checkbox key={one.value} {...one} className={classes.choice} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    default:
      return (
        <Radio.Group label={label} description={question.asks} value={answer.options[0] ?? null} onChange={(option) => onChange(choose(sheet, question, option))}>
          <Stack gap={0} mt="xs">
            {choices.map((one) => (
              <Radio key={one.value} {...one} className={classes.choice} />
            ))}
          </Stack>
        </Radio.Group>
      );
  }
}
