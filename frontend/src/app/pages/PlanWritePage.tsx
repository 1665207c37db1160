import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { samplingPlanQuery } from "@/api/sampling";
import type { SamplingPlan } from "@/api/types";
import { PlanForm } from "@/features/sampling/PlanForm";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";

/** Makes a plan, or changes the one that the address names. */
export function PlanWritePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { change } = useSearch({ from: "/inside/plans/new" });
  const plan = useQuery({ ...samplingPlanQuery(change ?? ""), enabled: !!change });
  const open = ({ id }: SamplingPlan) => void navigate({ to: "/plans/$id", params: { id } });
  return (
    <Page title={t(change ? "plans.change" : "plans.make")} sub={t("plans.sub")}>
      {change ? (
        <Loaded query={plan} rows={8}>
          {(known) => <PlanForm key={known.id} plan={known} onDone={open} onCancel={() => open(known)} />}
        </Loaded>
      ) : (
        <PlanForm onDone={open} onCancel={() => void navigate({ to: "/plans" })} />
      )}
    </Page>
  );
}
