import { queryOptions } from "@tanstack/react-query";
import { filled, http, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { Channel, Interaction, Page, Utterance } from "./types";

export interface InteractionFilter {
  status?: "live" | "ended";
  agent?: string;
  team?: string;
  channel?: Channel;
  q?: string;
  from?: string;
  to?: string;
}

/** Words that somebody looks for go in a body: an address is logged by whatever stands between. */
export const interactionsQuery = (filter: InteractionFilter) =>
  keyset(["interactions", "list", filter], (after, signal) => {
    const asked = filled({ ...filter, after, limit: 50 });
    return mustBe<Page<Interaction>>(
      filter.q
        ? http.POST("/api/v1/interactions/search", { body: asked, signal })
        : http.GET("/api/v1/interactions", { params: { query: asked }, signal }),
    );
  });

export const interactionQuery = (id: string) =>
  queryOptions({
    queryKey: ["interactions", "one", id],
    queryFn: ({ signal }) => mustBe<Interaction>(http.GET("/api/v1/interactions/{id}", { params: { path: { id } }, signal })),
  });

export const utterancesQuery = (id: string) =>
  queryOptions({
    queryKey: ["interactions", "utterances", id],
    queryFn: ({ signal }) =>
      everyUtterance((after) =>
        must(http.GET("/api/v1/interactions/{id}/utterances", { params: { path: { id }, query: { after, limit: 200 } }, signal })),
      ),
  });

/** A transcript, read by pos to its end. */
export async function everyUtterance(read: (after: number) => Promise<{ items: Utterance[]; next: number | null }>): Promise<Utterance[]> {
  const all: Utterance[] = [];
  for (;;) {
    const page = await read(all.at(-1)?.pos ?? 0);
    all.push(...page.items);
    if (page.next == null || page.items.length === 0) return all;
  }
}

export const watchesQuery = (id: string) =>
  queryOptions({
    queryKey: ["interactions", "watches", id],
    queryFn: ({ signal }) =>
      everyPage((after) =>
        must(http.GET("/api/v1/interactions/{id}/watches", { params: { path: { id }, query: filled({ after, limit: 200 }) }, signal })),
      ),
  });

export const ownWatchesQuery = keyset(["watches"], (after, signal) =>
  must(http.GET("/api/v1/me/watches", { params: { query: filled({ after, limit: 20 }) }, signal })),
);
