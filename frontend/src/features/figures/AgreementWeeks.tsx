import { useTranslation } from "react-i18next";
import type { Agreement } from "@/api/types";
import { Section } from "@/parts/Page";
import { DriftWeeks } from "./StrictnessTable";
import classes from "./figures.module.css";

type Course = Agreement["course"];

/** What a course comes to in words. */
export function courseSaid({ usual, drifts }: Course) {
  return usual == null ? "agreement.drift_none" : drifts ? "strictness.drifts" : "strictness.steady";
}

/** How agreement went by week, in points from the usual; comes says that somebody opened it. */
export function AgreementWeeks({ id, title, of, comes }: { id: string; title: string; of: Course; comes: boolean }) {
  const { t } = useTranslation();
  const { usual } = of;
  if (usual == null)
    return (
      <Section title={title} id={id}>
        <p className={classes.quiet}>{t("agreement.drift_few")}</p>
      </Section>
    );
  const around = of.weeks.map((week) => ({ ...week, moving: week.moving - usual, low: week.low - usual, high: week.high - usual }));
  return (
    <DriftWeeks
      id={id}
      title={title}
      note={t("agreement.usual", { value: Math.round(usual) })}
      drift={around}
      said={({ signal, mean, n }) => t(signal ? "agreement.week_outside" : "agreement.week", { value: Math.round(mean), n })}
      comes={comes}
    />
  );
}
