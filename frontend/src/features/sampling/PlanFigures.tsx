import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SamplingFigures } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { Section } from "@/parts/Page";
import classes from "./sampling.module.css";

const all = ["drawn", "topped_up", "replacements", "targeted", "scored", "replaced", "waiting", "overdue", "skipped", "expired"] as const;
const each = ["holding", "scored", "second_scored", "skipped", "replaced", "returned"] as const;

type Evaluator = SamplingFigures["evaluators"][number];

/** What became of a plan's samples, in all and by who scores them. */
export function PlanFigures({ of }: { of: SamplingFigures }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Evaluator>[]>(
    () => [
      { id: "name", header: t("plans.evaluator"), cell: ({ row }) => row.original.name },
      ...each.map((key): Column<Evaluator> => ({ id: key, header: t(`plans.${key}`), cell: ({ row }) => row.original[key] })),
    ],
    [t],
  );
  return (
    <>
      <dl className={classes.figures} aria-label={t("plans.figures")}>
        {all.map((key) => (
          <div key={key}>
            <dt>{t(`plans.${key}`)}</dt>
            <dd>{of.all[key].toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
      <Section title={t("plans.evaluators")} id="evaluators">
        {of.evaluators.length === 0 ? <p className={classes.quiet}>{t("plans.evaluators_none")}</p> : <DataTable name="plan-evaluators" label={t("plans.evaluators")} columns={columns} rows={of.evaluators} idOf={({ id }) => id} />}
      </Section>
    </>
  );
}
