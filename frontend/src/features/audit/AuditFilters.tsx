import { Button, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PersonSelect } from "@/parts/PersonSelect";
import classes from "./audit.module.css";

export interface AuditFilter {
  actor?: string;
  action?: string;
  from?: string;
  to?: string;
}

interface Props {
  filter: AuditFilter;
  deeds: { value: string; label: string }[];
  onChange: (filter: AuditFilter) => void;
}

export function AuditFilters({ filter, deeds, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: AuditFilter) => onChange({ ...filter, ...part });
  const clear = { "aria-label": t("filter.clear_this") };
  return (
    <form role="search" className={classes.filters} onSubmit={(event) => event.preventDefault()}>
      <PersonSelect label={t("audit.who")} placeholder={t("filter.any")} clearable clearButtonProps={clear} value={filter.actor ?? null} onChange={(actor) => set({ actor: actor ?? undefined })} />
      <Select
        label={t("audit.what")}
        placeholder={t("filter.any")}
        clearable
        clearButtonProps={clear}
        searchable
        nothingFoundMessage={t("audit.no_deed")}
        value={filter.action ?? null}
        onChange={(action) => set({ action: action ?? undefined })}
        data={deeds}
      />
      <TextInput type="date" label={t("filter.from")} value={filter.from ?? ""} onChange={(e) => set({ from: e.currentTarget.value || undefined })} />
      <TextInput type="date" label={t("filter.to")} value={filter.to ?? ""} onChange={(e) => set({ to: e.currentTarget.value || undefined })} />
      {Object.values(filter).some(Boolean) && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t("filter.clear")}
        </Button>
      )}
    </form>
  );
}
