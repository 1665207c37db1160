import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { Absence, EvaluatorLoad, Page, Pool, ReplacedSample } from "./types";

export const absencesQuery = queryOptions({
  queryKey: ["absences"],
  queryFn: ({ signal }) => everyPage((after) => must(http.GET("/api/v1/me/absences", { params: { query: filled({ after, limit: 200 }) }, signal }))),
});

export const beAbsent = (from: string, to: string) => mustBe<Absence>(http.POST("/api/v1/me/absences", { body: { from, to } }));

export const beBack = (id: string) => must(http.DELETE("/api/v1/me/absences/{id}", { params: { path: { id } } }));

export const loadsQuery = keyset(["evaluator-loads"], (after, signal) =>
  mustBe<Page<EvaluatorLoad>>(http.GET("/api/v1/evaluators", { params: { query: filled({ after, limit: 50 }) }, signal })),
);

export const setCapacity = ({ id, revision }: EvaluatorLoad, capacity: number | undefined) =>
  must(http.PUT("/api/v1/evaluators/{id}/capacity", { params: { path: { id }, header: ifMatch(revision) }, body: filled({ capacity }) }));

export const poolsQuery = queryOptions({
  queryKey: ["pools", "list"],
  queryFn: ({ signal }) => everyPage((after) => must(http.GET("/api/v1/pools", { params: { query: filled({ after, limit: 200 }) }, signal }))),
});

export const poolChoicesQuery = queryOptions({
  queryKey: ["pools", "choices"],
  queryFn: ({ signal }) => must(http.GET("/api/v1/pools/members", { signal })),
});

export interface PoolValues {
  name: string;
  members: string[];
  teams: string[];
}

export const makePool = (body: PoolValues) => must(http.POST("/api/v1/pools", { body }));

export const changePool = ({ id, revision }: Pool, body: PoolValues) =>
  must(http.PATCH("/api/v1/pools/{id}", { params: { path: { id }, header: ifMatch(revision) }, body }));

export const endPool = ({ id, revision }: Pool) => must(http.DELETE("/api/v1/pools/{id}", { params: { path: { id }, header: ifMatch(revision) } }));

export const replacedQuery = keyset(["replaced"], (after, signal) =>
  mustBe<Page<ReplacedSample>>(http.GET("/api/v1/queue/replaced", { params: { query: filled({ after, limit: 50 }) }, signal })),
);
