import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { channels } from "@/api/types";
import classes from "./interactions.module.css";

export interface Filter {
  status?: string;
  channel?: string;
  q?: string;
  from?: string;
  to?: string;
}

export function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState(filter.q ?? "");
  const search = useDebouncedCallback((q: string) => onChange({ ...filter, q: q || undefined }), 350);
  const set = (part: Filter) => onChange({ ...filter, ...part });
  const empty = !Object.values(filter).some(Boolean);
  return (
    <form role="search" className={classes.filters} onSubmit={(event) => event.preventDefault()}>
      <TextInput
        type="search"
        label={t("filter.words")}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Select
        label={t("filter.status")}
        clearable
        placeholder={t("filter.any")}
        value={filter.status ?? null}
        onChange={(status) => set({ status: status ?? undefined })}
        data={(["live", "ended"] as const).map((value) => ({ value, label: t(`interaction.${value}`) }))}
        clearButtonProps={{ "aria-label": t("filter.clear_this") }}
      />
      <Select
        label={t("filter.channel")}
        clearable
        placeholder={t("filter.any")}
        value={filter.channel ?? null}
        onChange={(channel) => set({ channel: channel ?? undefined })}
        data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        clearButtonProps={{ "aria-label": t("filter.clear_this") }}
      />
      <TextInput type="date" label={t("filter.from")} value={filter.from ?? ""} onChange={(e) => set({ from: e.currentTarget.value || undefined })} />
      <TextInput type="date" label={t("filter.to")} value={filter.to ?? ""} onChange={(e) => set({ to: e.currentTarget.value || undefined })} />
      {!empty && (
        <Button
          variant="subtle"
          onClick={() => {
            setWords("");
            onChange({});
          }}
        >
          {t("filter.clear")}
        </Button>
      )}
    </form>
  );
}
