import { useTranslation } from "react-i18next";
import type { Utterance } from "@/api/types";
import { useKeys } from "@/parts/keys";
import type { Move, Sheet } from "./sheet";
import type { Finish } from "./useFinish";

interface Hands {
  sheet: Sheet;
  move: (move: Move) => void;
  utterances: Utterance[];
  finish: (how: Finish) => void;
}

export function useScoringKeys({ sheet, move, utterances, finish }: Hands) {
  const { t } = useTranslation();
  const select = (by: number) => {
    const at = utterances.findIndex((u) => u.pos === sheet.selected);
    const to = at < 0 ? utterances.length - 1 : Math.min(utterances.length - 1, Math.max(0, at + by));
    const next = utterances[to];
    if (next) move({ type: "select", pos: next.pos });
  };
  const comment = () => {
    const question = sheet.questions[sheet.current];
    if (question) document.getElementById(`comment-${question.id}`)?.focus();
  };
  const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
  useKeys([
    { keys: digits, label: t("keys.level"), run: (e) => move({ type: "digit", digit: Number(e.key) }) },
    { keys: ["0"], label: t("keys.na"), run: () => move({ type: "digit", digit: 0 }) },
    { keys: ["arrowright"], label: t("keys.next_question"), run: () => move({ type: "step", by: 1 }) },
    { keys: ["arrowleft"], label: t("keys.previous_question"), run: () => move({ type: "step", by: -1 }) },
    { keys: ["arrowdown"], label: t("keys.next_utterance"), run: () => select(1) },
    { keys: ["arrowup"], label: t("keys.previous_utterance"), run: () => select(-1) },
    { keys: ["p"], label: t("keys.mark"), run: () => move({ type: "mark" }) },
    { keys: ["c"], label: t("keys.comment"), run: comment },
    { keys: ["ctrl+enter"], label: t("keys.submit"), run: () => finish("next"), typing: true },
    { keys: ["ctrl+shift+enter"], label: t("keys.submit_release"), run: () => finish("release"), typing: true },
  ]);
}
