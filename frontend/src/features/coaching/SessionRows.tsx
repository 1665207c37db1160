import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CoachingSessionSummary } from "@/api/types";
import { Items, ItemRow } from "@/parts/ItemRow";
import { dayAndHour } from "@/parts/time";

interface Props {
  rows: CoachingSessionSummary[];
  label: string;
  /** Whom the reader meets: the agent, or the coach. */
  whom: "agent" | "coach";
  selected?: number;
}

export function SessionRows({ rows, label, whom, selected }: Props) {
  const { t } = useTranslation();
  return (
    <Items label={label}>
      {rows.map((session, i) => {
        const name = whom === "agent" ? session.agent_name : session.coach_name;
        return (
          <ItemRow
            key={session.id}
            label={t("coaching.session_with", { name })}
            selected={i === selected}
            title={name}
            lead={dayAndHour(session.starts_at)}
            meta={[t(`methods.${session.method}`), t("coaching.lasts", { count: session.minutes }), t(`coaching.status_${session.status}`)]}
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
