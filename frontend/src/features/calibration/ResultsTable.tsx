import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Calibration, Gains } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { signed } from "@/parts/DifferenceMark";
import { ScoreMark } from "@/parts/ScoreMark";
import { dayAndHour } from "@/parts/time";

type Result = Calibration["results"][number];

const shareOf = ({ same, answers, low, high }: Result) => ({ value: answers > 0 ? (100 * same) / answers : null, low: low == null ? null : 100 * low, high: high == null ? null : 100 * high, n: answers });

/** What of a result stands in every table of results. */
function useColumns() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      share: (of: string, one: Result) => (
        <span data-whole>
          <ScoreMark of={of} score={shareOf(one)} />
        </span>
      ),
      above: (one: Result) => (one.scores === 0 ? t("score.none") : t("calibration.above_by", { points: signed(one.above), apart: Math.round(10 * one.apart) / 10, count: one.scores })),
    }),
    [t],
  );
}

/** Each evaluator beside the reference. */
export function ResultsTable({ of }: { of: Calibration }) {
  const { t } = useTranslation();
  const { share, above } = useColumns();
  const columns = useMemo<Column<Result>[]>(() => {
    const nameOf = (id?: string) => of.evaluators.find((one) => one.id === id)?.name ?? "";
    return [
      { id: "name", header: t("calibration.evaluator"), cell: ({ row }) => nameOf(row.original.evaluator) },
      { id: "share", header: t("calibration.near"), cell: ({ row }) => share(nameOf(row.original.evaluator), row.original) },
      { id: "above", header: t("calibration.above"), cell: ({ row }) => above(row.original) },
    ];
  }, [t, of, share, above]);
  return <DataTable name="calibration-results" label={t("calibration.results")} columns={columns} rows={of.results} idOf={(row) => row.evaluator ?? ""} />;
}

type Gain = Gains["calibrations"][number];

/** How near to the reference evaluators were, from one calibration to the next; of one of them where one is named. */
export function GainTable({ of, evaluator }: { of: Gains; evaluator?: string }) {
  const { t } = useTranslation();
  const { share, above } = useColumns();
  const columns = useMemo<Column<Gain>[]>(() => {
    const result = (row: Gain) => (evaluator ? row.results.find((one) => one.evaluator === evaluator) : row.all);
    return [
      { id: "name", header: t("calibration.name"), cell: ({ row }) => row.original.name },
      { id: "at", header: t("calibration.settled_at"), cell: ({ row }) => dayAndHour(row.original.settled_at) },
      {
        id: "share",
        header: t("calibration.near"),
        cell: ({ row }) => {
          const one = result(row.original);
          return one ? share(row.original.name, one) : t("calibration.not_there");
        },
      },
      {
        id: "above",
        header: t("calibration.above"),
        cell: ({ row }) => {
          const one = result(row.original);
          return one ? above(one) : t("score.none");
        },
      },
    ];
  }, [t, evaluator, share, above]);
  return <DataTable name="calibration-gains" label={t("calibration.gains")} columns={columns} rows={of.calibrations} idOf={(row) => row.id} />;
}
