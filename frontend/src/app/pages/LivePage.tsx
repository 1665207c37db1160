import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { interactionsQuery } from "@/api/interactions";
import { offersQuery } from "@/api/offers";
import type { Interaction, Offer } from "@/api/types";
import { LiveRow } from "@/features/interactions/LiveRow";
import panes from "@/features/interactions/watch.module.css";
import { WatchPane } from "@/features/interactions/WatchPane";
import { OfferRow } from "@/features/offers/OfferRow";
import { useOfferActions } from "@/features/offers/useOfferActions";
import { LeadToDo } from "@/features/home/LeadToDo";
import { Items } from "@/parts/ItemRow";
import { Page, Section } from "@/parts/Page";
import { Empty, Loaded, Together } from "@/parts/States";
import { MoreButton } from "@/parts/MoreButton";
import { ToDo } from "@/parts/ToDo";
import { useSession } from "../session";
import { useLiveKeys } from "./live-keys";
import { useWatchList } from "./watch-list";

export interface LiveThing {
  key: string;
  interaction: string;
  offer?: Offer;
}

export function LivePage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const navigate = useNavigate();
  const offers = useQuery(offersQuery);
  const live = useInfiniteQuery(interactionsQuery({ status: "live" }));
  const watched = useWatchList();
  const [picked, setPicked] = useState<string | null>(null);
  const [whispering, setWhispering] = useState<string | null>(null);

  const open = (interaction: string, scorecard?: string) => void navigate({ to: "/score/new", search: { interaction, scorecard } });
  const actions = useOfferActions((offer) => open(offer.interaction, offer.scorecard));
  const rest = useMemo(() => theRest(live.data ?? [], offers.data ?? [], watched.ids), [live.data, offers.data, watched.ids]);
  const things = useMemo<LiveThing[]>(
    () => [
      ...(offers.data ?? []).map((offer) => ({ key: `o${offer.id}`, interaction: offer.interaction, offer })),
      ...watched.ids.map((id) => ({ key: `w${id}`, interaction: id })),
      ...rest.map((i) => ({ key: `r${i.id}`, interaction: i.id })),
    ],
    [offers.data, watched.ids, rest],
  );
  const score = (thing: LiveThing) => (thing.offer ? actions.score(thing.offer) : open(thing.interaction));
  const whisper = (id: string) => {
    watched.add(id);
    setWhispering(id);
  };
  useLiveKeys({ things, picked, setPicked, watch: watched.add, whisper, score, skip: actions.ask });

  return (
    <Page title={t("live.title")} sub={t("live.sub")}>
      <ToDo>
        <LeadToDo user={user.id} />
      </ToDo>
      <Together of={[offers, live]} rows={8}>
        <Section title={t("live.offered")} note={offers.data?.length ? t("live.offered_note", { count: offers.data.length }) : undefined} id="offered">
          <Loaded query={offers} rows={2} empty={{ title: t("live.no_offers"), text: t("live.no_offers_text") }}>
            {(list) => (
              <Items label={t("live.offered")}>
                {list.map((offer, i) => (
                  <OfferRow
                    key={offer.id}
                    offer={offer}
                    selected={picked === `o${offer.id}`}
                    first={i === 0 && !things.some((thing) => thing.key === picked)}
                    watching={watched.ids.includes(offer.interaction)}
                    onSelect={() => setPicked(`o${offer.id}`)}
                    onWatch={() => watched.add(offer.interaction)}
                    onScore={() => actions.score(offer)}
                    onSkip={() => actions.ask(offer)}
                    onAssign={() => actions.assign(offer)}
                  />
                ))}
              </Items>
            )}
          </Loaded>
        </Section>

        <Section title={t("live.watching")} note={watched.ids.length > 0 && t("live.kept_note")} id="watching">
          {watched.ids.length === 0 ? (
            <Empty title={t("live.not_watching")} text={t("live.not_watching_text")} />
          ) : (
            <div className={panes.panes}>
              {watched.ids.map((id) => (
                <WatchPane
                  key={id}
                  id={id}
                  selected={picked === `w${id}`}
                  whispering={whispering === id}
                  onSelect={() => setPicked(`w${id}`)}
                  onWhispered={() => setWhispering(null)}
                  onScore={() => score(things.find((thing) => thing.interaction === id) ?? { key: "", interaction: id })}
                  onStop={() => watched.remove(id)}
                />
              ))}
            </div>
          )}
        </Section>

        <Section title={t("live.rest")} id="rest">
          <Loaded query={live}>
            {() =>
              rest.length === 0 ? (
                <Empty title={t("live.no_rest")} text={t("live.no_rest_text")} />
              ) : (
                <Items label={t("live.rest")}>
                  {rest.map((interaction) => (
                    <LiveRow
                      key={interaction.id}
                      interaction={interaction}
                      selected={picked === `r${interaction.id}`}
                      onSelect={() => setPicked(`r${interaction.id}`)}
                      onWatch={() => watched.add(interaction.id)}
                      onScore={() => open(interaction.id)}
                    />
                  ))}
                </Items>
              )
            }
          </Loaded>
          <MoreButton query={live} />
        </Section>
      </Together>
      {actions.dialog}
    </Page>
  );
}

function theRest(live: Interaction[], offers: Offer[], watched: string[]) {
  const above = new Set([...offers.map((offer) => offer.interaction), ...watched]);
  return live.filter((interaction) => !above.has(interaction.id));
}
