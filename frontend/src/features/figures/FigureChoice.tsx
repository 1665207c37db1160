import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { periods, type FigureAsk } from "@/api/figures";
import { dimensions, type FigureChoices } from "@/api/types";
import { useWeeks } from "@/parts/weeks";
import classes from "./figures.module.css";

interface Props {
  choices: FigureChoices;
  ask: FigureAsk;
  onChange: (ask: FigureAsk) => void;
  teams?: boolean;
  whole?: boolean;
}

/** Of which team, version, dimension and time figures are. */
export function FigureChoice({ choices, ask, onChange, teams, whole }: Props) {
  const { t } = useTranslation();
  const weeks = useWeeks();
  const keys = ["overall", ...dimensions] as const;
  return (
    <form role="search" className={classes.choices} onSubmit={(event) => event.preventDefault()}>
      {teams && (
        <Select
          label={t("ask.team")}
          placeholder={t("ask.choose")}
          searchable
          allowDeselect={false}
          value={ask.team ?? null}
          onChange={(team) => team && onChange({ ...ask, team })}
          data={choices.teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select
        label={t("ask.version")}
        allowDeselect={false}
        value={ask.version ?? choices.versions[0]?.id ?? null}
        onChange={(version) => version && onChange({ ...ask, version })}
        data={choices.versions.map(({ id, name, number }) => ({ value: id, label: t("ask.edition", { name, number }) }))}
      />
      {!whole && (
        <Select
          label={t("ask.dimension")}
          allowDeselect={false}
          value={ask.dimension ?? "overall"}
          onChange={(key) => key && onChange({ ...ask, dimension: keys.find((known) => known === key) })}
          data={keys.map((value) => ({ value, label: t(`dimension.${value}`) }))}
        />
      )}
      <Select
        label={t("ask.weeks")}
        allowDeselect={false}
        value={String(ask.weeks ?? 13)}
        onChange={(next) => next && onChange({ ...ask, weeks: periods.find((known) => String(known) === next) })}
        data={weeks.choices(ask.weeks ?? 13)}
      />
    </form>
  );
}
