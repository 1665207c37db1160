import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SingleEffect as Found } from "@/api/types";
import { DifferenceMark } from "./DifferenceMark";
import { figure } from "./score";
import { Loaded } from "./States";
import { dayAt } from "./time";

/** What came of one session or action: a sentence, the estimate with its interval, and what it rests on. */
export function SingleEffect({ query }: { query: UseQueryResult<Found> }) {
  return (
    <Loaded query={query} rows={3}>
      {(found) => <Said of={found} />}
    </Loaded>
  );
}

function Said({ of }: { of: Found }) {
  const { t } = useTranslation();
  const went = (side: Found["before"]) => (side.mean == null ? t("effects.no_scores") : t("effects.mean_of", { mean: figure(side.mean), count: side.n }));
  const { effect } = of;
  return (
    <>
      <p>
        <strong>{t(`effects.single_${of.verdict}`, { points: Math.abs(Math.round(10 * (effect?.estimate ?? 0)) / 10), day: dayAt(of.until) })}</strong>
        {of.why && ` (${of.why}.)`}
      </p>
      {effect?.low != null && effect.high != null && (
        <DifferenceMark of={t("effects.effect")} value={effect.estimate} low={effect.low} high={effect.high} reach={Math.max(10, Math.abs(effect.low), Math.abs(effect.high))} />
      )}
      <ul>
        <li>{t("effects.single_before", { went: went(of.before) })}</li>
        <li>{t("effects.single_after", { went: went(of.after) })}</li>
        {of.without && <li>{t("effects.single_others", { count: of.others, before: figure(of.without.before), after: figure(of.without.after) })}</li>}
      </ul>
      {of.besides > 0 && <p>{t("effects.besides", { count: of.besides })}</p>}
      <p>
        <small>{t("effects.single_legend")}</small>
      </p>
    </>
  );
}
