import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { EvaluatorFigures, Strictness } from "@/api/types";
import { Course } from "@/parts/Course";
import { withGaps } from "@/parts/course-points";
import { DataTable, type Column } from "@/parts/DataTable";
import { DifferenceMark } from "@/parts/DifferenceMark";
import { Card, Section } from "@/parts/Page";
import { dayOf, mondayOf } from "@/parts/time";
import classes from "./figures.module.css";

const reachOf = (rows: Strictness[]) => Math.max(10, ...rows.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]));

/** How strict evaluators are, each with the interval and whether it drifts. */
export function StrictnessTable({ of, onOpen }: { of: EvaluatorFigures; onOpen?: (evaluator: string) => void }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Strictness>[]>(() => {
    const reach = reachOf(of.evaluators);
    return [
      { id: "evaluator", header: t("strictness.evaluator"), cell: ({ row }) => row.original.name },
      {
        id: "effect",
        header: t("strictness.effect"),
        cell: ({ row: { original: one } }) =>
          one.effect == null || one.low == null || one.high == null ? (
            t("fair.none")
          ) : (
            <span data-whole>
              <DifferenceMark of={one.name} value={one.effect} low={one.low} high={one.high} reach={reach} />
            </span>
          ),
      },
      { id: "said", header: t("strictness.said"), cell: ({ row }) => <Said of={row.original} /> },
      { id: "drift", header: t("strictness.drift"), cell: ({ row: { original: one } }) => t(one.drifts ? "strictness.drifts" : one.drift.length > 1 ? "strictness.steady" : "strictness.no_drift") },
      {
        id: "rests_on",
        header: t("strictness.rests_on"),
        cell: ({ row: { original: one } }) => (
          <span>
            {t("strictness.from", one)}
            <span className={classes.small}>{t("strictness.raw", { value: Math.round(one.raw) })}</span>
          </span>
        ),
      },
    ];
  }, [t, of.evaluators]);
  return <DataTable name="strictness" label={t("strictness.title")} columns={columns} rows={of.evaluators} idOf={(row) => row.evaluator} onOpen={onOpen && ((row) => onOpen(row.evaluator))} />;
}

function Said({ of: { low, high } }: { of: Strictness }) {
  const { t } = useTranslation();
  if (low == null || high == null) return t("fair.none");
  return t(high < 0 ? "strictness.strict" : low > 0 ? "strictness.lenient" : "strictness.same");
}

interface WeeksProps {
  id?: string;
  title: string;
  drift: Strictness["drift"];
  note?: string;
  /** Said beside each week; its n and whether it lies outside, where there is none. */
  said?: (week: Strictness["drift"][number]) => string;
  /** That somebody opened them. */
  comes: boolean;
}

/** The weeks of a chart around 0: the moving average and its limits, with the table behind. */
export function DriftWeeks({ id = "weeks", title, drift, note, said, comes }: WeeksProps) {
  const { t } = useTranslation();
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (comes) here.current?.focus();
  }, [comes]);
  const points = useMemo(
    () => withGaps(drift.map((week) => ({ at: mondayOf(week.week), value: week.moving, low: week.low, high: week.high, n: week.n, note: said?.(week) ?? (week.signal ? t("strictness.outside") : undefined) }))),
    [drift, said, t],
  );
  return (
    <Section title={title} note={note} id={id}>
      <div ref={here} tabIndex={-1}>
        <Card>
          <Course of={title} points={points} kind="drift" nameOf={dayOf} />
        </Card>
      </div>
    </Section>
  );
}
