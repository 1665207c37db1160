import { useTranslation } from "react-i18next";
import type { EvaluationSummary } from "@/api/types";
import classes from "./evaluations.module.css";

export function StatusName({ of }: { of: Pick<EvaluationSummary, "status" | "open_disputes"> }) {
  const { t } = useTranslation();
  return (
    <span className={classes.status}>
      {t(`status.${of.status}`)}
      {of.open_disputes > 0 && <span className={classes.disputed}>{t("status.disputes", { count: of.open_disputes })}</span>}
    </span>
  );
}
