import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ScorecardDimension } from "@/api/types";
import { FaultList } from "@/parts/FaultList";
import { replaced } from "@/parts/lists";
import { useBuilder, useField } from "./builder";
import { ChannelWords } from "./ChannelWords";
import { Words } from "./Words";
import classes from "./build.module.css";

/** The scorecard's name and its grades. */
export function WholeForm() {
  const { t } = useTranslation();
  const { name, definition, faults, edit, rename } = useBuilder();
  const field = useField("definition.");
  const grade = (at: number, what: string, part: object) => edit(`grades.${at}.${what}`, (known) => ({ ...known, grades: replaced(known.grades, at, { ...known.grades[at]!, ...part }) }));
  return (
    <div className={classes.form}>
      <Words label={t("builder.name")} path="name" place="name" value={name} most={100} needed onChange={rename} />
      <fieldset className={classes.levels}>
        <legend>{t("builder.grades")}</legend>
        <p className={classes.quiet}>{t("builder.grades_mean")}</p>
        <ul>
          {definition.grades.map((one, i) => (
            <li key={one.key}>
              <div className={classes.grade} role="group" aria-label={t(`grade_key.${one.key}`)}>
              <Words label={t(`grade_key.${one.key}`)} path={`grades.${one.key}`} place={`definition.grades[${i}].name`} value={one.name} most={100} needed onChange={(text) => grade(i, "name", { name: text })} />
              <NumberInput label={t("builder.from")} min={0} max={100} disabled={i === 0 && one.from === 0} {...field(`grades[${i}].from`)} value={one.from} onChange={(from) => grade(i, "from", { from: Number(from) })} />
              </div>
            </li>
          ))}
        </ul>
        <FaultList words={[faults.at("definition.grades"), ...definition.grades.map((_, i) => faults.at(`definition.grades[${i}].key`))]} />
      </fieldset>
    </div>
  );
}

/** What is said of one dimension, and how much it weighs. */
export function DimensionForm({ dimension, place }: { dimension: ScorecardDimension; place: string }) {
  const { t } = useTranslation();
  const { faults, edit } = useBuilder();
  const field = useField(`${place}.`);
  const put = (at: string, part: Partial<ScorecardDimension>) =>
    edit(`${dimension.key}.${at}`, (known) => ({ ...known, dimensions: known.dimensions.map((one) => (one.key === dimension.key ? { ...one, ...part } : one)) }));
  return (
    <div className={classes.form}>
      <Words label={t("builder.dimension_name")} path={`${dimension.key}.name`} place={`${place}.name`} value={dimension.name} most={100} needed onChange={(name) => put("name", { name })} />
      <Words label={t("builder.about")} path={`${dimension.key}.about`} place={`${place}.about`} value={dimension.about} most={1000} area onChange={(about) => put("about", { about })} />
      <ChannelWords title={t("builder.channel_notes")} words={dimension.channel_notes} place={`${place}.channel_notes`} opened={dimension.key} most={1000} onChange={(notes) => put("channel_notes", { channel_notes: notes })} />
      <NumberInput label={t("builder.weight")} maw={200} step={0.25} {...field("weight")} value={dimension.weight} onChange={(weight) => put("weight", { weight: Number(weight) })} />
      <FaultList words={[faults.at(`${place}.questions`), ...faults.in(place).besides(["name", "about", "weight", "questions", "channel_notes"])]} />
    </div>
  );
}
