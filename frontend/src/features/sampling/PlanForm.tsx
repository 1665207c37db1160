import { Button, Checkbox, Group, MultiSelect, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { scorecardsQuery } from "@/api/evaluations";
import { changeSamplingPlan, makeSamplingPlan, samplingChoicesQuery } from "@/api/sampling";
import { channels, type SamplingPlan } from "@/api/types";
import { fieldFaults } from "@/parts/fields";
import { FaultLine, Loaded } from "@/parts/States";
import { Cost } from "./Cost";
import classes from "./sampling.module.css";
import { bends, fieldNames, termsOf, valuesOf, type PlanValues } from "./values";

const kinds = ["question", "purchase", "complaint", "feedback", "praise", "other"];
const named = (list: { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));

interface Props {
  plan?: SamplingPlan;
  onDone: (plan: SamplingPlan) => void;
  onCancel: () => void;
}

/** Makes a plan or changes one, beside what it would cost. */
export function PlanForm({ plan, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [values, setValues] = useState<PlanValues>(() => valuesOf(plan));
  const change = (part: Partial<PlanValues>) => setValues((known) => ({ ...known, ...part }));
  const terms = termsOf(values, plan);
  const saving = useMutation({
    mutationFn: () => (plan ? changeSamplingPlan(plan, values.name, values.scorecard, terms) : makeSamplingPlan(values.name, values.scorecard, terms)),
    onSuccess: onDone,
    onSettled: () => void cache.invalidateQueries({ queryKey: ["plans"] }),
  });
  const { errors, rest } = fieldFaults(saving.error, fieldNames);
  return (
    <div className={classes.columns}>
      <form
        className={classes.form}
        aria-label={t(plan ? "plans.change" : "plans.make")}
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Fields values={values} change={change} errors={errors} />
        {plan && bends(values, plan) && <p className={classes.unknown}>{t("plans.bends")}</p>}
        <FaultLine error={rest} />
        <Group>
          <Button type="submit" loading={saving.isPending} disabled={!values.name.trim() || !values.scorecard}>
            {t(plan ? "save_changes" : "plans.make")}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
        </Group>
      </form>
      <Cost scorecard={values.scorecard} terms={terms} />
    </div>
  );
}

interface FieldsProps {
  values: PlanValues;
  change: (part: Partial<PlanValues>) => void;
  errors: Record<string, string>;
}

function Fields(props: FieldsProps) {
  const { t } = useTranslation();
  const { values, change, errors } = props;
  const cards = useQuery(scorecardsQuery);
  return (
    <>
      <div className={classes.pair}>
        <TextInput label={t("plans.name")} required data-autofocus maxLength={100} value={values.name} error={errors.name} onChange={(e) => change({ name: e.currentTarget.value })} />
        <Select
          label={t("plans.scorecard")}
          required
          data={(cards.data ?? []).filter(({ retired, id }) => !retired || id === values.scorecard).map(({ id, name }) => ({ value: id, label: name }))}
          value={values.scorecard || null}
          error={errors.scorecard}
          onChange={(scorecard) => change({ scorecard: scorecard ?? "" })}
        />
      </div>
      <Amount {...props} />
      <Scope {...props} />
      <Days {...props} />
      <Triggers {...props} />
    </>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <fieldset className={classes.part}>
      <legend>{title}</legend>
      {note && <p className={classes.quiet}>{note}</p>}
      {children}
    </fieldset>
  );
}

type NumberName = { [K in keyof PlanValues]: PlanValues[K] extends number | "" ? K : never }[keyof PlanValues];

function Amounted({ name, min, max, values, change, errors, description }: FieldsProps & { name: NumberName; min: number; max: number; description?: string }) {
  const { t } = useTranslation();
  return (
    <NumberInput
      label={t(`plans.${name}`)}
      description={description}
      min={min}
      max={max}
      value={values[name]}
      error={errors[name]}
      onChange={(value) => change({ [name]: value === "" ? "" : Number(value) })}
    />
  );
}

function Amount(props: FieldsProps) {
  const { t } = useTranslation();
  const { values, change, errors } = props;
  return (
    <Part title={t("plans.how")}>
      <Select
        label={t("plans.way")}
        allowDeselect={false}
        data={(["quota", "rate"] as const).map((value) => ({ value, label: t(`plans.way_${value}`) }))}
        value={values.way}
        onChange={(way) => way && change({ way: way as PlanValues["way"] })}
      />
      <div className={classes.pair}>
        {values.way === "quota" ? <Amounted {...props} name="quota" min={1} max={100} /> : <Amounted {...props} name="rate" min={0.0001} max={100} />}
        <Amounted {...props} name="double_share" min={0} max={100} description={t("plans.double_means")} />
      </div>
      <Select
        label={t("plans.purpose")}
        allowDeselect={false}
        data={(["both", "live", "review"] as const).map((value) => ({ value, label: t(`plans.purpose_${value}`) }))}
        value={values.purpose}
        error={errors.purpose}
        onChange={(purpose) => purpose && change({ purpose: purpose as PlanValues["purpose"] })}
      />
    </Part>
  );
}

function Scope({ values, change, errors }: FieldsProps) {
  const { t } = useTranslation();
  const choices = useQuery(samplingChoicesQuery);
  return (
    <Part title={t("plans.what")} note={t("plans.whole")}>
      <Loaded query={choices} rows={2}>
        {({ teams, queues, languages }) => (
          <div className={classes.pair}>
            <MultiSelect label={t("plans.teams")} data={named(teams)} searchable value={values.teams} error={errors.teams} onChange={(list) => change({ teams: list })} />
            <MultiSelect label={t("plans.channels")} data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))} value={values.channels} error={errors.channels} onChange={(list) => change({ channels: list })} />
            <MultiSelect label={t("plans.kinds")} data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} value={values.kinds} error={errors.kinds} onChange={(list) => change({ kinds: list })} />
            <TagsInput label={t("plans.queues")} data={queues} value={values.queues} error={errors.queues} onChange={(list) => change({ queues: list })} />
            <TagsInput label={t("plans.languages")} data={languages} value={values.languages} error={errors.languages} onChange={(list) => change({ languages: list })} />
          </div>
        )}
      </Loaded>
    </Part>
  );
}

function Days(props: FieldsProps) {
  const { t } = useTranslation();
  const { values, change, errors } = props;
  const choices = useQuery(samplingChoicesQuery);
  return (
    <Part title={t("plans.days")}>
      <div className={classes.pair}>
        <Amounted {...props} name="days_to_score" min={1} max={60} />
        <Amounted {...props} name="grace_days" min={0} max={365} />
        <Amounted {...props} name="days_to_keep_recordings" min={1} max={3650} />
        <TextInput type="date" label={t("plans.starts_on")} value={values.starts_on} error={errors.starts_on} onChange={(e) => change({ starts_on: e.currentTarget.value })} />
        <TextInput type="date" label={t("plans.ends_on")} value={values.ends_on} error={errors.ends_on} onChange={(e) => change({ ends_on: e.currentTarget.value })} />
      </div>
      <MultiSelect label={t("plans.watchers")} data={named(choices.data?.supervisors ?? [])} searchable value={values.watchers} error={errors.watchers} onChange={(list) => change({ watchers: list })} />
    </Part>
  );
}

function Triggers(props: FieldsProps) {
  const { t } = useTranslation();
  const { values, change, errors } = props;
  const choices = useQuery(samplingChoicesQuery);
  return (
    <Part title={t("plans.triggers")} note={t("plans.triggers_means")}>
      <div className={classes.pair}>
        <TagsInput label={t("plans.tones")} data={choices.data?.tones ?? []} value={values.tones} error={errors.tones} onChange={(list) => change({ tones: list })} />
        <TagsInput label={t("plans.words")} value={values.words} error={errors.words} onChange={(list) => change({ words: list })} />
        <Amounted {...props} name="silence_seconds" min={10} max={86400} />
        <Amounted {...props} name="hold_seconds" min={10} max={86400} />
        <Amounted {...props} name="transfers" min={0} max={50} />
        <Amounted {...props} name="repeat_days" min={1} max={90} />
      </div>
      <Checkbox label={t("plans.high_value")} checked={values.high_value} onChange={(e) => change({ high_value: e.currentTarget.checked })} />
    </Part>
  );
}
