import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Standings, TeamStanding } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { figure } from "@/parts/score";
import { ScoreMark } from "@/parts/ScoreMark";
import { Band } from "./Band";
import classes from "./figures.module.css";
import { scoreOf } from "./score";

interface Props {
  of: Standings;
  onOpen: (agent: string) => void;
}

/** The agents of a team by name, each with value, n, interval, band and fair score. */
export function StandingsTable({ of, onOpen }: Props) {
  const { t } = useTranslation();
  const columns = useMemo<Column<TeamStanding>[]>(
    () => [
      { id: "agent", header: t("standings.agent"), cell: ({ row }) => row.original.agent_name },
      {
        id: "score",
        header: t("standings.score"),
        cell: ({ row: { original } }) => (
          <span data-whole>
            <ScoreMark of={original.agent_name} score={scoreOf(original.figures[0]!)} />
          </span>
        ),
      },
      { id: "band", header: t("standings.band"), cell: ({ row }) => <Band of={row.original.figures[0]!} /> },
      { id: "fair", header: t("standings.fair"), cell: ({ row }) => <FairScore of={row.original} /> },
      { id: "rests_on", header: t("standings.rests_on"), cell: ({ row }) => <Hands of={row.original} /> },
    ],
    [t],
  );
  return <DataTable name="standings" label={t("standings.title")} columns={columns} rows={of.agents} idOf={(row) => row.agent} onOpen={(row) => onOpen(row.agent)} />;
}

function FairScore({ of: { figures } }: { of: TeamStanding }) {
  const { t } = useTranslation();
  const { fair, blurred } = figures[0]!;
  if (!fair) return t(blurred ? "fair.blurred" : "fair.none");
  return (
    <span>
      {t("fair.said", { value: figure(fair.value), error: figure(1.96 * fair.se) })}
      <span className={classes.small}>{t("fair.adjusted", { value: figure(fair.adjusted) })}</span>
    </span>
  );
}

/** Through which hands the samples went, and what that leaves open. */
export function Hands({ of }: { of: Pick<TeamStanding, "scored" | "drawn" | "waiting" | "worst_low" | "worst_high"> }) {
  const { t } = useTranslation();
  return (
    <span>
      {t("standings.scored_of", { scored: of.scored, drawn: of.drawn })}
      {of.waiting > 0 && <span className={classes.small}>{t("standings.waiting", { count: of.waiting })}</span>}
      {of.worst_low != null && of.worst_high != null && (
        <span className={classes.small}>{t("standings.worst", { low: figure(of.worst_low), high: figure(of.worst_high) })}</span>
      )}
    </span>
  );
}
