import { Button, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { samplingFiguresQuery, samplingPlanQuery } from "@/api/sampling";
import type { SamplingPlan } from "@/api/types";
import { EndPlan } from "@/features/sampling/EndPlan";
import { PlanFigures } from "@/features/sampling/PlanFigures";
import { PlanPeriods } from "@/features/sampling/PlanPeriods";
import { PlanSamples } from "@/features/sampling/PlanSamples";
import classes from "@/features/sampling/sampling.module.css";
import { says } from "@/features/sampling/says";
import { ExportMenu } from "@/parts/ExportMenu";
import { Page, Section } from "@/parts/Page";
import { Printed } from "@/parts/Printed";
import { Loaded } from "@/parts/States";
import { dayOf } from "@/parts/time";
import { useSession } from "../session";

export function PlanPage() {
  const { id } = useParams({ from: "/inside/plans/$id" });
  const plan = useQuery(samplingPlanQuery(id));
  return (
    <Loaded query={plan} rows={8}>
      {(known) => <Shown plan={known} />}
    </Loaded>
  );
}

function Shown({ plan }: { plan: SamplingPlan }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const period = useSearch({ from: "/inside/plans/$id" });
  const [ending, setEnding] = useState(false);
  const active = plan.state !== "ended";
  return (
    <Page
      title={plan.name}
      sub={`${t(`plans.state_${plan.state}`)} · ${says(plan, t).join(" · ")}`}
      actions={
        <>
          <Button variant="default" component={Link} to="/plans">
            {t("plans.all_plans")}
          </Button>
          <ExportMenu report={{ of: `plans/${plan.id}`, asked: { ...period } }} />
          {active && (
            <>
              <Button variant="default" color="red" onClick={() => setEnding(true)}>
                {t("plans.end")}
              </Button>
              <Button onClick={() => void navigate({ to: "/plans/new", search: { change: plan.id } })}>{t("plans.change_it")}</Button>
            </>
          )}
        </>
      }
    >
      <Printed
        by={session.user.name}
        about={[
          [t("filter.from"), period.from ? dayOf(period.from) : t("printed.beginning")],
          [t("filter.to"), period.to ? dayOf(period.to) : t("printed.today")],
        ]}
      />
      {plan.follows && (
        <p>
          <Link to="/plans/$id" params={{ id: plan.follows }}>
            {t("plans.follows")}
          </Link>
        </p>
      )}
      <Figures plan={plan.id} />
      <PlanPeriods plan={plan.id} />
      <PlanSamples plan={plan.id} />
      <p className={classes.code}>{t("plans.verify", { id: plan.id })}</p>
      {ending && <EndPlan plan={plan} onClose={() => setEnding(false)} />}
    </Page>
  );
}

function Figures({ plan }: { plan: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const period = useSearch({ from: "/inside/plans/$id" });
  const figures = useQuery({ ...samplingFiguresQuery(plan, period), placeholderData: keepPreviousData });
  const set = (part: typeof period) => void navigate({ to: "/plans/$id", params: { id: plan }, search: { ...period, ...part }, replace: true });
  return (
    <Section title={t("plans.figures")} id="figures">
      <form role="search" className={classes.period} onSubmit={(event) => event.preventDefault()}>
        <TextInput type="date" label={t("filter.from")} value={period.from ?? ""} onChange={(e) => set({ from: e.currentTarget.value || undefined })} />
        <TextInput type="date" label={t("filter.to")} value={period.to ?? ""} onChange={(e) => set({ to: e.currentTarget.value || undefined })} />
      </form>
      <Loaded query={figures} rows={5}>
        {(data) => <PlanFigures of={data} />}
      </Loaded>
    </Section>
  );
}
