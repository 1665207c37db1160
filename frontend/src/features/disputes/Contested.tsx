import { useTranslation } from "react-i18next";
import type { Dispute, Question } from "@/api/types";
import { Card } from "@/parts/Page";
import { Said, Written } from "@/parts/Said";
import { Time } from "@/parts/Time";
import classes from "./disputes.module.css";

export function Contested({ dispute, question }: { dispute: Dispute; question: Question }) {
  const { t } = useTranslation();
  const label = (key?: string | null) => (key === "na" ? t("score.na") : (question.options.find((o) => o.key === key)?.label ?? key));
  return (
    <Card>
      <div className={classes.contested}>
        <h2>{question.text}</h2>
        <ul className={classes.levels}>
          {question.options.map((option) => (
            <li key={option.key} data-contested={option.key === dispute.option || undefined}>
              <strong>{option.label}</strong> {option.describes}
              {option.key === dispute.option && <em>{t("dispute.contested")}</em>}
            </li>
          ))}
        </ul>
        {dispute.comment && (
          <p>
            <span className={classes.quiet}>{t("dispute.evaluator")}:</span> <Written text={dispute.comment} />
          </p>
        )}
        {dispute.evidence.map((utterance) => (
          <blockquote key={utterance.pos} className={classes.quote}>
            <span className={classes.quiet}>{t(`speaker.${utterance.speaker}`)}</span> <Said utterance={utterance} />
          </blockquote>
        ))}
        <p>
          <span className={classes.quiet}>
            {dispute.opened_by_name} <Time at={dispute.opened_at} />:
          </span>{" "}
          <Written text={dispute.reason} />
        </p>
        {dispute.status !== "open" && (
          <p className={classes.outcome} role="status">
            {t(`dispute.state_${dispute.status}`)}
            {dispute.status === "changed" && ` → ${label(dispute.outcome_option)}`}
            {dispute.decided_by_name && ` · ${dispute.decided_by_name}`}
            {dispute.outcome_reason && ": "}
            <Written text={dispute.outcome_reason} />
          </p>
        )}
      </div>
    </Card>
  );
}
