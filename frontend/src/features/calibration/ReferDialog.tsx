import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { settleQuestion } from "@/api/calibrations";
import type { Calibration, Question } from "@/api/types";
import { FaultLine } from "@/parts/States";
import type { Asked } from "./SpreadTable";

interface Props {
  of: Calibration;
  interaction: string;
  asked: Asked;
  question: Question;
  onClose: () => void;
}

/** Settles which answer is right, and why. */
export function ReferDialog({ of, interaction, asked, question, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [option, setOption] = useState(asked.reference?.option ?? asked.usual);
  const [reason, setReason] = useState(asked.reference?.reason ?? "");
  const settling = useMutation({
    mutationFn: () => settleQuestion(of, { interaction, question: question.id, option, reason }),
    onSuccess: (known) => {
      cache.setQueryData(["calibrations", "one", of.id], known);
      onClose();
    },
    onError: () => void cache.invalidateQueries({ queryKey: ["calibrations", "one", of.id] }),
  });
  const needed = asked.same < asked.given.length || option !== asked.usual;
  return (
    <Modal opened onClose={onClose} title={question.text} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          settling.mutate();
        }}
      >
        <Stack gap="md">
          <Radio.Group label={t("calibration.right")} value={option} onChange={setOption}>
            <Stack gap="xs" mt="xs">
              {question.options.map(({ key, label }) => (
                <Radio key={key} value={key} label={label} data-autofocus={key === option || undefined} />
              ))}
              {question.na && <Radio value="na" label={t("score.na")} />}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t("calibration.why")}
            description={needed ? undefined : t("calibration.why_not_needed")}
            required={needed}
            autosize
            minRows={2}
            maxLength={4000}
            value={reason}
            onChange={(e) => setReason(e.currentTarget.value)}
          />
          <FaultLine error={settling.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={settling.isPending} disabled={needed && reason.trim() === ""}>
              {t("calibration.settle_it")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
