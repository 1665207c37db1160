import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { liveQuery } from "@/api/live";
import { offersQuery } from "@/api/offers";
import type { LiveInteraction, Offer } from "@/api/types";
import { AlertSwitch } from "@/features/interactions/AlertSwitch";
import { LiveFilters } from "@/features/interactions/LiveFilters";
import { LiveList } from "@/features/interactions/LiveList";
import { SavedViews } from "@/features/interactions/SavedViews";
import { filterOf, type Wall } from "@/features/interactions/wall";
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
  const { user, teams } = useSession();
  const navigate = useNavigate();
  const { watch: _watch, ...wall } = useSearch({ from: "/inside/live" });
  const offers = useQuery(offersQuery);
  const live = useInfiniteQuery({ ...liveQuery(filterOf(wall)), placeholderData: keepPreviousData });
  const watched = useWatchList();
  const [picked, setPicked] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ id: string; what: "whisper" | "bookmark" } | null>(null);

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
  const ask = (what: "whisper" | "bookmark") => (id: string) => {
    watched.add(id);
    setAsked({ id, what });
  };
  useLiveKeys({ things, picked, setPicked, watch: watched.add, whisper: ask("whisper"), bookmark: ask("bookmark"), score, skip: actions.ask });
  const narrow = (next: Wall) => void navigate({ to: "/live", search: { ...next, watch: _watch }, replace: true, resetScroll: false });
  const watchIt = useStable(watched.add);
  const scoreIt = useStable(open);
  const pickIt = useCallback((id: string) => setPicked(`r${id}`), []);
  const led = teams.filter(({ relation }) => relation === "lead");

  return (
    <Page title={t("live.title")} sub={t("live.sub")} actions={<AlertSwitch />}>
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
                  me={user.id}
                  selected={picked === `w${id}`}
                  asked={asked?.id === id ? asked.what : null}
                  onSelect={() => setPicked(`w${id}`)}
                  onDone={() => setAsked(null)}
                  onBookmark={() => setAsked({ id, what: "bookmark" })}
                  onScore={() => score(things.find((thing) => thing.interaction === id) ?? { key: "", interaction: id })}
                  onStop={() => watched.remove(id)}
                />
              ))}
            </div>
          )}
        </Section>

        <Section title={t("live.rest")} id="rest">
          <LiveFilters wall={wall} teams={led} rows={live.data ?? none} onChange={narrow}>
            <SavedViews wall={wall} onOpen={narrow} />
          </LiveFilters>
          <Loaded query={live}>
            {() =>
              rest.length === 0 ? (
                <Empty title={t(filtered(wall) ? "wall.none_match" : "live.no_rest")} text={t(filtered(wall) ? "wall.none_match_text" : "live.no_rest_text")} />
              ) : (
                <LiveList rows={rest} picked={picked?.startsWith("r") ? picked.slice(1) : null} onSelect={pickIt} onWatch={watchIt} onScore={scoreIt} />
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

const none: LiveInteraction[] = [];

const filtered = ({ sort: _sort, ...wall }: Wall) => Object.values(wall).some(Boolean);

function theRest(live: LiveInteraction[], offers: Offer[], watched: string[]) {
  const above = new Set([...offers.map((offer) => offer.interaction), ...watched]);
  return live.filter((interaction) => !above.has(interaction.id));
}

/** The same function from drawing to drawing, that does what the newest does. */
function useStable(run: (id: string) => unknown) {
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  });
  return useCallback((id: string) => void newest.current(id), []);
}
