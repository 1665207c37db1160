import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { acknowledge, evaluationQuery } from "@/api/evaluations";
import type { Evaluation } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { useKeys } from "@/parts/keys";
import { dayAndHour } from "@/parts/time";
import type { Judged } from "./digest";
import { DisputeForm } from "./DisputeForm";
import classes from "./evaluations.module.css";

export type Asking = { kind: "acknowledge" } | { kind: "dispute"; question: string | null } | null;

interface Props {
  evaluation: Evaluation;
  judged: Judged[];
  asking: Asking;
  ask: (asking: Asking) => void;
}

/** The two answers that are the agent's, side by side and of equal rank. */
export function Reply({ evaluation, judged, asking, ask }: Props) {
  const { t } = useTranslation();
  const { may } = evaluation;
  const left = useMemo(() => undisputed(evaluation, judged), [evaluation, judged]);
  const mayDispute = may.dispute && left.length > 0;
  const until = evaluation.disputable_until;
  const acknowledging = () => may.acknowledge && ask({ kind: "acknowledge" });
  const disputing = () => mayDispute && ask({ kind: "dispute", question: null });
  useKeys([
    { keys: ["a"], label: t("keys.acknowledge"), run: acknowledging, hidden: !may.acknowledge },
    { keys: ["d"], label: t("keys.dispute"), run: disputing, hidden: !mayDispute },
  ]);
  if (!may.acknowledge && !mayDispute) return null;
  return (
    <div className={classes.reply}>
      <div>
        <p>{t(`evaluation.${saying(evaluation, mayDispute)}`)}</p>
        {until && <p className={classes.quiet}>{t(may.dispute ? "evaluation.dispute_until" : "evaluation.dispute_over", { when: dayAndHour(until) })}</p>}
      </div>
      <div className={classes.replies}>
        {may.acknowledge && (
          <Button variant="default" onClick={acknowledging} rightSection={<kbd>A</kbd>}>
            {t("acknowledge.do")}
          </Button>
        )}
        {mayDispute && (
          <Button variant="default" onClick={disputing} rightSection={<kbd>D</kbd>}>
            {t("dispute.do")}
          </Button>
        )}
      </div>
      {asking?.kind === "acknowledge" && <Acknowledge evaluation={evaluation} onClose={() => ask(null)} />}
      {asking?.kind === "dispute" && <DisputeForm evaluation={evaluation} judged={left} question={asking.question} onClose={() => ask(null)} />}
    </div>
  );
}

function saying({ may, disputes, open_disputes }: Evaluation, mayDispute: boolean) {
  if (!may.acknowledge) return "reply_later";
  if (!mayDispute) return "reply_acknowledge";
  if (disputes.length === 0) return "reply";
  return open_disputes > 0 ? "reply_disputed" : "reply_decided";
}

const undisputed = (evaluation: Evaluation, judged: Judged[]) => judged.filter((j) => !evaluation.disputes.some((d) => d.question === j.question.id));

function Acknowledge({ evaluation, onClose }: { evaluation: Evaluation; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const doing = useMutation({
    mutationFn: (comment: string) => acknowledge(evaluation.id, evaluation.revision, comment),
    onSuccess: (next) => {
      cache.setQueryData(["evaluations", "one", next.id], next);
      void cache.invalidateQueries({ queryKey: ["evaluations", "list"] });
      onClose();
    },
    onError: () => void cache.invalidateQueries(evaluationQuery(evaluation.id)),
  });
  return (
    <AskReason
      title={t("acknowledge.do")}
      text={t("acknowledge.text")}
      label={t("acknowledge.comment")}
      confirm={t("acknowledge.do")}
      pending={doing.isPending}
      error={doing.error}
      onClose={onClose}
      onConfirm={(comment) => doing.mutate(comment)}
    />
  );
}
