import { ActionIcon, Button, Checkbox, Radio, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { QuizOption, QuizQuestion } from "@/api/types";
import { Arrange } from "@/parts/Arrange";
import { Icon } from "@/parts/Icon";
import { newID, without } from "@/parts/lists";
import type { Faults } from "@/parts/faults";
import classes from "./edit.module.css";

interface Props {
  question: QuizQuestion;
  faults: Faults;
  onChange: (options: QuizOption[]) => void;
}

const most = 12;

/** The options of a question: an order in the right order, of the others those that are right. */
export function OptionsForm({ question, faults, onChange }: Props) {
  const { t } = useTranslation();
  const options = question.options ?? [];
  const marks = question.kind !== "order";
  const choose = (id: string, right: boolean) =>
    onChange(options.map((one) => ({ id: one.id, text: one.text, ...((question.kind === "multiple" ? (one.id === id ? right : one.right) : one.id === id) ? { right: true } : {}) })));
  const write = (id: string, text: string) => onChange(options.map((one) => (one.id === id ? { ...one, text } : one)));
  return (
    <div className={classes.options}>
      <p className={classes.quiet}>{t(`editor.options_${question.kind}`)}</p>
      <Arrange label={t("editor.options")} ids={options.map(({ id }) => id)} name={(id) => t("editor.option", { number: options.findIndex((one) => one.id === id) + 1 })} onChange={(ids) => onChange(ids.map((id) => options.find((one) => one.id === id)!))}>
        {(id, at) => {
          const option = options[at]!;
          const label = t("editor.is_right", { number: at + 1 });
          return (
            <div className={classes.option} data-plain={!marks || undefined}>
              {marks &&
                (question.kind === "multiple" ? (
                  <Checkbox aria-label={label} checked={!!option.right} onChange={(e) => choose(id, e.currentTarget.checked)} />
                ) : (
                  <Radio aria-label={label} name={`right-${question.id}`} checked={!!option.right} onChange={() => choose(id, true)} />
                ))}
              <TextInput aria-label={t("editor.option", { number: at + 1 })} maxLength={500} value={option.text} error={faults.at(`[${at}].text`)} onChange={(e) => write(id, e.currentTarget.value)} />
              <ActionIcon variant="subtle" aria-label={t("editor.remove_option", { number: at + 1 })} onClick={() => onChange(without(options, at))}>
                <Icon name="remove" size={16} />
              </ActionIcon>
            </div>
          );
        }}
      </Arrange>
      <div>
        <Button variant="default" size="compact-sm" disabled={options.length >= most} onClick={() => onChange([...options, { id: newID(), text: "" }])}>
          {t("editor.add_option")}
        </Button>
      </div>
    </div>
  );
}
