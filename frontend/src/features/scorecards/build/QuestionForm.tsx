import { Checkbox, MultiSelect, NumberInput, Select, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { channels, type Dimension, type Question } from "@/api/types";
import { FaultList } from "@/parts/FaultList";
import { useBuilder, useField, useQuestion } from "./builder";
import { ChannelWords } from "./ChannelWords";
import { CausesForm } from "./CausesForm";
import { ConditionForm } from "./ConditionForm";
import { asCritical, levelsOf, presetOf, presets, withOptions, type Preset } from "./definition";
import { KeyField } from "./KeyField";
import { LevelsForm } from "./LevelsForm";
import { Words } from "./Words";
import classes from "./build.module.css";

interface Props {
  question: Question;
  dimension: Dimension;
  place: string;
}

const shown = ["key", "text", "help", "channel_help", "weight", "options", "na", "na_channels", "comment_below", "evidence_below", "usual", "critical", "class", "shown_if", "causes", "whispers"];
const criticals = ["none", "fail_dimension", "fail_all"] as const;
const classesOf = ["customer", "business", "compliance"] as const;

/** One question: what it asks, how it is answered, and what its answers do. */
export function QuestionForm({ question, dimension, place }: Props) {
  const { t } = useTranslation();
  const { definition, faults, edit, published } = useBuilder();
  const put = useQuestion(question.id);
  const field = useField(`${place}.`);
  const move = (to: Dimension) =>
    edit("move", (known) => ({
      ...known,
      dimensions: known.dimensions.map((one) =>
        one.key === to ? { ...one, questions: [...one.questions, question] } : { ...one, questions: one.questions.filter((q) => q.id !== question.id) },
      ),
    }));
  return (
    <div className={classes.form}>
      <Words label={t("builder.text")} path={`${question.id}.text`} place={`${place}.text`} value={question.text} most={500} area needed onChange={(text) => put("text", { text })} />
      <Words label={t("builder.help")} description={t("builder.help_means")} path={`${question.id}.help`} place={`${place}.help`} value={question.help ?? ""} most={2000} area onChange={(help) => put("help", { help })} />
      <ChannelWords title={t("builder.channel_help")} words={question.channel_help} place={`${place}.channel_help`} opened={question.id} most={1000} onChange={(channel_help) => put("channel_help", { channel_help })} />
      <div className={classes.numbers}>
        <KeyField key={question.key} known={question.key} fixed={published.has(question.id) ? t("builder.key_stays") : undefined} {...field("key")} onKey={(key) => put("key", { key })} />
        <NumberInput label={t("builder.weight")} step={0.25} {...field("weight")} value={question.weight} onChange={(weight) => put("weight", { weight: Number(weight) })} />
        <Select
          label={t("builder.dimension")}
          allowDeselect={false}
          data={definition.dimensions.map(({ key, name }) => ({ value: key, label: name }))}
          value={dimension}
          onChange={(key) => key && key !== dimension && move(key as Dimension)}
        />
        <Select
          label={t("builder.scale")}
          allowDeselect={false}
          data={[...Object.keys(presets).map((value) => ({ value, label: t(`scale_preset.${value}`) })), { value: "own", label: t("scale_preset.own") }]}
          value={presetOf(question.options) ?? "own"}
          onChange={(preset) => preset && preset !== "own" && put("scale", (q) => asCritical(withOptions(q, levelsOf(preset as Preset)), q.critical))}
        />
      </div>
      <LevelsForm question={question} place={place} />
      <NotApplicable question={question} place={place} />
      <Below question={question} place={place} />
      <Usual question={question} place={place} />
      <div className={classes.numbers}>
        <Select
          label={t("builder.critical")}
          allowDeselect={false}
          {...field("critical")}
          data={criticals.map((value) => ({ value, label: t(`critical_kind.${value}`) }))}
          value={question.critical}
          onChange={(critical) => critical && put("critical", (q) => asCritical(q, critical as Question["critical"]))}
        />
        {question.critical !== "none" && (
          <Select
            label={t("builder.class")}
            allowDeselect={false}
            {...field("class")}
            data={classesOf.map((value) => ({ value, label: t(`critical_class.${value}`) }))}
            value={question.class ?? null}
            onChange={(value) => value && put("class", { class: value as Question["class"] })}
          />
        )}
      </div>
      <TagsInput
        label={t("builder.whispers")}
        description={t("builder.whispers_mean")}
        maxTags={5}
        splitChars={[]}
        maxLength={500}
        {...field("whispers")}
        value={question.whispers ?? []}
        onChange={(whispers) => put("whispers", { whispers })}
      />
      <ConditionForm question={question} place={place} />
      <CausesForm question={question} place={place} />
      <FaultList words={[faults.at(`${place}.options`), ...faults.in(place).besides(shown)]} />
    </div>
  );
}

function NotApplicable({ question, place }: Omit<Props, "dimension">) {
  const { t } = useTranslation();
  const put = useQuestion(question.id);
  const field = useField(`${place}.`);
  const allow = (na: boolean) =>
    put("na", (q) => {
      const { na_channels: _channels, ...rest } = q;
      return { ...rest, na };
    });
  return (
    <div className={classes.numbers}>
      <Checkbox label={t("builder.na")} description={t("builder.na_means")} checked={question.na} onChange={(e) => allow(e.currentTarget.checked)} />
      {question.na && (
        <MultiSelect
          label={t("builder.na_channels")}
          placeholder={question.na_channels?.length ? undefined : t("builder.all_channels")}
          {...field("na_channels")}
          data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
          value={question.na_channels ?? []}
          onChange={(list) => put("na_channels", { na_channels: list })}
        />
      )}
    </div>
  );
}

function Usual({ question, place }: Omit<Props, "dimension">) {
  const { t } = useTranslation();
  const put = useQuestion(question.id);
  const field = useField(`${place}.`);
  const levels = new Map(question.options.map(({ key, label }) => [key, { value: key, label: label || key }]));
  return (
    <Select
      label={t("usual.level")}
      description={t("usual.level_means")}
      clearable
      clearButtonProps={{ "aria-label": t("usual.no_level") }}
      placeholder={t("usual.no_level")}
      {...field("usual")}
      data={[...levels.values()]}
      value={question.usual || null}
      onChange={(key) => put("usual", { usual: key ?? "" })}
    />
  );
}

function Below({ question, place }: Omit<Props, "dimension">) {
  const { t } = useTranslation();
  const put = useQuestion(question.id);
  const field = useField(`${place}.`);
  const levels = question.options.slice(1).map(({ key, label }) => ({ value: key, label: label || key }));
  return (
    <div className={classes.numbers}>
      {(["comment_below", "evidence_below"] as const).map((kind) => (
        <Select
          key={kind}
          label={t(`builder.${kind}`)}
          clearable
          clearButtonProps={{ "aria-label": t("builder.never_needed") }}
          placeholder={t("builder.never_needed")}
          {...field(kind)}
          data={[...new Map(levels.map((level) => [level.value, level])).values()]}
          value={question[kind] || null}
          onChange={(key) => put(kind, { [kind]: key ?? "" })}
        />
      ))}
    </div>
  );
}
