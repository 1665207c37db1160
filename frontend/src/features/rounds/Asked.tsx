import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { askedQuery } from "@/api/rounds";
import { ItemRow, Items } from "@/parts/ItemRow";
import { Section } from "@/parts/Page";
import { dayOf } from "@/parts/time";

/** The rounds that wait for one's answer, where there are any. */
export function Asked() {
  const { t } = useTranslation();
  const asked = useQuery(askedQuery);
  const waiting = asked.data?.filter((round) => !round.answered) ?? [];
  if (waiting.length === 0) return null;
  return (
    <Section title={t("rounds.you_are_asked")} id="asked">
      <Items label={t("rounds.you_are_asked")}>
        {waiting.map((round) => (
          <ItemRow
            key={round.id}
            label={t("rounds.of", { name: round.agent_name })}
            title={t("rounds.of", { name: round.agent_name })}
            meta={[t("rounds.until", { day: dayOf(round.closes_on) }), t("rounds.takes")]}
            actions={
              <Button variant="default" component={Link} to={`/rounds/${round.id}`}>
                {t("rounds.answer")}
              </Button>
            }
          />
        ))}
      </Items>
    </Section>
  );
}
