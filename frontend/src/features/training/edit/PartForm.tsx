import { Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ModulePart } from "@/api/types";
import { ExcerptForm } from "./ExcerptForm";
import type { Faults } from "@/parts/faults";
import { FaultList } from "@/parts/FaultList";
import { LessonForm } from "./LessonForm";
import { QuizBuilder } from "./QuizBuilder";
import { RolePlayForm } from "./RolePlayForm";
import { TaskForm, WorkshopForm } from "./SimpleForms";

interface Props {
  part: ModulePart;
  faults: Faults;
  onChange: (part: ModulePart) => void;
}

/** The form of one part: its title, and what its kind has. */
export function PartForm({ part, faults, onChange }: Props) {
  const { t } = useTranslation();
  const below = faults.in(part.kind);
  return (
    <Stack gap="md">
      <TextInput label={t("editor.part_title")} required maxLength={200} value={part.title} error={faults.at("title")} onChange={(e) => onChange({ ...part, title: e.currentTarget.value })} />
      {part.lesson && <LessonForm lesson={part.lesson} faults={below} onChange={(lesson) => onChange({ ...part, lesson })} />}
      {part.excerpt && <ExcerptForm excerpt={part.excerpt} faults={below} onChange={(excerpt) => onChange({ ...part, excerpt })} />}
      {part.quiz && <QuizBuilder quiz={part.quiz} faults={below} onChange={(quiz) => onChange({ ...part, quiz })} />}
      {part.role_play && <RolePlayForm play={part.role_play} faults={below} onChange={(role_play) => onChange({ ...part, role_play })} />}
      {part.workshop && <WorkshopForm workshop={part.workshop} faults={below} onChange={(workshop) => onChange({ ...part, workshop })} />}
      {part.task && <TaskForm task={part.task} faults={below} onChange={(task) => onChange({ ...part, task })} />}
      <FaultList words={faults.besides(["title", part.kind])} />
    </Stack>
  );
}
