import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { actionsQuery, sessionsQuery } from "@/api/coaching";
import { evaluationsQuery } from "@/api/evaluations";
import { recognitionsQuery } from "@/api/feedback";
import { dayAndHour } from "@/parts/time";
import { ToDoLine } from "@/parts/ToDo";
import { AskedLine } from "./AskedLine";

/** What waits for an agent. */
export function AgentToDo({ user }: { user: string }) {
  const { t } = useTranslation();
  const released = useInfiniteQuery(evaluationsQuery({ agent: user, status: "released" }));
  const held = useInfiniteQuery(sessionsQuery({ agent: user, status: "held" }));
  const actions = useInfiniteQuery(actionsQuery({ owner: user, status: "open" }));
  const planned = useInfiniteQuery(sessionsQuery({ agent: user, status: "planned" }));
  const got = useInfiniteQuery(recognitionsQuery("got"));
  const toSign = held.data?.filter((session) => !session.agent_signed_at) ?? [];
  const undecided = got.data?.filter((one) => one.status === "waiting").length ?? 0;
  const next = planned.data?.at(-1);
  const toRead = released.data?.length ?? 0;
  const open = actions.data?.length ?? 0;
  const sessions = planned.data?.length ?? 0;
  return (
    <>
      <ToDoLine query={released} count={toRead} more={released.hasNextPage} label={t("todo.to_acknowledge", { count: toRead })} to={`/evaluations/${released.data?.[0]?.id}`} />
      <ToDoLine query={held} count={toSign.length} label={t("todo.to_sign", { count: toSign.length })} to={`/coaching/${toSign[0]?.id}`} />
      <ToDoLine query={actions} count={open} more={actions.hasNextPage} label={t("todo.actions", { count: open })} to="/work" hash="own-actions" />
      <ToDoLine
        query={planned}
        count={sessions}
        more={planned.hasNextPage}
        label={t("todo.next", { count: sessions })}
        detail={next && t("todo.next_at", { when: dayAndHour(next.starts_at) })}
        to={`/coaching/${next?.id}`}
      />
      <AskedLine />
      <ToDoLine query={got} count={undecided} label={t("todo.recognised", { count: undecided })} to="/feedback" />
    </>
  );
}
