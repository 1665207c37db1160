import { useTranslation } from "react-i18next";
import type { ModuleAssignment } from "@/api/types";
import { dayOf } from "@/parts/time";
import classes from "./training.module.css";

export function Due({ of }: { of: Pick<ModuleAssignment, "due_on" | "overdue"> }) {
  const { t } = useTranslation();
  return (
    <span className={of.overdue ? classes.overdue : undefined}>
      {t("training.due", { day: dayOf(of.due_on) })}
      {of.overdue && ` · ${t("training.overdue")}`}
    </span>
  );
}
