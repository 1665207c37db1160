import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { evaluationQuery } from "@/api/evaluations";
import { interactionQuery } from "@/api/interactions";
import { useCard } from "@/parts/useCard";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { ScoreDesk } from "./ScoreDesk";

export function ScorePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/score/$id" });
  const evaluation = useQuery(evaluationQuery(id));
  const scorecard = useCard(evaluation.data?.scorecard_version);
  const interaction = useQuery({ ...interactionQuery(evaluation.data?.interaction ?? ""), enabled: !!evaluation.data });
  if (evaluation.data && scorecard.data && interaction.data)
    return <ScoreDesk key={id} evaluation={evaluation.data} scorecard={scorecard.data} interaction={interaction.data} />;
  const waiting = [evaluation, scorecard, interaction].find((query) => query.error) ?? evaluation;
  return (
    <Page title={t("scoring.title")}>
      <Loaded query={{ ...waiting, data: undefined }} rows={8}>
        {() => null}
      </Loaded>
    </Page>
  );
}
