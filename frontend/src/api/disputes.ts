import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must } from "./client";
import { keyset } from "./keyset";
import { everyUtterance } from "./interactions";

export const disputesQuery = keyset(["disputes", "list"], (after, signal) =>
  must(http.GET("/api/v1/disputes", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export const ownDisputesQuery = keyset(["disputes", "list", "own"], (after, signal) =>
  must(http.GET("/api/v1/me/disputes", { params: { query: filled({ after, limit: 10 }) }, signal })),
);

export const disputeQuery = (id: string) =>
  queryOptions({
    queryKey: ["disputes", "one", id],
    queryFn: ({ signal }) => must(http.GET("/api/v1/disputes/{id}", { params: { path: { id } }, signal })),
  });

export const disputeFiguresQuery = (period: { from?: string; to?: string }) =>
  queryOptions({
    queryKey: ["disputes", "figures", period],
    queryFn: ({ signal }) => must(http.GET("/api/v1/disputes/figures", { params: { query: filled(period) }, signal })),
  });

/** Says the evaluator's side of an open dispute, once. */
export const sayOwnSide = (id: string, evaluationRevision: number, words: string) =>
  must(http.POST("/api/v1/disputes/{id}/statement", { params: { path: { id }, header: ifMatch(evaluationRevision) }, body: { words } }));

export interface Decision {
  outcome: "upheld" | "changed";
  option?: string;
  reason: string;
}

export const resolve = (id: string, evaluationRevision: number, decision: Decision) =>
  must(
    http.POST("/api/v1/disputes/{id}/resolve", {
      params: { path: { id }, header: ifMatch(evaluationRevision) },
      body: decision,
    }),
  );

/** What was said in the interaction that an open dispute is about, for who may decide it. */
export const disputeUtterancesQuery = (id: string) =>
  queryOptions({
    queryKey: ["disputes", "utterances", id],
    queryFn: ({ signal }) =>
      everyUtterance((after) =>
        must(http.GET("/api/v1/disputes/{id}/utterances", { params: { path: { id }, query: { after, limit: 200 } }, signal })),
      ),
  });
