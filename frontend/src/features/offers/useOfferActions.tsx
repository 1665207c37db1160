import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { claim, skip } from "@/api/offers";
import type { Offer } from "@/api/types";
import { AskReason } from "@/parts/AskReason";
import { GiveDialog } from "./GiveDialog";
import { GiveBack } from "./GiveBack";
import { ReplaceDialog } from "./ReplaceDialog";

/** Claims, skips, assigns, hands over, replaces and gives back; a claimed one goes on to its scoring. */
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
  const [given, setGiven] = useState<{ offer: Offer; hands: boolean } | null>(null);
  const [replacing, setReplacing] = useState<Offer | null>(null);

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
  const giveDialog = given && <GiveDialog {...given} onClose={() => setGiven(null)} onDone={refresh} />;
  const replaceDialog = replacing && <ReplaceDialog offer={replacing} onClose={() => setReplacing(null)} onDone={refresh} />;
  const giveBackDialog = giving && <GiveBack offer={giving} onClose={() => setGiving(null)} />;
  return {
    score: claiming.mutate,
    ask: setSkipping,
    assign: (offer: Offer) => setGiven({ offer, hands: false }),
    hand: (offer: Offer) => setGiven({ offer, hands: true }),
    giveBack: setGiving,
    replace: setReplacing,
    dialog: skipDialog || giveDialog || giveBackDialog || replaceDialog,
  };
}
