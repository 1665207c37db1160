import { ActionIcon, Button, Checkbox, NumberInput, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Question, QuestionOption } from "@/api/types";
import { Arrange } from "@/parts/Arrange";
import { Icon } from "@/parts/Icon";
import { replaced, without } from "@/parts/lists";
import { useBuilder, useField, useQuestion } from "./builder";
import { arranged, idsOf, renamed, withLevel, withOptions } from "./definition";
import { KeyField } from "./KeyField";
import { Words } from "./Words";
import classes from "./build.module.css";

const most = 10;
const mostPhrases = 5;

/** The levels of a question's scale, from worst to best. */
export function LevelsForm({ question, place }: { question: Question; place: string }) {
  const { t } = useTranslation();
  const { focus } = useBuilder();
  const put = useQuestion(question.id);
  const ids = idsOf(question.options);
  const add = () => {
    const options = withLevel(question.options);
    const n = Math.max(0, options.length - 2); // below the best
    focus(`${place}.options[${n}].label`, question.id, `${question.id}.options.${options[n]!.key}.label`);
    put("level", (q) => withOptions(q, withLevel(q.options)));
  };
  return (
    <fieldset className={classes.levels}>
      <legend>{t("builder.levels")}</legend>
      <div className={classes.arranged}>
        <Arrange
          label={t("builder.levels")}
          ids={ids}
          name={(id) => question.options[ids.indexOf(id)]?.label || t("builder.level", { number: ids.indexOf(id) + 1 })}
          onChange={(next) => put("level order", (q) => arranged(q, next.map((id) => ids.indexOf(id))))}
        >
          {(_, i) => <Level question={question} option={question.options[i]!} at={i} place={`${place}.options[${i}]`} />}
        </Arrange>
      </div>
      <Button variant="default" size="compact-sm" disabled={question.options.length >= most} onClick={add}>
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
