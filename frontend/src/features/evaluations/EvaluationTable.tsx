import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { EvaluationSummary } from "@/api/types";
import { ChannelName } from "@/parts/ChannelName";
import { DataTable, type Column } from "@/parts/DataTable";
import { OriginText } from "@/parts/OriginText";
import { Written } from "@/parts/Said";
import { ScoreMark } from "@/parts/ScoreMark";
import { Time } from "@/parts/Time";
import { StatusName } from "./StatusName";
import classes from "./evaluations.module.css";

interface Props {
  rows: EvaluationSummary[];
  own?: boolean;
  onOpen: (row: EvaluationSummary) => void;
  more?: { has: boolean; loading: boolean; load: () => void };
  /** Rows that can be chosen, those that are, and how. */
  pick?: { can: (row: EvaluationSummary) => boolean; chosen: Set<string>; toggle: (id: string) => void };
}

export function EvaluationTable({ rows, own, onOpen, more, pick }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<EvaluationSummary>[]>(
    () => [
      {
        id: "agent",
        header: t(own ? "table.evaluation" : "table.agent"),
        cell: ({ row: { original: row } }) => (
          <span className={classes.pick}>
            {pick?.can(row) && <Checkbox aria-label={t("many.pick", { name: row.agent_name })} checked={pick.chosen.has(row.id)} onChange={() => pick.toggle(row.id)} />}
            <span className={classes.twoLines}>
              <Link className={classes.open} to={row.status === "draft" ? "/score/$id" : "/evaluations/$id"} params={{ id: row.id }} tabIndex={-1}>
                {own ? <Written text={row.subject ?? t("evaluation.untitled")} /> : row.agent_name}
              </Link>
              <ChannelLine row={row} own={own} />
            </span>
          </span>
        ),
      },
      {
        id: "score",
        header: t("table.overall"),
        cell: ({ row: { original: row } }) => (
          <ScoreMark of={t("dimension.overall")} score={{ value: row.score.overall }} />
        ),
      },
      { id: "status", header: t("table.status"), cell: ({ row: { original: row } }) => <StatusName of={row} /> },
      { id: "why", header: t("table.why"), cell: ({ row: { original: row } }) => <span data-short>{row.purpose === "review" ? <OriginText of={row} /> : t(`purpose.${row.purpose}`)}</span> },
      { id: "evaluator", header: t("table.evaluator"), cell: ({ row: { original: row } }) => row.evaluator_name },
      { id: "when", header: t("table.when"), cell: ({ row: { original: row } }) => <Time at={row.submitted_at ?? row.created_at} /> },
    ],
    [t, own, pick],
  );
  return <DataTable name="evaluations" label={t("evaluations.title")} columns={columns} rows={rows} idOf={(row) => row.id} onOpen={onOpen} more={more} />;
}

function ChannelLine({ row, own }: { row: EvaluationSummary; own?: boolean }) {
  return (
    <span className={classes.quiet}>
      <ChannelName of={row.channel} />
      {!own && row.subject && (
        <>
          {" "}
          · <Written text={row.subject} />
        </>
      )}
    </span>
  );
}
