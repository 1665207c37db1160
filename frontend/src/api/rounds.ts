import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { AskedRound, Page, Person, Round, RoundAnswers, RoundSummary } from "./types";

export const roundsQuery = (filter: { agent?: string; status?: RoundSummary["status"] }) =>
  keyset(["rounds", "list", filter], (after, signal) =>
    mustBe<Page<RoundSummary>>(http.GET("/api/v1/rounds", { params: { query: filled({ ...filter, after, limit: 50 }) }, signal })),
  );

export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: ["rounds", "one", id],
    queryFn: ({ signal }) => mustBe<Round>(http.GET("/api/v1/rounds/{id}", { params: { path: { id } }, signal })),
  });

/** The open rounds that ask one; there are never many. */
export const askedQuery = queryOptions({
  queryKey: ["rounds", "asked"],
  queryFn: ({ signal }) =>
    everyPage((after) => mustBe<Page<AskedRound>>(http.GET("/api/v1/me/rounds", { params: { query: filled({ after, limit: 200 }) }, signal }))),
});

/** The agents of somebody's team, and for who leads it the supervisors that a round may ask. */
export const peersQuery = (agent?: string) =>
  queryOptions({
    queryKey: ["peers", agent ?? ""],
    queryFn: ({ signal }) =>
      mustBe<{ peers: Person[]; supervisors: Person[] }>(http.GET("/api/v1/coaching/peers", { params: { query: filled({ agent }) }, signal })),
    staleTime: 60_000,
  });

export interface NewRound {
  agent: string;
  closes_on: string;
  peers: string[];
  supervisors: string[];
  self: boolean;
}

export const openRound = (body: NewRound) => mustBe<Round>(http.POST("/api/v1/rounds", { body }));

const of = (round: RoundSummary) => ({ path: { id: round.id }, header: ifMatch(round.revision) });

export const closeRound = (round: RoundSummary) => mustBe<Round>(http.POST("/api/v1/rounds/{id}/close", { params: of(round), body: {} }));

export const releaseRound = (round: RoundSummary) => mustBe<Round>(http.POST("/api/v1/rounds/{id}/release", { params: of(round), body: {} }));

export const answerRound = (id: string, body: RoundAnswers) => must(http.POST("/api/v1/rounds/{id}/answers", { params: { path: { id } }, body }));
