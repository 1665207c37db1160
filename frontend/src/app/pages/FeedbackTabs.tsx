import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { holds } from "@/api/session";
import type { Role } from "@/api/types";
import { useSession } from "../session";
import classes from "./pages.module.css";

const tabs: { to: "/feedback" | "/feedback/useful" | "/feedback/box"; key: string; roles: Role[] }[] = [
  { to: "/feedback", key: "title", roles: ["supervisor", "evaluator", "agent"] },
  { to: "/feedback/useful", key: "useful", roles: ["supervisor", "evaluator", "agent"] },
  { to: "/feedback/box", key: "box", roles: ["admin", "supervisor", "agent"] },
];

export function FeedbackTabs() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <nav className={classes.tabs} aria-label={t("recognition.parts")}>
      {tabs
        .filter(({ roles }) => holds(session, ...roles))
        .map((tab) => (
          <Link key={tab.to} to={tab.to} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ "data-here": true, "aria-current": "page" }}>
            {t(`recognition.${tab.key}`)}
          </Link>
        ))}
    </nav>
  );
}
