import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { actionCountsQuery, overviewQuery, sessionsQuery } from "@/api/coaching";
import { requestsQuery } from "@/api/feedback";
import { queueQuery } from "@/api/offers";
import { roundsQuery } from "@/api/rounds";
import { ToDoLine } from "@/parts/ToDo";
import { AskedLine } from "./AskedLine";

/** What waits for who leads a team. */
export function LeadToDo({ user }: { user: string }) {
  const { t } = useTranslation();
  const [now] = useState(() => new Date().toISOString());
  const queue = useInfiniteQuery(queueQuery);
  const requests = useInfiniteQuery(requestsQuery({ status: "open" }));
  const agents = useInfiniteQuery(overviewQuery);
  const begun = useInfiniteQuery(sessionsQuery({ coach: user, status: "planned", to: now }));
  const actions = useQuery(actionCountsQuery());
  const rounds = useInfiniteQuery(roundsQuery({ status: "closed" }));
  const uncoached = agents.data?.filter((one) => !one.last_held_at && !one.next_planned_at) ?? [];
  const overdue = actions.data?.overdue ?? 0;
  const toRelease = rounds.data?.filter((round) => round.may.release) ?? [];
  const scored = queue.data?.length ?? 0;
  const asked = requests.data?.length ?? 0;
  const toSign = begun.data ?? [];
  return (
    <>
      <ToDoLine query={queue} count={scored} more={queue.hasNextPage} label={t("todo.to_score", { count: scored })} to="/queue" />
      <ToDoLine query={requests} count={asked} more={requests.hasNextPage} label={t("todo.requests", { count: asked })} to="/coaching" hash="requests" />
      <ToDoLine
        query={agents}
        count={uncoached.length}
        more={agents.hasNextPage}
        label={t("todo.never_coached", { count: uncoached.length })}
        detail={uncoached[0] && t("todo.longest", { name: uncoached[0].agent_name })}
        to="/coaching"
        hash="waiting"
      />
      <ToDoLine query={begun} count={toSign.length} more={begun.hasNextPage} label={t("todo.to_sign", { count: toSign.length })} to={`/coaching/${toSign.at(-1)?.id}`} />
      <ToDoLine query={actions} count={overdue} label={t("todo.overdue", { count: overdue })} to="/coaching/actions" />
      <ToDoLine query={rounds} count={toRelease.length} label={t("todo.to_release", { count: toRelease.length })} to={`/coaching/rounds/${toRelease[0]?.id}`} />
      <AskedLine />
    </>
  );
}
