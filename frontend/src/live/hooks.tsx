import { useQuery } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { utterancesQuery } from "@/api/interactions";
import type { Live } from "./live";
import { inReadingOrder } from "./order";
import type { ServerMessage } from "./protocol";

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("no live connection here");
  return live;
}

export function useConnection() {
  const live = useLive();
  return useSyncExternalStore(live.onConnection, () => live.connection);
}

/** Whether pages may read: so that nothing changes unheard between their reading and the connection. */
export const useReady = (live: Live) => useSyncExternalStore(live.onConnection, () => live.ready);

export function useMessages(listener: (message: ServerMessage) => void) {
  const live = useLive();
  useEffect(() => live.onMessage(listener), [live, listener]);
}

/** Watches an interaction for as long as the component is there. */
export function useWatched(interaction: string, enabled = true) {
  const { watches } = useLive();
  useEffect(() => (enabled ? watches.watch(interaction) : undefined), [watches, interaction, enabled]);
  const subscribe = useCallback((run: () => void) => watches.subscribe(interaction, run), [watches, interaction]);
  return useSyncExternalStore(subscribe, () => watches.read(interaction));
}

/** The transcript in reading order: watched while the interaction is live, read once when it is over. */
export function useTranscript(interaction: string, liveNow: boolean | undefined) {
  const [watching, setWatching] = useState(liveNow === true);
  if (liveNow && !watching) setWatching(true);
  const seen = useWatched(interaction, watching);
  const stored = useQuery({
    ...utterancesQuery(interaction),
    enabled: liveNow === false || seen.refused !== undefined,
  });
  const source = watching && !seen.refused ? seen.utterances : stored.data;
  const utterances = useMemo(() => inReadingOrder(source ?? []), [source]);
  const loading = watching && !seen.refused ? !seen.caughtUp && utterances.length === 0 : stored.isPending;
  return { utterances, loading, seen, stored, live: watching && !seen.ended && liveNow === true };
}
