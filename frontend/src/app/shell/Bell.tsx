import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { unreadQuery } from "@/api/notices";
import { Icon } from "@/parts/Icon";
import classes from "./shell.module.css";

const most = 99;

/** Leads to the notices and says how many are not read yet. */
export function Bell() {
  const { t } = useTranslation();
  const unread = useQuery(unreadQuery).data ?? 0;
  return (
    <Link to="/notices" className={classes.place} activeProps={{ "data-here": true, "aria-current": "page" }}>
      <Icon name="bell" />
      <span>{t("notice.title")}</span>
      {unread > 0 && (
        <>
          <span className={classes.unread} aria-hidden="true">
            {unread > most ? `${most}+` : unread}
          </span>
          <span className="visually-hidden">{unread > most ? t("notice.unread_most", { most }) : t("notice.unread", { count: unread })}</span>
        </>
      )}
    </Link>
  );
}
