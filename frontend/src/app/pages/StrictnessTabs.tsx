import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./pages.module.css";

const tabs = [
  { to: "/strictness", key: "tab_strictness" },
  { to: "/strictness/agreement", key: "tab_agreement" },
  { to: "/calibrations", key: "tab_calibrations" },
] as const;

export function StrictnessTabs() {
  const { t } = useTranslation();
  return (
    <nav className={classes.tabs} aria-label={t("strictness.parts")}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ "data-here": true, "aria-current": "page" }}>
          {t(`strictness.${tab.key}`)}
        </Link>
      ))}
    </nav>
  );
}
