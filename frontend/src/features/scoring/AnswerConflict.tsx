import { useTranslation } from "react-i18next";
import { wholeWords } from "@/api/evaluations";
import type { AnswerInput, Evaluation } from "@/api/types";
import { Conflict } from "@/parts/Conflict";
import { answersOf, type Sheet } from "./sheet";

interface Props {
  mine: AnswerInput[];
  theirs: Evaluation;
  sheet: Sheet;
  onMine: () => void;
  onTheirs: () => void;
}

/** The draft was changed elsewhere: both, question by question. */
export function AnswerConflict({ mine, theirs, sheet, onMine, onTheirs }: Props) {
  const { t } = useTranslation();
  const asked = (question: string) => sheet.questions.find((q) => q.id === question);
  const words = (question: string, answer?: { option?: string | null; comment?: string | null }) => {
    if (wholeWords.some((name) => name === question)) return answer?.comment ?? "";
    const level = answer?.option === "na" ? t("score.na") : asked(question)?.options.find((o) => o.key === answer?.option)?.label;
    return [level ?? t("scoring.open"), answer?.comment].filter(Boolean).join(" – ");
  };
  const both = mine.map((answer) => ({
    id: answer.question,
    name: asked(answer.question)?.text ?? wholeWords.filter((name) => name === answer.question).map((name) => t(`whole.${name}`))[0],
    mine: words(answer.question, answer),
    theirs: words(answer.question, answersOf(theirs)[answer.question]),
  }));
  return <Conflict text={t("conflict.text")} both={both} onMine={onMine} onTheirs={onTheirs} />;
}
