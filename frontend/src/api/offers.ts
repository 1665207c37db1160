import { queryOptions } from "@tanstack/react-query";
import { filled, http, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { Evaluator, Offer, Page } from "./types";

export const offersQuery = queryOptions({
  queryKey: ["offers"],
  queryFn: ({ signal }) =>
    everyPage((after) => mustBe<Page<Offer>>(http.GET("/api/v1/offers", { params: { query: filled({ after, limit: 200 }) }, signal }))),
});

export const queueQuery = keyset(["queue", "list"], (after, signal) =>
  mustBe<Page<Offer>>(http.GET("/api/v1/queue", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export const firstOfQueue = async () =>
  (await mustBe<Page<Offer>>(http.GET("/api/v1/queue", { params: { query: { limit: 5 } } }))).items;

export const claim = (id: string) =>
  mustBe<Offer>(http.POST("/api/v1/offers/{id}/claim", { params: { path: { id } }, body: {} }));

export const skip = (id: string, reason: string) =>
  must(http.POST("/api/v1/offers/{id}/skip", { params: { path: { id } }, body: { reason } }));

export const giveBack = (id: string, reason: string) =>
  must(http.POST("/api/v1/offers/{id}/return", { params: { path: { id } }, body: { reason } }));

export const evaluatorsQuery = (offer: string) =>
  queryOptions({
    queryKey: ["evaluators", offer],
    queryFn: ({ signal }) =>
      everyPage((after) =>
        mustBe<Page<Evaluator>>(
          http.GET("/api/v1/queue/{id}/evaluators", { params: { path: { id: offer }, query: filled({ after, limit: 200 }) }, signal }),
        ),
      ),
    staleTime: 0,
  });

export interface Giving {
  evaluator: string;
  anyway?: boolean;
}

export const assign = (id: string, to: Giving) => mustBe<Offer>(http.POST("/api/v1/offers/{id}/assign", { params: { path: { id } }, body: to }));

export const handOver = (id: string, to: Giving & { reason: string }) =>
  mustBe<Offer>(http.POST("/api/v1/queue/{id}/hand-over", { params: { path: { id } }, body: to }));

export const causes = ["dropped", "wrong_language", "too_short", "not_scorable", "other"] as const;

export type Cause = (typeof causes)[number];

export const replace = (id: string, body: { cause: Cause; reason?: string }) =>
  mustBe<{ replacement: Offer | null }>(http.POST("/api/v1/queue/{id}/replace", { params: { path: { id } }, body }));

export const loadQuery = queryOptions({
  queryKey: ["queue", "load"],
  queryFn: ({ signal }) => must(http.GET("/api/v1/queue/load", { signal })),
});

export const strandedQuery = keyset(["queue", "absent"], (after, signal) =>
  mustBe<Page<Offer>>(http.GET("/api/v1/queue/absent", { params: { query: filled({ after, limit: 50 }) }, signal })),
);
