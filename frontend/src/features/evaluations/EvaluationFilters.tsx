import { Button, Checkbox, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { scorecardsQuery } from "@/api/evaluations";
import { versionsOfQuery } from "@/api/scorecards";
import { channels } from "@/api/types";
import { dayOf } from "@/parts/time";
import classes from "./evaluations.module.css";
import { filtersOf, origins, purposes, statuses, type EvaluationFilters as Filter } from "./filters";

interface Props {
  filter: Filter;
  /** For an agent, who sees what was released of their own. */
  own: boolean;
  onChange: (part: Filter) => void;
  onClear: () => void;
  /** The choice of an agent. */
  agent?: ReactNode;
}

/** By what the list of evaluations is narrowed. */
export function EvaluationFilters({ filter, own, onChange, onClear, agent }: Props) {
  const { t } = useTranslation();
  const cards = useQuery(scorecardsQuery);
  const versions = useQuery({ ...versionsOfQuery(filter.scorecard ?? ""), enabled: !!filter.scorecard });
  const choice = (name: keyof Filter, label: string, data: { value: string; label: string }[], also: Filter = {}) => (
    <Select
      label={label}
      clearable
      placeholder={t("filter.any")}
      clearButtonProps={{ "aria-label": t("filter.clear_this") }}
      value={filter[name] ?? null}
      onChange={(value) => onChange({ ...also, [name]: value ?? undefined })}
      data={data}
    />
  );
  const day = (name: "from" | "to") => <TextInput type="date" label={t(`filter.${name}`)} value={filter[name] ?? ""} onChange={(e) => onChange({ [name]: e.currentTarget.value || undefined })} />;
  return (
    <div className={classes.filters} role="search">
      {choice("status", t("filter.status"), (own ? statuses.slice(2) : statuses).map((value) => ({ value, label: t(`status.${value}`) })))}
      {choice("purpose", t("many.purpose"), (own ? purposes.filter((value) => value !== "double" && value !== "calibration") : purposes).map((value) => ({ value, label: t(`purpose.${value}`) })))}
      {agent}
      {choice("channel", t("filter.channel"), channels.map((value) => ({ value, label: t(`channel.${value}`) })))}
      {choice("origin", t("narrow.origin"), origins.map((value) => ({ value, label: t(`narrow.${value}`) })))}
      {choice("scorecard", t("narrow.scorecard"), (cards.data ?? []).map(({ id, name }) => ({ value: id, label: name })), { version: undefined })}
      {filter.scorecard && choice("version", t("narrow.version"), (versions.data ?? []).map(({ id, version }) => ({ value: id, label: t("quality.version_n", { version }) })))}
      {day("from")}
      {day("to")}
      <Checkbox className={classes.filterCheck} label={t("narrow.disputes")} checked={filter.disputes === "open"} onChange={(e) => onChange({ disputes: e.currentTarget.checked ? "open" : undefined })} />
      {!own && <Checkbox className={classes.filterCheck} label={t("many.failed")} checked={filter.failed === "compliance"} onChange={(e) => onChange({ failed: e.currentTarget.checked ? "compliance" : undefined })} />}
      {(["interaction", "team", "evaluator"] as const).map(
        (one) => filter[one] && <Checkbox key={one} className={classes.filterCheck} label={t(`narrow.${one}`)} checked onChange={() => onChange({ [one]: undefined })} />,
      )}
      {filter.counted && (
        <Checkbox
          className={classes.filterCheck}
          label={filter.counted_to ? t("narrow.counted_between", { from: dayOf(filter.counted.slice(0, 10)), to: dayOf(filter.counted_to.slice(0, 10)) }) : t("narrow.counted", { day: dayOf(filter.counted.slice(0, 10)) })}
          checked
          onChange={() => onChange({ counted: undefined, counted_to: undefined })}
        />
      )}
      {filtersOf(filter) > 0 && (
        <Button className={classes.filterCheck} variant="subtle" onClick={onClear}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}
