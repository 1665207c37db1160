import { useTranslation } from "react-i18next";
import type { Dimension } from "@/api/types";
import classes from "./dimension.module.css";

export const letters: Record<Dimension, string> = {
  reliability: "Re",
  assurance: "As",
  tangibility: "Ta",
  empathy: "Em",
  responsiveness: "Rs",
};

export function DimensionBadge({ of, named = false }: { of: Dimension; named?: boolean }) {
  const { t } = useTranslation();
  const name = t(`dimension.${of}`);
  const badge = (
    <span className={`${classes.badge} ${classes[of]}`} title={name}>
      <span aria-hidden="true">{letters[of]}</span>
      {!named && <span className="visually-hidden">{name}</span>}
    </span>
  );
  if (!named) return badge;
  return (
    <span className={classes.named}>
      {badge}
      {name}
    </span>
  );
}
