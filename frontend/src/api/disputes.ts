import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must } from "./client";
import { keyset } from "./keyset";

export const disputesQuery = keyset(["disputes", "list"], (after, signal) =>
  must(http.GET("/api/v1/disputes", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export const disputeQuery = (id: string) =>
  queryOptions({
    queryKey: ["disputes", "one", id],
    queryFn: ({ signal }) => must(http.GET("/api/v1/disputes/{id}", { params: { path: { id } }, signal })),
  });

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
