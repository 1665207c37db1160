import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CoachedAgent } from "@/api/types";
import { Items, ItemRow } from "@/parts/ItemRow";
import { dayAndHour } from "@/parts/time";
import { Time } from "@/parts/Time";
import classes from "./coaching.module.css";

/** The agents of one's teams, who has waited longest first. */
export function Waiting({ rows, selected, onSelect, onPlan }: { rows: CoachedAgent[]; selected: number; onSelect: (at: number) => void; onPlan: (agent: CoachedAgent) => void }) {
  const { t } = useTranslation();
  return (
    <Items label={t("coaching.waiting")}>
      {rows.map((one, i) => (
        <ItemRow
          key={one.agent}
          label={one.agent_name}
          selected={i === selected}
          onSelect={() => onSelect(i)}
          title={one.agent_name}
          meta={[
            one.team_name,
            one.last_held_at ? (
              <span key="held">
                {t("coaching.last_held")} <Time at={one.last_held_at} />
              </span>
            ) : (
              t("coaching.never")
            ),
            one.next_planned_at && `${t("coaching.planned")} ${dayAndHour(one.next_planned_at)}`,
            one.open_actions > 0 && t("coaching.open_actions", { count: one.open_actions }),
            one.overdue_actions > 0 && (
              <span key="overdue" className={classes.overdue}>
                {t("coaching.overdue", { count: one.overdue_actions })}
              </span>
            ),
          ]}
          actions={
            <Button variant="default" onClick={() => onPlan(one)}>
              {t("coaching.plan")}
            </Button>
          }
        />
      ))}
    </Items>
  );
}
