import { useTranslation } from "react-i18next";
import type { ScorecardDraft } from "@/api/types";
import { Conflict } from "@/parts/Conflict";
import { contentOf, withParts, type Change, type Part } from "./writing";

interface Props {
  mine: Change[];
  theirs: ScorecardDraft;
  onMine: () => void;
  onTheirs: () => void;
}

/** The draft was changed in another window: both, part by part. */
export function CardConflict({ mine, theirs, onMine, onTheirs }: Props) {
  const { t } = useTranslation();
  const words = (part: Part, { name, definition }: Pick<ScorecardDraft, "name" | "definition">) => {
    switch (part) {
      case "name":
        return name;
      case "dimensions":
        return definition.dimensions.map((one) => [`${one.name} (${t("builder.weighs", { weight: one.weight })})`, ...one.questions.map((q, i) => `${i + 1}. ${q.text || t("builder.untitled_question")} – ${q.options.map(({ label }) => label).join(", ")}`)].join("\n")).join("\n");
      case "grades":
        return definition.grades.map((grade) => `${grade.name} ${t("scorecards.grade_from", { from: grade.from })}`).join(", ");
      case "languages":
        return (definition.languages ?? []).join(", ");
      case "texts":
        return Object.entries(definition.texts ?? {}).map(([language, texts]) => `${language}: ${Object.values(texts).join(" · ")}`).join("\n");
    }
  };
  const stored = contentOf(theirs);
  const both = mine.map((change) => ({ id: change.part, name: t(`builder_part.${change.part}`), mine: words(change.part, withParts(stored, [change])), theirs: words(change.part, stored) }));
  return <Conflict text={t("builder.conflict")} both={both} onMine={onMine} onTheirs={onTheirs} />;
}
