import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { AnswerInput, Evaluation, EvaluationStatus, EvaluationSummary, Page, Scorecard, Trend } from "./types";

export interface EvaluationFilter {
  status?: EvaluationStatus;
  agent?: string;
  evaluator?: string;
  from?: string;
  to?: string;
}

export const evaluationsQuery = (filter: EvaluationFilter) =>
  keyset(["evaluations", "list", filter], (after, signal) =>
    mustBe<Page<EvaluationSummary>>(http.GET("/api/v1/evaluations", { params: { query: filled({ ...filter, after, limit: 50 }) }, signal })),
  );

export const newestAtMost = 200;

/** The newest evaluations, from which one chooses whose to see. Each reading of a list of scores is on record: one does. */
export const newestEvaluationsQuery = queryOptions({
  queryKey: ["evaluated"],
  queryFn: async ({ signal }) =>
    (await mustBe<Page<EvaluationSummary>>(http.GET("/api/v1/evaluations", { params: { query: { limit: newestAtMost } }, signal }))).items,
  staleTime: 5 * 60_000,
});

export const evaluationQuery = (id: string) =>
  queryOptions({
    queryKey: ["evaluations", "one", id],
    queryFn: ({ signal }) => mustBe<Evaluation>(http.GET("/api/v1/evaluations/{id}", { params: { path: { id } }, signal })),
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ["evaluations", "history", id],
    queryFn: ({ signal }) =>
      everyPage((after) =>
        must(http.GET("/api/v1/evaluations/{id}/history", { params: { path: { id }, query: filled({ after, limit: 200 }) }, signal })),
      ),
  });

export const scorecardsQuery = queryOptions({
  queryKey: ["scorecards"],
  queryFn: ({ signal }) =>
    everyPage((after) => must(http.GET("/api/v1/scorecards", { params: { query: filled({ after, limit: 200 }) }, signal }))),
  staleTime: 5 * 60_000,
});

/** Those that evaluations can be begun with. */
export const usableScorecardsQuery = queryOptions({ ...scorecardsQuery, select: (all) => all.filter(({ retired }) => !retired) });

/** The published version that an evaluation was begun with. */
export const scorecardQuery = (version: string) =>
  queryOptions({
    queryKey: ["scorecards", version],
    queryFn: ({ signal }) => mustBe<Scorecard>(http.GET("/api/v1/scorecards/versions/{id}", { params: { path: { id: version } }, signal })),
    staleTime: Infinity,
  });

export interface AskedQuestion {
  id: string;
  text: string;
  scorecard: string;
}

/** The questions of every published scorecard. */
export const questionsQuery = queryOptions({
  queryKey: ["scorecards", "questions"],
  queryFn: async ({ client, signal }): Promise<AskedQuestion[]> => {
    const cards = await client.fetchQuery(scorecardsQuery);
    const whole = await Promise.all(
      cards.map(({ id }) => mustBe<Scorecard>(http.GET("/api/v1/scorecards/{id}", { params: { path: { id } }, signal }))),
    );
    return whole.flatMap((card) => card.dimensions.flatMap(({ questions }) => questions.map(({ id, text }) => ({ id, text, scorecard: card.name }))));
  },
  staleTime: 5 * 60_000,
});

export const startEvaluation = (body: { interaction: string; scorecard: string; agent?: string }) =>
  mustBe<Evaluation>(http.POST("/api/v1/evaluations", { body }));

const at = (id: string, revision: number) => ({ path: { id }, header: ifMatch(revision) });

export const saveAnswers = (id: string, revision: number, answers: AnswerInput[]) =>
  mustBe<Evaluation>(http.PUT("/api/v1/evaluations/{id}/answers", { params: at(id, revision), body: { answers } }));

export const submit = (id: string, revision: number) =>
  mustBe<Evaluation>(http.POST("/api/v1/evaluations/{id}/submit", { params: at(id, revision), body: {} }));

export const release = (id: string, revision: number) =>
  mustBe<Evaluation>(http.POST("/api/v1/evaluations/{id}/release", { params: at(id, revision), body: {} }));

export const acknowledge = (id: string, revision: number, comment: string) =>
  mustBe<Evaluation>(
    http.POST("/api/v1/evaluations/{id}/acknowledge", {
      params: at(id, revision),
      body: comment ? { comment } : {},
    }),
  );

export const withdraw = (id: string, revision: number, reason: string) =>
  mustBe<Evaluation>(http.POST("/api/v1/evaluations/{id}/withdraw", { params: at(id, revision), body: { reason } }));

/** Disputes an answer; evidence is the pos of each utterance that shows it. */
export const dispute = (id: string, revision: number, question: string, reason: string, evidence: number[]) =>
  must(
    http.POST("/api/v1/evaluations/{id}/disputes", {
      params: at(id, revision),
      body: { question, reason, ...(evidence.length > 0 ? { evidence: evidence.map((pos) => ({ pos })) } : {}) },
    }),
  );

export const trendQuery = queryOptions({
  queryKey: ["standing", "trend"],
  queryFn: ({ signal }) => mustBe<Trend>(http.GET("/api/v1/me/trend", { signal })),
});

export const standingQuery = queryOptions({
  queryKey: ["standing"],
  queryFn: ({ signal }) => must(http.GET("/api/v1/me/standing", { signal })),
});
