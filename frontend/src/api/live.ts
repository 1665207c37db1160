import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { Bookmark, Channel, LiveInteraction, Page, Whisper } from "./types";

export const tones = ["negative", "neutral", "positive"] as const;
export const liveSorts = ["help", "silence", "running"] as const;

export interface LiveFilter {
  team?: string;
  agent?: string;
  channel?: Channel;
  tone?: (typeof tones)[number];
  sampled?: "random" | "targeted";
  silence?: number;
  help?: boolean;
  sort?: (typeof liveSorts)[number];
}

const atOnce = 100;

/** What is said in those that nobody watches is not heard of: their silence and tone are read again now and then. */
export const liveQuery = (filter: LiveFilter) => ({
  ...keyset(["interactions", "live", filter], (after, signal) =>
    mustBe<Page<LiveInteraction>>(http.GET("/api/v1/interactions/live", { params: { query: filled({ ...filter, after, limit: atOnce }) }, signal })),
  ),
  refetchInterval: 10_000,
});

export const whispersQuery = (id: string) =>
  queryOptions({
    queryKey: ["interactions", "whispers", id],
    queryFn: ({ signal }) => everyPage((after) => mustBe<Page<Whisper>>(http.GET("/api/v1/interactions/{id}/whispers", { params: { path: { id }, query: filled({ after, limit: 200 }) }, signal }))),
  });

export const takeHelp = (id: string) => must(http.POST("/api/v1/interactions/{id}/help/take", { params: { path: { id } } }));

export const bookmarksQuery = (id: string) =>
  queryOptions({
    queryKey: ["interactions", "bookmarks", id],
    queryFn: ({ signal }) => everyPage((after) => mustBe<Page<Bookmark>>(http.GET("/api/v1/interactions/{id}/bookmarks", { params: { path: { id }, query: filled({ after, limit: 200 }) }, signal }))),
  });

export const setBookmark = (id: string, body: { pos: number; note?: string; question?: string }) => must(http.POST("/api/v1/interactions/{id}/bookmarks", { params: { path: { id } }, body }));

export const noteBookmark = (of: Bookmark, note: string) => must(http.PATCH("/api/v1/bookmarks/{id}", { params: { path: { id: of.id }, header: ifMatch(of.revision) }, body: { note } }));

export const removeBookmark = (id: string) => must(http.DELETE("/api/v1/bookmarks/{id}", { params: { path: { id } } }));
