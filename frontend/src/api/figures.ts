import { queryOptions } from "@tanstack/react-query";
import { filled, http, must, mustBe } from "./client";
import type { AgentFigures, Agreement, Beside, Effects, EvaluatorFigures, Standings, TeamTrend } from "./types";

/** How many ISO weeks figures look back, the present one included. */
export const lengths = [4, 13, 26, 52] as const;

/** The same, and those of which all are whole but the present one beside them, as reports that are sent regularly tell. */
export const periods = [...lengths, 5, 14, 27, 53] as const;

/** Says of a period that it has the present week beside whole ones. */
export const isWhole = (weeks: number) => lengths.some((length) => length === weeks - 1);

export interface FigureAsk {
  team?: string;
  version?: string;
  dimension?: Standings["dimension"];
  weeks?: (typeof periods)[number];
}

const fresh = 60_000; // figures of weeks change slowly, and each reading is on record

export const figureChoicesQuery = queryOptions({
  queryKey: ["figures", "choices"],
  queryFn: ({ signal }) => must(http.GET("/api/v1/figures/choices", { signal })),
  staleTime: fresh,
});

export const standingsQuery = ({ team = "", ...ask }: FigureAsk) =>
  queryOptions({
    queryKey: ["figures", "standings", team, ask],
    queryFn: ({ signal }) => mustBe<Standings>(http.GET("/api/v1/figures/standings", { params: { query: { team, ...filled(ask) } }, signal })),
    enabled: team !== "",
    staleTime: fresh,
  });

export const teamTrendQuery = ({ team, version, dimension, weeks }: FigureAsk) =>
  queryOptions({
    queryKey: ["figures", "trend", team, version, dimension, weeks],
    queryFn: ({ signal }) => mustBe<TeamTrend>(http.GET("/api/v1/figures/trend", { params: { query: filled({ team, version, dimension, weeks }) }, signal })),
    staleTime: fresh,
  });

export const agentFiguresQuery = (id: string, { team = "", version, weeks }: FigureAsk) =>
  queryOptions({
    queryKey: ["figures", "agent", id, team, version, weeks],
    queryFn: ({ signal }) =>
      mustBe<AgentFigures>(http.GET("/api/v1/figures/standings/{id}", { params: { path: { id }, query: { team, ...filled({ version, weeks }) } }, signal })),
    staleTime: fresh,
  });

export const besideQuery = (id: string, other: string, { team = "", version, weeks }: FigureAsk) =>
  queryOptions({
    queryKey: ["figures", "beside", id, other, team, version, weeks],
    queryFn: ({ signal }) =>
      mustBe<Beside>(http.GET("/api/v1/figures/standings/{id}/beside", { params: { path: { id }, query: { team, other, ...filled({ version, weeks }) } }, signal })),
    staleTime: fresh,
  });

export const evaluatorFiguresQuery = (ask: FigureAsk) =>
  queryOptions({
    queryKey: ["figures", "evaluators", ask],
    queryFn: ({ signal }) => mustBe<EvaluatorFigures>(http.GET("/api/v1/figures/evaluators", { params: { query: filled(ask) }, signal })),
    staleTime: fresh,
  });

export const agreementQuery = (ask: FigureAsk) =>
  queryOptions({
    queryKey: ["figures", "agreement", ask],
    queryFn: ({ signal }) => mustBe<Agreement>(http.GET("/api/v1/figures/agreement", { params: { query: filled(ask) }, signal })),
    staleTime: fresh,
  });

export const effectKinds = ["module", "coach", "method", "action"] as const;

export interface EffectsAsk {
  kind: (typeof effectKinds)[number];
  weeks?: FigureAsk["weeks"];
  team?: string;
  on?: "question" | Standings["dimension"];
}

export const effectsQuery = (ask: EffectsAsk) =>
  queryOptions({
    queryKey: ["figures", "effects", ask],
    queryFn: ({ signal }) => mustBe<Effects>(http.GET("/api/v1/figures/effects", { params: { query: filled({ ...ask }) }, signal })),
    staleTime: fresh,
  });

export const ownStrictnessQuery = (ask: FigureAsk) =>
  queryOptions({
    queryKey: ["figures", "own", ask],
    queryFn: ({ signal }) => mustBe<EvaluatorFigures>(http.GET("/api/v1/me/strictness", { params: { query: filled(ask) }, signal })),
    staleTime: fresh,
  });
