import { ActionIcon, Button, Menu, NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { questionKinds, type Quiz, type QuizQuestion } from "@/api/types";
import { Arrange } from "@/parts/Arrange";
import { Icon } from "@/parts/Icon";
import { putBack, without } from "@/parts/lists";
import { newQuestion } from "./draft";
import type { Faults } from "@/parts/faults";
import { FaultList } from "@/parts/FaultList";
import { QuestionForm } from "./QuestionForm";
import classes from "./edit.module.css";

interface Props {
  quiz: Quiz;
  faults: Faults;
  onChange: (quiz: Quiz) => void;
}

const most = 60;

/** A quiz: how it is passed, and its questions, each opened in place. */
export function QuizBuilder({ quiz, faults, onChange }: Props) {
  const { t } = useTranslation();
  const { questions } = quiz;
  const [opened, setOpened] = useState<string | undefined>(questions[0]?.id);
  const [gone, setGone] = useState<{ question: QuizQuestion; at: number } | null>(null);
  const put = (next: QuizQuestion[]) => onChange({ ...quiz, questions: next });
  const nameOf = (question: QuizQuestion | undefined) => question?.text || t(`question_kind.${question?.kind ?? "single"}`);
  const add = (kind: QuizQuestion["kind"]) => {
    const question = newQuestion(kind);
    put([...questions, question]);
    setOpened(question.id);
  };
  return (
    <>
      <div className={classes.numbers}>
        <NumberInput label={t("editor.pass")} min={0} max={100} value={quiz.pass} error={faults.at("pass")} onChange={(value) => onChange({ ...quiz, pass: Number(value) })} />
        <NumberInput label={t("editor.attempts")} description={t("editor.attempts_mean")} min={0} max={100} value={quiz.attempts} error={faults.at("attempts")} onChange={(value) => onChange({ ...quiz, attempts: Number(value) })} />
      </div>
      <Arrange
        label={t("editor.questions")}
        ids={questions.map(({ id }) => id)}
        current={opened}
        name={(id) => nameOf(questions.find((q) => q.id === id))}
        onChange={(ids) => put(ids.map((id) => questions.find((q) => q.id === id)!))}
        below={(id, at) =>
          id === opened && <QuestionForm question={questions[at]!} faults={faults.in(`questions[${at}]`)} onChange={(next) => put(questions.map((q) => (q.id === id ? next : q)))} />
        }
      >
        {(id, at) => {
          const question = questions[at]!;
          const wrong = faults.in(`questions[${at}]`);
          return (
            <div className={classes.row}>
              <button type="button" className={classes.open} data-step="open" aria-expanded={id === opened} onClick={() => setOpened(id === opened ? undefined : id)}>
                <span>
                  {at + 1}. {nameOf(question)}
                </span>
                <span className={classes.kind}>
                  {t(`question_kind.${question.kind}`)}
                  {wrong.count > 0 && <strong className={classes.wrong}> {t("editor.faults", { count: wrong.count })}</strong>}
                </span>
              </button>
              <ActionIcon
                variant="subtle"
                aria-label={t("editor.remove", { name: nameOf(question) })}
                onClick={() => {
                  setGone({ question, at });
                  put(without(questions, at));
                }}
              >
                <Icon name="remove" size={16} />
              </ActionIcon>
            </div>
          );
        }}
      </Arrange>
      <FaultList words={[faults.at("questions"), faults.at("")]} />
      {gone && (
        <p className={classes.gone} role="status">
          {t("editor.removed", { name: nameOf(gone.question) })}{" "}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              put(putBack(questions, gone.at, gone.question));
              setGone(null);
            }}
          >
            {t("editor.undo")}
          </Button>
        </p>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" disabled={questions.length >= most} style={{ alignSelf: "start" }}>
            {t("editor.add_question")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {questionKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => add(kind)}>
              {t(`question_kind.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
