import { useEffect, type ReactNode } from "react";
import { useSpoken, Written } from "./Said";
import classes from "./page.module.css";

interface Props {
  /** What leads to the pages beside this one; it stands still whatever their headers hold. */
  above?: ReactNode;
  title: string;
  sub?: ReactNode;
  actions?: ReactNode;
  /** Fills the window, with scrolling inside its columns. */
  fill?: boolean;
  children: ReactNode;
}

export function Page({ above, title, sub, actions, fill, children }: Props) {
  const spoken = useSpoken()(title);
  useEffect(() => {
    document.title = `${spoken} · Rater`;
  }, [spoken]);
  return (
    <div className={classes.page} data-fill={fill || undefined}>
      {above}
      <header className={classes.header}>
        <div className={classes.heading}>
          <h1>
            <Written text={title} />
          </h1>
          {sub && <div className={classes.sub}>{sub}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Section(props: { title: string; note?: ReactNode; actions?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className={classes.section} aria-labelledby={props.id}>
      <div className={classes.sectionHead}>
        <h2 id={props.id}>{props.title}</h2>
        {props.note && <span className={classes.note}>{props.note}</span>}
        {props.actions && <div className={classes.sectionActions}>{props.actions}</div>}
      </div>
      {props.children}
    </section>
  );
}

export function Card({ children, flush }: { children: ReactNode; flush?: boolean }) {
  return (
    <div className={classes.card} data-flush={flush || undefined}>
      {children}
    </div>
  );
}
