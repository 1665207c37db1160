import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isFault } from "@/api/fault";
import { claim, firstOfQueue } from "@/api/offers";

/** Claims the oldest sample of the queue that is still free and shows it, not begun, so that it can be given back. */
export function useNextInQueue(interaction: string) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const looking = useMutation({
    mutationFn: async (_quietly: boolean) => {
      for (const offer of await firstOfQueue()) {
        if (offer.interaction === interaction) continue;
        try {
          return await claim(offer.id);
        } catch (fault) {
          if (!isFault(fault, 409) && !isFault(fault, 404)) throw fault;
        }
      }
      return null;
    },
    onSuccess: (offer, quietly) => {
      if (offer) void navigate({ to: "/score/new", search: { interaction: offer.interaction, scorecard: offer.scorecard, offer: offer.id } });
      else if (!quietly) notifications.show({ message: t("queue.empty") });
    },
    onError: () => notifications.show({ message: t("queue.not_opened") }),
  });
  return { open: looking.mutate, looking: looking.isPending };
}
