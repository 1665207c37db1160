import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { agreementQuery, figureChoicesQuery } from "@/api/figures";
import type { Agreement } from "@/api/types";
import { AgreedTable, PairingTable } from "@/features/figures/AgreementTables";
import { AgreementWeeks } from "@/features/figures/AgreementWeeks";
import { Traced } from "@/features/figures/Behind";
import { FigureChoice } from "@/features/figures/FigureChoice";
import { PrintedAsk } from "@/features/figures/PrintedAsk";
import classes from "@/features/figures/figures.module.css";
import { WatchedLine } from "@/features/figures/WatchedLine";
import { ExportMenu } from "@/parts/ExportMenu";
import { Page, Section } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";
import { useSession } from "../session";
import { askOf, searchOf } from "./figure-ask";
import { StrictnessTabs } from "./StrictnessTabs";

export function AgreementPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const ask = askOf(useSearch({ from: "/inside/strictness/agreement" }));
  const choices = useQuery(figureChoicesQuery);
  const agreement = useQuery({ ...agreementQuery(ask), placeholderData: keepPreviousData });
  return (
    <Page above={<StrictnessTabs />} title={t("agreement.title")} sub={t("agreement.sub")} actions={<ExportMenu report={{ of: "agreement", asked: { ...ask } }} />}>
      {choices.data && <FigureChoice whole choices={choices.data} ask={ask} onChange={(next) => void navigate({ to: "/strictness/agreement", search: searchOf(next), replace: true })} />}
      <Loaded query={agreement} rows={6}>
        {(data) => (
          <>
            {data.pairs === 0 ? (
              <Empty title={t("agreement.none")} text={t("agreement.none_text")} />
            ) : (
              <>
                <PrintedAsk of={data} by={session.user.name} whole />
                <Tables of={data} />
              </>
            )}
            {data.version && <WatchedLine of={data.watched} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Tables({ of }: { of: Agreement }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string>();
  const shown = of.evaluators.find(({ evaluator }) => evaluator === open);
  return (
    <>
      <Section title={t("agreement.scores")} note={t("agreement.pairs", { count: of.pairs })} id="scores">
        <AgreedTable name="agreement-scores" label={t("agreement.scores")} rows={of.scores} />
      </Section>
      <Section title={t("agreement.questions")} id="questions">
        <AgreedTable name="agreement-questions" label={t("agreement.questions")} rows={of.questions} />
      </Section>
      <Section title={t("agreement.evaluators")} id="evaluators">
        <PairingTable rows={of.evaluators} onOpen={setOpen} />
      </Section>
      {shown && <AgreementWeeks key={shown.evaluator} id="own-weeks" title={t("agreement.drift_of", { name: shown.name })} of={shown.course} comes />}
      {shown && <Traced to={{ purpose: "double", evaluator: shown.evaluator, scorecard: of.version?.scorecard, version: of.version?.id }} text={t("behind.doubles")} />}
      <AgreementWeeks id="weeks" title={t("agreement.drift")} of={of.course} comes={false} />
      <Traced to={{ purpose: "double", scorecard: of.version?.scorecard, version: of.version?.id }} text={t("behind.doubles")} />
      <p className={classes.quiet} id="definition">
        {t("agreement.legend")}
      </p>
    </>
  );
}
