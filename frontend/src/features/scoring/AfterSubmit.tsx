import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { release, withdraw } from "@/api/evaluations";
import type { Evaluation } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { FaultLine } from "@/parts/States";
import { PlannedRelease } from "./PlannedRelease";
import { RunningScore } from "./RunningScore";
import classes from "./scoring.module.css";

interface Props {
  evaluation: Evaluation;
  /** Goes on to the next of the queue, where there is one. */
  onNext?: () => void;
  looking: boolean;
}

/** What is left to do with an evaluation that is no draft any more. */
export function AfterSubmit({ evaluation, onNext, looking }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const settled = (next: Evaluation) => {
    cache.setQueryData(["evaluations", "one", next.id], next);
    setAsking(false);
  };
  const stale = () => void cache.invalidateQueries({ queryKey: ["evaluations", "one", evaluation.id] });
  const releasing = useMutation({ mutationFn: () => release(evaluation.id, evaluation.revision), onSuccess: settled, onError: stale });
  const withdrawing = useMutation({
    mutationFn: (reason: string) => withdraw(evaluation.id, evaluation.revision, reason),
    onSuccess: settled,
    onError: stale,
  });
  return (
    <div className={classes.after}>
      <div role="status">
        <h2>{t(`after.${evaluation.status}`, { name: evaluation.agent_name })}</h2>
        <p>{evaluation.purpose === "review" || evaluation.status === "withdrawn" ? t(`after.${evaluation.status}_text`, { name: evaluation.agent_name }) : t(`comparing.after_${evaluation.purpose}`)}</p>
      </div>
      <Group gap="xs">
        {evaluation.may.release && (
          <Button loading={releasing.isPending} onClick={() => releasing.mutate()}>
            {t("after.release")}
          </Button>
        )}
        {onNext && (
          <Button variant={evaluation.may.release ? "default" : "filled"} loading={looking} onClick={onNext}>
            {t("after.next")}
          </Button>
        )}
        <Button variant="default" component={Link} to={`/evaluations/${evaluation.id}`}>
          {t("after.read")}
        </Button>
        {evaluation.may.withdraw && (
          <Button variant="subtle" onClick={() => setAsking(true)}>
            {t("after.withdraw")}
          </Button>
        )}
      </Group>
      <FaultLine error={releasing.error} />
      {evaluation.may.release && <PlannedRelease evaluation={evaluation} onSettled={settled} onError={stale} />}
      <RunningScore evaluation={evaluation} />
      {asking && (
        <AskReason
          title={t("after.withdraw")}
          text={t("after.withdraw_text")}
          label={t("after.withdraw_reason")}
          confirm={t("after.withdraw")}
          required
          pending={withdrawing.isPending}
          error={withdrawing.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => withdrawing.mutate(reason)}
        />
      )}
    </div>
  );
}
