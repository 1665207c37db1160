import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endPlan } from "@/api/plans";
import type { CoachingPlan } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { FaultLine } from "@/parts/States";
import { dayOf } from "@/parts/time";
import { RhythmDialog } from "./RhythmDialog";

/** Sessions that come again, with the last day that was skipped and why. */
export function PlanRows({ rows, label }: { rows: CoachingPlan[]; label: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [changing, setChanging] = useState<CoachingPlan | null>(null);
  const ending = useMutation({ mutationFn: endPlan, onSettled: () => cache.invalidateQueries({ queryKey: ["coaching"] }) });
  return (
    <>
      <FaultLine error={ending.error} />
      <Items label={label}>
        {rows.map((plan) => (
          <ItemRow
            key={plan.id}
            label={plan.agent_name}
            title={plan.agent_name}
            lead={t("recurring.each", { count: plan.every_weeks, weekday: t(`recurring.${plan.weekday}`), time: plan.time })}
            meta={[
              t(`methods.${plan.method}`),
              t("coaching.lasts", { count: plan.minutes }),
              plan.coach_name,
              plan.status === "active" ? t("recurring.next", { day: dayOf(plan.next_on) }) : t("recurring.ended", { why: plan.ended_why ?? "" }),
              plan.until && t("recurring.last", { day: dayOf(plan.until) }),
              plan.skipped_on && t("recurring.skipped", { day: dayOf(plan.skipped_on), why: plan.skipped_why ?? "" }),
            ]}
            actions={
              plan.status === "active" && (
                <>
                  <Button variant="default" onClick={() => setChanging(plan)}>
                    {t("recurring.change")}
                  </Button>
                  <Button variant="subtle" loading={ending.isPending && ending.variables.id === plan.id} onClick={() => ending.mutate(plan)}>
                    {t("recurring.end")}
                  </Button>
                </>
              )
            }
          />
        ))}
      </Items>
      {changing && <RhythmDialog plan={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
