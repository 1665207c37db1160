import { Button, Group, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { bringScorecardBack, retireScorecard } from "@/api/scorecards";
import { FaultLine } from "@/parts/States";

interface Props {
  card: { id: string; name: string };
  deed: "retire" | "bring_back";
  onClose: () => void;
}

/** Asks before a scorecard goes out of use, or comes back into it. */
export function RetireDialog({ card, deed, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const doing = useMutation({
    mutationFn: () => (deed === "retire" ? retireScorecard(card.id) : bringScorecardBack(card.id)),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["scorecards"] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t(`card_deed.${deed}_title`, { name: card.name })} closeButtonProps={{ "aria-label": t("close") }}>
      <p>{t(`card_deed.${deed}_text`)}</p>
      <FaultLine error={doing.error} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button loading={doing.isPending} onClick={() => doing.mutate()} data-autofocus>
          {t(`card_deed.${deed}`)}
        </Button>
      </Group>
    </Modal>
  );
}
