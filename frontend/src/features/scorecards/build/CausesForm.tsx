import { ActionIcon, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Question } from "@/api/types";
import { FaultList } from "@/parts/FaultList";
import { Icon } from "@/parts/Icon";
import { newID, replaced, without } from "@/parts/lists";
import { useBuilder, useQuestion } from "./builder";
import { Words } from "./Words";
import classes from "./build.module.css";

const most = 20;

/** What can have led to a low answer. */
export function CausesForm({ question, place }: { question: Question; place: string }) {
  const { t } = useTranslation();
  const { faults, focus } = useBuilder();
  const put = useQuestion(question.id);
  const causes = question.causes ?? [];
  const add = () => {
    const key = `c${newID().slice(0, 8)}`;
    focus(`${place}.causes[${causes.length}].name`, question.id, `${question.id}.causes.${key}`);
    put("causes", { causes: [...causes, { key, name: "" }] });
  };
  return (
    <fieldset className={classes.levels}>
      <legend>{t("builder.causes")}</legend>
      <ul>
        {causes.map((cause, i) => (
          <li key={cause.key} className={classes.cause}>
            <Words label={t("builder.cause", { number: i + 1 })} path={`${question.id}.causes.${cause.key}`} place={`${place}.causes[${i}].name`} value={cause.name} most={100} needed onChange={(name) => put(`causes.${i}`, { causes: replaced(causes, i, { ...cause, name }) })} />
            <ActionIcon variant="subtle" aria-label={t("builder.remove_cause", { number: i + 1 })} onClick={() => put("causes", { causes: without(causes, i) })}>
              <Icon name="remove" size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <FaultList words={causes.map((_, i) => faults.at(`${place}.causes[${i}].key`))} />
      <Button variant="default" size="compact-sm" disabled={causes.length >= most} onClick={add}>
        {t("builder.add_cause")}
      </Button>
    </fieldset>
  );
}
