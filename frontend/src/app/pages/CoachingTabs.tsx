import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./pages.module.css";

const tabs = [
  { to: "/coaching", key: "sessions" },
  { to: "/coaching/actions", key: "actions" },
  { to: "/coaching/recurring", key: "recurring" },
  { to: "/coaching/rounds", key: "rounds" },
] as const;

export function CoachingTabs() {
  const { t } = useTranslation();
  return (
    <nav className={classes.tabs} aria-label={t("methods.parts")}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ "data-here": true, "aria-current": "page" }}>
          {t(`methods.tab_${tab.key}`)}
        </Link>
      ))}
    </nav>
  );
}
