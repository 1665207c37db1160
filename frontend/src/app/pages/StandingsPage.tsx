import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { figureChoicesQuery, standingsQuery } from "@/api/figures";
import { holds } from "@/api/session";
import { FairWords } from "@/features/figures/FairWords";
import { Traced } from "@/features/figures/Behind";
import { FigureChoice } from "@/features/figures/FigureChoice";
import { PrintedAsk } from "@/features/figures/PrintedAsk";
import classes from "@/features/figures/figures.module.css";
import { TeamTrend } from "@/features/figures/TeamTrend";
import { StandingsTable } from "@/features/figures/StandingsTable";
import { ExportMenu } from "@/parts/ExportMenu";
import { figure } from "@/parts/score";
import { Page } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";
import { useSession } from "../session";
import { askOf, searchOf } from "./figure-ask";

export function StandingsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const asked = askOf(useSearch({ from: "/inside/standings" }));
  const choices = useQuery(figureChoicesQuery);
  const ask = { ...asked, team: asked.team ?? choices.data?.teams[0]?.id };
  const standings = useQuery({ ...standingsQuery(ask), placeholderData: keepPreviousData });
  return (
    <Page title={t("standings.title")} sub={t("standings.sub")} actions={ask.team && <ExportMenu report={{ of: "team", asked: { ...ask } }} />}>
      <Loaded query={choices} rows={6}>
        {(known) => (
          <>
            <FigureChoice teams choices={known} ask={ask} onChange={(next) => void navigate({ to: "/standings", search: searchOf(next), replace: true })} />
            {!ask.team ? (
              <Empty title={t("ask.choose")} text={t("ask.choose_text")} />
            ) : (
              <Loaded query={standings} rows={6}>
                {(data) =>
                  data.agents.length === 0 ? (
                    <Empty title={t("ask.none")} text={t("ask.none_text")} />
                  ) : (
                    <>
                      <PrintedAsk of={data} by={session.user.name} team={known.teams.find(({ id }) => id === ask.team)?.name} />
                      <StandingsTable of={data} onOpen={(agent) => void navigate({ to: "/standings/$agent", params: { agent }, search: searchOf(ask) })} />
                      <Traced to={{ team: data.team, scorecard: data.version?.scorecard, version: data.version?.id, counted: data.from }} />
                      <p className={classes.quiet} id="definition">
                        {t("standings.legend")} {data.spread != null && t("standings.spread", { points: figure(data.spread) })} {t("ask.rests_on")}
                      </p>
                      <TeamTrend ask={ask} team={known.teams.find(({ id }) => id === ask.team)?.name ?? ""} seesAll={holds(session, "analyst")} />
                      <FairWords of={data} />
                    </>
                  )
                }
              </Loaded>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
