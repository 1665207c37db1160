import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./figures.module.css";

/** What narrows the list of evaluations to those behind figures. */
export interface Behind {
  team?: string;
  agent?: string;
  evaluator?: string;
  scorecard?: string;
  version?: string;
  purpose?: string;
  counted?: string;
}

/** The way from figures to the evaluations that they are made of, and to how they are worked out. */
export function Traced({ to, text }: { to: Behind; text?: string }) {
  const { t } = useTranslation();
  return (
    <p className={classes.traced}>
      <Anchor component={Link} to="/evaluations" search={to as never}>
        {text ?? t("behind.evaluations")}
      </Anchor>
      <Anchor href="#definition">{t("behind.definition")}</Anchor>
    </p>
  );
}
