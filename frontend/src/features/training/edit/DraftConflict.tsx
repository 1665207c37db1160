import { useTranslation } from "react-i18next";
import type { ModuleDraft } from "@/api/modules";
import type { TrainingModule } from "@/api/types";
import { Conflict } from "@/parts/Conflict";
import { draftOf, type DraftField } from "./draft";

interface Props {
  mine: { field: DraftField; value: ModuleDraft[DraftField] }[];
  theirs: TrainingModule;
  onMine: () => void;
  onTheirs: () => void;
}

/** The draft was changed in another window: both, field by field. */
export function DraftConflict({ mine, theirs, onMine, onTheirs }: Props) {
  const { t } = useTranslation();
  const words = (field: DraftField, draft: ModuleDraft) =>
    field === "parts"
      ? draft.parts.map((part, i) => `${i + 1}. ${part.title} – ${JSON.stringify(part[part.kind]).length}`).join("\n")
      : String(field === "prerequisites" ? t("editor.prerequisites_count", { count: draft.prerequisites.length }) : draft[field]);
  const stored = draftOf(theirs);
  const both = mine.map(({ field, value }) => ({ id: field, name: t(`editor.${field}`), mine: words(field, { ...stored, [field]: value }), theirs: words(field, stored) }));
  return <Conflict text={t("editor.conflict")} both={both} onMine={onMine} onTheirs={onTheirs} />;
}
