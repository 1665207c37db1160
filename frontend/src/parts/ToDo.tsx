import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./todo.module.css";

/** What waits for somebody, each line with a count and leading there; without any it says that nothing waits. */
export function ToDo({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("todo.title")} className={classes.strip}>
      <h2 className={classes.title}>{t("todo.title")}</h2>
      <ul className={classes.lines}>{children}</ul>
      <p className={classes.nothing}>{t("todo.nothing")}</p>
    </nav>
  );
}

interface LineProps {
  query: { data: unknown; error: unknown };
  /** How many wait; a line of none is not shown. */
  count: number;
  /** Whether there are more than were read. */
  more?: boolean;
  label: string;
  detail?: ReactNode;
  to: string;
  hash?: string;
}

export function ToDoLine({ query, count, more, label, detail, to, hash }: LineProps) {
  const { t } = useTranslation();
  if (query.error && query.data === undefined) return <li className={classes.line}>{t("todo.unknown")}</li>;
  if (query.data === undefined || count === 0) return null;
  return (
    <li className={classes.line}>
      <Link to={to} hash={hash}>
        <span className={classes.count}>
          {count}
          {more && "+"}
        </span>
        <span className={classes.label}>
          {label}
          {detail && <span className={classes.detail}>{detail}</span>}
        </span>
      </Link>
    </li>
  );
}
