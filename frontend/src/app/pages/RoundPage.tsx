import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { roundQuery } from "@/api/rounds";
import type { Round } from "@/api/types";
import { Report } from "@/features/rounds/Report";
import { RoundActions } from "@/features/rounds/RoundActions";
import { Page } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";
import { dayAndHour, dayOf } from "@/parts/time";

/** One round: how far it is, and what was said once it is closed. */
export function RoundPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/coaching/rounds/$id" });
  const round = useQuery(roundQuery(id));
  if (round.data) return <Inside round={round.data} />;
  return (
    <Page title={t("rounds.title")}>
      <Loaded query={round}>{() => null}</Loaded>
    </Page>
  );
}

function Inside({ round }: { round: Round }) {
  const { t } = useTranslation();
  const open = round.status === "open";
  const facts = [
    open ? t("rounds.until", { day: dayOf(round.closes_on) }) : round.closed_at && t(`rounds.closed_${round.closed_why}`, { when: dayAndHour(round.closed_at) }),
    round.answered !== undefined && t("rounds.answered", { answered: round.answered, asked: round.asked }),
    !open && (round.released_at ? t("rounds.state_released") : t("rounds.not_released")),
  ];
  return (
    <Page title={t("rounds.of", { name: round.agent_name })} sub={facts.filter(Boolean).join(" · ")} actions={<RoundActions round={round} />}>
      {round.report ? <Report round={round} report={round.report} /> : <Empty title={t("rounds.no_report")} text={t(open ? "rounds.no_report_open" : "rounds.no_report_closed")} />}
    </Page>
  );
}
