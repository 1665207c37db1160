import { Button, Group, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { discardEvaluation } from "@/api/evaluations";
import { isFault } from "@/api/fault";
import type { AnswerInput, Evaluation } from "@/api/types";
import type { Autosave } from "@/parts/autosave";
import { FaultLine } from "@/parts/States";

interface Props {
  evaluation: Evaluation;
  autosave: Autosave<AnswerInput, Evaluation>;
  onGone: () => void;
}

/** Throws one's draft away, after one was told what becomes of it. */
export function DiscardDraft({ evaluation, autosave, onGone }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const discarding = useMutation({
    mutationFn: async () => {
      if (await autosave.flush()) return (await discardEvaluation(evaluation.id, autosave.revision), true);
      setAsking(false); // it is being asked whose answers to keep
      return false;
    },
    onSuccess: (gone) => {
      if (!gone) return;
      notifications.show({ message: t("discard.done") });
      onGone();
      for (const key of ["queue", "offers", "interactions"]) void cache.invalidateQueries({ queryKey: [key] });
    },
    onError: (fault) => isFault(fault, 412) && void autosave.compare(),
  });
  return (
    <>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        {t("discard.do")}
      </Button>
      {asking && (
        <Modal opened onClose={() => setAsking(false)} title={t("discard.title")} closeButtonProps={{ "aria-label": t("close") }}>
          <p>{t(`discard.text_${evaluation.purpose}`)}</p>
          <FaultLine error={discarding.error} />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              {t("cancel")}
            </Button>
            <Button loading={discarding.isPending} onClick={() => discarding.mutate()}>
              {t("discard.do")}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}
