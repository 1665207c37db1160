import { useEffect, useRef, type ReactNode } from "react";
import classes from "./itemrow.module.css";

interface Props {
  title: ReactNode;
  lead?: ReactNode;
  meta: ReactNode[];
  actions?: ReactNode;
  selected?: boolean;
  onSelect?: () => void;
  label: string;
  children?: ReactNode;
}

/** One thing in a list that one moves through with J and K. */
export function ItemRow({ title, lead, meta, actions, selected, onSelect, label, children }: Props) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!selected) return;
    row.current?.scrollIntoView({ block: "nearest" });
    if (!row.current?.contains(document.activeElement)) row.current?.focus({ preventScroll: true });
  }, [selected]);
  return (
    <li
      ref={row}
      className={classes.row}
      tabIndex={-1}
      aria-label={label}
      aria-current={selected || undefined}
      data-selected={selected || undefined}
      onClick={onSelect}
    >
      <div className={classes.main}>
        {lead && <div className={classes.lead}>{lead}</div>}
        <div className={classes.title}>{title}</div>
        <div className={classes.meta}>
          {meta.filter(Boolean).map((part, i) => (
            <span key={i}>{part}</span>
          ))}
        </div>
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
      {children && <div className={classes.below}>{children}</div>}
    </li>
  );
}

export function Items({ children, label, narrow }: { children: ReactNode; label: string; narrow?: boolean }) {
  return (
    <ul className={classes.items} aria-label={label} data-narrow={narrow || undefined}>
      {children}
    </ul>
  );
}
