import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Dispute, Question, Utterance } from "@/api/types";
import { Card } from "@/parts/Page";
import { SpanQuote } from "@/parts/SpanQuote";
import { spansOf, spanText, type Span } from "@/parts/spans";
import { Said, Written } from "@/parts/Said";
import { ScoreMark } from "@/parts/ScoreMark";
import { Time } from "@/parts/Time";
import { dayAndHour } from "@/parts/time";
import classes from "./disputes.module.css";

/** The contested answer, what both sides say to it, and what became of it. */
export function Contested({ dispute, question }: { dispute: Dispute; question: Question }) {
  const { t } = useTranslation();
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
        <div className={classes.sides}>
          <Side name={t("dispute.evaluator")} evidence={dispute.evidence} spans={spansOf(dispute.spans)}>
            {dispute.comment && (
              <p>
                <Written text={dispute.comment} />
              </p>
            )}
            {dispute.statement && dispute.stated_at && (
              <p>
                <span className={classes.quiet}>
                  {t("dispute.stated")} <Time at={dispute.stated_at} />:
                </span>{" "}
                <Written text={dispute.statement} />
              </p>
            )}
            {!dispute.comment && !dispute.statement && <p className={classes.quiet}>{t("dispute.nothing_said")}</p>}
          </Side>
          <Side name={dispute.opened_by_name} evidence={dispute.agent_evidence} spans={spansOf(dispute.agent_spans)}>
            <p>
              <span className={classes.quiet}>
                <Time at={dispute.opened_at} />:
              </span>{" "}
              <Written text={dispute.reason} />
            </p>
          </Side>
        </div>
        {dispute.status === "open" ? (
          <p className={classes.quiet}>
            {t("dispute.due")} {dayAndHour(dispute.due_at)} (<Time at={dispute.due_at} />)
          </p>
        ) : (
          <Outcome dispute={dispute} question={question} />
        )}
      </div>
    </Card>
  );
}

function Side({ name, evidence, spans, children }: { name: string; evidence: Utterance[]; spans: Span[]; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section className={classes.side} aria-label={name}>
      <h3>{name}</h3>
      {children}
      {spans.map((one) => (
        <SpanQuote key={spanText(one)} of={one} />
      ))}
      {evidence.map((utterance) => (
        <blockquote key={utterance.pos} className={classes.quote}>
          <span className={classes.quiet}>{t(`speaker.${utterance.speaker}`)}</span> <Said utterance={utterance} />
        </blockquote>
      ))}
    </section>
  );
}

function Outcome({ dispute, question }: { dispute: Dispute; question: Question }) {
  const { t } = useTranslation();
  const label = (key?: string | null) => (key === "na" ? t("score.na") : (question.options.find((o) => o.key === key)?.label ?? key));
  return (
    <div className={classes.outcome} role="status">
      <p>
        {t(`dispute.state_${dispute.status}`)}
        {dispute.status === "changed" && ` → ${label(dispute.outcome_option)}`}
        {dispute.decided_by_name && ` · ${dispute.decided_by_name}`}
        {dispute.outcome_reason && ": "}
        <Written text={dispute.outcome_reason} />
      </p>
      {dispute.status === "changed" && dispute.overall_before != null && dispute.overall_after != null && (
        <p className={classes.scores}>
          {t("dispute.score_before")} <ScoreMark of={t("dispute.score_before")} score={{ value: dispute.overall_before }} />
          {t("dispute.score_after")} <ScoreMark of={t("dispute.score_after")} score={{ value: dispute.overall_after }} />
        </p>
      )}
    </div>
  );
}
