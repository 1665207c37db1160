import { NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./coaching.module.css";

export interface When {
  local: string; // as the field holds it, in the reader's zone
  minutes: number;
}

const pad = (n: number) => String(n).padStart(2, "0");

/** A moment as a field for dates and times holds it. */
export function localOf(at: Date): string {
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** Tomorrow at ten. */
export function tomorrow(now = new Date()): When {
  return { local: localOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 10)), minutes: 30 };
}

export const instant = (local: string) => new Date(local).toISOString();

export function WhenFields({ value, onChange, errors }: { value: When; onChange: (when: When) => void; errors: Record<string, string> }) {
  const { t } = useTranslation();
  return (
    <div className={classes.when}>
      <TextInput
        type="datetime-local"
        label={t("coaching.when")}
        required
        data-autofocus
        value={value.local}
        error={errors.starts_at}
        onChange={(e) => onChange({ ...value, local: e.currentTarget.value })}
      />
      <NumberInput
        label={t("coaching.minutes")}
        required
        withAsterisk={false}
        min={5}
        max={240}
        step={5}
        value={value.minutes}
        error={errors.minutes}
        onChange={(minutes) => onChange({ ...value, minutes: Number(minutes) })}
      />
    </div>
  );
}
