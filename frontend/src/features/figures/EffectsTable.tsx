import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { effectKinds } from "@/api/figures";
import { dimensions, type Effect, type Effects } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { DifferenceMark, signed } from "@/parts/DifferenceMark";
import { oneOf } from "@/parts/lists";
import { EffectPlot } from "./EffectPlot";
import classes from "./figures.module.css";

/** What each module, or coach, did to scores: one sentence, the estimate with its interval, and what would have misled. */
export function EffectsTable({ of }: { of: Effects }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Effect>[]>(() => {
    const reach = Math.max(10, ...of.items.flatMap(({ effect }) => [Math.abs(effect?.low ?? 0), Math.abs(effect?.high ?? 0)]));
    return [
      {
        id: "name",
        header: t(`effects.kind_${oneOf(effectKinds, of.kind) ?? "module"}`),
        cell: ({ row: { original: one } }) => (
          <span>
            {of.kind === "method" ? t(`methods.${one.name}`) : one.name || t("dispute_figures.gone")}
            <span className={classes.small}>{one.question ? t("effects.question", { text: one.question_text || t("dispute_figures.gone") }) : of.on === "question" ? t("effects.overall") : t("effects.in", { what: t(`dimension.${oneOf(["overall", ...dimensions] as const, of.on) ?? "overall"}`) })}</span>
          </span>
        ),
      },
      { id: "said", header: t("strictness.said"), cell: ({ row }) => <Sentence of={row.original} /> },
      {
        id: "effect",
        header: t("effects.effect"),
        cell: ({ row: { original: one } }) =>
          one.effect == null || one.effect.low == null || one.effect.high == null ? (
            t("fair.none")
          ) : (
            <span data-whole>
              <DifferenceMark of={one.name} value={one.effect.estimate} low={one.effect.low} high={one.effect.high} reach={reach} />
            </span>
          ),
      },
      {
        id: "went",
        header: t("effects.went"),
        cell: ({ row: { original: one } }) => (one.with && one.without ? <EffectPlot of={one.name} with={one.with} without={one.without} /> : t("fair.none")),
      },
      { id: "n", header: t("effects.n"), cell: ({ row: { original: one } }) => t("effects.agents", { treated: one.treated, control: one.control }) },
      {
        id: "naive",
        header: t("effects.naive"),
        cell: ({ row: { original: one } }) => (
          <span>
            {one.did ? t("effects.did", { points: signed(one.did.estimate) }) : t("fair.none")}
            {one.raw != null && <span className={classes.small}>{t("effects.raw", { points: signed(one.raw) })}</span>}
          </span>
        ),
      },
    ];
  }, [t, of]);
  return <DataTable name="effects" label={t("effects.title")} columns={columns} rows={of.items} idOf={(row) => row.id} />;
}

function Sentence({ of }: { of: Effect }) {
  const { t } = useTranslation();
  if (of.verdict === "too_few")
    return (
      <span>
        {t("effects.too_few")}
        {of.why && <span className={classes.small}>{of.why}</span>}
      </span>
    );
  if (of.verdict === "no_evidence") return t("effects.no_evidence");
  return t(`effects.${of.verdict}`, { points: Math.abs(Math.round(10 * (of.effect?.estimate ?? 0)) / 10) });
}
