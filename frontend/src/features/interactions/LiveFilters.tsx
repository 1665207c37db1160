import { Button, Select, Switch } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { liveSorts, tones } from "@/api/live";
import { channels, type LiveInteraction } from "@/api/types";
import { silences, type Wall } from "./wall";
import classes from "./interactions.module.css";


interface Props {
  wall: Wall;
  teams: { id: string; name: string }[];
  rows: LiveInteraction[];
  onChange: (wall: Wall) => void;
  children?: ReactNode;
}

export function LiveFilters({ wall, teams, rows, onChange, children }: Props) {
  const { t } = useTranslation();
  const set = (part: Wall) => onChange({ ...wall, ...part });
  const agents = new Map(rows.flatMap((row) => (row.agent ? [[row.agent, row.agent_name ?? row.agent] as const] : [])));
  if (wall.agent && !agents.has(wall.agent)) agents.set(wall.agent, t("wall.this_agent"));
  const choice = (name: keyof Wall, label: string, data: { value: string; label: string }[]) => (
    <Select
      label={label}
      clearable
      searchable={data.length > 8}
      placeholder={t("filter.any")}
      value={wall[name] ?? null}
      onChange={(value) => set({ [name]: value ?? undefined })}
      data={data}
      clearButtonProps={{ "aria-label": t("filter.clear_this") }}
    />
  );
  const narrowed = Object.entries(wall).some(([name, value]) => name !== "sort" && value);
  return (
    <form role="search" aria-label={t("wall.filters")} className={classes.wall} onSubmit={(event) => event.preventDefault()}>
      {teams.length > 1 && choice("team", t("table.team"), teams.map(({ id, name }) => ({ value: id, label: name })))}
      {choice("agent", t("table.agent"), [...agents].map(([value, label]) => ({ value, label })))}
      {choice("channel", t("filter.channel"), channels.map((value) => ({ value, label: t(`channel.${value}`) })))}
      {choice("tone", t("wall.tone"), tones.map((value) => ({ value, label: t(`wall.tone_${value}`) })))}
      {choice("sampled", t("wall.sampled"), (["random", "targeted"] as const).map((value) => ({ value, label: t(`wall.${value}`) })))}
      {choice("silence", t("wall.silence"), silences.map((value) => ({ value, label: t(`wall.silence_${value}`) })))}
      <Select
        className={classes.order}
        label={t("wall.sort")}
        allowDeselect={false}
        value={wall.sort ?? "help"}
        onChange={(sort) => set({ sort: sort === "help" || !sort ? undefined : sort })}
        data={liveSorts.map((value) => ({ value, label: t(`wall.sort_${value}`) }))}
      />
      <div className={classes.views}>
        <Switch size="sm" label={t("wall.help_only")} checked={wall.help === "true"} onChange={(e) => set({ help: e.currentTarget.checked ? "true" : undefined })} />
        {narrowed && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange({ sort: wall.sort })}>
            {t("filter.clear")}
          </Button>
        )}
        {children}
      </div>
    </form>
  );
}
