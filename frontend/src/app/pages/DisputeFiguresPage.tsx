import { TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { disputeFiguresQuery } from "@/api/disputes";
import type { DisputeFigures } from "@/api/types";
import classes from "@/features/disputes/disputes.module.css";
import { FiguresTable } from "@/features/disputes/FiguresTable";
import { Page, Section } from "@/parts/Page";
import { Empty, Loaded } from "@/parts/States";

export function DisputeFiguresPage() {
  const { t } = useTranslation();
  const period = useSearch({ from: "/inside/disputes/figures" });
  const navigate = useNavigate();
  const figures = useQuery({ ...disputeFiguresQuery(period), placeholderData: keepPreviousData });
  const set = (part: typeof period) => void navigate({ to: "/disputes/figures", search: { ...period, ...part }, replace: true });
  return (
    <Page title={t("dispute_figures.title")} sub={t("dispute_figures.sub")}>
      <form role="search" className={classes.period} onSubmit={(event) => event.preventDefault()}>
        <TextInput type="date" label={t("filter.from")} value={period.from ?? ""} onChange={(e) => set({ from: e.currentTarget.value || undefined })} />
        <TextInput type="date" label={t("filter.to")} value={period.to ?? ""} onChange={(e) => set({ to: e.currentTarget.value || undefined })} />
      </form>
      <Loaded query={figures} rows={6}>
        {(data) => (data.all.answers === 0 ? <Empty title={t("dispute_figures.none")} text={t("dispute_figures.none_text")} /> : <Tables of={data} />)}
      </Loaded>
    </Page>
  );
}

const questionOf = (row: DisputeFigures["all"]) => row.text ?? "";
const evaluatorOf = (row: DisputeFigures["all"]) => row.name ?? "";

function Tables({ of }: { of: DisputeFigures }) {
  const { t } = useTranslation();
  const whole = () => t("dispute_figures.all");
  return (
    <>
      <FiguresTable rows={[of.all]} label={t("dispute_figures.all")} name={t("dispute_figures.all")} nameOf={whole} />
      <Section title={t("dispute_figures.questions")} id="questions">
        <FiguresTable rows={of.questions} label={t("dispute_figures.questions")} name={t("dispute_figures.name")} nameOf={(row) => questionOf(row) || t("dispute_figures.gone")} />
      </Section>
      <Section title={t("dispute_figures.evaluators")} id="evaluators">
        <FiguresTable rows={of.evaluators} label={t("dispute_figures.evaluators")} name={t("dispute_figures.evaluator")} nameOf={evaluatorOf} />
      </Section>
      <p className={classes.quiet}>{t("dispute_figures.means")}</p>
    </>
  );
}
