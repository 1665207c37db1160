import { useTranslation } from "react-i18next";
import { useNow } from "./now";
import classes from "./printed.module.css";
import { dayAndHour } from "./time";

/** On paper alone: what the page is of, and who printed it when. */
export function Printed({ about, by, random }: { about?: [string, string | undefined][]; by: string; random?: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const lines = [...(about ?? []), [t("printed.by"), t("printed.by_when", { by, when: dayAndHour(new Date(now).toISOString()) })] as const];
  return (
    <div className={classes.printed}>
      <dl>
        {lines.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {random && <p>{t("printed.random")}</p>}
    </div>
  );
}
