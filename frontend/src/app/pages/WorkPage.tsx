import { Anchor } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ownLooksQuery } from "@/api/audit";
import { actionsQuery, sessionsQuery } from "@/api/coaching";
import { ownDisputesQuery } from "@/api/disputes";
import { evaluationsQuery, standingQuery, trendQuery } from "@/api/evaluations";
import { interactionsQuery, ownWatchesQuery } from "@/api/interactions";
import { OwnSelves } from "@/features/evaluations/OwnSelves";
import { InteractionTable } from "@/features/interactions/InteractionTable";
import { OwnCoaching } from "@/features/coaching/OwnCoaching";
import { OwnRequests } from "@/features/feedback/OwnRequests";
import { AgentToDo } from "@/features/home/AgentToDo";
import { OwnRounds } from "@/features/rounds/OwnRounds";
import { ToDo } from "@/parts/ToDo";
import { OwnLearning } from "@/features/training/learn/OwnLearning";
import { OwnDisputes } from "@/features/standing/OwnDisputes";
import { OwnLooks } from "@/features/standing/OwnLooks";
import { OwnTrend } from "@/features/standing/OwnTrend";
import { OwnWatches } from "@/features/standing/OwnWatches";
import { StandingMarks } from "@/features/standing/StandingMarks";
import { ToAcknowledge } from "@/features/standing/ToAcknowledge";
import { useKeys } from "@/parts/keys";
import { Page, Section } from "@/parts/Page";
import { Loaded, Together } from "@/parts/States";
import { useSession } from "../session";

const few = 10;

export function WorkPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { user, policy } = useSession();
  const waiting = useInfiniteQuery(evaluationsQuery({ agent: user.id, status: "released" }));
  const mine = useInfiniteQuery(interactionsQuery({ agent: user.id }));
  const below = [
    waiting,
    mine,
    useInfiniteQuery(actionsQuery({ agent: user.id, status: "open" })),
    useInfiniteQuery(sessionsQuery({ agent: user.id, status: "planned" })),
    useInfiniteQuery(sessionsQuery({ agent: user.id, status: "held" })),
    useQuery(standingQuery),
    useQuery(trendQuery),
    useInfiniteQuery(ownDisputesQuery),
    useInfiniteQuery(ownWatchesQuery),
    useInfiniteQuery(ownLooksQuery),
  ];
  const [picked, setPicked] = useState(-1);
  const step = (by: number) => setPicked((at) => Math.min((waiting.data?.length ?? 0) - 1, Math.max(0, at + by)));
  const open = () => {
    const evaluation = waiting.data?.[Math.max(0, picked)];
    if (evaluation) void navigate({ to: "/evaluations/$id", params: { id: evaluation.id } });
  };
  return (
    <Page title={t("work.title")}>
      <ToDo>
        <AgentToDo user={user.id} />
      </ToDo>
      <Together of={below} rows={8}>
        <ToAcknowledge agent={user.id} selected={picked} />
        <OwnLearning />
        <OwnCoaching agent={user.id} />
        <OwnRequests agent={user.id} />
        <OwnRounds agent={user.id} />
        <StandingMarks />
        <OwnTrend />
        <OwnDisputes />
        <OwnSelves agent={user.id} interactions={mine.data ?? []} />
        <OwnWatches after={policy.disclose_watching === "after"} />
        <OwnLooks />
        <Section title={t("work.interactions")} id="mine">
          <Loaded query={mine} empty={{ title: t("interactions.none"), text: t("interactions.none_own") }}>
            {(rows) => (
              <>
                <InteractionTable own rows={rows.slice(0, few)} onOpen={(row) => void navigate({ to: "/interactions/$id", params: { id: row.id } })} />
                {rows.length > few && (
                  <Anchor component={Link} to="/interactions">
                    {t("work.all_interactions")}
                  </Anchor>
                )}
              </>
            )}
          </Loaded>
        </Section>
      </Together>
      <WaitingKeys step={step} open={open} />
    </Page>
  );
}

/** Rendered last, so that these keys come before those of the tables above. */
function WaitingKeys({ step, open }: { step: (by: number) => void; open: () => void }) {
  const { t } = useTranslation();
  useKeys([
    { keys: ["j"], label: t("keys.next"), run: () => step(1) },
    { keys: ["k"], label: t("keys.previous"), run: () => step(-1) },
    { keys: ["enter"], label: t("keys.open_row"), run: open },
  ]);
  return null;
}
