import { useTranslation } from "react-i18next";
import type { Standings } from "@/api/types";
import { Section } from "@/parts/Page";
import classes from "./figures.module.css";

const points = (value: number) => String(Math.round(10 * value) / 10);

/** What the fair scores of a page rest on, or why there are none. */
export function FairWords({ of }: { of: Standings }) {
  const { t } = useTranslation();
  return (
    <Section title={t("fair.title")} id="fair">
      <p className={classes.quiet}>
        {of.fit
          ? t("fair.model", { evaluators: points(of.fit.evaluator_sd), agents: points(of.fit.agent_sd), rest: points(of.fit.rest_sd) })
          : t("fair.why_not", { why: of.unfair })}
      </p>
    </Section>
  );
}
