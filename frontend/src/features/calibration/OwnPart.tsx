import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Calibration } from "@/api/types";
import { Section } from "@/parts/Page";
import classes from "./calibration.module.css";
import { ItemLine } from "./ItemLine";

/** What a calibration asks oneself to score. */
export function OwnPart({ of }: { of: Calibration }) {
  const { t } = useTranslation();
  if (of.own.length === 0) return null;
  return (
    <Section title={t("calibration.own")} note={t("calibration.own_note")} id="own">
      <ul className={classes.items}>
        {of.own.map((item) => (
          <li key={item.evaluation}>
            <ItemLine of={item} />
            {item.status === "draft" ? (
              <Button component={Link} to={`/score/${item.evaluation}`} size="sm">
                {t("calibration.score")}
              </Button>
            ) : (
              <Button component={Link} to={`/evaluations/${item.evaluation}`} size="sm" variant="default">
                {item.status === "withdrawn" ? t("calibration.left_out") : t("calibration.submitted")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How far everybody is, while it is being scored. */
export function Progress({ of }: { of: Calibration }) {
  const { t } = useTranslation();
  return (
    <Section title={t("calibration.progress")} note={t("calibration.withheld")} id="progress">
      <ul className={classes.items}>
        {of.calibrators.map((one) => (
          <li key={one.id}>
            <span>{one.name}</span>
            <span>{t("calibration.done", { done: one.done, count: of.interactions })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
