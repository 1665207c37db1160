import { NumberInput, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ModulePart } from "@/api/types";
import { inDays } from "../days";
import type { Faults } from "@/parts/faults";
import classes from "./edit.module.css";

type Workshop = NonNullable<ModulePart["workshop"]>;
type Task = NonNullable<ModulePart["task"]>;

const localOf = (at: string) => {
  const date = new Date(at);
  return `${inDays(0, date)}T${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
};

export function WorkshopForm({ workshop, faults, onChange }: { workshop: Workshop; faults: Faults; onChange: (workshop: Workshop) => void }) {
  const { t } = useTranslation();
  const put = (part: Partial<Workshop>) => onChange({ ...workshop, ...part });
  return (
    <>
      <TextInput label={t("editor.place")} maxLength={500} value={workshop.place} error={faults.at("place")} onChange={(e) => put({ place: e.currentTarget.value })} />
      <div className={classes.numbers}>
        <TextInput
          type="datetime-local"
          label={t("editor.starts_at")}
          value={localOf(workshop.starts_at)}
          error={faults.at("starts_at")}
          onChange={(e) => e.currentTarget.value && put({ starts_at: new Date(e.currentTarget.value).toISOString() })}
        />
        <NumberInput label={t("editor.lasts")} min={5} max={1440} value={workshop.minutes} error={faults.at("minutes")} onChange={(value) => put({ minutes: Number(value) })} />
        <NumberInput label={t("editor.capacity")} min={1} max={10_000} value={workshop.capacity} error={faults.at("capacity")} onChange={(value) => put({ capacity: Number(value) })} />
      </div>
    </>
  );
}

export function TaskForm({ task, faults, onChange }: { task: Task; faults: Faults; onChange: (task: Task) => void }) {
  const { t } = useTranslation();
  return <Textarea label={t("editor.task")} description={t("editor.task_means")} autosize minRows={4} maxLength={8000} value={task.text} error={faults.at("text")} onChange={(e) => onChange({ text: e.currentTarget.value })} />;
}
