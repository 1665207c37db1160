import { Anchor, Group } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { agentFiguresQuery, figureChoicesQuery } from "@/api/figures";
import { AgentMarks, HowSure } from "@/features/figures/AgentMarks";
import { BesideAgent } from "@/features/figures/BesideAgent";
import { FigureChoice } from "@/features/figures/FigureChoice";
import { AgentWeeks } from "@/features/figures/AgentWeeks";
import { PrintedAsk } from "@/features/figures/PrintedAsk";
import { Hands } from "@/features/figures/StandingsTable";
import { ExportMenu } from "@/parts/ExportMenu";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";
import { useSession } from "../session";
import { askOf, searchOf } from "./figure-ask";

export function AgentFiguresPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const { agent } = useParams({ from: "/inside/standings/$agent" });
  const { beside, ...search } = useSearch({ from: "/inside/standings/$agent" });
  const ask = askOf(search);
  const choices = useQuery(figureChoicesQuery);
  const figures = useQuery({ ...agentFiguresQuery(agent, ask), placeholderData: keepPreviousData });
  const go = (next: typeof search & { beside?: string }) => void navigate({ to: "/standings/$agent", params: { agent }, search: next, replace: true, resetScroll: false });
  return (
    <Page title={figures.data?.agent_name ?? t("standings.title")} sub={t("agent_figures.sub")} actions={<ExportMenu report={{ of: `agents/${agent}`, asked: { ...ask } }} />}>
      <Group component="nav" gap="md" mb="sm" aria-label={t("agent_figures.ways")}>
        <Anchor component={Link} to="/standings" search={searchOf(ask) as never}>
          {t("agent_figures.back")}
        </Anchor>
        <Anchor component={Link} to="/evaluations" search={{ agent, scorecard: figures.data?.version?.scorecard, version: figures.data?.version?.id, counted: figures.data?.from } as never}>
          {t("agent_figures.evaluations")}
        </Anchor>
      </Group>
      {choices.data && (
        <FigureChoice whole choices={choices.data} ask={ask} onChange={(next) => go({ ...searchOf(next), beside })} />
      )}
      <Loaded query={figures} rows={6}>
        {(data) => (
          <>
            <PrintedAsk of={data} by={session.user.name} team={choices.data?.teams.find(({ id }) => id === data.team)?.name} whole />
            <Hands of={data} />
            <AgentMarks of={data} />
            <HowSure of={data} />
            <BesideAgent agent={agent} ask={{ ...ask, team: data.team }} other={beside} onChoose={(other) => go({ ...search, beside: other })} />
            <AgentWeeks of={data} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
