import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sessionsQuery } from "@/api/coaching";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { SessionRows } from "./SessionRows";

/** The sessions that were held, the newest first: of one agent, or all that the reader may see. */
export function HeldSessions({ me, agent }: { me: string; agent?: string }) {
  const { t } = useTranslation();
  const held = useInfiniteQuery(sessionsQuery({ agent, status: "held" }));
  return (
    <Section title={t("coaching.held")} id="held-sessions">
      <Loaded query={held} rows={1} empty={{ title: t("coaching.none_held"), text: t("coaching.none_held_text") }}>
        {(rows) => <SessionRows rows={rows} label={t("coaching.held")} me={me} />}
      </Loaded>
      <MoreButton query={held} />
    </Section>
  );
}
