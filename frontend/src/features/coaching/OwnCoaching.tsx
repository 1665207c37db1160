import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { actionsQuery, sessionsQuery } from "@/api/coaching";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { ActionList } from "./ActionList";
import { AskPeer } from "./AskPeer";
import { HeldSessions } from "./HeldSessions";
import { SessionRows, waitsFor } from "./SessionRows";

/** What an agent does next, what they have to sign, and when they meet their supervisor. */
export function OwnCoaching({ agent }: { agent: string }) {
  const { t } = useTranslation();
  const planned = useInfiniteQuery(sessionsQuery({ agent, status: "planned" }));
  const held = useInfiniteQuery(sessionsQuery({ agent, status: "held" }));
  const given = useInfiniteQuery(sessionsQuery({ coach: agent, method: "peer", status: "planned" }));
  const [asking, setAsking] = useState(false);
  const actions = useInfiniteQuery(actionsQuery({ agent, status: "open" }));
  const next = planned.data && held.data && [...held.data.filter((session) => waitsFor(session, agent)), ...planned.data.toReversed()];
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
        <Loaded query={{ ...(held.error ? held : planned), data: next }} rows={1} empty={{ title: t("coaching.none_mine"), text: t("coaching.none_mine_text") }}>
          {(rows) => <SessionRows rows={rows} label={t("coaching.mine")} me={agent} />}
        </Loaded>
        <MoreButton query={planned} />
        {asking && <AskPeer agent={agent} onClose={() => setAsking(false)} />}
      </Section>
      {!!given.data?.length && (
        <Section title={t("peer.asked_of_me")} id="given">
          <SessionRows rows={given.data} label={t("peer.asked_of_me")} me={agent} />
          <MoreButton query={given} />
        </Section>
      )}
      <HeldSessions me={agent} agent={agent} />
    </>
  );
}
