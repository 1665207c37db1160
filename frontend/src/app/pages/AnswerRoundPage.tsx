import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { askedQuery } from "@/api/rounds";
import { AnswerForm } from "@/features/rounds/AnswerForm";
import { Page } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";

/** A round as those who are asked see it. */
export function AnswerRoundPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/rounds/$id" });
  const asked = useQuery(askedQuery);
  const round = asked.data?.find((one) => one.id === id);
  return (
    <Page title={round ? t("rounds.of", { name: round.agent_name }) : t("rounds.title")}>
      <Loaded query={asked}>
        {() => {
          if (!round) return <Empty title={t("rounds.not_asked")} text={t("rounds.not_asked_text")} />;
          if (round.answered) return <Empty title={t("rounds.done")} text={t("rounds.done_text")} />;
          return <AnswerForm round={round} />;
        }}
      </Loaded>
    </Page>
  );
}
