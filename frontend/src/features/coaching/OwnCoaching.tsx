import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { actionsQuery, sessionsQuery } from "@/api/coaching";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { ActionList } from "./ActionList";
import { AskPeer } from "./AskPeer";
import { SessionRows } from "./SessionRows";

/** What an agent does next, and when they meet their supervisor. */
export function OwnCoaching({ agent }: { agent: string }) {
  const { t } = useTranslation();
  const sessions = useInfiniteQuery(sessionsQuery({ agent, status: "planned" }));
  const actions = useInfiniteQuery(actionsQuery({ agent, status: "open" }));
  const given = useInfiniteQuery(sessionsQuery({ coach: agent, method: "peer", status: "planned" }));
  const [asking, setAsking] = useState(false);
  const ask = (
    <Button variant="default" onClick={() => setAsking(true)}>
      {t("peer.ask")}
    </Button>
  );
  return (
    <>
      <Section title={t("agreed.mine")} id="own-actions">
        <Loaded query={actions} rows={1} empty={{ title: t("agreed.none"), text: t("agreed.none_text") }}>
          {(rows) => <ActionList rows={rows} label={t("agreed.mine")} />}
        </Loaded>
        <MoreButton query={actions} />
      </Section>
      <Section title={t("coaching.mine")} id="own-sessions" actions={ask}>
        <Loaded query={sessions} rows={1} empty={{ title: t("coaching.none_mine"), text: t("coaching.none_mine_text") }}>
          {(rows) => <SessionRows rows={rows} label={t("coaching.mine")} whom="coach" />}
        </Loaded>
        <MoreButton query={sessions} />
        {asking && <AskPeer onClose={() => setAsking(false)} />}
      </Section>
      {!!given.data?.length && (
        <Section title={t("peer.asked_of_me")} id="given">
          <SessionRows rows={given.data} label={t("peer.asked_of_me")} whom="agent" />
          <MoreButton query={given} />
        </Section>
      )}
    </>
  );
}
