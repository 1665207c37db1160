import { useTranslation } from "react-i18next";
import type { AgentFigures } from "@/api/types";
import { signed } from "@/parts/DifferenceMark";
import { DimensionMarks } from "@/parts/DimensionMarks";
import { Section } from "@/parts/Page";
import { dayAt } from "@/parts/time";
import classes from "./figures.module.css";
import { scoreOf } from "./score";

type Figure = AgentFigures["figures"][number];

/** The agent's mark in each dimension. */
export function AgentMarks({ of }: { of: AgentFigures }) {
  const { t } = useTranslation();
  return (
    <Section title={t("agent_figures.dimensions")} id="dimensions">
      <DimensionMarks lines={of.figures.map((line) => ({ key: line.key, score: scoreOf(line) }))} legend={t("standings.legend")} />
    </Section>
  );
}

/** A sentence for each dimension: how far apart, and how many more evaluations would tell. */
export function HowSure({ of }: { of: AgentFigures }) {
  const { t } = useTranslation();
  return (
    <Section title={t("agent_figures.sure")} id="sure">
      <ul className={classes.sentences}>
        {of.figures.map((line) => (
          <li key={line.key}>
            <strong>{t(`dimension.${line.key}`)}</strong>
            <span className={classes.small}>
              <Sentence of={line} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Sentence({ of }: { of: Figure }) {
  const { t } = useTranslation();
  if (of.difference == null || of.se == null) return t("agent_figures.too_few", { count: of.own?.n ?? 0 });
  const apart = t("agent_figures.apart", { points: signed(of.difference), error: Math.round(19.6 * of.se) / 10, count: of.own?.n ?? 0, band: t(`band.${of.band}`) });
  if (of.band !== "within") return apart;
  return `${apart} ${of.more == null ? t("agent_figures.close") : `${t("agent_figures.more", { count: of.more })} ${of.by ? t("beside_agent.by", { day: dayAt(of.by) }) : t("beside_agent.not_soon")}`}`;
}
