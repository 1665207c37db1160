import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { roundsQuery } from "@/api/rounds";
import { MoreButton } from "@/parts/MoreButton";
import { Section } from "@/parts/Page";
import { RoundRows } from "./RoundRows";

/** The rounds about an agent, where there are any. */
export function OwnRounds({ agent }: { agent: string }) {
  const { t } = useTranslation();
  const rounds = useInfiniteQuery(roundsQuery({ agent }));
  if (!rounds.data?.length) return null;
  return (
    <Section title={t("rounds.about_me")} id="own-rounds">
      <RoundRows rows={rounds.data} label={t("rounds.about_me")} />
      <MoreButton query={rounds} />
    </Section>
  );
}
