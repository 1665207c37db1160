import { Button, Group, Modal, MultiSelect, Select, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dispute } from "@/api/evaluations";
import { utterancesQuery } from "@/api/interactions";
import type { Evaluation } from "@/api/types";
import { useSpoken } from "@/parts/Said";
import { FaultLine } from "@/parts/States";
import type { Judged } from "./digest";
import classes from "./evaluations.module.css";

const most = 50;

interface Props {
  evaluation: Evaluation;
  judged: Judged[];
  question: string | null;
  onClose: () => void;
}

/** What the agent has against an answer, and the words that show it. */
export function DisputeForm({ evaluation, judged, question, onClose }: Props) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const cache = useQueryClient();
  const [chosen, setChosen] = useState(question);
  const [reason, setReason] = useState("");
  const [evidence, setEvidence] = useState<string[]>([]);
  const said = useQuery(utterancesQuery(evaluation.interaction));
  const doing = useMutation({
    mutationFn: () => dispute(evaluation.id, evaluation.revision, chosen ?? "", reason.trim(), evidence.map(Number)),
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
        {said.data && said.data.length > 0 && (
          <MultiSelect
            label={t("dispute.evidence")}
            description={t("dispute.evidence_hint")}
            searchable
            maxValues={most}
            nothingFoundMessage={t("dispute.evidence_none")}
            value={evidence}
            onChange={setEvidence}
            data={said.data.map((one) => ({ value: String(one.pos), label: `${one.pos} · ${t(`speaker.${one.speaker}`)}: ${spoken(one.text)}` }))}
          />
        )}
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
