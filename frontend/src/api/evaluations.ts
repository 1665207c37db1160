import { queryOptions } from "@tanstack/react-query";
import { filled, http, ifMatch, must, mustBe } from "./client";
import { everyPage, keyset } from "./keyset";
import type { AnswerInput, Channel, Evaluation, EvaluationStatus, EvaluationSummary, Page, Scorecard, Trend } from "./types";

export interface EvaluationFilter {
  status?: EvaluationStatus;
  purpose?: Evaluation["purpose"];
  failed?: "compliance";
  interaction?: string;
  scorecard?: string;
  version?: string;
  channel?: Channel;
  origin?: Evaluation["origin"];
  disputes?: "open";
  agent?: string;
  evaluator?: string;
  from?: string;
  to?: string;
  /** Those alone whose scores count in figures, released then or since. */
  counted?: string;
  /** Beside it: released before that time. */
  counted_to?: string;
  /** In which their scores count. */
  team?: string;
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

/** Every published scorecard, whole. */
export const publishedCardsQuery = queryOptions({
  queryKey: ["scorecards", "questions"],
  queryFn: async ({ client, signal }): Promise<Scorecard[]> => {
    const cards = await client.fetchQuery(scorecardsQuery);
    return Promise.all(cards.map(({ id }) => mustBe<Scorecard>(http.GET("/api/v1/scorecards/{id}", { params: { path: { id } }, signal }))));
  },
  staleTime: 5 * 60_000,
});

export const startEvaluation = (body: { interaction: string; scorecard: string; agent?: string }) =>
  mustBe<Evaluation>(http.POST("/api/v1/evaluations", { body }));

const at = (id: string, revision: number) => ({ path: { id }, header: ifMatch(revision) });

/** What is said of the whole, saved like an answer under these names. */
export const wholeWords = ["strengths", "improvements"] as const;

/** Saves answers, and what is said of the whole; active is for how many milliseconds one has worked on the draft. */
export function saveAnswers(id: string, revision: number, parts: AnswerInput[], active: number) {
  const words = Object.fromEntries(parts.flatMap(({ question, comment }) => wholeWords.filter((name) => name === question).map((name) => [name, comment ?? ""])));
  const answers = parts.filter(({ question }) => !wholeWords.some((name) => name === question));
  return mustBe<Evaluation>(http.PUT("/api/v1/evaluations/{id}/answers", { params: at(id, revision), body: { answers, ...words, active_ms: Math.round(active) } }));
}

export const submit = (id: string, revision: number) =>
  mustBe<Evaluation>(http.POST("/api/v1/evaluations/{id}/submit", { params: at(id, revision), body: {} }));

/** Throws a draft away. */
export const discardEvaluation = (id: string, revision: number) => must(http.DELETE("/api/v1/evaluations/{id}", { params: at(id, revision) }));

/** Releases it now, or at a time. */
export const release = (id: string, revision: number, when?: string) =>
  mustBe<Evaluation>(http.POST("/api/v1/evaluations/{id}/release", { params: at(id, revision), body: when ? { at: when } : {} }));

export const callOffRelease = (id: string, revision: number) =>
  mustBe<Evaluation>(http.DELETE("/api/v1/evaluations/{id}/release", { params: at(id, revision) }));

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
