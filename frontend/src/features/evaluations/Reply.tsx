import { Button, Modal, Select, Textarea, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { acknowledge, disputableUntil, dispute, evaluationQuery } from "@/api/evaluations";
import type { Evaluation } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { useKeys } from "@/parts/keys";
import { FaultLine } from "@/parts/States";
import { dayAndHour } from "@/parts/time";
import type { Judged } from "./digest";
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
  const until = disputableUntil(evaluation);
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

function DisputeForm({ evaluation, judged, question, onClose }: { evaluation: Evaluation; judged: Judged[]; question: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [chosen, setChosen] = useState(question);
  const [reason, setReason] = useState("");
  const doing = useMutation({
    mutationFn: () => dispute(evaluation.id, evaluation.revision, chosen ?? "", reason.trim()),
    onSuccess: () => {
      notifications.show({ message: t("dispute.sent") });
      onClose();
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: ["evaluations"] }),
  });
  return (
    <Modal opened onClose={onClose} title={t("dispute.do")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        className={classes.disputeForm}
        onSubmit={(event) => {
          event.preventDefault();
          doing.mutate();
        }}
      >
        <p>{t("dispute.text")}</p>
        <Select
          label={t("dispute.question")}
          required
          data-autofocus={question ? undefined : true}
          value={chosen}
          onChange={setChosen}
          data={judged.map((j) => ({ value: j.question.id, label: j.question.text }))}
        />
        <Textarea label={t("dispute.reason")} required autosize minRows={3} maxLength={4000} data-autofocus={question ? true : undefined} value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
        <FaultLine error={doing.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={doing.isPending} disabled={!chosen || !reason.trim()}>
            {t("dispute.do")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
