import { useTranslation } from "react-i18next";
import { useConnection } from "@/live/hooks";
import classes from "./shell.module.css";

export function ConnectionState() {
  const { t } = useTranslation();
  const state = useConnection();
  return (
    <p className={classes.connection} data-state={state} role="status">
      <span className={classes.lamp} aria-hidden="true" />
      {t(`connection.${state}`)}
    </p>
  );
}
