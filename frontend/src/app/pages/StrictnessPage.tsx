import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { evaluatorFiguresQuery, figureChoicesQuery, ownStrictnessQuery } from "@/api/figures";
import { holds } from "@/api/session";
import type { EvaluatorFigures } from "@/api/types";
import { FigureChoice } from "@/features/figures/FigureChoice";
import { PrintedAsk } from "@/features/figures/PrintedAsk";
import classes from "@/features/figures/figures.module.css";
import { Traced } from "@/features/figures/Behind";
import { DriftWeeks, StrictnessTable } from "@/features/figures/StrictnessTable";
import { ExportMenu } from "@/parts/ExportMenu";
import { Page } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";
import { useSession } from "../session";
import { StrictnessTabs } from "./StrictnessTabs";
import { askOf, searchOf } from "./figure-ask";

/** How strict all evaluators are, for analysts; for an evaluator, how strict they are themselves. */
export function StrictnessPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const all = holds(session, "analyst");
  const ask = askOf(useSearch({ from: "/inside/strictness" }));
  const choices = useQuery({ ...figureChoicesQuery, enabled: all });
  const figures = useQuery({ ...(all ? evaluatorFiguresQuery(ask) : ownStrictnessQuery(ask)), placeholderData: keepPreviousData } as ReturnType<typeof evaluatorFiguresQuery>);
  return (
    <Page above={all && <StrictnessTabs />} title={t("strictness.title")} sub={t(all ? "strictness.sub" : "strictness.own_sub")} actions={all && <ExportMenu report={{ of: "evaluators", asked: { ...ask } }} />}>
      {choices.data && <FigureChoice choices={choices.data} ask={ask} onChange={(next) => void navigate({ to: "/strictness", search: searchOf(next), replace: true })} />}
      <Loaded query={figures} rows={6}>
        {(data) =>
          data.evaluators.length === 0 ? (
            <Empty title={t(all ? "ask.none" : "strictness.none")} text={t(all ? "ask.none_text" : "strictness.none_text")} />
          ) : (
            <Tables of={data} all={all} by={session.user.name} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Tables({ of, all, by }: { of: EvaluatorFigures; all: boolean; by: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string>();
  const shown = all ? of.evaluators.find(({ evaluator }) => evaluator === open) : of.evaluators[0];
  return (
    <>
      <PrintedAsk of={of} by={by} />
      {of.why && (
        <p role="status" className={classes.quiet}>
          {t("strictness.why_not", { why: of.why })} {t("strictness.help")}
        </p>
      )}
      <StrictnessTable of={of} onOpen={all ? setOpen : undefined} />
      {shown && shown.drift.length > 0 && <DriftWeeks key={shown.evaluator} note={t("strictness.weeks_note")} title={t("strictness.show", { name: shown.name })} drift={shown.drift} comes={all} />}
      {of.bridges > 0 && <p className={classes.quiet}>{t("strictness.bridges", { count: of.bridges })}</p>}
      <Traced to={{ evaluator: shown?.evaluator, scorecard: of.version?.scorecard, version: of.version?.id, counted: of.from }} />
      <p className={classes.quiet} id="definition">
        {t("strictness.legend")} {t("ask.rests_on")}
      </p>
    </>
  );
}
