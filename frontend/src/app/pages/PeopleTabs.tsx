import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./pages.module.css";

const tabs = [
  { to: "/people", key: "people" },
  { to: "/people/teams", key: "teams" },
  { to: "/people/unmatched", key: "unmatched" },
] as const;

export function PeopleTabs() {
  const { t } = useTranslation();
  return (
    <nav className={classes.tabs} aria-label={t("people.parts")}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ "data-here": true, "aria-current": "page" }}>
          {t(`people.${tab.key}`)}
        </Link>
      ))}
    </nav>
  );
}
