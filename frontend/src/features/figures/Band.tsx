import { useTranslation } from "react-i18next";
import classes from "./figures.module.css";

/** Where somebody stands against the rest of the team, in a word. */
export function Band({ of: { band } }: { of: { band: "below" | "within" | "above" | "unplaced" } }) {
  const { t } = useTranslation();
  return (
    <span>
      <span className={classes.band} data-band={band}>
        {t(`band.${band}`)}
      </span>
    </span>
  );
}
