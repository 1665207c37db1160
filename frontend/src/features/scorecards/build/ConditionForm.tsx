import { MultiSelect, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Question } from "@/api/types";
import { useBuilder, useField, useQuestion } from "./builder";
import { questionsOf } from "./definition";
import classes from "./build.module.css";

/** Under which answer to an earlier question this one is shown. */
export function ConditionForm({ question, place }: { question: Question; place: string }) {
  const { t } = useTranslation();
  const { definition } = useBuilder();
  const put = useQuestion(question.id);
  const field = useField(`${place}.shown_if.`);
  const all = questionsOf(definition);
  const earlier = all.slice(0, all.findIndex(({ id }) => id === question.id));
  const on = question.shown_if;
  const choices = all.filter(({ id }) => earlier.some((q) => q.id === id) || id === on?.question);
  const named = all.find(({ id }) => id === on?.question);
  const choose = (id: string | null) =>
    put("shown_if", (q) => {
      const { shown_if: _before, ...rest } = q;
      return id ? { ...rest, shown_if: { question: id, options: [] } } : rest;
    });
  if (choices.length === 0 && !on) return null;
  return (
    <div className={classes.numbers}>
      <Select
        label={t("builder.shown_if")}
        clearable
        searchable
        clearButtonProps={{ "aria-label": t("builder.always") }}
        placeholder={t("builder.always")}
        {...field("question")}
        data={choices.map(({ id, text }) => ({ value: id, label: text || t("builder.untitled_question") }))}
        value={on?.question ?? null}
        onChange={choose}
      />
      {on && (
        <MultiSelect
          label={t("builder.answered")}
          {...field("options")}
          data={[...new Set([...(named?.options ?? []).map(({ key }) => key), ...on.options])].map((key) => ({ value: key, label: named?.options.find((o) => o.key === key)?.label || key }))}
          value={[...new Set(on.options)]}
          onChange={(options) => put("shown_if", { shown_if: { ...on, options } })}
        />
      )}
    </div>
  );
}
