import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Interaction } from "@/api/types";
import { ChannelName } from "@/parts/ChannelName";
import { DataTable, type Column } from "@/parts/DataTable";
import { Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import { span } from "@/parts/time";
import classes from "./interactions.module.css";

interface Props {
  rows: Interaction[];
  /** The agent's own, where agent and team say nothing. */
  own?: boolean;
  onOpen: (row: Interaction) => void;
  more?: { has: boolean; loading: boolean; load: () => void };
}

export function InteractionTable({ rows, own, onOpen, more }: Props) {
  const { t } = useTranslation();
  const columns = useMemo(() => {
    const all: Column<Interaction>[] = [
      {
        id: "subject",
        header: t("table.interaction"),
        cell: ({ row: { original: row } }) => (
          <Link className={classes.open} to="/interactions/$id" params={{ id: row.id }} tabIndex={-1}>
            <Written text={row.subject ?? row.queue ?? row.external_id} />
          </Link>
        ),
      },
      { id: "channel", header: t("table.channel"), cell: ({ row: { original: row } }) => <ChannelName of={row.channel} /> },
      { id: "agent", header: t("table.agent"), cell: ({ row: { original: row } }) => row.agent_name ?? row.agent_ref ?? t("interaction.no_agent") },
      { id: "team", header: t("table.team"), cell: ({ row: { original: row } }) => row.team_name ?? "–" },
      { id: "status", header: t("table.status"), cell: ({ row: { original: row } }) => <Status of={row} /> },
      { id: "said", header: t("table.said"), cell: ({ row: { original: row } }) => row.utterances },
      { id: "when", header: t("table.began"), cell: ({ row: { original: row } }) => <Time at={row.started_at} /> },
    ];
    return own ? all.filter(({ id }) => id !== "agent" && id !== "team") : all;
  }, [t, own]);
  return <DataTable name="interactions" label={t("interactions.title")} columns={columns} rows={rows} idOf={(row) => row.id} onOpen={onOpen} more={more} />;
}

function Status({ of }: { of: Interaction }) {
  const { t } = useTranslation();
  if (of.status === "live") return <span className={classes.live}>{t("interaction.live")}</span>;
  const lasted = of.ended_at && span(Date.parse(of.ended_at) - Date.parse(of.started_at));
  return <span className={classes.quiet}>{lasted ? t("interaction.ended_after", { time: lasted }) : t("interaction.ended")}</span>;
}
