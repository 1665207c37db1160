import { ActionIcon, Button, Checkbox, NumberInput, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Question, QuestionOption } from "@/api/types";
import { Icon } from "@/parts/Icon";
import { replaced, without } from "@/parts/lists";
import { useBuilder, useField, useQuestion } from "./builder";
import { renamed, withLevel, withOptions } from "./definition";
import { Words } from "./Words";
import classes from "./build.module.css";

const most = 10;
const mostPhrases = 5;

/** The levels of a question's scale, from worst to best. */
export function LevelsForm({ question, place }: { question: Question; place: string }) {
  const { t } = useTranslation();
  const put = useQuestion(question.id);
  return (
    <fieldset className={classes.levels}>
      <legend>{t("builder.levels")}</legend>
      <ol>
        {question.options.map((option, i) => (
          <li key={i}>
            <Level question={question} option={option} at={i} place={`${place}.options[${i}]`} />
          </li>
        ))}
      </ol>
      <Button variant="default" size="compact-sm" disabled={question.options.length >= most} onClick={() => put("level", (q) => withOptions(q, withLevel(q.options)))}>
        {t("builder.add_level")}
      </Button>
    </fieldset>
  );
}

function Level({ question, option, at, place }: { question: Question; option: QuestionOption; at: number; place: string }) {
  const { t } = useTranslation();
  const { edit } = useBuilder();
  const put = useQuestion(question.id);
  const field = useField(`${place}.`);
  const path = `${question.id}.options.${option.key}`;
  const change = (name: string, part: Partial<QuestionOption>) => put(`options.${at}.${name}`, (q) => ({ ...q, options: replaced(q.options, at, { ...q.options[at]!, ...part }) }));
  const number = at + 1;
  return (
    <div className={classes.level} role="group" aria-label={t("builder.level", { number })}>
      <div className={classes.levelHead}>
        <Words label={t("builder.label")} path={`${path}.label`} place={`${place}.label`} value={option.label} most={100} needed onChange={(label) => change("label", { label })} />
        <NumberInput label={t("builder.points")} suffix=" %" min={0} max={100} {...field("points")} value={Math.round(option.points * 10_000) / 100} onChange={(value) => change("points", { points: Math.round(Number(value) * 100) / 10_000 })} />
        <KeyField key={option.key} known={option.key} {...field("key")} onKey={(to) => edit(`${path}.key`, (known) => renamed(known, question.id, option.key, to))} />
        <ActionIcon variant="subtle" aria-label={t("builder.remove_level", { number })} onClick={() => put("level", (q) => withOptions(q, without(q.options, at)))}>
          <Icon name="remove" size={16} />
        </ActionIcon>
      </div>
      <Words label={t("builder.describes")} path={`${path}.describes`} place={`${place}.describes`} value={option.describes} most={1000} needed onChange={(describes) => change("describes", { describes })} />
      {question.critical !== "none" && <Checkbox label={t("builder.fails")} checked={option.fails} onChange={(e) => change("fails", { fails: e.currentTarget.checked })} />}
      <details>
        <summary>{t("builder.phrases", { count: option.phrases?.length ?? 0 })}</summary>
        <TagsInput aria-label={t("builder.phrases_of", { number })} description={t("builder.phrases_mean")} maxTags={mostPhrases} splitChars={[]} maxLength={500} {...field("phrases")} value={option.phrases ?? []} onChange={(phrases) => change("phrases", { phrases })} />
      </details>
    </div>
  );
}

interface KeyProps {
  known: string;
  error?: string;
  "data-place": string;
  onKey: (key: string) => void;
}

/** A key is taken as a whole: while it is typed it may be another one's. */
function KeyField({ known, onKey, ...field }: KeyProps) {
  const { t } = useTranslation();
  const [key, setKey] = useState(known);
  const keep = () => key !== known && onKey(key);
  return <TextInput label={t("builder.key")} maxLength={60} {...field} value={key} onChange={(e) => setKey(e.currentTarget.value)} onBlur={keep} onKeyDown={(e) => e.key === "Enter" && keep()} />;
}
