import { useTranslation } from "react-i18next";
import type { EvaluationSummary } from "@/api/types";
import { dayAndHour } from "@/parts/time";
import classes from "./evaluations.module.css";

export function StatusName({ of }: { of: Pick<EvaluationSummary, "status" | "open_disputes" | "failed_compliance" | "release_at" | "due_at"> }) {
  const { t } = useTranslation();
  return (
    <span className={classes.status}>
      {t(`status.${of.status}`)}
      {of.open_disputes > 0 && <span className={classes.disputed}>{t("status.disputes", { count: of.open_disputes })}</span>}
      {(of.failed_compliance?.length ?? 0) > 0 && of.status !== "draft" && <span className={classes.fails}>{t("comparing.compliance")}</span>}
      {of.due_at && of.status === "draft" && <span className={classes.quiet}>{t("comparing.due", { when: dayAndHour(of.due_at) })}</span>}
      {of.release_at && <span className={classes.quiet}>{t("planned.short", { when: dayAndHour(of.release_at) })}</span>}
    </span>
  );
}
