import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { RoundSummary } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { dayOf } from "@/parts/time";

const stateOf = ({ status, released_at }: RoundSummary) => (status === "open" ? "open" : released_at ? "released" : "closed");

/** Rounds, with how many of those who were asked have answered, where the reader may know. */
export function RoundRows({ rows, label }: { rows: RoundSummary[]; label: string }) {
  const { t } = useTranslation();
  return (
    <Items label={label}>
      {rows.map((round) => (
        <ItemRow
          key={round.id}
          label={t("rounds.of", { name: round.agent_name })}
          title={t("rounds.of", { name: round.agent_name })}
          meta={[
            t(`rounds.state_${stateOf(round)}`),
            round.status === "open" && t("rounds.until", { day: dayOf(round.closes_on) }),
            round.answered !== undefined && t("rounds.answered", { answered: round.answered, asked: round.asked }),
            t("rounds.opened_by", { name: round.opened_by_name }),
          ]}
          actions={
            <Button variant="default" component={Link} to={`/coaching/rounds/${round.id}`}>
              {t("rounds.look")}
            </Button>
          }
        />
      ))}
    </Items>
  );
}
