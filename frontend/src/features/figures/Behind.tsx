import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./figures.module.css";

interface Props {
  /** What narrows the list of evaluations to those behind the figures. */
  to: { team?: string; agent?: string; evaluator?: string; scorecard?: string; version?: string; purpose?: string; counted?: string; counted_to?: string };
  text?: string;
}

/** The way from figures to the evaluations that they are made of. */
export function Behind({ to, text }: Props) {
  const { t } = useTranslation();
  return (
    <Anchor component={Link} to="/evaluations" search={to as never}>
      {text ?? t("behind.evaluations")}
    </Anchor>
  );
}

/** The same, beside the way to how the figures of the page are worked out. */
export function Traced(props: Props) {
  const { t } = useTranslation();
  return (
    <p className={classes.traced}>
      <Behind {...props} />
      <Anchor href="#definition">{t("behind.definition")}</Anchor>
    </p>
  );
}
