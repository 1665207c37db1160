import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Evaluation, Scorecard, Utterance } from "@/api/types";
import { DimensionBadge } from "@/parts/DimensionBadge";
import { Card, Section } from "@/parts/Page";
import type { Judged } from "./digest";
import { Quotes } from "./Quotes";
import classes from "./evaluations.module.css";

interface Props {
  evaluation: Evaluation;
  scorecard: Scorecard;
  judged: Judged[];
  utterances: Utterance[];
  onShow: (pos: number) => void;
  onDispute: (question: string) => void;
}

export function Answers({ evaluation, scorecard, judged, utterances, onShow, onDispute }: Props) {
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
                    {item.level?.describes && <span className={classes.quiet}> – {item.level.describes}</span>}
                  </p>
                  {item.answer.comment && <p>{item.answer.comment}</p>}
                  <Quotes answer={item.answer} utterances={utterances} startedAt={evaluation.interaction_started_at ?? ""} onShow={onShow} />
                  <DisputeState evaluation={evaluation} item={item} onDispute={onDispute} />
                </li>
              ))}
          </ul>
        </Card>
      ))}
    </Section>
  );
}

function DisputeState({ evaluation, item, onDispute }: { evaluation: Evaluation; item: Judged; onDispute: (question: string) => void }) {
  const { t } = useTranslation();
  const disputes = evaluation.disputes.filter((d) => d.question === item.question.id);
  const label = (key: string) => (key === "na" ? t("score.na") : (item.question.options.find((o) => o.key === key)?.label ?? key));
  const open = disputes.some((d) => d.status === "open");
  return (
    <>
      {disputes.map((dispute) => (
        <p key={dispute.id} className={classes.disputed}>
          {t(`dispute.state_${dispute.status}`)}: {dispute.reason}
        </p>
      ))}
      {item.answer.changed?.map((change) => (
        <p key={change.dispute} className={classes.quiet}>
          {t("dispute.changed_from", { from: label(change.from) })}
        </p>
      ))}
      {evaluation.may.dispute && !open && (
        <Button size="compact-sm" variant="subtle" className={classes.disputeThis} onClick={() => onDispute(item.question.id)}>
          {t("dispute.this")}
        </Button>
      )}
    </>
  );
}
