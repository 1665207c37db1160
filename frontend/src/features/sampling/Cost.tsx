import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { samplingCostQuery } from "@/api/sampling";
import type { SamplingCost, SamplingTerms } from "@/api/types";
import { Failed, Loading } from "@/parts/States";
import classes from "./sampling.module.css";

const tenths = (value: number) => (Math.round(10 * value) / 10).toLocaleString("en");

/** What a plan would cost and tell, as one types. */
export function Cost({ scorecard, terms }: { scorecard: string; terms: SamplingTerms }) {
  const { t } = useTranslation();
  const [asked] = useDebouncedValue(JSON.stringify({ scorecard, terms }), 300);
  const known = JSON.parse(asked) as { scorecard: string; terms: SamplingTerms };
  const cost = useQuery({ ...samplingCostQuery(known.scorecard, known.terms), placeholderData: keepPreviousData });
  return (
    <section className={classes.cost} aria-labelledby="cost" aria-live="polite">
      <h2 id="cost">{t("plans.cost")}</h2>
      {!scorecard ? (
        <p className={classes.quiet}>{t("plans.cost_wait")}</p>
      ) : isFault(cost.error, 422) ? (
        <p className={classes.quiet}>{t("plans.cost_wrong")}</p>
      ) : cost.error && !cost.data ? (
        <Failed error={cost.error} retry={cost.refetch} busy={cost.isFetching} />
      ) : cost.data ? (
        <Told of={cost.data} />
      ) : (
        <Loading rows={3} />
      )}
    </section>
  );
}

function Told({ of }: { of: SamplingCost }) {
  const { t } = useTranslation();
  return (
    <>
      <dl className={classes.figures}>
        <Line label={t("plans.cost_interactions")} value={tenths(of.interactions)} />
        <Line label={t("plans.cost_evaluations")} value={tenths(of.evaluations)} />
        {of.doubles > 0 && <Line label={t("plans.cost_doubles")} value={tenths(of.doubles)} />}
        {of.per_evaluator != null && <Line label={t("plans.cost_each", { count: of.evaluators })} value={tenths(of.per_evaluator)} strong />}
        {of.per_agent != null && <Line label={t("plans.cost_agent")} value={tenths(of.per_agent)} />}
        {of.after.map(({ weeks, of: n, half_width: half }) => (
          <Line
            key={weeks}
            label={t("plans.cost_after", { weeks })}
            value={half == null ? t("plans.cost_none", { of: tenths(n) }) : t("plans.cost_half", { half: tenths(half), of: tenths(n) })}
          />
        ))}
      </dl>
      {of.unknown.map((why) => (
        <p key={why} className={classes.unknown}>
          {t(`plans.unknown_${why}`)}
        </p>
      ))}
      {of.agents > 0 && <p className={classes.quiet}>{t("plans.cost_rests", { count: of.agents })}</p>}
      {of.spread != null && <p className={classes.quiet}>{t("plans.cost_spread", { spread: tenths(of.spread) })}</p>}
    </>
  );
}

function Line({ label, value, strong }: { label: string; value: string; strong?: boolean }) {
  return (
    <div data-strong={strong || undefined}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
