import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queueQuery } from "@/api/offers";
import type { Offer } from "@/api/types";
import { useSession } from "@/app/session";
import { LoadLine } from "@/features/offers/LoadLine";
import { OfferRow } from "@/features/offers/OfferRow";
import { replaceable } from "@/features/offers/replaceable";
import { Stranded } from "@/features/offers/Stranded";
import { useOfferActions } from "@/features/offers/useOfferActions";
import { Items } from "@/parts/ItemRow";
import { useKeys } from "@/parts/keys";
import { MoreButton } from "@/parts/MoreButton";
import { Page } from "@/parts/Page";
import { Loaded } from "@/parts/States";

export function QueuePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const { roles, user } = session;
  const leads = roles.includes("supervisor");
  const queue = useInfiniteQuery(queueQuery);
  const [picked, setPicked] = useState(0);
  const list = queue.data ?? [];
  const actions = useOfferActions(
    (offer) => void navigate({ to: "/score/new", search: { interaction: offer.interaction, scorecard: offer.scorecard } }),
  );
  const step = (by: number) => setPicked((at) => Math.min(list.length - 1, Math.max(0, at + by)));
  const mine = (offer: Offer) => offer.claimed_by === user.id;
  const withPicked = (run: (offer: Offer) => unknown) => () => list[picked] && run(list[picked]);
  useKeys([
    { keys: ["j", "arrowdown"], label: t("keys.next"), run: () => step(1) },
    { keys: ["k", "arrowup"], label: t("keys.previous"), run: () => step(-1) },
    ...(leads ? [{ keys: ["a"], label: t("offers.assign"), run: withPicked(actions.assign) }] : []),
    { keys: ["h"], label: t("give.hand"), run: withPicked((offer) => mine(offer) && actions.hand(offer)) },
    { keys: ["r"], label: t("replace.do"), run: withPicked((offer) => replaceable(offer, session) && actions.replace(offer)) },
    { keys: ["x"], label: t("keys.give_back"), run: withPicked((offer) => mine(offer) && actions.giveBack(offer)) },
    { keys: ["enter", "s"], label: t("keys.open_score"), run: withPicked(actions.score) },
  ]);
  return (
    <Page title={t("queue.title")} sub={t("queue.sub")}>
      <LoadLine />
      <Loaded query={queue} empty={{ title: t("queue.empty"), text: t("queue.empty_text") }}>
        {(offers) => (
          <Items label={t("queue.title")}>
            {offers.map((offer, i) => (
              <OfferRow
                key={offer.id}
                offer={offer}
                selected={i === picked}
                onSelect={() => setPicked(i)}
                onScore={() => actions.score(offer)}
                onAssign={leads ? () => actions.assign(offer) : undefined}
                onGiveBack={mine(offer) ? () => actions.giveBack(offer) : undefined}
                onHandOver={mine(offer) ? () => actions.hand(offer) : undefined}
                onReplace={replaceable(offer, session) ? () => actions.replace(offer) : undefined}
              />
            ))}
          </Items>
        )}
      </Loaded>
      <MoreButton query={queue} />
      {leads && <Stranded onAssign={actions.assign} />}
      {actions.dialog}
    </Page>
  );
}
