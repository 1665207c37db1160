import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { QuestionQuality } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { DimensionBadge } from "@/parts/DimensionBadge";
import classes from "./quality.module.css";

const percent = (value: number) => Math.round(100 * value);

/** What each question of a version tells, in figures and in a sentence. */
export function QualityTable({ rows }: { rows: QuestionQuality[] }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<QuestionQuality>[]>(() => {
    const share = (of: QuestionQuality["ceiling"]) => (of ? t("quality.share", { value: percent(of.value), low: percent(of.low), high: percent(of.high) }) : t("score.too_few"));
    return [
      { id: "question", header: t("quality.question"), cell: ({ row: { original: q } }) => <span className={classes.question}><DimensionBadge of={q.dimension} /> {q.text}</span> },
      { id: "verdict", header: t("quality.verdict"), cell: ({ row }) => <span data-verdict={row.original.verdict} className={classes.verdict}>{t(`verdict.${row.original.verdict}`)}</span> },
      { id: "n", header: t("quality.n"), cell: ({ row }) => row.original.n },
      { id: "spread", header: t("quality.spread"), cell: ({ row }) => <Spread of={row.original} /> },
      { id: "ceiling", header: t("quality.ceiling"), cell: ({ row }) => share(row.original.ceiling) },
      { id: "na", header: t("quality.na"), cell: ({ row: { original: q } }) => (q.na === 0 ? 0 : t("quality.na_of", { n: q.na, share: share(q.na_share) })) },
      {
        id: "rest",
        header: t("quality.rest"),
        cell: ({ row: { original: q } }) =>
          q.item_rest === null ? t("score.too_few") : t("quality.correlation", { value: q.item_rest.toFixed(2), low: q.item_rest_low?.toFixed(2) ?? "?", high: q.item_rest_high?.toFixed(2) ?? "?", n: q.item_rest_n }),
      },
    ];
  }, [t]);
  return <DataTable name="quality" label={t("quality.title")} columns={columns} rows={rows} idOf={(row) => row.question} />;
}

/** How often each level was chosen, as one bar from worst to best, and in words. */
function Spread({ of }: { of: QuestionQuality }) {
  const { t } = useTranslation();
  const total = of.options.reduce((sum, { n }) => sum + n, 0);
  const words = of.options.map(({ label, n }) => t("quality.chosen", { label, n })).join(", ");
  if (total === 0) return t("quality.nothing_chosen");
  return (
    <span className={classes.spread}>
      <span className={classes.bar} role="img" aria-label={words}>
        {of.options.map(({ key, n }, i) => (
          <span key={key} style={{ flexGrow: n, opacity: 0.25 + (0.75 * (i + 1)) / of.options.length }} hidden={n === 0} />
        ))}
      </span>
      <span className={classes.words} aria-hidden="true">
        {words}
      </span>
    </span>
  );
}
