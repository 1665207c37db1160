import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { besideQuery, standingsQuery, type FigureAsk } from "@/api/figures";
import type { Beside } from "@/api/types";
import { DataTable, type Column } from "@/parts/DataTable";
import { DifferenceMark } from "@/parts/DifferenceMark";
import { Section } from "@/parts/Page";
import { ScoreMark } from "@/parts/ScoreMark";
import { Loaded } from "@/parts/States";
import { dayAt } from "@/parts/time";
import classes from "./figures.module.css";

interface Props {
  agent: string;
  ask: FigureAsk;
  /** The other one, where somebody was chosen. */
  other?: string;
  onChoose: (other: string | undefined) => void;
}

/** One agent beside another of the team: whether they can be told apart, and what it would take. */
export function BesideAgent({ agent, ask, other, onChoose }: Props) {
  const { t } = useTranslation();
  const [choosing, choose] = useState(false);
  const team = useQuery({ ...standingsQuery(ask), enabled: choosing && !!ask.team });
  const pair = useQuery({ ...besideQuery(agent, other ?? "", ask), enabled: !!other });
  return (
    <Section title={t("beside_agent.title")} note={t("beside_agent.note")} id="beside">
      <Select
        label={t("beside_agent.other")}
        placeholder={t("beside_agent.choose")}
        clearable
        searchable
        maw={360}
        value={other ?? null}
        onChange={(next) => onChoose(next ?? undefined)}
        onDropdownOpen={() => choose(true)}
        nothingFoundMessage={t(team.isLoading ? "list.loading" : "filter.nobody")}
        data={team.data ? team.data.agents.filter((one) => one.agent !== agent).map((one) => ({ value: one.agent, label: one.agent_name })) : other && pair.data ? [{ value: other, label: pair.data.other_name }] : []}
      />
      {other && (
        <Loaded query={pair} rows={6}>
          {(data) => <Table of={data} />}
        </Loaded>
      )}
    </Section>
  );
}

type Line = Beside["figures"][number];

function Table({ of }: { of: Beside }) {
  const { t } = useTranslation();
  const columns = useMemo<Column<Line>[]>(() => {
    const reach = Math.max(10, ...of.figures.flatMap(({ apart }) => [Math.abs(apart?.low ?? 0), Math.abs(apart?.high ?? 0)]));
    const mark = (name: string, side: Line["one"]) => <ScoreMark of={name} score={{ n: side?.n ?? 0, value: side?.mean ?? null, low: side?.low, high: side?.high }} />;
    return [
      { id: "what", header: t("ask.dimension"), cell: ({ row: { original: one } }) => t(`dimension.${one.key}`) },
      { id: "one", header: of.one_name, cell: ({ row }) => <span data-whole data-stacked>{mark(of.one_name, row.original.one)}</span> },
      { id: "other", header: of.other_name, cell: ({ row }) => <span data-whole data-stacked>{mark(of.other_name, row.original.other)}</span> },
      {
        id: "apart",
        header: t("beside_agent.apart"),
        cell: ({ row: { original: one } }) =>
          one.apart?.low == null || one.apart.high == null ? (
            t("score.too_few")
          ) : (
            <span data-whole data-stacked>
              <DifferenceMark of={t(`dimension.${one.key}`)} value={one.apart.estimate} low={one.apart.low} high={one.apart.high} reach={reach} />
            </span>
          ),
      },
      { id: "said", header: t("strictness.said"), cell: ({ row }) => <Said of={row.original} /> },
    ];
  }, [t, of]);
  return <DataTable name="beside-agent" label={t("beside_agent.title")} columns={columns} rows={of.figures} idOf={({ key }) => key} />;
}

/** Whether a difference would be told if nothing else was looked at. */
const alone = ({ low, high }: NonNullable<Line["apart"]>) => low != null && high != null && (low > 0 || high < 0);

function Said({ of }: { of: Line }) {
  const { t } = useTranslation();
  if (!of.apart) return t("fair.none");
  if (of.told) return t("beside_agent.told");
  return (
    <span>
      {t("beside_agent.not_told")}
      <span className={classes.small}>
        {alone(of.apart) && `${t("beside_agent.together")} `}
        {of.more == null ? t("beside_agent.close") : t("beside_agent.more", { count: of.more })} {of.more != null && <By of={of} />}
      </span>
    </span>
  );
}

/** By when there will be enough evaluations, if they come as they did. */
export function By({ of }: { of: { by: string | null } }) {
  const { t } = useTranslation();
  return of.by ? t("beside_agent.by", { day: dayAt(of.by) }) : t("beside_agent.not_soon");
}
