import { queryOptions } from "@tanstack/react-query";
import type { Outcome } from "./bulk";
import { filled, http, must, mustBe } from "./client";
import { everyPage } from "./keyset";
import type { Evaluation, OtherEvaluation } from "./types";

/** What else was made of the same interaction and agent, as far as one may see it. */
export const othersQuery = (id: string) =>
  queryOptions({
    queryKey: ["evaluations", "others", id],
    queryFn: ({ signal }): Promise<OtherEvaluation[]> =>
      everyPage((after) => must(http.GET("/api/v1/evaluations/{id}/others", { params: { path: { id }, query: filled({ after, limit: 200 }) }, signal }))),
  });

/** Who can score it a second time. */
export const secondEvaluatorsQuery = (id: string) =>
  queryOptions({
    queryKey: ["evaluations", "seconds", id],
    queryFn: ({ signal }) =>
      everyPage((after) => must(http.GET("/api/v1/evaluations/{id}/evaluators", { params: { path: { id }, query: filled({ after, limit: 200 }) }, signal }))),
  });

export const askDouble = (id: string, evaluator: string) => must(http.POST("/api/v1/evaluations/{id}/double", { params: { path: { id } }, body: { evaluator } }));

export const endDouble = (id: string, reason: string) => must(http.POST("/api/v1/evaluations/{id}/double/end", { params: { path: { id } }, body: { reason } }));

export const evaluateSelf = (interaction: string, scorecard: string) =>
  mustBe<Evaluation>(http.POST("/api/v1/interactions/{id}/self-evaluation", { params: { path: { id: interaction } }, body: { scorecard } }));

/** Releases many now, or at a time; says of each what became of it. */
export const releaseMany = async (rows: { id: string; revision: number }[], when?: string): Promise<Outcome[]> =>
  (await must(http.POST("/api/v1/evaluations/release", { body: { evaluations: rows.map(({ id, revision }) => ({ id, revision })), ...(when ? { at: when } : {}) } }))).items;
