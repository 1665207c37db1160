import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { giveBack } from "@/api/offers";
import type { Offer } from "@/api/types";
import { AskReason } from "@/parts/AskReason";

interface Props {
  offer: Offer;
  onClose: () => void;
  onDone?: () => void;
}

/** Asks why, and sends what was taken and not begun back to the queue. */
export function GiveBack({ offer, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const giving = useMutation({
    mutationFn: (reason: string) => giveBack(offer.id, reason),
    onSuccess: () => {
      notifications.show({ message: t("offers.given_back") });
      onClose();
      onDone?.();
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ["queue"] });
      void cache.invalidateQueries({ queryKey: ["offers"] });
    },
  });
  return (
    <AskReason
      title={t("offers.give_back_title")}
      text={t("offers.give_back_text")}
      label={t("offers.skip_reason")}
      confirm={t("offers.give_back")}
      required
      suggestions={[t("offers.skip_busy"), t("offers.skip_known"), t("offers.skip_unfit")]}
      pending={giving.isPending}
      error={giving.error}
      onClose={onClose}
      onConfirm={(reason) => giving.mutate(reason)}
    />
  );
}
