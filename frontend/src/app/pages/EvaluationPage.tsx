import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { evaluationQuery } from "@/api/evaluations";
import { useCard } from "@/parts/useCard";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { EvaluationRead } from "./EvaluationRead";

export function EvaluationPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/evaluations/$id" });
  const evaluation = useQuery(evaluationQuery(id));
  const scorecard = useCard(evaluation.data?.scorecard_version);
  if (evaluation.data && scorecard.data) return <EvaluationRead key={id} evaluation={evaluation.data} scorecard={scorecard.data} />;
  return (
    <Page title={t("evaluation.title")}>
      <Loaded query={{ ...(scorecard.error ? scorecard : evaluation), data: undefined }} rows={8}>
        {() => null}
      </Loaded>
    </Page>
  );
}
