import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { aboutQuery } from "@/api/session";
import classes from "./shell.module.css";

export function DemoBanner() {
  const { t } = useTranslation();
  const about = useQuery(aboutQuery);
  if (!about.data?.demo) return null;
  return (
    <aside className={classes.banner} data-demo aria-label={t("shell.demo_label")}>
      {t("shell.demo")}
    </aside>
  );
}
