import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { holds } from "@/api/session";
import { useSession } from "../session";
import classes from "./pages.module.css";

const tabs = [
  { to: "/modules", key: "modules", trainer: false },
  { to: "/modules/assignments", key: "assignments", trainer: false },
  { to: "/modules/rules", key: "rules", trainer: true },
] as const;

export function ModuleTabs() {
  const { t } = useTranslation();
  const trainer = holds(useSession(), "trainer");
  return (
    <nav className={classes.tabs} aria-label={t("modules.sections")}>
      {tabs
        .filter((tab) => trainer || !tab.trainer)
        .map((tab) => (
          <Link key={tab.to} to={tab.to} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ "data-here": true, "aria-current": "page" }}>
            {t(`modules.tab_${tab.key}`)}
          </Link>
        ))}
    </nav>
  );
}
