import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { actionsQuery, overviewQuery, sessionsQuery } from "@/api/coaching";
import { ActionList } from "@/features/coaching/ActionList";
import { HeldSessions } from "@/features/coaching/HeldSessions";
import { PlanDialog, type Coachee } from "@/features/coaching/PlanDialog";
import { ChangeMany } from "@/features/coaching/ChangeMany";
import { SessionRows } from "@/features/coaching/SessionRows";
import { Waiting } from "@/features/coaching/Waiting";
import { Requests } from "@/features/feedback/Requests";
import { Asked } from "@/features/rounds/Asked";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Page, Section } from "@/parts/Page";
import { Loaded, Together } from "@/parts/States";
import { useSession } from "../session";
import { CoachingTabs } from "./CoachingTabs";
import { useAssigning } from "./useAssigning";

export function CoachingPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { user } = useSession();
  const sessions = useInfiniteQuery(sessionsQuery({ coach: user.id, status: "planned" }));
  const overview = useInfiniteQuery(overviewQuery);
  const actions = useInfiniteQuery(actionsQuery({ status: "open" }));
  const [picked, setPicked] = useState(0);
  const [planning, setPlanning] = useState<Coachee | null>(null);
  const [many, setMany] = useState(false);
  const { assignFor, dialog } = useAssigning();
  const changeMany = !many && !!sessions.data?.length && (
    <Button variant="default" onClick={() => setMany(true)}>
      {t("bulk.many")}
    </Button>
  );
  const agents = overview.data ?? [];
  const step = (by: number) => setPicked((at) => Math.min(agents.length - 1, Math.max(0, at + by)));
  const plan = () => setPlanning(agents[picked] ?? null);
  useKeys([
    { keys: ["j", "arrowdown"], label: t("keys.next"), run: () => step(1) },
    { keys: ["k", "arrowup"], label: t("keys.previous"), run: () => step(-1) },
    { keys: ["n", "enter"], label: t("coaching.plan"), run: plan },
  ]);
  const actionsTitle = t("agreed.title");
  return (
    <Page
      title={t("coaching.title")}
      sub={t("coaching.sub")}
      actions={
        <Button disabled={agents.length === 0} onClick={plan} rightSection={<kbd>N</kbd>}>
          {t("coaching.plan")}
        </Button>
      }
    >
      <CoachingTabs />
      <Asked />
      <Together of={[sessions, overview, actions]} rows={8}>
        <Section title={t("coaching.sessions")} id="sessions" actions={changeMany}>
          <Loaded query={sessions} rows={2} empty={{ title: t("coaching.no_sessions"), text: t("coaching.no_sessions_text") }}>
            {(rows) =>
              many ? (
                <ChangeMany rows={rows.toReversed()} label={t("coaching.sessions")} onDone={() => setMany(false)} />
              ) : (
                <SessionRows rows={rows.toReversed()} label={t("coaching.sessions")} me={user.id} />
              )
            }
          </Loaded>
          <MoreButton query={sessions} />
        </Section>
        <Requests onPlan={(request) => setPlanning({ agent: request.agent, agent_name: request.agent_name, request: request.id })} />
        <Section title={t("coaching.waiting")} id="waiting">
          <Loaded query={overview} rows={4} empty={{ title: t("coaching.no_agents"), text: t("coaching.no_agents_text") }}>
            {(rows) => <Waiting rows={rows} selected={picked} onSelect={setPicked} onPlan={setPlanning} />}
          </Loaded>
          <MoreButton query={overview} />
        </Section>
        <Section title={actionsTitle} id="actions">
          <Loaded query={actions} rows={2} empty={{ title: t("agreed.none"), text: t("agreed.none_text") }}>
            {(rows) => <ActionList rows={rows} label={actionsTitle} onAssign={assignFor} />}
          </Loaded>
          <MoreButton query={actions} />
        </Section>
        <HeldSessions me={user.id} />
      </Together>
      {dialog}
      {planning && (
        <PlanDialog agent={planning} onClose={() => setPlanning(null)} onPlanned={(id) => void navigate({ to: "/coaching/$id", params: { id } })} />
      )}
    </Page>
  );
}
