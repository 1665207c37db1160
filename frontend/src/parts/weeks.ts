import { useTranslation } from "react-i18next";
import { isWhole, lengths } from "@/api/figures";

/** Puts how many weeks figures are of into words, and gives what can be chosen: what is shown, too, where it is not on the list. */
export function useWeeks() {
  const { t } = useTranslation();
  const said = (count: number) => (isWhole(count) ? t("ask.whole_and_now", { count: count - 1 }) : t("ask.last_weeks", { count }));
  const choices = (shown: number, known: readonly number[] = lengths) => [...new Set([...known, shown])].sort((a, b) => a - b).map((count) => ({ value: String(count), label: said(count) }));
  return { said, choices };
}
