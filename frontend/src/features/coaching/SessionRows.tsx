import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CoachingSessionSummary } from "@/api/types";
import { Items, ItemRow } from "@/parts/ItemRow";
import { dayAndHour } from "@/parts/time";

interface Props {
  rows: CoachingSessionSummary[];
  label: string;
  /** Who reads it: named is whom they meet, and in a session of two others both. */
  me: string;
}

export function SessionRows({ rows, label, me }: Props) {
  const { t } = useTranslation();
  return (
    <Items label={label}>
      {rows.map((session) => {
        const name = session.agent === me ? session.coach_name : session.agent_name;
        const others = session.agent !== me && session.coach !== me;
        return (
          <ItemRow
            key={session.id}
            label={t("coaching.session_with", { name })}
            title={name}
            lead={waitsFor(session, me) ? t("coaching.waits_for_you") : dayAndHour(session.starts_at)}
            meta={[
              waitsFor(session, me) && dayAndHour(session.starts_at),
              others && t("coaching.by", { name: session.coach_name }),
              t(`methods.${session.method}`),
              t("coaching.lasts", { count: session.minutes }),
              t(`coaching.status_${session.status}`),
              session.status === "held" && session.agent !== me && !session.agent_signed_at && t("coaching.not_signed", { name: session.agent_name }),
            ]}
            actions={
              <Button variant="default" component={Link} to={`/coaching/${session.id}`}>
                {t("coaching.open")}
              </Button>
            }
          />
        );
      })}
    </Items>
  );
}

/** A session that was held and that its agent has yet to sign. */
export const waitsFor = (session: CoachingSessionSummary, agent: string) => session.status === "held" && session.agent === agent && !session.agent_signed_at;
