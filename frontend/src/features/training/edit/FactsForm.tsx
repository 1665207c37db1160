import { MultiSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { moduleChoiceQuery, type ModuleDraft } from "@/api/modules";
import type { DraftField } from "./draft";
import type { Faults } from "@/parts/faults";
import classes from "./edit.module.css";

interface Props {
  id: string;
  draft: ModuleDraft;
  faults: Faults;
  change: <F extends DraftField>(field: F, value: ModuleDraft[F]) => void;
}

/** What is said of a module as a whole. */
export function FactsForm({ id, draft, faults, change }: Props) {
  const { t } = useTranslation();
  const choice = useQuery(moduleChoiceQuery);
  const others = (choice.data ?? []).filter((one) => one.id !== id && (one.status === "published" || draft.prerequisites.includes(one.id)));
  const before = faults.in("prerequisites");
  const wrong = before.at("") ?? draft.prerequisites.map((_, i) => before.in(`[${i}]`).at("")).find(Boolean);
  return (
    <div className={classes.facts}>
      <TextInput label={t("editor.title")} required maxLength={200} value={draft.title} error={faults.at("title")} onChange={(e) => change("title", e.currentTarget.value)} />
      <Textarea label={t("editor.summary")} autosize minRows={2} maxLength={2000} value={draft.summary} error={faults.at("summary")} onChange={(e) => change("summary", e.currentTarget.value)} />
      <div className={classes.numbers}>
        <NumberInput label={t("editor.minutes")} min={0} max={6000} value={draft.minutes} error={faults.at("minutes")} onChange={(value) => change("minutes", Number(value))} />
        <NumberInput
          label={t("editor.refresh_months")}
          description={t("editor.refresh_means")}
          min={0}
          max={60}
          value={draft.refresh_months}
          error={faults.at("refresh_months")}
          onChange={(value) => change("refresh_months", Number(value))}
        />
      </div>
      <MultiSelect
        label={t("editor.prerequisites")}
        description={t("editor.prerequisites_mean")}
        searchable
        maxValues={20}
        data={others.map(({ id: value, title }) => ({ value, label: title || value }))}
        value={draft.prerequisites}
        error={wrong}
        onChange={(ids) => change("prerequisites", ids)}
      />
    </div>
  );
}
