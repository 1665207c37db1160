import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { loadQuery } from "@/api/offers";
import classes from "./offers.module.css";

/** What one holds oneself, and how long one scoring takes where that is known. */
export function LoadLine() {
  const { t } = useTranslation();
  const { data } = useQuery(loadQuery);
  if (!data) return null;
  return (
    <p className={classes.line} role="status">
      {data.to_score === 0 ? t("load.none") : t("load.held", { count: data.to_score })}
      {data.doubles > 0 && (
        <>
          {" "}
          <Link to="/evaluations" search={{ purpose: "double", status: "draft" }}>
            {t("load.doubles", { count: data.doubles })}
          </Link>
        </>
      )}
      {data.overdue > 0 && <strong className={classes.overdue}> {t("load.overdue", { count: data.overdue })}</strong>}
      {data.median_minutes !== undefined && ` ${t("load.median", { minutes: Math.max(1, Math.round(data.median_minutes)), count: data.n })}`}
    </p>
  );
}
