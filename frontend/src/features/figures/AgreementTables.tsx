import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { dimensions, type Agreed, type Agreement } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { DifferenceMark } from "@/parts/DifferenceMark";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { courseSaid } from "./AgreementWeeks";
import classes from "./figures.module.css";

type Measure = Agreed["alpha"];

const two = (value: number) => value.toFixed(2).replace("-", "−");
const percent = (value: number) => Math.round(100 * value);

/** How far evaluators agree: the share that is the same, α and AC2 side by side, and what that comes to in words. */
export function AgreedTable({ name, label, rows }: { name: string; label: string; rows: Agreed[] }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Agreed>[]>(() => {
    const coefficient = ({ value, low, high }: Measure) =>
      value == null ? t("fair.none") : low == null || high == null ? two(value) : t("agreement.coefficient", { value: two(value), low: two(low), high: two(high) });
    const share = ({ value, low, high }: Measure) =>
      value == null ? t("fair.none") : low == null || high == null ? t("agreement.share", { value: percent(value) }) : t("agreement.share_between", { value: percent(value), low: percent(low), high: percent(high) });
    return [
      { id: "name", header: t("agreement.of"), cell: ({ row }) => <Named of={row.original} /> },
      { id: "verdict", header: t("strictness.said"), cell: ({ row }) => t(`agreement.verdict_${row.original.verdict}`) },
      {
        id: "exact",
        header: t("agreement.same"),
        cell: ({ row: { original: one } }) => (one.apart == null ? share(one.exact) : t("agreement.apart", { points: Math.round(10 * one.apart) / 10 })),
      },
      { id: "alpha", header: t("agreement.alpha"), cell: ({ row: { original: one } }) => (one.verdict === "too_few" ? t("fair.none") : coefficient(one.alpha)) },
      { id: "ac2", header: t("agreement.ac2"), cell: ({ row: { original: one } }) => (one.verdict === "too_few" ? t("fair.none") : coefficient(one.ac2)) },
      {
        id: "pairs",
        header: t("agreement.n"),
        cell: ({ row: { original: one } }) => (
          <span>
            {one.pairs}
            {one.na.either > one.na.both && <span className={classes.small}>{t("agreement.na", { count: one.na.either - one.na.both })}</span>}
          </span>
        ),
      },
      { id: "na", header: t("agreement.on_na"), cell: ({ row }) => <OnNA of={row.original.na} /> },
    ];
  }, [t]);
  return <DataTable name={name} label={label} columns={columns} rows={rows} idOf={(row) => row.key} />;
}

/** Of the answers that at least one found not applicable, those that both did. */
function OnNA({ of: { both, either, share, low, high } }: { of: Agreed["na"] }) {
  const { t } = useTranslation();
  if (share == null || low == null || high == null) return t("agreement.never_na");
  return (
    <span>
      {t("agreement.share_between", { value: percent(share), low: percent(low), high: percent(high) })}
      <span className={classes.small}>{t("agreement.same_of", { same: both, answers: either })}</span>
    </span>
  );
}

function Named({ of }: { of: Agreed }) {
  const { t } = useTranslation();
  if (of.text) return of.text;
  const dimension = dimensions.find((known) => known === of.key);
  return dimension ? <DimensionBadge of={dimension} named /> : t("dimension.overall");
}

type Pairing = Agreement["evaluators"][number];

/** Each evaluator beside those who judged the same. */
export function PairingTable({ rows, onOpen }: { rows: Pairing[]; onOpen: (evaluator: string) => void }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Pairing>[]>(() => {
    const reach = Math.max(10, ...rows.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]));
    return [
      { id: "evaluator", header: t("strictness.evaluator"), cell: ({ row }) => row.original.name },
      {
        id: "difference",
        header: t("agreement.difference"),
        cell: ({ row: { original: one } }) =>
          one.difference == null || one.low == null || one.high == null ? (
            t("score.too_few")
          ) : (
            <span data-whole>
              <DifferenceMark of={one.name} value={one.difference} low={one.low} high={one.high} reach={reach} />
            </span>
          ),
      },
      { id: "same", header: t("agreement.same"), cell: ({ row: { original: one } }) => t("agreement.same_of", { same: one.same, answers: one.answers }) },
      { id: "drift", header: t("strictness.drift"), cell: ({ row }) => t(courseSaid(row.original.course)) },
      { id: "pairs", header: t("agreement.n"), cell: ({ row }) => row.original.pairs },
    ];
  }, [t, rows]);
  return <DataTable name="agreement-evaluators" label={t("agreement.evaluators")} columns={columns} rows={rows} idOf={(row) => row.evaluator} onOpen={(row) => onOpen(row.evaluator)} />;
}
