import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { actionsQuery, sessionsQuery } from "@/api/coaching";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { ActionList } from "./ActionList";
import { SessionRows } from "./SessionRows";

/** What an agent does next, and when they meet their supervisor. */
export function OwnCoaching({ agent }: { agent: string }) {
  const { t } = useTranslation();
  const sessions = useInfiniteQuery(sessionsQuery({ agent, status: "planned" }));
  const actions = useInfiniteQuery(actionsQuery({ agent, status: "open" }));
  return (
    <>
      <Section title={t("agreed.mine")} id="own-actions">
        <Loaded query={actions} rows={1} empty={{ title: t("agreed.none"), text: t("agreed.none_text") }}>
          {(rows) => <ActionList rows={rows} label={t("agreed.mine")} />}
        </Loaded>
        <MoreButton query={actions} />
      </Section>
      <Section title={t("coaching.mine")} id="own-sessions">
        <Loaded query={sessions} rows={1} empty={{ title: t("coaching.none_mine"), text: t("coaching.none_mine_text") }}>
          {(rows) => <SessionRows rows={rows} label={t("coaching.mine")} whom="coach" />}
        </Loaded>
        <MoreButton query={sessions} />
      </Section>
    </>
  );
}
