import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { assign, claim, skip } from "@/api/offers";
import type { Offer } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { AssignDialog } from "./AssignDialog";
import { GiveBack } from "./GiveBack";

/** Claims, skips, assigns and gives back; a claimed one goes on to its scoring. */
export function useOfferActions(onClaimed: (offer: Offer) => void) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [skipping, setSkipping] = useState<Offer | null>(null);
  const refresh = () => {
    void cache.invalidateQueries({ queryKey: ["offers"] });
    void cache.invalidateQueries({ queryKey: ["queue"] });
  };

  const claiming = useMutation({
    mutationFn: (offer: Offer) => claim(offer.id),
    onSuccess: (_, offer) => onClaimed(offer),
    onSettled: refresh,
    onError: (fault) =>
      notifications.show({ title: t("offers.not_claimed"), message: isFault(fault, 409) ? t("offers.taken") : fault.message }),
  });
  const passing = useMutation({
    mutationFn: ({ offer, reason }: { offer: Offer; reason: string }) => skip(offer.id, reason),
    onSuccess: () => setSkipping(null),
    onSettled: refresh,
  });

  const [giving, setGiving] = useState<Offer | null>(null);
  const [handing, setHanding] = useState<Offer | null>(null);
  const assigning = useMutation({
    mutationFn: ({ offer, evaluator }: { offer: Offer; evaluator: string }) => assign(offer.id, evaluator),
    onSuccess: (given) => {
      setHanding(null);
      notifications.show({ message: t("offers.assigned", { name: given.claimed_by_name }) });
    },
    onSettled: refresh,
  });

  const skipDialog = skipping && (
    <AskReason
      title={t("offers.skip_title")}
      text={t("offers.skip_text")}
      label={t("offers.skip_reason")}
      confirm={t("offers.skip")}
      required
      suggestions={[t("offers.skip_busy"), t("offers.skip_known"), t("offers.skip_unfit")]}
      pending={passing.isPending}
      error={passing.error}
      onClose={() => setSkipping(null)}
      onConfirm={(reason) => passing.mutate({ offer: skipping, reason })}
    />
  );
  const assignDialog = handing && (
    <AssignDialog
      offer={handing}
      pending={assigning.isPending}
      error={assigning.error}
      onClose={() => setHanding(null)}
      onAssign={(evaluator) => assigning.mutate({ offer: handing, evaluator })}
    />
  );
  const giveBackDialog = giving && <GiveBack offer={giving} onClose={() => setGiving(null)} />;
  return { score: claiming.mutate, ask: setSkipping, hand: setHanding, giveBack: setGiving, dialog: skipDialog || assignDialog || giveBackDialog };
}
