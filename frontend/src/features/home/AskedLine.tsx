import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { askedQuery } from "@/api/rounds";
import { ToDoLine } from "@/parts/ToDo";

/** The 360 rounds that wait for one's answer. */
export function AskedLine() {
  const { t } = useTranslation();
  const asked = useQuery(askedQuery);
  const waiting = asked.data?.filter((round) => !round.answered) ?? [];
  return <ToDoLine query={asked} count={waiting.length} label={t("todo.asked", { count: waiting.length })} to={`/rounds/${waiting[0]?.id}`} />;
}
