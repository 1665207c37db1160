import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { othersQuery } from "@/api/comparing";
import { evaluationQuery } from "@/api/evaluations";
import type { Evaluation } from "@/api/types";
import { Card, Section } from "@/parts/Page";
import classes from "./evaluations.module.css";

interface Props {
  evaluation: Evaluation;
  own: boolean;
  /** Shows another beside this one. */
  beside: (other: Evaluation, names: [string, string]) => ReactNode;
}

/** What else was made of the same: to its agent their own evaluation beside this one, to others a list. */
export function Others({ evaluation, own, beside }: Props) {
  const { t } = useTranslation();
  const others = (useQuery(othersQuery(evaluation.id)).data ?? []).filter(({ status }) => status !== "draft" && status !== "withdrawn");
  const self = own && evaluation.purpose === "review" ? others.find(({ purpose }) => purpose === "self") : undefined;
  const mine = useQuery({ ...evaluationQuery(self?.id ?? ""), enabled: !!self });
  if (mine.data)
    return (
      <Section title={t("comparing.own_beside")} note={t("comparing.before_reading")} id="own-beside">
        {beside(mine.data, [evaluation.evaluator_name, t("comparing.you")])}
      </Section>
    );
  if (others.length === 0) return null;
  return (
    <Section title={t("comparing.others")} id="others">
      <Card>
        <ul className={classes.others}>
          {others.map((other) => (
            <li key={other.id}>
              <span>
                {t(`purpose.${other.purpose}`)} {t("evaluation.by", { name: other.evaluator_name })} · {t("comparing.overall", { value: other.overall == null ? "–" : Math.round(other.overall) })}
              </span>
              <Link to="/evaluations/$id/beside/$other" params={{ id: evaluation.id, other: other.id }}>
                {t("comparing.beside")}
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
