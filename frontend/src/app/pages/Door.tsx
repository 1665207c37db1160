import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./pages.module.css";

export function Door(props: { title: string; text: string; demo?: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${props.title} · Rater`;
  }, [props.title]);
  return (
    <main className={classes.door}>
      <div className={classes.doorInner}>
        <p className={classes.doorBrand}>
          <img src="/mark.svg" alt="" width="32" height="32" />
          Rater
        </p>
        {props.demo && <p className={classes.doorDemo}>{t("shell.demo")}</p>}
        <div>
          <h1>{props.title}</h1>
          <p className={classes.quiet}>{props.text}</p>
        </div>
        {props.children}
      </div>
    </main>
  );
}
