import { Button, Checkbox, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outcome } from "@/api/bulk";
import type { CoachingSessionSummary } from "@/api/types";
import { ItemRow, Items } from "@/parts/ItemRow";
import { dayAndHour } from "@/parts/time";
import { ChangeDialog } from "./ChangeDialog";
import classes from "./coaching.module.css";

/** Sessions to choose from, to move, hand over or cancel together; each says afterwards whether it went. */
export function ChangeMany({ rows, label, onDone }: { rows: CoachingSessionSummary[]; label: string; onDone: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string[]>([]);
  const [asking, setAsking] = useState(false);
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const toggle = (id: string) => setChosen((known) => (known.includes(id) ? known.filter((one) => one !== id) : [...known, id]));
  const changed = (list: Outcome[]) => {
    setAsking(false);
    setOutcomes(list);
    setChosen(list.filter(({ ok }) => !ok).map(({ id }) => id));
  };
  return (
    <>
      <Group gap="sm">
        <Button disabled={chosen.length === 0} onClick={() => setAsking(true)}>
          {t("bulk.change", { count: chosen.length })}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("bulk.done")}
        </Button>
        {outcomes.length > 0 && <span role="status">{t("bulk.went", { ok: outcomes.filter(({ ok }) => ok).length, all: outcomes.length })}</span>}
      </Group>
      <Items label={label}>
        {rows.map((row) => {
          const outcome = outcomes.find(({ id }) => id === row.id);
          return (
            <ItemRow
              key={row.id}
              label={t("coaching.session_with", { name: row.agent_name })}
              title={<Checkbox label={row.agent_name} checked={chosen.includes(row.id)} onChange={() => toggle(row.id)} />}
              meta={[
                dayAndHour(row.starts_at),
                t(`methods.${row.method}`),
                t(`coaching.status_${row.status}`),
                outcome &&
                  (outcome.ok ? (
                    t("bulk.ok")
                  ) : (
                    <span key="no" className={classes.overdue}>
                      {t("bulk.failed", { why: outcome.detail ?? "" })}
                    </span>
                  )),
              ]}
            />
          );
        })}
      </Items>
      {asking && <ChangeDialog rows={rows.filter(({ id }) => chosen.includes(id))} onClose={() => setAsking(false)} onChanged={changed} />}
    </>
  );
}
