import { Link } from "@tanstack/react-router";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Evaluation, HistoryEntry, Scorecard, Utterance } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card, Section } from "@/parts/Page";
import { Written } from "@/parts/Said";
import type { Span } from "@/parts/spans";
import { isWeak, type Judged } from "./digest";
import { Quotes } from "./Quotes";
import classes from "./evaluations.module.css";

interface Props {
  evaluation: Evaluation;
  scorecard: Scorecard;
  judged: Judged[];
  utterances: Utterance[];
  history: HistoryEntry[];
  onShow: (pos: number) => void;
  onHear?: (span: Span) => void;
  onDispute: (question: string) => void;
  /** Asks for coaching about a question, where its reader may. */
  onAsk?: (question: Judged["question"]) => void;
  /** What can be begun with a weak answer. */
  mend?: (item: Judged) => ReactNode;
}

export function Answers({ evaluation, scorecard, judged, utterances, history, onShow, onHear, onDispute, onAsk, mend }: Props) {
  const { t } = useTranslation();
  return (
    <Section title={t("evaluation.answers")} id="answers">
      {scorecard.dimensions.map((dimension) => (
        <Card key={dimension.key}>
          <h3 className={classes.dimension}>
            <DimensionBadge of={dimension.key} named />
          </h3>
          <ul className={classes.answers}>
            {judged
              .filter((item) => item.dimension === dimension.key)
              .map((item) => (
                <li key={item.question.id} className={classes.answer}>
                  <p className={classes.lead}>{item.question.text}</p>
                  <p>
                    <strong>{item.answer.option === "na" ? t("score.na") : (item.level?.label ?? t("scoring.open"))}</strong>
                    {item.answer.preset && <span className={classes.quiet}> ({t("usual.untouched")})</span>}
                    {item.level?.describes && <span className={classes.quiet}> – {item.level.describes}</span>}
                  </p>
                  <Cause of={item} />
                  {item.answer.comment && (
                    <p>
                      <Written text={item.answer.comment} />
                    </p>
                  )}
                  <Quotes answer={item.answer} utterances={utterances} startedAt={evaluation.interaction_started_at ?? ""} onShow={onShow} onHear={onHear} />
                  <Disputed evaluation={evaluation} item={item} history={history} />
                  <div className={classes.answerTools}>
                    {evaluation.may.dispute && disputesOf(evaluation, item).length === 0 && (
                      <Button size="compact-sm" variant="subtle" onClick={() => onDispute(item.question.id)}>
                        {t("dispute.this")}
                      </Button>
                    )}
                    {onAsk && (
                      <Button size="compact-sm" variant="subtle" onClick={() => onAsk(item.question)}>
                        {t("asking.title")}
                      </Button>
                    )}
                  </div>
                  {mend && isWeak(item) && mend(item)}
                </li>
              ))}
          </ul>
        </Card>
      ))}
    </Section>
  );
}

function Cause({ of: { question, answer } }: { of: Judged }) {
  const { t } = useTranslation();
  const cause = question.causes?.find(({ key }) => key === answer.cause);
  return cause ? <p>{t("evaluation.cause", { name: cause.name })}</p> : null;
}

const disputesOf = (evaluation: Evaluation, { question }: Judged) => evaluation.disputes.filter((d) => d.question === question.id);

function Disputed({ evaluation, item, history }: { evaluation: Evaluation; item: Judged; history: HistoryEntry[] }) {
  const { t } = useTranslation();
  const label = (key: string) => (key === "na" ? t("score.na") : (item.question.options.find((o) => o.key === key)?.label ?? key));
  return (
    <>
      {disputesOf(evaluation, item).map((dispute) => (
        <div key={dispute.id} className={classes.disputed}>
          <p>
            {t(`dispute.state_${dispute.status}`)}: <Written text={dispute.reason} />
          </p>
          <Link to="/disputes/$id" params={{ id: dispute.id }}>
            {t("dispute.both_sides")}
          </Link>
          <Decision entry={history.find((entry) => ["dispute_upheld", "dispute_changed"].includes(entry.action) && entry.detail.dispute === dispute.id)} />
        </div>
      ))}
      {item.answer.changed?.map((change) => (
        <p key={change.dispute} className={classes.quiet}>
          {t("dispute.changed_from", { from: label(change.from) })}
        </p>
      ))}
    </>
  );
}

function Decision({ entry }: { entry?: HistoryEntry }) {
  const { t } = useTranslation();
  if (typeof entry?.detail.reason !== "string") return null;
  return (
    <p>
      {t("dispute.decided_by", { name: entry.actor_name })} <Written text={entry.detail.reason} />
    </p>
  );
}
